"""Heads who press at the same moment: every race ends in one of its two honest states."""

import uuid

import pytest
from django.urls import reverse

from activities.models import Activity, LineVersion
from plans.actions import consent
from plans.models import AnnualPlan, ConsentAct, PlanState, Proposal, ProposalKind, ProposalState, Role, TrailEntry
from plans.verification import verify_chains
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory, UserFactory
from tests.test_races import at_once, browser_of, line_form

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft_line(draft_plan, bold):
    objective = ObjectiveFactory(plan=draft_plan, number=1)
    line = ActivityFactory(plan=draft_plan, objective=objective, lead=bold.department, position=1)
    IndicatorFactory(activity=line, target=35)
    return line


@pytest.fixture
def proposal(draft_plan, draft_line, ganaa):
    return consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=ganaa)


def press(person, proposal, act="consent", **fields):
    client = browser_of(person)
    sent = {"form_key": str(uuid.uuid4()), "digest": proposal.digest} | fields
    return lambda: client.post(reverse(f"plans:proposal-{act}", args=[proposal.pk]), sent).status_code


def plan_state(proposal):
    return AnnualPlan.objects.get(pk=proposal.target_id).state


@pytest.mark.parametrize("round_", range(5))
def test_both_heads_at_the_same_second_adopt_once(proposal, ganaa, khulan, round_):
    answers = at_once([press(ganaa, proposal), press(khulan, proposal)])
    assert answers == [302, 302]
    assert plan_state(proposal) == PlanState.ADOPTED
    assert (ConsentAct.objects.count(), LineVersion.objects.count()) == (2, 1)
    assert TrailEntry.objects.filter(verb="plan.adopted").count() == 1
    assert verify_chains().faults == []


def test_three_heads_of_each_side_make_two_acts(proposal, ganaa, khulan, nhrcm, npa):
    heads = [UserFactory(agency=agency, role=Role.HEAD) for agency in (nhrcm, npa) for _ in range(3)]
    answers = at_once([press(head, proposal) for head in heads])
    assert answers.count(302) == 2
    assert {answer for answer in answers if answer != 302} <= {403, 422}
    assert ConsentAct.objects.count() == 2
    assert plan_state(proposal) == PlanState.ADOPTED


def test_one_head_who_presses_six_times_acts_once(proposal, ganaa):
    answers = at_once([press(ganaa, proposal) for _ in range(6)])
    assert answers.count(302) == 1
    assert ConsentAct.objects.count() == 1


def test_a_replayed_form_leads_to_the_same_page_and_acts_once(proposal, ganaa):
    key = str(uuid.uuid4())
    answers = at_once([press(ganaa, proposal, form_key=key) for _ in range(6)])
    assert set(answers) == {302}
    assert ConsentAct.objects.count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_a_consent_and_a_return_end_in_one_of_two_honest_states(proposal, ganaa, khulan, round_):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    other = UserFactory(agency=khulan.agency, role=Role.HEAD)
    answers = at_once([press(khulan, proposal), press(other, proposal, "return", comment="Засна уу.")])
    assert answers.count(302) == 1
    state = Proposal.objects.get(pk=proposal.pk).state
    honest = {ProposalState.TAKEN_EFFECT: PlanState.ADOPTED, ProposalState.RETURNED: PlanState.DRAFT}
    assert plan_state(proposal) == honest[state]


@pytest.mark.parametrize("round_", range(5))
def test_a_consent_taken_back_while_the_other_presses(proposal, ganaa, khulan, round_):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    client = browser_of(ganaa)
    address = reverse("plans:consent-take-back", args=[proposal.pk])
    at_once([press(khulan, proposal), lambda: client.post(address, {"form_key": str(uuid.uuid4())}).status_code])
    standing = ConsentAct.objects.standing().count()
    state = Proposal.objects.get(pk=proposal.pk).state
    assert (state, standing) in {(ProposalState.TAKEN_EFFECT, 2), (ProposalState.OPEN, 1)}


@pytest.mark.parametrize("round_", range(5))
def test_no_line_slips_in_while_the_text_is_put_forward(draft_plan, draft_line, ganaa, bold, round_):
    client, key = browser_of(bold), str(uuid.uuid4())
    head = browser_of(ganaa)
    sent = line_form(draft_line, "Орсон мөр") | {"form_key": key}
    at_once(
        [
            lambda: client.post(reverse("activities:line-add", args=[draft_plan.pk]), sent).status_code,
            lambda: (
                head.post(
                    reverse("activities:plan-put-forward", args=[draft_plan.pk]), {"form_key": str(uuid.uuid4())}
                ).status_code
            ),
        ]
    )
    for proposal in Proposal.objects.all():
        in_text = [part["key"] for part in proposal.text["parts"] if part["key"].startswith("line-")]
        assert len(in_text) == Activity.objects.filter(plan=draft_plan).count()
