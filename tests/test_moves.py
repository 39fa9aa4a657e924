"""Every state of a plan × every move × every person of each side: who may, and what it becomes."""

import uuid
from itertools import product

import pytest
from django.urls import reverse

from activities.actions.closing import open_closing
from plans.actions import consent
from plans.models import AnnualPlan, PlanState, Proposal, ProposalKind
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory

EDITORS = {"anu", "bold", "ganaa", "khulan"}
HEADS = {"ganaa", "khulan"}
FORWARDERS = {"ganaa", "khulan", "saraa", "tuya"}
NOBODY: set[str] = set()

# state → move → who may; `put forward by ganaa` where a proposal is open, `ganaa has consented` where the name says so
MOVES = {
    "draft": {
        "send": EDITORS | FORWARDERS,
        "put-forward": FORWARDERS,
        "closing-open": NOBODY,
    },
    "proposed": {
        "send": NOBODY,
        "put-forward": NOBODY,
        "consent": HEADS,
        "return": HEADS,
        "consent-take-back": NOBODY,
        "take-back": {"ganaa", "saraa"},
        "closing-open": NOBODY,
    },
    "proposed, consented by ganaa": {
        "consent": {"khulan"},
        "return": {"khulan"},
        "consent-take-back": {"ganaa"},
        "take-back": {"ganaa", "saraa"},
    },
    "adopted": {
        "send": NOBODY,
        "put-forward": NOBODY,
        "consent": NOBODY,
        "return": NOBODY,
        "consent-take-back": NOBODY,
        "take-back": NOBODY,
        "closing-open": EDITORS,
    },
    "adopted, closing open": {"closing-open": NOBODY, "closing-put-forward": FORWARDERS},
    "closed": {
        "send": NOBODY,
        "put-forward": NOBODY,
        "closing-open": NOBODY,
        "closing-put-forward": NOBODY,
        "consent": NOBODY,
        "take-back": NOBODY,
    },
}
BECOMES = {
    "put-forward": PlanState.PROPOSED,
    "return": PlanState.DRAFT,
    "take-back": PlanState.DRAFT,
    ("proposed, consented by ganaa", "consent"): PlanState.ADOPTED,
}


@pytest.fixture
def plan(draft_plan, bold):
    objective = ObjectiveFactory(plan=draft_plan, number=1)
    line = ActivityFactory(plan=draft_plan, objective=objective, lead=bold.department, position=1)
    IndicatorFactory(activity=line, target=35)
    return draft_plan


@pytest.fixture
def heads(ganaa, khulan):
    return ganaa, khulan


def decide(kind, target, ganaa, khulan):
    proposal = consent.put_forward(kind, target, by=ganaa)
    for head in (ganaa, khulan):
        consent.consent(proposal, by=head, digest=proposal.digest)


def bring_to(state, plan, ganaa, khulan):
    """The plan as people bring it there."""
    if state.startswith("proposed"):
        proposal = consent.put_forward(ProposalKind.PLAN_ADOPTION, plan, by=ganaa)
        if "consented" in state:
            consent.consent(proposal, by=ganaa, digest=proposal.digest)
    elif state != "draft":
        decide(ProposalKind.PLAN_ADOPTION, plan, ganaa, khulan)
        plan.refresh_from_db()
        if state != "adopted":
            plan.activities.update(state="confirmed", reported_done_at="2026-06-01T00:00:00Z")
            closing = open_closing(plan, by=ganaa)
            if state == "closed":
                decide(ProposalKind.CLOSING, closing, ganaa, khulan)


def carry_out(client, move, plan, ganaa):
    """Post the form of the move; the status it is answered with."""
    proposal = Proposal.objects.order_by("pk").first()
    sent = {"form_key": uuid.uuid4(), "digest": proposal.digest if proposal else "", "comment": "Засна уу."}
    if move in {"send", "put-forward"}:
        address = reverse(f"activities:plan-{move}", args=[plan.pk])
        sent |= {"to": ganaa.agency_id, "note": ""}
    elif move.startswith("closing"):
        address = reverse(f"activities:{move}", args=[plan.pk])
    else:
        name = "consent-take-back" if move == "consent-take-back" else f"proposal-{move}"
        address = reverse(f"plans:{name}", args=[proposal.pk])
    return client.post(address, sent).status_code


@pytest.mark.parametrize("state", MOVES)
def test_who_may_make_each_move_and_what_it_becomes(plan, heads, browsers, case, state):
    bring_to(state, plan, *heads)
    before = AnnualPlan.objects.get(pk=plan.pk).state
    for move, (person, browser) in product(MOVES[state], browsers.items()):
        with case(move=move, person=person):
            status = carry_out(browser, move, plan, heads[0])
            after = AnnualPlan.objects.get(pk=plan.pk).state
            if person in MOVES[state][move]:
                assert status == 302
                becomes = before if move == "consent" else BECOMES.get(move, before)
                assert after == BECOMES.get((state, move), becomes)
            else:
                assert status in ({404} if person == "dorj" else {403, 422})
                assert after == before


def test_a_plan_moves_along_its_table_and_no_other_way():
    for state in PlanState:
        for other in PlanState:
            plan = AnnualPlan(state=state)
            assert plan.may_become(other) == (other in AnnualPlan.MOVES[state])
