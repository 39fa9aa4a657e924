"""How far lines are carried out, as the sides rated them: what stands, what is not due, what is due and unrated."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models.states import REPORTED, ActivityState
from plans.models import PlanState

NOT_DUE, UNRATED = -1, -2
"""Where no grade stands: the line is not due yet, or is and nobody has rated it."""


RATED_IN = (PlanState.ADOPTED, PlanState.CLOSED)
"""States of a plan whose lines are rated, or were."""


def without_grade(standing: int, *, is_over: bool) -> Promise:
    """What is said where no grade stands; once the year is closed nobody is to rate any more."""
    if standing == NOT_DUE:
        return _("not yet due")
    return _("not rated") if is_over else _("due, not rated")


class RatedLinesQuerySet(models.QuerySet):
    def with_standing(self, today: date | None = None) -> RatedLinesQuerySet:
        """
        Each with `standing`: the grade that stands, 0–100, NOT_DUE or UNRATED.

        The newest rating stands. One that says «not yet due» lapses when the last day of the line has passed; in a
        closed year what stood on the day of closing stands.
        """
        from activities.models.entries import Entry

        ratings = self.model._meta.get_field("ratings").related_model.objects
        of_line = ratings.filter(activity=OuterRef("pk"))
        has_passed = Q(ends_on__lt=Coalesce("plan__closed_on", Value(today or timezone.localdate())))
        is_begun = Q(state__in=[ActivityState.IN_PROGRESS, *REPORTED]) | Exists(
            Entry.objects.joint().filter(activity=OuterRef("pk"))
        )
        return self.alias(grade=Subquery(of_line.order_by("-pk").values("grade__value")[:1])).annotate(
            standing=Case(
                When(grade__isnull=False, then=F("grade")),
                When(has_passed, then=Value(UNRATED)),
                When(Exists(of_line), then=Value(NOT_DUE)),
                When(is_begun, then=Value(UNRATED)),
                default=Value(NOT_DUE),
                output_field=models.SmallIntegerField(),
            )
        )

    def with_ratings(self) -> RatedLinesQuerySet:
        """With what a row of a list says of the rating: `standing`, and the newest rating with its readings."""
        ratings = self.model._meta.get_field("ratings").related_model.objects
        newest = Prefetch("ratings", ratings.standing().with_readings(), to_attr="newest_ratings")
        return self.with_standing().prefetch_related(newest)

    def rated(self, standing: int, today: date | None = None) -> RatedLinesQuerySet:
        """Lines of adopted plans on which this grade stands; NOT_DUE or UNRATED. A withdrawn line is not rated."""
        lines = self.filter(plan__state__in=RATED_IN).exclude(state=ActivityState.WITHDRAWN)
        return lines.with_standing(today).filter(standing=standing)
