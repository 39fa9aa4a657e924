"""What a line is measured by."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import in_language
from plans.models.fields import LineField


class Reading(models.TextChoices):
    SUM = "sum", _("sum of the entries")
    LATEST = "latest", _("latest entry")


class Indicator(models.Model):
    """A measure of a line: unit, where it started from, where it should come to."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="indicators")
    name_mn = LineField(_("indicator in Mongolian"))
    name_en = LineField(_("indicator in English"), blank=True)
    unit = LineField(_("unit"), max_length=60)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    reading = models.CharField(_("achieved is the"), max_length=6, choices=Reading, default=Reading.SUM)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    def achieved(self) -> Decimal | None:
        """Sum or latest of what the entries recorded; None where none recorded any. Reads prefetched figures."""
        recorded = sorted(self.figures.all(), key=lambda figure: (figure.entry.starts_on, figure.entry_id))
        if not recorded:
            return None
        if self.reading == Reading.LATEST:
            return recorded[-1].value
        return sum((figure.value for figure in recorded), Decimal())
