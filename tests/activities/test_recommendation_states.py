"""Where a recommendation stands, as its reply, its lines and its assessment tell."""

from datetime import date

import pytest
import time_machine

from activities.models import RecommendationState
from tests.factories.recommendations import assess, name_line, read, reply

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
