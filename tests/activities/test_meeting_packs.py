"""The pack of a meeting: what it holds, and that it stays as it was frozen."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities.models import Activity, ActivityState, MeetingPack
from plans.actions import meetings as actions
from plans.models import AgendaItem, Meeting
from tests.factories import ActivityFactory, EntryFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory

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
