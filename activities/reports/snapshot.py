"""
A plan's ratings as plain data: the mean with its arithmetic, and each line with its grade, its sentence, its readings.

Every word stands in both languages, so that a snapshot reads the same for ever. It holds what both sides may know.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from activities.models import UNRATED, Activity, ActivityState, Rating, SideReading, without_grade
from activities.reports.rating import RatingMean
from plans import texts
from plans.models import AnnualPlan, PlanState


def snapshot_content(plan: AnnualPlan, today: date) -> tuple[dict[str, Any], Decimal | None]:
    """What stands on this day, and the mean of the plan's own lines."""
    grades = list(plan.agreement.rating_scale.grades.all())
    names = {grade.value: grade.name_of_both() for grade in grades}
    lines = list(
        Activity.objects.filter(plan=plan)
        .exclude(state=ActivityState.WITHDRAWN)
        .with_standing(today)
        .select_related("objective", "lead__agency")
        .prefetch_related(Prefetch("ratings", Rating.objects.with_readings()))
        .in_plan_order()
    )
    within = RatingMean.of((line.standing for line in lines if not line.is_beyond_the_plan), names)
    beyond = RatingMean.of(line.standing for line in lines if line.is_beyond_the_plan)
    is_over = plan.state == PlanState.CLOSED
    return {
        "scale": texts.both(lambda: plan.agreement.rating_scale),
        "plan": figures(within, names),
        "beyond": figures(beyond, names),
        "lines": [row_of(line, names, is_over=is_over) for line in lines],
    }, within.mean


def figures(mean: RatingMean, names: dict[int, dict[str, str]]) -> dict[str, Any]:
    return {
        "grades": [
            {"value": value, "name": names.get(value, {"mn": "", "en": ""}), "count": count}
            for value, count in mean.counts
        ],
        "not_due": mean.not_due,
        "unrated": mean.unrated,
        "mean": "" if mean.mean is None else str(mean.mean),
        "arithmetic": mean.arithmetic,
    }


def row_of(line: Activity, names: dict[int, dict[str, str]], *, is_over: bool) -> dict[str, Any]:
    """A line with what stands on it and who says so; nobody does where the last rating has lapsed."""
    stands = line.standing
    rating = next(iter(line.ratings.all()), None) if stands != UNRATED else None
    words = names.get(stands) or texts.both(without_grade(stands, is_over=is_over))
    return {
        "id": line.pk,
        "line": texts.both(lambda: str(line)),
        "lead": texts.both(lambda: f"{line.lead.agency}: {line.lead}"),
        "beyond": line.is_beyond_the_plan,
        "grade": stands if stands >= 0 else None,
        "words": words,
        "explanation": rating.explanation if rating else "",
        "by": texts.both(lambda: f"{rating.agency}, {rating.name}" if rating else ""),
        "on": f"{timezone.localdate(rating.at):%Y-%m-%d}" if rating else "",
        "readings": [
            {
                "side": texts.both(lambda one=one: str(one.agency)),
                "reading": texts.both(SideReading(one.reading).label),
                "differs": not one.is_confirmed,
                "sentence": one.sentence,
            }
            for one in (rating.readings_of_sides.values() if rating else ())
        ],
    }
