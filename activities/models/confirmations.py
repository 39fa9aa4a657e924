"""What each side reads of a line that was reported done: it was carried out, or it differs and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import Agency, User
from plans.models.fields import ProseField
from plans.models.signed import Signed


class SideReading(models.TextChoices):
    CONFIRMED = "confirmed", _("confirms")
    DIFFERS = "differs", _("reads it otherwise")


class Confirmation(Signed):
    """
    How one side read one report of a line, by whom, in what post, acting for whom.

    It keeps the text of what was reported as it stood on the screen. The database refuses to change or delete it.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="confirmations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    reading = models.CharField(_("reading"), max_length=9, choices=SideReading)
    sentence = ProseField(_("how your side reads it"), blank=True, max_length=2_000)
    reported_done_at = models.DateTimeField(_("reported done on"))  # which report of the line it answers
    reported = models.JSONField()
    digest = models.CharField(_("digest"), max_length=64)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("reading of a side")
        verbose_name_plural = _("readings of the sides")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_side_reads_a_report_once_in_each_way",
                fields=["activity", "agency", "reported_done_at", "reading"],
                violation_error_message=_("Your agency has said so already."),
            ),
            models.CheckConstraint(
                name="who_differs_says_why",
                condition=Q(reading=SideReading.CONFIRMED) | ~Q(sentence=""),
                violation_error_message=_("Say in a sentence how your side reads it."),
            ),
            models.CheckConstraint(name="confirmation_names_its_person", condition=~Q(name_mn="")),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_reading_display()}"

    @property
    def is_confirmed(self) -> bool:
        return self.reading == SideReading.CONFIRMED
