"""An example year, plainly marked: nothing of it happened. It shows a line in every state at once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions import activities as line_actions
from activities.actions import amendments, comments, samples
from activities.actions import confirmations as answers
from activities.actions import entries as entry_actions
from activities.actions.details import WrittenDetails
from activities.actions.entries import EntryParts
from activities.models import (
    REPORTED,
    Activity,
    ActivityState,
    ChangeKind,
    CommentedField,
    Entry,
    Indicator,
    Kind,
    Progress,
    Reason,
)
from activities.reported import read_anew, report_text
from activities.sample import advocacy, inquiries, tables, trainings
from activities.sample.frame import BY, Frame
from activities.sample.meetings import ExampleMeetings
from activities.sample.ratings import ExampleRatings, half_year_of
from activities.sample.recommendations import ExampleRecommendations
from activities.working_copies import copy_of
from plans.actions import consent
from plans.calendar import first_day_of_quarter, last_day_of_quarter
from plans.divisions import CAPITAL, Division
from plans.models import Agreement, AnnualPlan, Compartment, Decision, PlanState, ProposalKind, Recorded
from plans.models.consent import digest_of

NOTE_MN = "Жишээ төлөвлөгөө. Үүнд байгаа ажил, тоо, хүн бодит биш; програмыг турших зорилготой."
NOTE_EN = "An example plan. Its work, figures and people are not real; it is here to try the product out."
BEYOND_NOTE_MN = "Жишээ: удирдлагын уулзалтын шийдвэрээр."
WHY_AMENDED = {
    ChangeKind.POSTPONE: "Жишээ: цасан шуурганы улмаас замын хөдөлгөөн хязгаарлагдсан тул хойшлуулав.",
    ChangeKind.WITHDRAW: "Жишээ: гарын авлагыг өөр ажлын хүрээнд хэвлэхээр болсон тул хасав.",
}
DIFFERS_MN = "Жишээ: манай бүртгэлээр нэг удаагийн ажил хийгдээгүй байна; хамтран нягталъя."
LATER_MN = "Жишээ: хоёрдугаар улиралд ээлжийн амралт давхцдаг; гуравдугаар улиралд эхлэх боломжтой юу?"
AGREED_MN = "Жишээ: боломжтой. Хяналт шалгалтын хуваарьтай тулгаад хугацааг засъя."
OWN_MN = "Жишээ: хүрэх түвшин өнгөрсөн жилийнхээс бага байна; удирдлагатайгаа ярилцаад нөгөө талд санал болгоё."
PLACES_MN = "Жишээ: орон нутгийн мөрдөгчдийг хамруулах уу?"
SETTLED_MN = "Жишээ: шалгалтыг нийслэлд цахимаар авна."
BEYOND_NOTE_EN = "Example: by a decision of the heads' meeting."
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
AMENDED = {ActivityState.POSTPONED: ChangeKind.POSTPONE, ActivityState.WITHDRAWN: ChangeKind.WITHDRAW}
"""States that an amendment alone brings about, and by which kind of change."""
POSTPONED_BY_DAYS = 40


class Example:
    """Writes the plan of this year, the draft of the next and a second agreement, as seen from today."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.today = timezone.localdate()
        self.numbers = {kind: count() for kind in Kind}
        self.objectives = tables.read("example_objectives", tables.Objective)

    def write_plan(self, agreement: Agreement, year: int, objectives: list[tables.Objective]) -> AnnualPlan:
        plan = AnnualPlan(agreement=agreement, year=year, note_mn=NOTE_MN, note_en=NOTE_EN, is_example=True)
        plan.half_year_on = half_year_of(plan, self.today)
        return self.frame.write_plan(plan, objectives)

    def write_year(self, agreement: Agreement) -> None:
        plan = self.write_plan(agreement, self.today.year, self.objectives)
        rows = tables.read("example_lines", tables.ExampleLine)
        written = [(self.write_line(plan, row), row) for row in rows]
        self.by_both_heads(ProposalKind.PLAN_ADOPTION, plan)
        self.amend(plan, written)
        for line, row in written:
            self.write_work(line, row)
        ExampleRatings(self.frame, plan).write()
        meetings = ExampleMeetings(self.frame, agreement)
        first, *_others, about_handbook = meetings.write_heads()
        meetings.write_group(about_handbook)
        for row in tables.read("example_lines_beyond", tables.ExampleLine):
            self.write_work(self.write_line_beyond(plan, row, first), row)
        meetings.write_coordinators()
        meetings.write_next()
        ExampleRecommendations(self.frame, plan).write()

    def by_both_heads(self, kind: ProposalKind, target: Recorded) -> None:
        """By the sample's own heads, as heads do it on the page."""
        heads = [self.frame.heads[code] for code in ("nhrcm", "npa")]
        proposal = consent.put_forward(kind, target, by=heads[0])
        for number, head in enumerate(heads, start=1):
            order = consent.Order(f"А/{number}", self.today)
            consent.consent(proposal, by=head, digest=proposal.digest, order=order)
        target.refresh_from_db()

    def amend(self, plan: AnnualPlan, written: list[tuple[Activity, tables.ExampleLine]]) -> None:
        """An amendment in force, by which lines were postponed and withdrawn; and one the staff still write."""
        in_plan = [(line, row) for line, row in written if row.state in AMENDED]
        for line, row in in_plan:
            self.change(line, AMENDED[ActivityState(row.state)])
        self.by_both_heads(ProposalKind.AMENDMENT, plan.amendments.get())
        planned = [line for line, row in written if row.state == ActivityState.PLANNED]
        self.change(planned[0], ChangeKind.POSTPONE)

    def change(self, line: Activity, kind: ChangeKind) -> None:
        line = Activity.objects.get(pk=line.pk)
        later = min(line.ends_on + timedelta(days=POSTPONED_BY_DAYS), line.plan.ends_on)
        after = copy_of(line) | {"ends_on": later.isoformat()} if kind == ChangeKind.POSTPONE else None
        reason = Reason.CIRCUMSTANCE if kind == ChangeKind.POSTPONE else Reason.JOINED
        amendments.change_line(
            line,
            kind,
            by=self.frame.staff[line.lead.agency.code],
            seen=amendments.Seen(agreed=line.agreed_number()),
            why=amendments.Why(reason, WHY_AMENDED[kind]),
            after=after,
        )

    def write_line(self, plan: AnnualPlan, row: tables.ExampleLine) -> Activity:
        indicator = indicator_of(row.target, of_people=row.women is not None or row.kind == Kind.TRAINING)
        line = self.frame.line(plan, row, objective=row.objective, **self.days(plan, row))
        parts = self.frame.parts(row, division=row.division, indicator=indicator)
        return line_actions.add_line(line, by=BY, parts=parts)

    def write_line_beyond(self, plan: AnnualPlan, row: tables.ExampleLine, decision: Decision) -> Activity:
        line = self.frame.line(
            plan,
            row,
            origin_note_mn=BEYOND_NOTE_MN,
            origin_note_en=BEYOND_NOTE_EN,
            decision=decision,
            **self.days(plan, row),
        )
        return samples.add_sample_line_beyond(line, by=BY, parts=self.frame.parts(row, division=row.division))

    def days(self, plan: AnnualPlan, row: tables.ExampleLine) -> dict[str, date]:
        """From and until, so far from today, kept within the plan's year."""

        def day(offset: int) -> date:
            return min(max(self.today + timedelta(days=offset), plan.starts_on), plan.ends_on)

        return {"starts_on": day(row.starts_in_days), "ends_on": day(row.ends_in_days)}

    def write_work(self, line: Activity, row: tables.ExampleLine) -> None:
        """The entry that brought the line to its state, and the state itself where people decide it."""
        if row.state in REPORTED or row.state == ActivityState.IN_PROGRESS:
            self.write_entry(line, row, finished=row.state in REPORTED)
        if row.state in REPORTED:
            samples.record_reported_on(line, min(line.ends_on, self.today), by=BY)
        if row.state in {ActivityState.CONFIRMED, ActivityState.DIFFERS}:
            self.write_answers(line, row.state)

    def write_answers(self, line: Activity, state: str) -> None:
        """What the heads of the sides that are asked say of the report."""
        line = read_anew(line)
        digest = digest_of(report_text(line))
        for agency in line.awaited_agencies:
            head = self.frame.heads[agency.code]
            if state == ActivityState.DIFFERS:
                answers.differ(line, by=head, digest=digest, sentence=DIFFERS_MN)
            else:
                answers.confirm(line, by=head, digest=digest)

    def write_entry(self, line: Activity, row: tables.ExampleLine, *, finished: bool) -> None:
        entry = Entry(
            activity=line,
            starts_on=min(line.ends_on, self.today),
            division=row.division,
            women=row.women,
            men=row.men,
            what_was_done=f"Жишээ тэмдэглэл: «{line.title_mn}» ажлыг төлөвлөсний дагуу хийв.",
            obstacles="" if finished else "Замын нөхцөл хүндэрч, хоёр сумын ажлыг хойшлуулав.",
            progress=Progress.FINISHED if finished else Progress.GOING_ON,
        )
        elsewhere = advocacy.in_other_soums(entry) if line.kind == Kind.ADVOCACY else []
        parts = EntryParts(
            figures={one: Decimal(row.achieved) for one in line.indicators.all() if row.achieved is not None},
            details=self.details(entry),
            files=[SimpleUploadedFile("irts-zhishee.pdf", PDF)] if row.women else [],
        )
        by = self.frame.staff[line.lead.agency.code]
        entry_actions.log_entry(entry, by=by, parts=parts, elsewhere=elsewhere)

    def details(self, entry: Entry) -> WrittenDetails | None:
        """How the work was done, by its kind; a course of two days ends the entry a day later."""
        kind = Kind(entry.activity.kind)
        number = next(self.numbers[kind])
        match kind:
            case Kind.TRAINING:
                details = trainings.of_example(number, entry)
                if sessions := details.rows.get("sessions"):
                    second_day = entry.starts_on + timedelta(days=1)
                    if second_day <= self.today:
                        entry.ends_on = second_day
                    else:
                        details.rows["sessions"] = sessions[:1]
                return details
            case Kind.INQUIRY:
                return inquiries.of_example(number, entry, self.today, self.frame)
            case Kind.ADVOCACY:
                return advocacy.of_example(number, entry)
        return None

    def write_draft(self, agreement: Agreement) -> None:
        """The plan of next year, which both sides still write."""
        plan = self.write_plan(agreement, self.today.year + 1, self.objectives)
        lines = []
        for row in tables.read("example_draft", tables.DraftLine):
            line = self.frame.line(
                plan,
                row,
                objective=row.objective,
                starts_on=first_day_of_quarter(plan.year, row.first_quarter),
                ends_on=last_day_of_quarter(plan.year, row.last_quarter),
            )
            indicator = indicator_of(row.target, of_people=row.kind == Kind.TRAINING) if row.target else None
            parts = self.frame.parts(row, division=CAPITAL, indicator=indicator)
            lines.append(line_actions.add_line(line, by=BY, parts=parts))
        self.write_comments(lines)

    def write_comments(self, lines: list[Activity]) -> None:
        """What the two sides say to each other about the draft, and what one of them keeps to itself."""
        anu, bold = (self.frame.staff[code] for code in ("nhrcm", "npa"))
        first, second, third, *_rest = lines
        asked = comments.add_comment(third, by=bold, field=CommentedField.PERIOD, text=LATER_MN, people=[anu])
        comments.answer(asked, by=anu, text=AGREED_MN, people=[bold])
        own = {"compartment": Compartment.AGENCY, "people": [self.frame.heads["nhrcm"]]}
        comments.add_comment(first, by=anu, field=CommentedField.INDICATORS, text=OWN_MN, **own)
        settled = comments.add_comment(second, by=anu, field=CommentedField.PLACES, text=PLACES_MN)
        comments.resolve(settled, by=anu, sentence=SETTLED_MN)

    def write_second_agreement(self) -> None:
        """One more memorandum, so that an agency is seen to have several, and a party to see its own alone."""
        agreement = Agreement(
            title_mn="ХЭҮК, ХХЕГ-ын Хамтран ажиллах санамж бичиг (жишээ)",
            title_en="NHRCM – GABP memorandum of understanding (example)",
            signed_year=2015,
            is_example=True,
        )
        self.frame.write_agreement(agreement, ("nhrcm", "gabp"))
        plan = self.write_plan(agreement, self.today.year, self.objectives[:1])
        row = tables.Line(
            kind=Kind.TRAINING,
            lead="gabp/administration",
            partner="nhrcm/education",
            title_mn="Хилчдийн хүний эрхийн сургалт",
            title_en="Human-rights training for border guards",
        )
        line = self.frame.line(plan, row, objective=1, starts_on=plan.starts_on, ends_on=plan.ends_on)
        line_actions.add_line(line, by=BY, parts=self.frame.parts(row, division=Division.DORNOGOVI))
        samples.record_plan_state(plan, PlanState.ADOPTED, by=BY)


def indicator_of(target: int | None, *, of_people: bool) -> Indicator:
    return Indicator(
        name_mn="хамрагдсан хүн" if of_people else "биелэлт",
        name_en="people covered" if of_people else "carried out",
        unit="хүн" if of_people else "удаа",
        baseline=0,
        target=target,
    )
