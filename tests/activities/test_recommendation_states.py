"""Where a recommendation stands, as its reply, its lines and its assessment tell."""

from datetime import date

import pytest
import time_machine

from activities.models import Recommendation, RecommendationState
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory
from tests.factories.recommendations import (
    AssessmentFactory,
    RecommendationFactory,
    assess,
    name_line,
    read,
    reply,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (date(2026, 11, 23), "reply_overdue"),
        (TODAY, "reply_due"),
        (date(2026, 12, 8), "reply_due"),
        (date(2026, 12, 9), "asked"),
        (None, "asked"),
    ],
)
def test_what_awaits_a_reply_stands_by_its_day_alone(enter, due, state):
    assert read(enter(reply_due_on=due)).state == state


def test_a_line_is_not_a_reply_of_the_party_that_is_asked(asked, line, bold):
    name_line(asked, line, bold)
    assert read(asked).state == RecommendationState.REPLY_OVERDUE
    assert read(asked).days_without_reply == 24


def test_what_is_asked_of_others_is_under_way_with_a_line(enter, line, bold):
    asked = enter(addressee=None, addressee_mn="Засгийн газар")
    name_line(asked, line, bold)
    assert read(asked).state == RecommendationState.UNDER_WAY


def test_what_is_rejected_stays_so_though_a_line_is_named(asked, line, bold, khulan):
    reply(asked, khulan, "rejected")
    name_line(asked, line, bold)
    assert read(asked).state == RecommendationState.REJECTED


def test_a_deadline_that_has_passed_is_said_until_somebody_assesses(asked, khulan, ganaa):
    reply(asked, khulan, replied_on=date(2026, 10, 20), carry_out_by=date(2026, 11, 14))
    assert read(asked).days_not_carried_out == 10
    assess(asked, ganaa, "partly_carried_out")
    assert read(asked).days_not_carried_out == 0


# where no party issued it and none is asked, each assesses for itself


def test_one_party_alone_does_not_say_how_far_it_was_carried_out(asked_of_others, ganaa, khulan, line, bold):
    name_line(asked_of_others, line, bold)
    assess(asked_of_others, ganaa)
    assert (read(asked_of_others).outcome, read(asked_of_others).state) == (None, RecommendationState.UNDER_WAY)
    assert list(read(asked_of_others).yet_to_assess) == [khulan.agency]
    assess(asked_of_others, khulan)
    assert read(asked_of_others).state == RecommendationState.CARRIED_OUT
    assert not read(asked_of_others).yet_to_assess


def test_where_the_parties_find_otherwise_both_readings_stand_and_it_says_that_they_differ(
    asked_of_others, ganaa, khulan
):
    assess(asked_of_others, ganaa)
    assess(asked_of_others, khulan, "not_carried_out")
    assert read(asked_of_others).state == RecommendationState.DIFFERS
    found = Recommendation.objects.with_findings().get(pk=asked_of_others.pk).findings
    assert {(one.agency, one.outcome) for one in found} == {
        (ganaa.agency, "carried_out"),
        (khulan.agency, "not_carried_out"),
    }


def test_none_overturns_what_the_other_found_and_each_comes_round_for_itself(asked_of_others, ganaa, khulan):
    assess(asked_of_others, ganaa, "not_carried_out")
    assess(asked_of_others, khulan)
    assess(asked_of_others, khulan)
    assert read(asked_of_others).state == RecommendationState.DIFFERS
    assess(asked_of_others, ganaa)
    assert read(asked_of_others).state == RecommendationState.CARRIED_OUT
    assert asked_of_others.assessments.count() == 4


def test_while_they_differ_a_line_can_still_be_named(asked_of_others, ganaa, khulan, line, bold):
    assess(asked_of_others, ganaa)
    assess(asked_of_others, khulan, "not_carried_out")
    assert name_line(asked_of_others, line, bold).pk
    assess(asked_of_others, khulan)
    with pytest.raises(MoveRefused):
        name_line(asked_of_others, ActivityFactory(plan=line.plan, lead=bold.department), bold)


def test_of_three_parties_all_that_are_not_asked_say_so(nhrcm, npa, stranger_agency, ganaa, dorj, anu, agreement):
    agreement.parties.create(agency=stranger_agency)
    asked = RecommendationFactory(agreement=agreement, addressee=npa)
    assess(asked, ganaa)
    assert (read(asked).outcome, list(read(asked).yet_to_assess)) == (None, [stranger_agency])
    AssessmentFactory(recommendation=asked, person=dorj)
    assert read(asked).state == RecommendationState.CARRIED_OUT
    issued = RecommendationFactory(agreement=agreement, addressee=npa, issuer=nhrcm)
    assess(issued, ganaa)
    assert read(issued).state == RecommendationState.CARRIED_OUT
    assert not read(issued).yet_to_assess


def test_a_party_is_awaited_once_another_has_assessed(asked, asked_of_others, ganaa, khulan):
    def awaited(agency):
        return list(Recommendation.objects.awaiting_assessment_of(agency))

    assert awaited(khulan.agency) == []
    for one in (asked, asked_of_others):  # the police is asked the first itself
        assess(one, ganaa)
    assert (awaited(khulan.agency), awaited(ganaa.agency), awaited(None)) == ([asked_of_others], [], [])
    assess(asked_of_others, khulan)
    assert awaited(khulan.agency) == []
