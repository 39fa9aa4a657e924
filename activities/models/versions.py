"""A line as it was adopted, and as each amendment left it: kept for ever beside what it says today."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import Proposal

AS_ADOPTED = 0


class LineVersion(models.Model):
    """The text of one line that every party consented to; the database refuses to change or delete it."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()  # 0 as adopted, then the number of the amendment
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    text = models.JSONField()
    data = models.JSONField(default=dict)  # the same as figures and days (activities/working_copies.py)

    class Meta:
        verbose_name = _("agreed text of a line")
        verbose_name_plural = _("agreed texts of a line")
        ordering = ["activity", "number"]
        constraints = [models.UniqueConstraint(name="one_text_of_a_line_per_number", fields=["activity", "number"])]

    def __str__(self) -> str:
        return f"{self.activity} ({self.number})"
