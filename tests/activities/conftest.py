"""What several tests of the work share: a plan both heads adopted; a line with entries of Bold; an inquiry of Anu."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from activities.actions import recommendations
from activities.actions.entries import EntryParts, log_entry
from activities.models import Activity, Entry, Kind, Recommendation
from plans.actions import consent
from plans.actions.annual_plans import add_objective
from plans.models import Compartment, Objective, ProposalKind, Role
from tests.factories import ActivityFactory, DepartmentFactory, IndicatorFactory, PlaceFactory, UserFactory
from tests.factories.compartments import PDF, PEOPLE, SECRET
from tests.factories.inquiries import day, rows, written


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
def inquiry_line(adopted_plan, anu, bold):
    line = ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.INQUIRY)
    line.partners.add(bold.department)
    return line


@pytest.fixture
def whole_inquiry(anu, bold, nhrcm, npa):
    """Everything an inquiry can say."""
    return (
        {
            "inquiry-legal_basis": "Хүний эрхийн үндэсний комиссын тухай хуулийн 19.1",
            "inquiry-guideline_number": "12",
            "inquiry-guideline_on": day(-10),
            "inquiry-question": "Баривчлах байрны нөхцөл стандартад нийцэж байна уу?",
            "inquiry-methods": ["interviews", "observation"],
            "inquiry-announcement": "unannounced",
            "inquiry-draft_sent_on": day(-2),
            "inquiry-draft_sent_to": str(npa.pk),
            "inquiry-reply_due_on": day(12),
        }
        | rows(
            "sites",
            {"site_kind": "holding", "division": "MN-061", "place": "Чойбалсан"},
            {"site_kind": "police", "place": "Хэрлэн сум", "note": "шөнийн ээлж"},
        )
        | rows(
            "team",
            {"of": f"agency:{nhrcm.pk}", "person": anu.pk, "team_role": "lead"},
            {"of": f"department:{bold.department_id}", "post": "ахлах байцаагч", "number": "2"},
        )
        | rows("exclusions", {"of": f"department:{DepartmentFactory(agency=npa).pk}", "reason": "шалгагдах нэгж"})
        | rows(
            "findings",
            {"theme": "conditions", "gravity": "serious", "place": "Чойбалсан", "text": "Агааржуулалт байхгүй."},
            {"theme": "safeguards", "gravity": "good", "text": "Эрхийг бичгээр танилцуулж байна."},
        )
    )


@pytest.fixture
def log_inquiry(client_of, anu, inquiry_line):
    client = client_of(anu)

    def send(**changes):
        return client.post(reverse("activities:entry-add", args=[inquiry_line.pk]), written(**changes))

    return send


@pytest.fixture
def edit_inquiry(client_of, anu):
    client = client_of(anu)

    def send(**changes):
        entry = Entry.objects.get()
        sent = written(**changes) | {"version": str(entry.version)}
        return client.post(reverse("activities:entry-edit", args=[entry.pk]), sent)

    return send


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


@pytest.fixture
def asked_of_others(enter):
    return enter(addressee=None, addressee_mn="Монгол Улс", source="treaty_body")
