"""The pack of a meeting: what it holds, and that it stays as it was frozen."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, ActivityState, MeetingPack
from plans.actions import meetings as actions
from plans.models import AgendaItem, Meeting, guards
from tests.factories import ActivityFactory, EntryFactory
from tests.factories.meetings import (
    AttendeeFactory,
    DecisionFactory,
    MeetingFactory,
    confirm,
    held_meeting,
    send,
)
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(agreement, ganaa):
    meeting = actions.plan_meeting(Meeting(agreement=agreement, meets_on=date(2030, 1, 1)), by=ganaa)
    item = AgendaItem(meeting=meeting, number=1, title_mn="Биелэлт", title_en="Progress", proposed_by=ganaa.agency)
    actions.add_item(item, by=ganaa)
    return meeting


def address(meeting, act=""):
    return reverse(f"activities:meeting-pack{act}", args=[meeting.pk])


def freeze(client, meeting):
    return client.post(address(meeting, "-freeze"), {"form_key": uuid.uuid4()})


def shown(client, meeting, query=""):
    return client.get(address(meeting) + query).content.decode()


def test_a_pack_holds_the_agenda_what_is_open_and_where_the_plan_stands(meeting, adopted_plan, npa, ganaa, client_of):
    ActivityFactory(plan=adopted_plan)
    past = MeetingFactory(agreement=meeting.agreement, confirmed=True)
    DecisionFactory(meeting=past, agency=npa, text_en="Send the dates", due_on=date(2021, 1, 1))
    page = shown(client_of(ganaa), meeting)
    for words in ("Progress", "Send the dates", "overdue", "0 of 1"):
        assert words in page


def test_a_pack_says_that_people_are_a_sum_of_entries(meeting, adopted_plan, ganaa, client_of):
    EntryFactory(activity=ActivityFactory(plan=adopted_plan), women=14)
    assert "sum of entries, who came twice counts twice" in shown(client_of(ganaa), meeting)


def test_a_frozen_pack_says_the_same_whatever_happens_after(meeting, adopted_plan, ganaa, chimeg, client_of):
    line = ActivityFactory(plan=adopted_plan)
    assert freeze(client_of(ganaa), meeting).status_code == 302
    Activity.objects.filter(pk=line.pk).update(state=ActivityState.CONFIRMED, reported_done_at="2026-01-01T00:00Z")
    client = client_of(chimeg)
    assert "0 of 1" in shown(client, meeting)
    assert "1 of 1" in shown(client, meeting, "?number=0")
    pack = MeetingPack.objects.get()
    assert pack.checkpoint in shown(client, meeting)
    for change in ({"content": {}}, {"digest": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingPack.objects.update(**change)


def test_earlier_packs_stay(meeting, ganaa, client_of):
    client = client_of(ganaa)
    freeze(client, meeting)
    freeze(client, meeting)
    assert [pack.number for pack in MeetingPack.objects.all()] == [1, 2]
    assert client.get(f"{address(meeting)}?number=1").context["pack"].number == 1


@pytest.mark.parametrize("number", ["3", "x", "-1", "9" * 40])
def test_a_pack_that_was_never_frozen_is_not_found(meeting, ganaa, client_of, number):
    client = client_of(ganaa)
    freeze(client, meeting)
    assert client.get(f"{address(meeting)}?number={number}").status_code == 404


@pytest.mark.parametrize("person", ["anu", "bold", "chimeg"])
def test_who_does_not_keep_meetings_freezes_nothing(meeting, client_of, request, person):
    assert freeze(client_of(request.getfixturevalue(person)), meeting).status_code == 403
    assert not MeetingPack.objects.exists()


def test_a_pack_names_who_is_expected_what_is_overdue_and_what_awaits_whom(
    meeting, adopted_plan, agreement, npa, ganaa, khulan, client_of
):
    ActivityFactory(plan=adopted_plan, title_en="Late training", ends_on=timezone.localdate() - timedelta(days=3))
    AttendeeFactory(meeting=meeting, name_en="Guest of honour")
    RecommendationFactory(
        agreement=agreement, addressee=npa, text_en="Mend the roof", reply_due_on=timezone.localdate()
    )
    held, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    confirm(send(held, ganaa), ganaa)
    page = shown(client_of(ganaa), meeting)
    for words in ("Late training", "overdue 3 days", "Guest of honour", "Mend the roof", "awaited: NPA"):
        assert words in page, words


def test_a_pack_of_an_earlier_version_reads_as_it_did(meeting, ganaa, client_of):
    freeze(client_of(ganaa), meeting)
    guards.lift(connection)
    row = {"text": {"mn": "2. Илгээх", "en": "2. Send"}, "meeting": {"mn": "Уулзалт", "en": "Meeting"}}
    row |= {
        "owner": {"mn": "ЦЕГ", "en": "NPA"},
        "due_on": "",
        "when": {"mn": "", "en": "no day set"},
        "is_late": False,
    }
    plan = {"plan": {"mn": "2020", "en": "Plan 2020"}, "figures": []}
    MeetingPack.objects.update(content={"agenda": [], "unresolved": [row], "plans": [plan]})
    guards.lay(connection)
    page = shown(client_of(ganaa), meeting)
    assert "2. Send" in page
    assert "Plan 2020" in page


@pytest.mark.parametrize("state", ["planned", "held", "confirmed"])
def test_a_past_meeting_has_no_pack_but_those_that_were_frozen(agreement, adopted_plan, ganaa, client_of, state):
    past = MeetingFactory(agreement=agreement, meets_on=date(2020, 8, 18), state=state)
    client = client_of(ganaa)
    for query in ("", "?number=0"):
        page = shown(client, past, query)
        assert "No pack was frozen for this meeting" in page
        assert str(adopted_plan) not in page
    assert freeze(client, past).status_code == 403
    assert not MeetingPack.objects.exists()


def test_the_pack_reads_in_both_languages(meeting, ganaa, client_of):
    client = client_of(ganaa)
    freeze(client, meeting)
    ganaa.language = "mn"
    ganaa.save()
    client.cookies["django_language"] = "mn"
    assert "Биелэлт" in shown(client, meeting)


def test_a_decision_shows_what_was_born_of_it(adopted_plan, agreement, npa, chimeg, client_of):
    decision = DecisionFactory(meeting=MeetingFactory(agreement=agreement, confirmed=True), agency=npa)
    line = ActivityFactory(plan=adopted_plan, decision=decision, objective=None, origin="beyond")
    page = client_of(chimeg).get(decision.get_absolute_url()).content.decode()
    assert line.get_absolute_url() in page
    assert decision.get_absolute_url() in client_of(chimeg).get(line.get_absolute_url()).content.decode()
