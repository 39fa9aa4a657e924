"""What a line is measured by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import Compartment, in_language
from plans.models.fields import DecimalField, LineField
from plans.text import search_key

UNITS_OF_PEOPLE = {search_key(unit) for unit in ("хүн", "оролцогч", "people", "persons", "person", "participants")}


class Reading(models.TextChoices):
    SUM = "sum", _("sum of the entries")
    LATEST = "latest", _("latest entry")


@dataclass(frozen=True)
class Figure:
    """What one entry recorded of an indicator."""

    indicator: Indicator
    entry_id: int
    value: Decimal


class IndicatorQuerySet(models.QuerySet):
    def by_figure(self) -> IndicatorQuerySet:
        """
        Each indicator once for every figure recorded, oldest first, and once where there is none: in one query.

        Of an entry that is not joint the row says nothing, for what both sides read as achieved is the same.
        """
        is_joint = Q(figures__entry__compartment=Compartment.JOINT)
        return self.annotate(
            entry_id=Case(When(is_joint, then=F("figures__entry_id"))),
            value=Case(When(is_joint, then=F("figures__value"))),
        ).order_by("pk", "figures__entry__starts_on", "figures__entry__logged_at", "entry_id")


class Indicator(models.Model):
    """A measure of a line: unit, where it started from, where it should come to."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="indicators")
    name_mn = LineField(_("indicator in Mongolian"))
    name_en = LineField(_("indicator in English"), blank=True)
    unit = LineField(_("unit"), max_length=60)
    baseline = DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    reading = models.CharField(_("achieved is the"), max_length=6, choices=Reading, default=Reading.SUM)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def counts_people(self) -> bool:
        """Whether the figure of an entry is as a rule its participants."""
        return self.reading == Reading.SUM and search_key(self.unit).strip() in UNITS_OF_PEOPLE

    @cached_property
    def recorded(self) -> list[Figure]:
        """What the entries recorded, oldest first."""
        return figures_in(self, Indicator.objects.filter(pk=self.pk).by_figure())

    def achieved(self) -> Decimal | None:
        """Sum or latest of what the entries recorded; None where none recorded any."""
        values = [figure.value for figure in self.recorded]
        if not values:
            return None
        return values[-1] if self.reading == Reading.LATEST else sum(values, Decimal())


def measured(rows: Iterable[Indicator]) -> list[Indicator]:
    """Each indicator of these rows, which are `by_figure`, once, and with what was recorded of it."""
    indicators = []
    for _pk, of_one in groupby(rows, key=lambda row: row.pk):
        indicator, *more = of_one
        indicator.recorded = figures_in(indicator, [indicator, *more])
        indicators.append(indicator)
    return indicators


def figures_in(indicator: Indicator, rows: Iterable[Any]) -> list[Figure]:
    return [Figure(indicator, row.entry_id, row.value) for row in rows if row.entry_id is not None]
