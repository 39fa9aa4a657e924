"""What several tests of the work share: a plan that both heads adopted; a line of both sides with entries of Bold."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions import recommendations
from activities.actions.entries import EntryParts, log_entry
from activities.models import Activity, Entry, Recommendation
from plans.actions import consent
from plans.actions.annual_plans import add_objective
from plans.models import Compartment, Objective, ProposalKind, Role
from tests.factories import ActivityFactory, IndicatorFactory, PlaceFactory, UserFactory
from tests.factories.compartments import PDF, PEOPLE, SECRET


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


@pytest.fixture
def delger(npa):
    """A colleague of Bold who is named nowhere."""
    return UserFactory(agency=npa, role=Role.STAFF, given_name="Дэлгэр")


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def line(adopted_plan, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    IndicatorFactory(activity=line)
    return line


@pytest.fixture
def log(line, bold):
    def logged(compartment=Compartment.JOINT, *, by=bold, people=(), files=(), value=None, **fields):
        plain = {"starts_on": timezone.localdate(), "division": "MN-041", "what_was_done": SECRET, "women": 5}
        parts = EntryParts(
            files=[SimpleUploadedFile(name, PDF) for name in files], figures={line.indicators.get(): value}
        )
        entry = Entry(activity=Activity.objects.get(pk=line.pk), **plain | fields)
        return log_entry(entry, by=by, parts=parts, compartment=compartment, people=people)

    return logged


@pytest.fixture
def enter(agreement, npa, anu):
    def entered(*, by=anu, **fields):
        plain = {
            "agreement": agreement,
            "addressee": npa,
            "text_mn": "Баривчлагдсан хүн бүрийг бүртгэх",
            "source": "report",
            "issued_on": date(2026, 10, 1),
        }
        return recommendations.enter(Recommendation(**plain | fields), by=by)

    return entered


@pytest.fixture
def asked(enter):
    return enter(reply_due_on=date(2026, 10, 31))
