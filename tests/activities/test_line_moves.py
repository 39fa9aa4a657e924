"""Every state of a line and of an amendment × every move × every person of each side: who may, and what it becomes."""

import uuid
from datetime import date
from itertools import product

import pytest
import time_machine
from django.urls import reverse

from activities.actions.amendments import drop_amendment
from activities.models import Activity, ActivityState, Amendment, AmendmentState, ChangeKind
from activities.reported import read_anew, report_text, seen
from plans.models import Proposal, ProposalKind
from plans.models.consent import digest_of
from tests.factories.amendments import agreed, amended, in_force, put
from tests.factories.behind import behind_the_locks
from tests.factories.reports import confirmed, differed, log

pytestmark = pytest.mark.django_db

EDITORS = {"anu", "bold", "ganaa", "khulan"}
HEADS = {"ganaa", "khulan"}
FORWARDERS = {"ganaa", "khulan", "saraa", "tuya"}
NOBODY: set[str] = set()

AMENDABLE = {
    "entry-add": EDITORS,
    "line-amend": EDITORS,
    "line-postpone": EDITORS,
    "line-withdraw": EDITORS,
    "line-correct": HEADS,
    "line-edit": NOBODY,
    "line-remove": NOBODY,
    "activity-confirm": NOBODY,
    "activity-differ": NOBODY,
}
OVER = dict.fromkeys(AMENDABLE, NOBODY)

# the police lead the line and reported it done; the commission joins it
LINE_MOVES = {
    ActivityState.PLANNED: AMENDABLE,
    ActivityState.IN_PROGRESS: AMENDABLE,
    ActivityState.REPORTED_DONE: AMENDABLE
    | {
        "line-postpone": NOBODY,
        "line-withdraw": NOBODY,
        "activity-confirm": {"ganaa"},
        "activity-differ": {"ganaa"},
    },
    ActivityState.DIFFERS: AMENDABLE | {"activity-confirm": {"ganaa"}},
    ActivityState.CONFIRMED: OVER | {"entry-add": EDITORS},
    ActivityState.POSTPONED: AMENDABLE,
    ActivityState.WITHDRAWN: OVER,
}
LINE_BECOMES = {"activity-confirm": ActivityState.CONFIRMED, "activity-differ": ActivityState.DIFFERS}

AMENDMENT_MOVES = {
    "draft": {
        "amendment-open": NOBODY,
        "amendment-line-add": EDITORS,
        "amendment-change-remove": EDITORS,
        "amendment-drop": EDITORS,
        "amendment-put-forward": FORWARDERS,
    },
    "proposed": {
        "amendment-open": NOBODY,
        "amendment-line-add": NOBODY,
        "amendment-change-remove": NOBODY,
        "amendment-drop": NOBODY,
        "amendment-put-forward": NOBODY,
        "proposal-consent": HEADS,
        "proposal-return": HEADS,
        "proposal-take-back": {"ganaa", "saraa"},
        "consent-take-back": NOBODY,
    },
    "proposed, consented by ganaa": {
        "proposal-consent": {"khulan"},
        "proposal-return": {"khulan"},
        "proposal-take-back": {"ganaa", "saraa"},
        "consent-take-back": {"ganaa"},
    },
    "in force": {
        "amendment-open": EDITORS,
        "amendment-line-add": NOBODY,
        "amendment-change-remove": NOBODY,
        "amendment-drop": NOBODY,
        "amendment-put-forward": NOBODY,
        "proposal-consent": NOBODY,
        "proposal-return": NOBODY,
        "proposal-take-back": NOBODY,
        "consent-take-back": NOBODY,
    },
    "dropped": {
        "amendment-open": EDITORS,
        "amendment-line-add": NOBODY,
        "amendment-change-remove": NOBODY,
        "amendment-drop": NOBODY,
        "amendment-put-forward": NOBODY,
    },
}
AMENDMENT_BECOMES = {
    "amendment-drop": AmendmentState.DROPPED,
    "amendment-put-forward": AmendmentState.PROPOSED,
    "proposal-return": AmendmentState.DRAFT,
    "proposal-take-back": AmendmentState.DRAFT,
    ("proposed, consented by ganaa", "proposal-consent"): AmendmentState.IN_FORCE,
}


@pytest.fixture(autouse=True)
def in_the_year_of_the_plan():
    with time_machine.travel("2027-06-15T04:00:00Z", tick=False):
        yield


def is_refused(person, status):
    return status in ({404} if person == "dorj" else {403, 422})


# lines


def bring_line_to(state, line, bold, ganaa, khulan):
    """The line as people bring it there."""
    match state:
        case ActivityState.POSTPONED | ActivityState.WITHDRAWN:
            kind = ChangeKind.POSTPONE if state == ActivityState.POSTPONED else ChangeKind.WITHDRAW
            in_force(amended(line, bold, kind, ends_on=f"{line.plan.year}-10-31"), ganaa, khulan)
        case ActivityState.IN_PROGRESS:
            log(line, bold, "going_on")
        case ActivityState.REPORTED_DONE | ActivityState.CONFIRMED | ActivityState.DIFFERS:
            log(line, bold)
    if state == ActivityState.CONFIRMED:
        confirmed(line, ganaa)
    if state == ActivityState.DIFFERS:
        differed(line, ganaa)
    assert Activity.objects.get(pk=line.pk).state == state


def move_line(client, move, line):
    """Open the form of the move, or send it where it is short; the status it is answered with."""
    address = reverse(f"activities:{move}", args=[line.pk])
    if move in {"activity-confirm", "activity-differ"}:
        text = report_text(read_anew(line)) if line.reported_done_at else {"parts": []}
        fields = {"digest": digest_of(text), "seen": seen(text), "sentence": "Өөр тоо байна."}
    elif move in {"line-postpone", "line-withdraw"}:
        last = f"{line.plan.year}.12.31"
        fields = {
            "version": 0,
            "agreed": line.agreed_number(),
            "reason": "need",
            "explanation": "Учир нь.",
            "ends_on": last,
        }
        fields |= {"starts_on": f"{line.starts_on:%Y.%m.%d}"}
    else:
        return client.get(address).status_code
    return client.post(address, fields | {"form_key": uuid.uuid4()}).status_code


@pytest.mark.parametrize("state", LINE_MOVES)
def test_who_may_move_a_line_and_what_it_becomes(agreed_line, bold, ganaa, khulan, browsers, case, state):
    with behind_the_locks():
        Activity.objects.filter(pk=agreed_line.pk).update(ends_on=date(agreed_line.plan.year, 9, 30))
    agreed_line.refresh_from_db()
    bring_line_to(state, agreed_line, bold, ganaa, khulan)
    agreed_line.refresh_from_db()
    for move, (person, browser) in product(LINE_MOVES[state], browsers.items()):
        with case(move=move, person=person):
            status = move_line(browser, move, agreed_line)
            after = Activity.objects.get(pk=agreed_line.pk).state
            if person in LINE_MOVES[state][move]:
                assert status in {200, 302}
                assert after == LINE_BECOMES.get(move, state)
            else:
                assert is_refused(person, status)
                assert after == state


# amendments


def bring_amendment_to(state, line, bold, ganaa, khulan):
    change = amended(line, bold)
    if state == "in force":
        in_force(change, ganaa, khulan)
    elif state == "dropped":
        drop_amendment(change.amendment, by=bold)
    elif state != "draft":
        proposal = put(change.amendment, ganaa)
        if "consented" in state:
            agreed(proposal, ganaa)
    return change


def move_amendment(client, move, change):
    amendment = change.amendment
    if move in {"amendment-open", "amendment-line-add"}:
        args = [amendment.plan_id] if move == "amendment-open" else [amendment.plan_id, amendment.number]
        return client.get(reverse(f"activities:{move}", args=args)).status_code
    fields = {"form_key": uuid.uuid4(), "comment": "Засна уу."}
    if move.startswith("amendment"):
        args = [amendment.plan_id, amendment.number]
        args += [change.pk] if move == "amendment-change-remove" else []
        return client.post(reverse(f"activities:{move}", args=args), fields).status_code
    proposal = Proposal.objects.filter(kind=ProposalKind.AMENDMENT).get()
    return client.post(reverse(f"plans:{move}", args=[proposal.pk]), fields | {"digest": proposal.digest}).status_code


@pytest.mark.parametrize("state", AMENDMENT_MOVES)
def test_who_may_move_an_amendment_and_what_it_becomes(agreed_line, bold, ganaa, khulan, browsers, case, state):
    change = bring_amendment_to(state, agreed_line, bold, ganaa, khulan)
    before = Amendment.objects.get().state
    for move, (person, browser) in product(AMENDMENT_MOVES[state], browsers.items()):
        with case(move=move, person=person):
            status = move_amendment(browser, move, change)
            after = Amendment.objects.get().state
            if person in AMENDMENT_MOVES[state][move]:
                assert status in {200, 302}
                becomes = before if move == "proposal-consent" else AMENDMENT_BECOMES.get(move, before)
                assert after == AMENDMENT_BECOMES.get((state, move), becomes)
            else:
                assert is_refused(person, status)
                assert after == before


@pytest.mark.parametrize("model", [Activity, Amendment])
def test_a_thing_moves_along_its_table_and_no_other_way(model):
    for state in model.MOVES:
        for other in model.MOVES:
            assert model(state=state).may_become(other) == (other in model.MOVES[state])
