"""The agencies of the sample, their departments, people who are no one, and the agreements that plans hang from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from activities.actions.activities import LineParts
from activities.models import Activity, ActivityPlace, Indicator
from activities.sample import tables
from plans.actions import agreements as agreement_actions
from plans.actions import annual_plans as plan_actions
from plans.actions import people as people_actions
from plans.actions import samples as plan_samples
from plans.models import Agency, Agreement, AnnualPlan, Department, FieldOfCooperation, Objective, Party, Role, User
from plans.trail import Command

BY = Command("load_sample", said_mn="Жишээ өгөгдөл", said_en="Sample data")
DOMAIN = "sample.mou.example"
PASSWORD = "five plain words are enough"  # noqa: S105 - of sample sign-ins, printed on the page


@dataclass
class Frame:
    """Keeps what was written at hand by its key while the plans are written."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    """Who logs the work of each agency."""
    heads: dict[str, User] = field(default_factory=dict)

    def write(self) -> None:
        departments = tables.read("departments", tables.Department)
        for agency in tables.read("agencies", tables.Agency):
            self._write_agency(agency)
            for department in departments:
                if department.agency == agency.code:
                    self._write_department(department)
        for person in tables.read("people", tables.Person):
            self._write_person(person)

    def _write_agency(self, row: tables.Agency) -> None:
        agency = Agency(
            code=row.code,
            name_mn=row.name_mn,
            name_en=row.name_en,
            short_name_mn=row.short_name_mn,
            short_name_en=row.short_name_en,
        )
        self.agencies[row.code] = people_actions.add_agency(agency, by=BY)

    def _write_department(self, row: tables.Department) -> None:
        department = Department(
            agency=self.agencies[row.agency], name_mn=row.name_mn, name_en=row.name_en, division=row.division
        )
        self.departments[f"{row.agency}/{row.code}"] = people_actions.add_department(department, by=BY)

    def _write_person(self, row: tables.Person) -> None:
        department = self.departments[row.department]
        person = User(
            email=f"{row.address}@{DOMAIN}",
            agency=department.agency,
            department=department,
            role=row.role,
            family_name=row.family_name,
            given_name=row.given_name,
            family_name_en=row.family_name_en,
            given_name_en=row.given_name_en,
            post_mn=row.post_mn,
            post_en=row.post_en,
        )
        person.set_password(PASSWORD)
        people_actions.add_person(person, by=BY)
        self.staff.setdefault(department.agency.code, person)
        if person.role == Role.HEAD:
            self.heads[department.agency.code] = person

    def write_agreement(
        self, agreement: Agreement, parties: Sequence[str], fields: Sequence[tables.FieldOfCooperation] = ()
    ) -> Agreement:
        """An agreement in force between these agencies."""

        def write_parts() -> None:
            for code in parties:
                Party.objects.create(agreement=agreement, agency=self.agencies[code])
            for row in fields:
                FieldOfCooperation.objects.create(
                    agreement=agreement, number=row.number, title_mn=row.title_mn, title_en=row.title_en
                )

        agreement_actions.add_agreement(agreement, by=BY, write_parts=write_parts)
        return plan_samples.record_in_force(agreement, by=BY)

    def write_plan(self, plan: AnnualPlan, objectives: Sequence[tables.Objective]) -> AnnualPlan:
        """The draft of a year with its objectives."""
        plan_actions.start_plan(plan, by=BY)
        fields = {one.number: one for one in plan.agreement.fields_of_cooperation.all()}
        for row in objectives:
            objective = Objective(
                plan=plan,
                number=row.number,
                title_mn=row.title_mn,
                title_en=row.title_en,
                field=fields.get(row.field_of_cooperation),
            )
            plan_actions.add_objective(objective, by=BY)
        return plan

    def line(self, plan: AnnualPlan, row: tables.Line, *, objective: int | None = None, **fields) -> Activity:
        """A line of this plan, not yet written."""
        return Activity(
            plan=plan,
            objective=plan.objectives.get(number=objective) if objective else None,
            kind=row.kind,
            title_mn=row.title_mn,
            title_en=row.title_en,
            lead=self.departments[row.lead],
            **fields,
        )

    def parts(
        self, row: tables.Line, *, division: str = "", place: str = "", indicator: Indicator | None = None
    ) -> LineParts:
        return LineParts(
            partners=[self.departments[row.partner]] if row.partner else [],
            places=[ActivityPlace(division=division, detail=place)] if division else [],
            indicators=[indicator] if indicator else [],
        )
