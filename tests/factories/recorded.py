"""A small world made by the product's own actions alone, so that all of it stands in the trail."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions.activities import LineParts, add_line, edit_line
from activities.actions.entries import EntryParts, edit_entry, log_entry
from activities.models import Activity, ActivityPlace, Entry, Indicator, Kind
from plans.actions import agreements, annual_plans, consent, people
from plans.actions.samples import record_in_force
from plans.models import (
    Agency,
    Agreement,
    AnnualPlan,
    Department,
    FieldOfCooperation,
    Objective,
    Party,
    Proposal,
    ProposalKind,
    Role,
    User,
)
from plans.trail import Command

BY = Command("a test")


@dataclass
class World:
    """Two agencies, their heads and staff, and a plan they adopted and began to carry out."""

    first: Agency
    second: Agency
    first_head: User
    second_head: User
    staff: User
    agreement: Agreement
    plan: AnnualPlan
    objective: Objective
    line: Activity
    entry: Entry
    proposal: Proposal


def recorded_world() -> World:
    first, second = (agency(code, name) for code, name in (("one", "Нэгдүгээр"), ("two", "Хоёрдугаар")))
    (first_head, first_unit), (second_head, second_unit) = (headed(one) for one in (first, second))
    staff = people.add_person(
        User(email="staff@example.org", given_name="Ажилтан", agency=second, department=second_unit), by=second_head
    )
    agreement = agreement_of(first, second)
    plan = annual_plans.start_plan(AnnualPlan(agreement=agreement, year=timezone.localdate().year), by=first_head)
    objective = annual_plans.add_objective(
        Objective(plan=plan, number=1, title_mn="Зорилт", field=agreement.fields_of_cooperation.get()), by=first_head
    )
    line = add_line(
        Activity(plan=plan, objective=objective, kind=Kind.TRAINING, title_mn="Сургалт", lead=second_unit),
        by=staff,
        parts=LineParts(
            partners=[first_unit],
            places=[ActivityPlace(division="MN-041")],
            indicators=[Indicator(name_mn="багш", unit="хүн", target=Decimal("40.50"))],
        ),
    )
    days = {"starts_on": plan.starts_on, "ends_on": plan.ends_on, "budget_amount": 1_500_000}
    line = edit_line(line, by=staff, version=line.version, changes=days, parts=LineParts())
    people.edit_department(second_unit, by=second_head, version=1, changes={"name_mn": "Шинэ нэртэй алба"})
    proposal = adopted(plan, first_head, second_head)
    entry = logged(line, staff)
    return World(first, second, first_head, second_head, staff, agreement, plan, objective, line, entry, proposal)


def agency(code: str, name: str) -> Agency:
    names = {"name_mn": name, "name_en": code, "short_name_mn": name[:4], "short_name_en": code}
    return people.add_agency(Agency(code=code, **names), by=BY)


def headed(of: Agency) -> tuple[User, Department]:
    unit = people.add_department(Department(agency=of, name_mn="Алба"), by=BY)
    head = User(email=f"head@{of.code}.example.org", given_name="Дарга", agency=of, department=unit, role=Role.HEAD)
    return people.add_person(head, by=BY), unit


def agreement_of(*agencies: Agency) -> Agreement:
    agreement = Agreement(title_mn="Санамж бичиг", title_en="Memorandum", signed_year=2017)

    def write_parts() -> None:
        for one in agencies:
            Party.objects.create(agreement=agreement, agency=one)
        FieldOfCooperation.objects.create(agreement=agreement, number=1, title_mn="Сургалт")

    agreements.add_agreement(agreement, by=BY, write_parts=write_parts)
    return record_in_force(agreement, by=BY)


def adopted(plan: AnnualPlan, *heads: User) -> Proposal:
    proposal = consent.put_forward(ProposalKind.PLAN_ADOPTION, plan, by=heads[0])
    for head in heads:
        consent.consent(proposal, by=head, digest=proposal.digest)
    return proposal


def logged(line: Activity, by: User) -> Entry:
    line = Activity.objects.get(pk=line.pk)
    entry = Entry(activity=line, starts_on=date(line.plan.year, 1, 1), what_was_done="Сургалт хийв.", women=14)
    parts = EntryParts(
        figures={line.indicators.get(): Decimal("20")},
        files=[SimpleUploadedFile("list.pdf", b"%PDF-1.4")],
        links=["https://example.org/news"],
    )
    log_entry(entry, by=by, parts=parts)
    return edit_entry(entry, by=by, version=entry.version, changes={"men": 21}, parts=EntryParts())
