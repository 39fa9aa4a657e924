"""Where a recommendation stands: told by what its addressee replied, by its lines and by what the parties found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from activities.models.recommendation_choices import DUE_SOON_DAYS, RecommendationState
from plans.models import Party


def what_was_found() -> dict[str, Any]:
    """What stands of the assessments: the least and the greatest finding, and whether a party has yet to assess."""
    from activities.models.recommendations import Recommendation
    from activities.models.replies import Assessment

    of_each = Assessment.objects.filter(recommendation=OuterRef("pk")).standing().order_by().values("recommendation")
    asked = OuterRef(OuterRef("pk"))
    assesses = Exists(Recommendation.objects.filter(pk=asked).assessed_by(OuterRef("agency")))
    has_assessed = Exists(Assessment.objects.filter(recommendation=asked, agency=OuterRef("agency")))
    return {
        "one_found": Subquery(of_each.annotate(found=Min("outcome")).values("found")),
        "another_found": Subquery(of_each.annotate(found=Max("outcome")).values("found")),
        "is_awaited": Exists(Party.objects.filter(assesses, ~has_assessed, agreement=OuterRef("agreement"))),
    }


def what_stands() -> dict[str, Any]:
    """What stands of the replies, the lines and, with `what_was_found`, the assessments of each recommendation."""
    from activities.models.replies import CarryingOut, Reply

    replies = Reply.objects.filter(recommendation=OuterRef("pk")).order_by("-pk")
    return {
        "answer": Subquery(replies.values("answer")[:1]),
        "replied_on": Subquery(replies.values("replied_on")[:1]),
        "carry_out_by": Subquery(replies.values("carry_out_by")[:1]),
        "outcome": Case(
            When(one_found__lt=F("another_found"), then=Value(RecommendationState.DIFFERS)),
            When(one_found__isnull=False, is_awaited=False, then=F("one_found")),
            output_field=models.CharField(null=True),
        ),
        "has_lines": Exists(CarryingOut.objects.standing().filter(recommendation=OuterRef("pk"))),
    }


def state_on(today: date) -> Case:
    """Of recommendations with `what_stands`."""
    return Case(
        When(outcome__isnull=False, then=F("outcome")),
        When(answer=RecommendationState.REJECTED, then=F("answer")),
        When(Q(has_lines=True) & (Q(answer__isnull=False) | Q(addressee=None)), then=Value("under_way")),
        When(answer__isnull=False, then=F("answer")),
        When(reply_due_on__lt=today, then=Value("reply_overdue")),
        When(reply_due_on__lte=today + timedelta(days=DUE_SOON_DAYS), then=Value("reply_due")),
        default=Value("asked"),
        output_field=models.CharField(),
    )


def due_first() -> Coalesce:
    """Orders by what presses: overdue, due, asked, then what was answered."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(RecommendationState.values)]
    return Coalesce(Case(*places, output_field=models.SmallIntegerField()), len(places))
