"""What was published of the joint work of 2017–2020, each with its source; nobody published an adopted plan."""

from decimal import Decimal

from activities.actions import activities as line_actions
from activities.actions import entries as entry_actions
from activities.actions import samples
from activities.actions.entries import EntryParts
from activities.models import Activity, Entry, Indicator, Progress
from activities.sample import advocacy, meetings, tables, trainings
from activities.sample.frame import BY, Frame
from plans.models import Agreement, AnnualPlan, PlanState

YEARS = (2017, 2018, 2019, 2020)
COLLABORATION = "https://en.nhrcm.gov.mn/news/collaboration/"
NOTE_MN = (
    "Нийтэд мэдээлсэн мэдээнээс бүрдүүлэв. Энэ оны батлагдсан хамтарсан төлөвлөгөөг хаана ч нийтлээгүй тул "
    "зорилт, дугаарыг зөвхөн энд оруулсан. Нийтлээгүй тоо «бүртгээгүй» хэвээр байна."
)
NOTE_EN = (
    "Put together from public news. No adopted joint plan of this year was ever published, so the objectives and "
    "numbers stand only here. What nobody published stays «not recorded»."
)
AGREED_NOTE_MN = "2020.08.18-ны удирдлагын уулзалтаар ярилцсан буюу тохирсон; хийсэн эсэхийг нийтлээгүй."
AGREED_NOTE_EN = "Discussed or agreed at the heads' meeting of 18 August 2020; whether it was held was not published."


def write_memorandum(frame: Frame) -> Agreement:
    agreement = Agreement(
        title_mn="ХЭҮК, ЦЕГ-ын Хамтран ажиллах санамж бичиг",
        title_en="NHRCM – NPA memorandum of understanding",
        purpose_mn="Жил бүр хамтарсан төлөвлөгөө баталж, сургалт, хяналт шалгалт, нөлөөллийн ажлыг хамтран хийнэ.",
        purpose_en="Each year the two adopt a joint plan and hold trainings, inquiries and advocacy together.",
        signed_year=2017,
        source_url=COLLABORATION,
    )
    fields = tables.read("fields_of_cooperation", tables.FieldOfCooperation)
    return frame.write_agreement(agreement, ("nhrcm", "npa"), fields)


def write_year(frame: Frame, agreement: Agreement, year: int) -> None:
    """A closed plan of what was published of the year."""
    plan = AnnualPlan(agreement=agreement, year=year, note_mn=NOTE_MN, note_en=NOTE_EN, source_url=COLLABORATION)
    frame.write_plan(plan, tables.read("published_objectives", tables.Objective))
    rows = tables.read("published_activities", tables.PublishedActivity)
    written = [(write_line(frame, plan, row), row) for row in rows if row.starts_on.year == year]
    samples.record_plan_state(plan, PlanState.ADOPTED, by=BY)
    for line, row in written:
        write_entry(frame, line, row)
    if year == 2020:
        write_agreed_in_2020(frame, plan)
    samples.record_plan_state(plan, PlanState.CLOSED, by=BY)


def write_line(frame: Frame, plan: AnnualPlan, row: tables.PublishedActivity) -> Activity:
    line = frame.line(
        plan,
        row,
        objective=row.objective,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        source_url=row.source_url,
    )
    indicator = None
    if row.indicator_mn:
        indicator = Indicator(
            name_mn=row.indicator_mn,
            name_en=row.indicator_en,
            unit=row.indicator_unit,
            reading=row.indicator_reading,
        )
    parts = frame.parts(row, division=row.division, place=row.place, indicator=indicator)
    return line_actions.add_line(line, by=BY, parts=parts)


def write_entry(frame: Frame, line: Activity, row: tables.PublishedActivity) -> None:
    entry = Entry(
        activity=line,
        starts_on=row.starts_on,
        ends_on=row.ends_on if row.ends_on != row.starts_on else None,
        division=row.division,
        place=row.place,
        sex_not_recorded=row.participants,
        what_was_done=row.what_was_done,
        progress=Progress.FINISHED,
        source_url=row.source_url,
    )
    figures: dict[Indicator, Decimal | None] = dict.fromkeys(line.indicators.all(), row.indicator_value)
    details = trainings.of_published(row, run_by=line.lead.agency) or advocacy.of_published(entry, row.occasion)
    parts = EntryParts(figures=figures, details=details, links=[row.source_url])
    entry_actions.log_entry(entry, by=frame.staff[line.lead.agency.code], parts=parts)


def write_agreed_in_2020(frame: Frame, plan: AnnualPlan) -> None:
    """What the heads discussed or agreed on 18 August 2020; whether it was held was never published."""
    rows = tables.read("agreed_2020", tables.AgreedLine)
    decisions = meetings.write_heads_of_2020(frame, plan.agreement, rows, source_url=COLLABORATION)
    for row, decision in zip(rows, decisions, strict=True):
        line = frame.line(
            plan,
            row,
            origin_note_mn=AGREED_NOTE_MN,
            origin_note_en=AGREED_NOTE_EN,
            source_url=COLLABORATION,
            decision=decision,
        )
        samples.add_sample_line_beyond(line, by=BY, parts=frame.parts(row))
