"""What a half-year or a year of a plan came to, frozen once."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plans.models import AnnualPlan, Audience, Recorded, User
from plans.models.fields import DayField, DecimalField


class SnapshotPeriod(models.TextChoices):
    """As it stands in addresses."""

    HALF_YEAR = "half-year", _("half-year")
    YEAR = "year", _("year")

    def set_on(self, plan: AnnualPlan) -> date:
        """The day from which the plan is to be frozen."""
        return plan.half_year_snapshot_on if self == SnapshotPeriod.HALF_YEAR else plan.year_snapshot_on

    @classmethod
    def due(cls, plan: AnnualPlan, today: date) -> SnapshotPeriod | None:
        """What is to be frozen on this day: once the year's day has come, the half-year is not made up for."""
        reached = [period for period in (cls.YEAR, cls.HALF_YEAR) if period.set_on(plan) <= today]
        return reached[0] if reached else None


class SnapshotQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> SnapshotQuerySet:
        return self.filter(plan__in=AnnualPlan.objects.visible_to(user))

    def newest_first(self) -> SnapshotQuerySet:
        """Without what they hold."""
        return self.defer("content").order_by("-frozen_at")


class Snapshot(Recorded):
    """
    How the lines of a plan were rated when its half-year or year was frozen.

    The year is frozen on the day the plan sets, or as the year is closed before that: nothing is rated after it.

    `content` is plain data in both languages (activities/reports/snapshot.py); its digest stands in the trail.
    """

    NOT_RECORDED = Recorded.NOT_RECORDED | {"content"}

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="snapshots", verbose_name=_("annual plan"))
    period = models.CharField(_("period"), max_length=9, choices=SnapshotPeriod)
    set_on = DayField(_("day the plan sets"))
    as_of = DayField(_("as of"))
    at_closing = models.BooleanField(_("frozen as the year was closed"), default=False)
    mean = DecimalField(_("mean rating"), max_digits=5, decimal_places=2, null=True, blank=True)
    content = models.JSONField()
    digest = models.CharField(_("digest"), max_length=64)
    checkpoint = models.CharField(_("checkpoint"), max_length=90)
    frozen_at = models.DateTimeField(_("frozen"))

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["plan", "as_of"]
        constraints = [
            models.UniqueConstraint(
                name="a_period_is_frozen_once",
                fields=["plan", "period"],
                violation_error_message=_("It is frozen already."),
            ),
            models.CheckConstraint(
                name="a_snapshot_is_not_frozen_before_its_day",
                condition=models.Q(as_of__gte=models.F("set_on")) | models.Q(at_closing=True, period="year"),
                violation_error_message=_("The day the plan sets has not come yet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.get_period_display()}"

    def get_absolute_url(self) -> str:
        return reverse("activities:snapshot-detail", args=[self.plan_id, self.period])

    def within(self) -> AnnualPlan:
        return self.plan

    def audience(self) -> Audience:
        return self.plan.audience()
