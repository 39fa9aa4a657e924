"""The day of a decision: as the heads confirmed it in the minutes, until every party has agreed to another."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.actions import consent
from plans.actions import decisions as actions
from plans.models import Decision, Proposal, ProposalState
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import UserFactory
from tests.factories.meetings import MeetingFactory, confirm, held_meeting, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ANOTHER = date(2031, 12, 31)
WHY = "Хугацааг сунгахыг хүсье."


@pytest.fixture
def decided_on():
    return timezone.localdate() - timedelta(days=12)


@pytest.fixture
def decision(agreement, ganaa, khulan, bold, decided_on):
    """Bold's, overdue, in minutes that both heads confirmed."""
    meeting, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    decision = Decision(meeting=meeting, text_mn="Илгээх", agency=bold.agency, person=bold, due_on=decided_on)
    actions.add_decision(decision, by=ganaa)
    confirm(send(meeting, ganaa), ganaa, khulan)
    return read(decision)


def read(decision):
    return Decision.objects.with_owners().get(pk=decision.pk)


def ask(decision, by, day=ANOTHER):
    return actions.move_decision(
        decision, by=by, version=decision.version, day=day, department=None, person=decision.person, reason=WHY
    )


def test_the_database_keeps_the_day_of_confirmed_minutes(decision):
    for day in (ANOTHER, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(due_on=day)


def test_a_day_that_one_side_asks_for_moves_nothing(decision, bold, khulan, decided_on):
    asked = ask(decision, bold)
    confirm(asked, khulan)
    now = read(decision)
    assert (now.due_on, now.due_now, now.days_overdue) == (decided_on, decided_on, 12)
    assert list(Decision.objects.overdue()) == [decision]


def test_it_is_due_on_another_day_once_the_head_of_every_party_agreed(decision, bold, khulan, ganaa, decided_on):
    confirm(ask(decision, bold), khulan, ganaa)
    now = read(decision)
    assert (now.due_on, now.due_now, now.asked_to, now.days_overdue) == (decided_on, ANOTHER, None, 0)
    assert list(Decision.objects.overdue()) == []
    assert list(faults_of(Decision)) == []


def test_what_was_agreed_stands_while_yet_another_day_is_asked_for(decision, bold, khulan, ganaa):
    confirm(ask(decision, bold), khulan, ganaa)
    again = ask(read(decision), bold, ANOTHER + timedelta(days=9))
    assert read(decision).due_now == ANOTHER
    confirm(again, ganaa, khulan)
    assert read(decision).due_now == ANOTHER + timedelta(days=9)


def test_the_day_stays_where_a_party_returns_what_was_asked(decision, bold, ganaa, decided_on):
    asked = ask(decision, bold)
    consent.give_back(asked, by=ganaa, digest=asked.digest, comment="Хугацаандаа хийнэ үү.")
    assert (read(decision).due_now, read(decision).asked_to) == (decided_on, None)
    assert ask(read(decision), bold).is_open
    assert list(faults_of(Decision)) == []


def test_one_day_is_asked_for_at_a_time(decision, bold, khulan):
    ask(decision, bold)
    with pytest.raises(MoveRefused):
        ask(read(decision), khulan, ANOTHER + timedelta(days=1))
    assert Proposal.objects.about(decision).count() == 1


def test_another_owner_of_the_agency_is_named_at_once(decision, khulan, npa, decided_on):
    person = UserFactory(agency=npa)
    actions.move_decision(
        decision, by=khulan, version=decision.version, day=None, department=None, person=person, reason=WHY
    )
    assert (read(decision).person, read(decision).due_now) == (person, decided_on)
    assert not Proposal.objects.about(decision).exists()


@pytest.mark.parametrize("resolve", [actions.report_done, actions.drop_decision])
def test_what_is_resolved_asks_for_no_day_any_more(decision, bold, khulan, ganaa, resolve):
    asked = ask(decision, bold)
    resolve(read(decision), by=khulan, outcome="Илгээв.")
    asked.refresh_from_db()
    assert (asked.state, read(decision).asked_to) == (ProposalState.WITHDRAWN, None)
    with pytest.raises(MoveRefused):
        confirm(asked, ganaa)


def test_who_asks_is_led_to_the_text_and_every_head_finds_it_on_their_first_page(
    decision, bold, khulan, ganaa, client_of
):
    form = {"form_key": uuid.uuid4(), "version": decision.version, "asked_to": "2031.12.31", "person": bold.pk}
    address = reverse("plans:decision-move", args=[decision.pk])
    response = client_of(bold).post(address, form | {"reason": WHY})
    proposal = Proposal.objects.about(decision).get()
    assert (response.status_code, response.url) == (302, proposal.get_absolute_url())
    for head in (khulan, ganaa):
        assert list(client_of(head).get(reverse("activities:home")).context["awaited"]) == [proposal]
    assert "asked_to" not in client_of(bold).get(address).context["form"].fields


def pages(decision, meeting):
    return [
        decision.get_absolute_url(),
        decision.meeting.get_absolute_url(),
        meeting.get_absolute_url(),
        reverse("activities:meeting-pack", args=[meeting.pk]),
        reverse("plans:decision-list"),
    ]


def test_every_page_that_names_the_day_says_what_was_decided_and_what_is_asked(
    agreement, decision, bold, khulan, ganaa, chimeg, client_of, decided_on
):
    meeting = MeetingFactory(agreement=agreement, meets_on=date(2030, 1, 1))
    client = client_of(chimeg)
    asked = ask(decision, bold)
    for address in pages(decision, meeting):
        page = client.get(address).content.decode()
        assert f"{decided_on:%Y.%m.%d}" in page, address
        assert "NPA asks for 2031.12.31" in page, address
    confirm(asked, khulan, ganaa)
    for address in pages(decision, meeting):
        page = client.get(address).content.decode()
        assert "2031.12.31" in page, address
        assert f"as decided {decided_on:%Y.%m.%d}" in page, address
    page = client.get(decision.get_absolute_url()).content.decode()
    assert WHY in page


def test_a_head_who_asks_has_consented_and_the_other_head_agrees_with_one_click(decision, khulan, ganaa):
    asked = ask(decision, khulan)
    assert read(decision).due_now != ANOTHER
    confirm(asked, ganaa)
    assert read(decision).due_now == ANOTHER
