"""A line is rated with a sentence; the other side reads the rating; the newest stands and none is changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from activities.actions.ratings import confirm_rating, differ_from_rating, rate
from activities.models import NOT_DUE, UNRATED, Activity, ActivityState, Because, Rating, RatingReading
from plans.models import ActingAuthority, AnnualPlan, Audience, Grade, PlanState, Role, TrailEntry
from plans.verification import verify_chains, verify_records
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, EntryFactory, RatingFactory, UserFactory
from tests.factories.reports import log

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHY = "Хагасыг нь хийсэн."


def grade(line, value):
    return line.plan.agreement.rating_scale.grades.get(value=value)


def rated(line, person, value=70, seen=0):
    return rate(line, by=person, grade=None if value is None else grade(line, value), explanation=WHY, seen=seen)


def standing(line, today=None):
    return Activity.objects.with_standing(today).get(pk=line.pk).standing


@pytest.fixture
def own_line(adopted_plan, bold):
    """Of the police alone."""
    return ActivityFactory(plan=adopted_plan, lead=bold.department)


def test_a_rating_keeps_who_said_what_and_what_was_suggested_then(line, bold):
    log(line, bold, "going_on")
    rating = rated(line, bold, 30)
    assert (rating.grade.value, rating.agency, rating.person, rating.name_en) == (30, bold.agency, bold, "D.Bold")
    assert (rating.suggested.value, rating.because) == (70, Because.UNDER_WAY)
    entry = TrailEntry.objects.latest("pk")
    assert (entry.verb, entry.within_id, entry.chain.kind) == ("rating.set", line.pk, "agreement")
    assert entry.changes["explanation"] == [None, WHY]
    assert rating.audience() == Audience.agreement(line.plan.agreement_id)
    assert (verify_chains().faults, standing(line)) == ([], 30)


def test_the_newest_stands_and_the_earlier_stays(line, bold, anu):
    first = rated(line, bold, 30)
    rated(line, anu, 100, seen=first.pk)
    assert standing(line) == 100
    assert [one.grade.value for one in Rating.objects.standing()] == [100]
    assert line.ratings.count() == 2


def test_whoever_rates_over_a_rating_they_did_not_see_is_told(line, bold, anu):
    rated(line, bold)
    with pytest.raises(MoveRefused, match="meanwhile"):
        rated(line, anu, 0)
    assert standing(line) == 70


def test_a_grade_of_another_scale_is_refused(line, bold):
    with pytest.raises(ValidationError, match="agreement's scale"):
        rate(line, by=bold, grade=Grade.objects.get(value=90), explanation=WHY)
    with pytest.raises(ValidationError):
        rate(line, by=bold, grade=grade(line, 70), explanation="")


@pytest.mark.parametrize(
    ("person", "sentence"),
    [("chimeg", "Staff and heads rate"), ("tuya", "Staff and heads rate"), ("anu", "takes no part")],
)
def test_who_may_not_rate(own_line, request, person, sentence):
    with pytest.raises(MoveRefused, match=sentence):
        rated(own_line, request.getfixturevalue(person))


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.PROPOSED, PlanState.CLOSED])
def test_only_lines_of_an_adopted_plan_are_rated(line, bold, state):
    AnnualPlan.objects.filter(pk=line.plan_id).update(state=state)
    with pytest.raises(MoveRefused):
        rated(line, bold)


def test_a_withdrawn_line_is_not_rated(line, bold):
    Activity.objects.filter(pk=line.pk).update(state=ActivityState.WITHDRAWN)
    with pytest.raises(MoveRefused, match="withdrawn"):
        rated(line, bold)


# the other side


def awaited(agency):
    return [rating.pk for rating in Rating.objects.awaiting(agency)]


def test_the_other_side_is_awaited_and_confirms(line, bold, ganaa, nhrcm, npa):
    rating = rated(line, bold)
    assert (awaited(nhrcm), awaited(npa)) == ([rating.pk], [])
    reading = confirm_rating(rating, by=ganaa)
    assert (reading.agency, reading.is_confirmed, awaited(nhrcm)) == (nhrcm, True, [])
    assert TrailEntry.objects.latest("pk").verb == "rating.confirmed"
    with pytest.raises(MoveRefused, match="already"):
        confirm_rating(rating, by=ganaa)


def test_a_side_that_differs_may_agree_later_and_both_readings_stay(line, bold, ganaa):
    rating = rated(line, bold)
    differ_from_rating(rating, by=ganaa, sentence="Бид 30 гэж үзнэ.")
    assert TrailEntry.objects.latest("pk").verb == "rating.differs"
    with pytest.raises(MoveRefused, match="differs already"):
        differ_from_rating(rating, by=ganaa, sentence="Дахин.")
    confirm_rating(rating, by=ganaa)
    assert [one.reading for one in rating.readings.all()] == ["differs", "confirmed"]


def test_who_differs_says_why(line, bold, ganaa):
    with pytest.raises(ValidationError, match="Say in a sentence"):
        differ_from_rating(rated(line, bold), by=ganaa, sentence="")


@pytest.mark.parametrize(
    ("person", "sentence"),
    [("khulan", "Your agency rated"), ("anu", "Only a head"), ("saraa", "Only a head"), ("dorj", "takes no part")],
)
def test_who_may_not_read_for_the_other_side(line, bold, request, person, sentence):
    with pytest.raises(MoveRefused, match=sentence):
        confirm_rating(rated(line, bold), by=request.getfixturevalue(person))


def test_nobody_confirms_what_they_rated_for_another_agency_before(line, bold, nhrcm):
    rating = rated(line, bold)
    bold.agency, bold.department, bold.role = nhrcm, None, Role.HEAD
    bold.save()
    with pytest.raises(MoveRefused, match="You rated"):
        confirm_rating(rating, by=bold)


def test_who_acts_for_the_head_reads_it_and_the_record_says_so(line, bold, anu, ganaa, nhrcm):
    today = timezone.localdate()
    acting = ActingAuthority.objects.create(
        agency=nhrcm, person=anu, head=ganaa, from_on=today, until_on=today, order_number="А/9"
    )
    reading = confirm_rating(rated(line, bold), by=anu)
    assert (reading.acting_for, reading.acting_for_name) == (acting, ganaa.short_name)


def test_an_earlier_rating_is_read_no_more_and_a_later_one_asks_anew(line, bold, ganaa, nhrcm):
    first = rated(line, bold)
    confirm_rating(first, by=ganaa)
    second = rated(line, bold, 100, seen=first.pk)
    assert awaited(nhrcm) == [second.pk]
    with pytest.raises(MoveRefused, match="later rating"):
        differ_from_rating(first, by=ganaa, sentence="Үгүй.")


def test_on_a_line_of_one_side_nobody_is_awaited(own_line, bold, nhrcm, npa):
    rated(own_line, bold)
    assert awaited(nhrcm) == awaited(npa) == []


def test_on_a_withdrawn_line_nobody_is_awaited(line, bold, ganaa, nhrcm):
    rating = rated(line, bold)
    Activity.objects.filter(pk=line.pk).update(state=ActivityState.WITHDRAWN)
    assert awaited(nhrcm) == []
    with pytest.raises(MoveRefused, match="withdrawn"):
        confirm_rating(rating, by=ganaa)


# what stands


def test_what_is_not_due_is_worked_out_and_lapses_with_the_last_day(own_line, bold):
    before, after = own_line.ends_on, own_line.ends_on.replace(year=own_line.ends_on.year + 1)
    assert (standing(own_line, before), standing(own_line, after)) == (NOT_DUE, UNRATED)
    RatingFactory(activity=own_line, value=None)
    assert (standing(own_line, before), standing(own_line, after)) == (NOT_DUE, UNRATED)
    RatingFactory(activity=own_line, value=0)
    assert (standing(own_line, before), standing(own_line, after)) == (0, 0)


def test_in_a_closed_year_what_stood_on_the_day_of_closing_stands_for_ever(own_line, bold):
    RatingFactory(activity=own_line, value=None)
    days = [own_line.ends_on.replace(year=own_line.ends_on.year + later) for later in (0, 1, 9)]
    for closed_on, stands in ((days[0], NOT_DUE), (days[1], UNRATED)):
        AnnualPlan.objects.filter(pk=own_line.plan_id).update(state=PlanState.CLOSED, closed_on=closed_on)
        assert [standing(own_line, day) for day in days] == [stands] * 3


def test_a_line_with_work_is_due_before_its_last_day_unless_somebody_says_otherwise(own_line, bold):
    EntryFactory(activity=own_line, author=bold)
    assert standing(own_line, own_line.starts_on) == UNRATED
    RatingFactory(activity=own_line, value=None)
    assert standing(own_line, own_line.starts_on) == NOT_DUE


def test_what_one_side_logged_for_itself_makes_no_line_due(own_line, bold):
    EntryFactory(activity=own_line, author=bold, compartment="agency")
    assert standing(own_line, own_line.starts_on) == NOT_DUE


# the database


@pytest.mark.parametrize("table", ["activities_rating", "activities_ratingreading"])
@pytest.mark.parametrize("act", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete(line, bold, ganaa, table, act):
    confirm_rating(rated(line, bold), by=ganaa)
    with pytest.raises(DatabaseError, match="stay"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))
    assert (Rating.objects.count(), RatingReading.objects.count()) == (1, 1)


def test_the_records_are_what_the_trail_tells_of_them(line, bold, ganaa):
    differ_from_rating(rated(line, bold), by=ganaa, sentence="Бид 30 гэж үзнэ.")
    assert [fault for fault in verify_records() if "rating" in fault.record] == []


def test_a_person_whose_right_was_taken_rates_no_more(line, bold):
    type(bold).objects.filter(pk=bold.pk).update(role=Role.OBSERVER)
    with pytest.raises(MoveRefused, match="Staff and heads"):
        rated(line, bold)


def test_a_head_of_a_third_party_of_the_line_is_asked_as_well(line, bold, ganaa, agreement):
    third = UserFactory(role=Role.HEAD)
    agreement.parties.create(agency=third.agency)
    line.partners.add(third.department)
    rating = rated(line, bold)
    confirm_rating(rating, by=ganaa)
    assert awaited(third.agency) == [rating.pk]
    differ_from_rating(rating, by=third, sentence="Үгүй.")
    assert {one.reading for one in rating.readings.all()} == {"confirmed", "differs"}
