"""Every state of a meeting and of a decision × every move × every person of each side; and heads who press at once."""

import uuid
from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from plans.actions import decisions as decision_actions
from plans.models import Coordinator, Decision, DecisionState, Meeting, MeetingKind, MeetingState, TrailEntry
from plans.verification import verify_chains
from tests.factories import AgencyFactory, AgreementFactory
from tests.factories.meetings import MeetingFactory, confirm, held_meeting, send
from tests.test_races import at_once, browser_of

KEEPERS = {"ganaa", "khulan", "saraa", "tuya"}
NOBODY: set[str] = set()

# state → move → who may
MEETING = {
    MeetingState.PLANNED: {"held": KEEPERS, "call-off": KEEPERS, "send": NOBODY},
    MeetingState.HELD: {"held": NOBODY, "call-off": NOBODY, "send": KEEPERS},
    MeetingState.SENT: {"held": NOBODY, "call-off": NOBODY, "send": NOBODY},
    MeetingState.CONFIRMED: {"held": NOBODY, "call-off": NOBODY, "send": NOBODY},
    MeetingState.CALLED_OFF: {"held": NOBODY, "call-off": NOBODY, "send": NOBODY},
}
BECOMES = {"held": MeetingState.HELD, "call-off": MeetingState.CALLED_OFF, "send": MeetingState.SENT}

# of a decision that Bold answers for
DECISION = {
    DecisionState.OPEN: {"done": {"bold", "khulan", "tuya"}, "drop": {"khulan"}, "take-up": NOBODY},
    DecisionState.DONE: {"done": NOBODY, "drop": NOBODY, "take-up": KEEPERS},
    DecisionState.DROPPED: {"done": NOBODY, "drop": NOBODY, "take-up": KEEPERS},
}
DECIDED = {"done": DecisionState.DONE, "drop": DecisionState.DROPPED, "take-up": DecisionState.OPEN}


@pytest.fixture
def meeting(agreement, ganaa, khulan):
    return held_meeting(agreement, ganaa, khulan, by=ganaa)[0]


def press(client, name, thing, **fields):
    sent = {"form_key": uuid.uuid4(), "reason": "Цаг агаар.", "outcome": "Нэг өгүүлбэр."} | fields
    app = "activities" if name == "decision-done" else "plans"
    return client.post(reverse(f"{app}:{name}", args=[thing.pk]), sent).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("state", MEETING)
def test_who_moves_a_meeting_and_what_it_becomes(agreement, meeting, ganaa, khulan, browsers, case, state):
    if state in {MeetingState.PLANNED, MeetingState.CALLED_OFF}:
        meeting = MeetingFactory(agreement=agreement, state=state, called_off_because="Цас.")
    elif state != MeetingState.HELD:
        proposal = send(meeting, ganaa)
        if state == MeetingState.CONFIRMED:
            confirm(proposal, ganaa, khulan)
    for move, (person, browser) in product(MEETING[state], browsers.items()):
        with case(move=move, person=person):
            status = press(browser, "minutes-send" if move == "send" else f"meeting-{move}", meeting)
            after = Meeting.objects.get(pk=meeting.pk).state
            if person in MEETING[state][move]:
                assert (status, after) == (302, BECOMES[move])
            else:
                assert status == (404 if person == "dorj" else 403)
                assert after == state


@pytest.fixture
def decision(meeting, ganaa, khulan, bold):
    decision = Decision(meeting=meeting, text_mn="Илгээх", agency=bold.agency, person=bold)
    decision_actions.add_decision(decision, by=ganaa)
    confirm(send(meeting, ganaa), ganaa, khulan)
    return Decision.objects.get(pk=decision.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("state", DECISION)
def test_who_says_what_became_of_a_decision(decision, khulan, browsers, case, state):
    if state == DecisionState.DONE:
        decision_actions.report_done(decision, by=khulan, outcome="Хийв.")
    elif state == DecisionState.DROPPED:
        decision_actions.drop_decision(decision, by=khulan, outcome="Хэрэггүй.")
    for move, (person, browser) in product(DECISION[state], browsers.items()):
        with case(move=move, person=person):
            status = press(browser, f"decision-{move}", decision)
            after = Decision.objects.get(pk=decision.pk).state
            if person in DECISION[state][move]:
                assert (status, after) == (302, DECIDED[move])
            else:
                assert status == (404 if person == "dorj" else 403)
                assert after == state


def test_a_meeting_moves_along_its_table_and_no_other_way():
    for state in MeetingState:
        for other in MeetingState:
            assert Meeting(state=state).may_become(other) == (other in Meeting.MOVES[state])


# at the same moment


def pressing(person, name, thing, **fields):
    client = browser_of(person)
    return lambda: press(client, name, thing, **fields)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_both_heads_at_the_same_second_confirm_once(meeting, ganaa, khulan, round_):
    proposal = send(meeting, ganaa)
    answers = at_once(
        [pressing(head, "proposal-consent", proposal, digest=proposal.digest) for head in (ganaa, khulan)]
    )
    assert answers == [302, 302]
    assert Meeting.objects.get().is_confirmed
    assert set(Meeting.objects.get().items.values_list("locked", flat=True)) == {True}
    assert TrailEntry.objects.filter(verb="minutes.confirmed").count() == 1
    assert verify_chains().faults == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_nothing_slips_into_minutes_while_they_are_sent(meeting, ganaa, khulan, round_):
    item = {"number": "2", "title_mn": "Орсон асуудал", "minutes_mn": "Ярилцав."}
    at_once([pressing(khulan, "agenda-item-add", meeting, **item), pressing(ganaa, "minutes-send", meeting)])
    said = [one["key"] for one in Meeting.objects.get().agreement.proposals.get().text["parts"]]
    written = Meeting.objects.get().items.count()
    assert len([key for key in said if key.startswith("item-")]) == written


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_six_who_report_one_decision_done_report_it_once(decision, khulan):
    answers = at_once([pressing(khulan, "decision-done", decision) for _ in range(6)])
    assert answers.count(302) == 1
    assert TrailEntry.objects.filter(verb="decision.done").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [MeetingKind.COORDINATORS, MeetingKind.HEADS])
def test_coordinators_keep_the_meetings_of_coordinators_and_no_others(
    agreement, anu, bold, chimeg, browsers, case, kind
):
    """Bold and Chimeg are named, and Chimeg only reads; Anu was once."""
    for person, until_on in ((bold, None), (chimeg, None), (anu, date(2020, 1, 1))):
        Coordinator.objects.create(agreement=agreement, person=person, until_on=until_on)
    planned = MeetingFactory(agreement=agreement, kind=kind)
    held = MeetingFactory(agreement=agreement, kind=kind, held=True)
    pages = {
        ("plans:meeting-edit", planned),
        ("plans:meeting-held", planned),
        ("plans:meeting-call-off", planned),
        ("plans:agenda-item-add", held),
        ("plans:attendee-add", held),
        ("plans:decision-add", held),
        ("plans:minutes-send", held),
    }
    keepers = KEEPERS | {"bold"} if kind == MeetingKind.COORDINATORS else KEEPERS
    for (name, meeting), (person, browser) in product(pages, browsers.items()):
        with case(name=name, person=person):
            may = person in (KEEPERS if name == "plans:minutes-send" else keepers)
            refused = 404 if person == "dorj" else 403
            assert browser.get(reverse(name, args=[meeting.pk])).status_code == (200 if may else refused)


@pytest.mark.django_db
def test_a_coordinator_plans_a_meeting_of_coordinators_under_that_agreement_alone(agreement, bold, client_of):
    other = AgreementFactory(parties=[bold.agency, AgencyFactory()])
    client, address = client_of(bold), reverse("plans:meeting-plan")
    plain = {"agreement": agreement.pk, "kind": "coordinators", "meets_on": "2026.12.10"}

    def plan(**changes):
        return client.post(address, {"form_key": uuid.uuid4()} | plain | changes)

    assert plan().status_code == 403
    Coordinator.objects.create(agreement=agreement, person=bold)
    for page in (agreement.get_absolute_url(), reverse("plans:meeting-list")):
        assert address in client.get(page).content.decode()
    assert address not in client.get(other.get_absolute_url()).content.decode()
    assert plan().status_code == 302
    assert list(plan(kind="heads").context["form"].errors) == ["kind"]
    assert list(plan(agreement=other.pk).context["form"].errors) == ["agreement"]
    meeting = Meeting.objects.get()
    edit = reverse("plans:meeting-edit", args=[meeting.pk])
    sent = {"form_key": uuid.uuid4(), "version": meeting.version} | plain
    assert client.post(edit, sent | {"kind": "heads"}).status_code == 422
    assert client.post(edit, sent | {"place": "ЦЕГ"}).status_code == 302
