"""The days and weeks of the year on which the parties speak to the public, such as 10 December."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.agreements import Agreement
from plans.models.constraints import CheckAtField, UniqueAtField
from plans.models.fields import DayField, LineField
from plans.models.people import User
from plans.models.recorded import Audience, Recorded, in_language

LONG_MONTHS, SHORT_MONTHS = [1, 3, 5, 7, 8, 10, 12], [4, 6, 9, 11]
SOON_DAYS = 30


def part_of_a_day(name: Any, last: int, sentence: Any, *, optional: bool = False) -> models.PositiveSmallIntegerField:
    """The month or the day of the month, by its number."""
    validators = [MinValueValidator(1, sentence), MaxValueValidator(last, sentence)]
    return models.PositiveSmallIntegerField(name, validators=validators, null=optional, blank=optional)


def month_has_day(month: str, day: str) -> Q:
    """29 February too: in other years it is held on the last of the month."""
    return (
        Q(**{f"{month}__in": LONG_MONTHS, f"{day}__range": (1, 31)})
        | Q(**{f"{month}__in": SHORT_MONTHS, f"{day}__range": (1, 30)})
        | Q(**{month: 2, f"{day}__range": (1, 29)})
    )


def day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


class OccasionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> OccasionQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def held(self) -> OccasionQuerySet:
        """Those the parties still hold."""
        return self.filter(retired_on=None)

    def in_force(self) -> OccasionQuerySet:
        return self.filter(agreement__in=Agreement.objects.in_force())

    def next_soon(self, today: date | None = None) -> Occasion | None:
        """The next to begin within 30 days, today included."""
        today = today or timezone.localdate()
        begins = [(one.next_begins(today), one.pk, one) for one in self.held()]
        soon = [found for found in begins if (found[0] - today).days <= SOON_DAYS]
        return min(soon)[2] if soon else None


class Occasion(Recorded):
    """
    A day of the year, or several in a row, kept by an agreement's administrators for its advocacy.

    One that is no longer held is retired and stays with the work that refers to it.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="occasions", verbose_name=_("agreement"))
    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"), blank=True)
    month = part_of_a_day(_("month"), 12, _("Write a month from 1 to 12."))
    day = part_of_a_day(_("day"), 31, _("Write a day from 1 to 31."))
    until_month = part_of_a_day(_("until, month"), 12, _("Write a month from 1 to 12."), optional=True)
    until_day = part_of_a_day(_("until, day"), 31, _("Write a day from 1 to 31."), optional=True)
    first_year = models.PositiveSmallIntegerField(
        _("held since the year"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1900, _("Write a year from 1900 to 2100.")),
            MaxValueValidator(2100, _("Write a year from 1900 to 2100.")),
        ],
    )
    note = LineField(_("note"), blank=True)
    retired_on = DayField(_("retired on"), null=True, blank=True, editable=False)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["month", "day", "pk"]
        constraints = [
            UniqueAtField(
                field="name_mn",
                name="one_occasion_of_a_name",
                fields=["agreement", "name_mn"],
                violation_error_message=_("An occasion of this name is there already."),
            ),
            CheckAtField(
                field="day",
                name="occasion_on_a_day_of_its_month",
                condition=month_has_day("month", "day"),
                violation_error_message=_("This month has no such day."),
            ),
            CheckAtField(
                field="until_day",
                name="occasion_until_a_day_of_its_month",
                condition=Q(until_month=None) | Q(until_day=None) | month_has_day("until_month", "until_day"),
                violation_error_message=_("This month has no such day."),
            ),
            CheckAtField(
                field="until_day",
                name="occasion_until_a_whole_day",
                condition=Q(until_month=None, until_day=None) | Q(until_month__isnull=False, until_day__isnull=False),
                violation_error_message=_("Write both the month and the day, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('activities:occasion-list', args=[self.agreement_id])}#occasion-{self.pk}"

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def is_retired(self) -> bool:
        return self.retired_on is not None

    def in_year(self, year: int) -> tuple[date, date]:
        """Its first and last day where it begins in this year; over New Year the last is in the next."""
        begins = day_of(year, self.month, self.day)
        if self.until_month is None or self.until_day is None:
            return begins, begins
        ends = day_of(year, self.until_month, self.until_day)
        return begins, ends if ends >= begins else day_of(year + 1, self.until_month, self.until_day)

    def coming(self, today: date) -> tuple[date, date]:
        """The first time that is not over: the one that goes on, else the next."""
        times = (self.in_year(year) for year in range(today.year - 1, today.year + 2))
        return next((begins, ends) for begins, ends in times if ends >= today)

    def next_begins(self, today: date) -> date:
        begins = day_of(today.year, self.month, self.day)
        return begins if begins >= today else day_of(today.year + 1, self.month, self.day)

    @property
    def days_to_come(self) -> int:
        """Days until it begins next; 0 on its first day."""
        today = timezone.localdate()
        return (self.next_begins(today) - today) // timedelta(days=1)

    def within(self) -> Agreement:
        return self.agreement

    def audience(self) -> Audience:
        return Audience.agreement(self.agreement_id)
