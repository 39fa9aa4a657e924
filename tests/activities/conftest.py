"""A plan that both heads adopted, with its lines."""

import pytest

from plans.actions import consent
from plans.actions.annual_plans import add_objective
from plans.models import Objective, ProposalKind
from tests.factories import ActivityFactory, IndicatorFactory, PlaceFactory


@pytest.fixture
def agreed_plan(draft_plan, anu, bold, ganaa, khulan):
    """Adopted by both heads: lines 1.1 and 1.2 under the first objective, none under the second."""
    first = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт", title_en="Objective"), by=anu)
    add_objective(Objective(plan=draft_plan, number=2, title_mn="Хоёр дахь", title_en="The second"), by=anu)
    for place, name in enumerate(["trainers", "campaign"], start=1):
        line = ActivityFactory(
            plan=draft_plan, objective=first, position=place, lead=bold.department, title_mn=name, title_en=name
        )
        line.partners.add(anu.department)
        PlaceFactory(activity=line)
        IndicatorFactory(activity=line, target=35)
    proposal = consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=ganaa)
    for head in (ganaa, khulan):
        consent.consent(proposal, by=head, digest=proposal.digest)
    draft_plan.refresh_from_db()
    return draft_plan


@pytest.fixture
def agreed_line(agreed_plan):
    return agreed_plan.activities.get(position=1)


@pytest.fixture
def second_line(agreed_plan):
    return agreed_plan.activities.get(position=2)
