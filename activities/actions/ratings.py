"""How a line is rated, and how the head of another side reads the rating: confirms it, or differs and says why."""

from __future__ import annotations

from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import access_to_ratings as access
from activities.actions.entries import hold_open_for_entries
from activities.models import Activity, Rating, RatingReading, SideReading
from activities.suggestion import facts_of, read_for_suggestion, suggest
from plans import trail
from plans.access import Verdict, refuse_unless
from plans.actions.consent import signature_of
from plans.models import Agency, Grade, User
from plans.workflow import MoveRefused

VERBS = {SideReading.CONFIRMED: "rating.confirmed", SideReading.DIFFERS: "rating.differs"}


def rate(line: Activity, *, by: User, grade: Grade | None, explanation: str, seen: int = 0) -> Rating:
    """
    Say how far the line is carried out, or (no grade) that it is not yet due; it stands until somebody rates anew.

    `seen` is the rating that stood on the person's screen, 0 for none. Raises MoveRefused when another stands now.
    """
    with transaction.atomic():
        hold_open_for_entries(line.plan)
        by = User.objects.get(pk=by.pk)  # the right as it is now
        current = read_for_suggestion(line)
        refuse_unless(access.may_rate(by, current))
        stands = current.ratings.order_by("-pk").first()
        if (stands.pk if stands else 0) != seen:
            raise MoveRefused([_("Somebody rated the line meanwhile; read that rating first.")])
        grades = {one.value: one for one in current.plan.agreement.rating_scale.grades.all()}
        suggestion = suggest(facts_of(current), list(grades), timezone.localdate())
        rating = Rating(
            activity=current,
            grade=grade,
            explanation=explanation,
            suggested=None if suggestion.value is None else grades[suggestion.value],
            because=suggestion.because,
            agency=cast(Agency, by.agency),
            person=by,
            at=timezone.now(),
            **signature_of(by),
        )
        with trail.record_added(rating, "rating.set", by=by):
            pass
    return rating


def confirm_rating(rating: Rating, *, by: User) -> RatingReading:
    """One side agrees with the rating. Raises MoveRefused when a later one stands, or it isn't this person's."""
    return _read(rating, SideReading.CONFIRMED, by=by)


def differ_from_rating(rating: Rating, *, by: User, sentence: str) -> RatingReading:
    """One side reads it otherwise and says how; both readings stay. Raises as `confirm_rating`."""
    return _read(rating, SideReading.DIFFERS, by=by, sentence=sentence)


def _read(rating: Rating, reading: SideReading, *, by: User, sentence: str = "") -> RatingReading:
    with transaction.atomic():
        hold_open_for_entries(rating.activity.plan)
        by = User.objects.get(pk=by.pk)
        rating = Rating.objects.with_readings().select_related("activity__plan", "activity__lead").get(pk=rating.pk)
        refuse_unless(may_read(by, rating, reading))
        answer = RatingReading(
            rating=rating,
            agency=cast(Agency, by.agency),
            person=by,
            reading=reading,
            sentence=sentence,
            at=timezone.now(),
            **signature_of(by),
        )
        with trail.record_added(answer, VERBS[reading], by=by):
            pass
    return answer


def may_read(person: User, rating: Rating, reading: SideReading) -> Verdict:
    may = access.may_confirm_rating if reading == SideReading.CONFIRMED else access.may_differ_from_rating
    return may(person, rating, rating.activity.ratings.order_by("-pk")[0])
