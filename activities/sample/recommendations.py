"""What was published that Mongolia and its bodies are asked, and marked examples of what two agencies do with it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions import recommendations as actions
from activities.models import (
    Activity,
    Assessment,
    CarryingOut,
    Entry,
    Force,
    Kind,
    Recommendation,
    RecommendationSource,
    Reply,
    TextRead,
)
from activities.sample import tables
from activities.sample.frame import BY, Frame
from plans.models import Agreement, AnnualPlan

FORCES = {
    "commitment": Force.COMMITMENT,
    "treaty body": Force.TREATY_BODY,
    "special procedure": Force.PROCEDURE,
    "national, binding": Force.NATIONAL_BINDING,
    "national": Force.NATIONAL,
    "advice": Force.ADVICE,
}
READ = {"yes": TextRead.YES, "partly": TextRead.PARTLY, "heading only": TextRead.HEADING, "no": TextRead.NO}
FOUND_MN = {
    "carried_out": "Жишээ: таван хэсэгт очиж үзэхэд бүртгэл цагаар хөтлөгдөж байна.",
    "partly_carried_out": "Жишээ: аймгийн төвүүдэд хэрэгжсэн, сумдад хэрэгжээгүй байна.",
    "not_carried_out": "Жишээ: давтан шалгахад өөрчлөлт гараагүй байна.",
}
DOCUMENT_MN = "Жишээ: хяналт шалгалтын дүн"
DOCUMENT_EN = "Example: what an inquiry found"
LETTER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def write_published(frame: Frame, agreement: Agreement) -> None:
    """Every published text, with its source; of none was a reply under this memorandum ever published."""
    written: dict[str, Recommendation] = {}
    here = {row.ref: row for row in tables.read("recommendations_here", tables.RecommendationInMongolian)}
    for row in tables.read("recommendations", tables.PublishedRecommendation):
        written[row.ref] = write_one(frame, agreement, row, here[row.ref], written)


def write_one(
    frame: Frame,
    agreement: Agreement,
    row: tables.PublishedRecommendation,
    here: tables.RecommendationInMongolian,
    written: dict[str, Recommendation],
) -> Recommendation:
    first, last = years(row.year)
    url, note = source(row.source)
    recommendation = Recommendation(
        agreement=agreement,
        text_mn=here.text_mn,
        text_en=row.summary,
        addressee_mn=here.addressee_mn,
        addressee_en=here.addressee_en,
        source=here.source,
        issuer=frame.agencies.get(here.issuer),
        document_mn=here.document_mn,
        document_en=row.mechanism,
        paragraph_mn=here.paragraph_mn,
        paragraph_en=row.paragraph,
        reference=row.ref,
        theme_mn=here.theme_mn,
        theme_en=row.theme,
        force=FORCES[row.force],
        issued_on=here.issued_on,
        year=first,
        last_year=last,
        repeats=written.get(here.repeats),
        note_mn=here.note_mn,
        note_en=row.relevance,
        source_url=url,
        source_note=note,
        text_read=READ[row.text_read],
    )
    return actions.enter(recommendation, by=BY)


def years(text: str) -> tuple[int, int | None]:
    """«2017», «2017 visit» or «2018-2022»."""
    first, *rest = (int(year) for year in re.findall(r"\d{4}", text))
    return first, rest[0] if rest else None


def source(text: str) -> tuple[str, str]:
    """The first address, and what else the source says in words."""
    first, _separator, rest = text.partition(" ; ")
    return (first, rest) if first.startswith("http") else ("", text)


class ExampleRecommendations:
    """Plainly marked, one in every state: asked, replied to, carried out by lines of the example plan, assessed."""

    def __init__(self, frame: Frame, plan: AnnualPlan) -> None:
        self.frame, self.plan = frame, plan
        self.today = timezone.localdate()
        self.written: dict[str, Recommendation] = {}

    def write(self) -> None:
        for row in tables.read("example_recommendations", tables.ExampleRecommendation):
            self.write_one(row)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def write_one(self, row: tables.ExampleRecommendation) -> None:
        issuer = row.issuer or ("npa" if row.addressee == "nhrcm" else "nhrcm")
        issued_on = self.day(-row.issued_days_ago)
        asked = Recommendation(
            agreement=self.plan.agreement,
            kind=row.kind,
            text_mn=f"Жишээ: {row.text_mn}",
            text_en=f"Example: {row.text_en}",
            addressee=self.frame.agencies.get(row.addressee),
            addressee_mn="" if row.addressee else "Монгол Улс",
            addressee_en="" if row.addressee else "Mongolia",
            source=row.source,
            inquiry=self.inquiry(issued_on) if row.source == RecommendationSource.INQUIRY else None,
            issuer=self.frame.agencies.get(row.issuer),
            document_mn=DOCUMENT_MN if row.issuer else "",
            document_en=DOCUMENT_EN if row.issuer else "",
            theme_mn=row.theme_mn,
            theme_en=row.theme_en,
            issued_on=issued_on,
            reply_due_on=None if row.due_in_days is None else self.day(row.due_in_days),
            repeats=self.written.get(row.repeats),
            is_example=True,
        )
        self.written[row.key] = actions.enter(asked, by=self.frame.staff[issuer])
        if row.replied_days_ago is not None:
            self.write_reply(asked, row)
        if row.line:
            line = self.line(Kind(row.line))
            by = self.frame.staff[line.lead.agency.code]
            actions.name_line(CarryingOut(recommendation=asked, activity=line), by=by)
        if row.outcome:
            self.write_assessment(asked, row.outcome, issuer)
        if row.other_outcome:  # the other party finds otherwise
            self.write_assessment(asked, row.other_outcome, "npa" if issuer == "nhrcm" else "nhrcm")

    def inquiry(self, until: date) -> Entry | None:
        """The last one of the example plan before this day."""
        entries = Entry.objects.joint().filter(activity__plan=self.plan, activity__kind=Kind.INQUIRY)
        return entries.filter(starts_on__lte=until).order_by("starts_on", "logged_at").last()

    def line(self, kind: Kind) -> Activity:
        lines = Activity.objects.filter(plan=self.plan, kind=kind).select_related("lead__agency", "plan")
        return lines.in_plan_order()[0]

    def write_reply(self, asked: Recommendation, row: tables.ExampleRecommendation) -> None:
        reply = Reply(
            recommendation=asked,
            answer=row.answer,
            reason=f"Жишээ: {row.reason}" if row.reason else "",
            replied_on=self.day(-(row.replied_days_ago or 0)),
            carry_out_by=None if row.carry_out_in_days is None else self.day(row.carry_out_in_days),
            letter_number=f"4/{200 + len(self.written)}",
        )
        actions.reply(reply, by=self.frame.heads[row.addressee])

    def write_assessment(self, asked: Recommendation, outcome: str, party: str) -> None:
        if asked.addressee:
            files = [SimpleUploadedFile("hariu-zhishee.pdf", LETTER)]
            by = self.frame.staff[asked.addressee.code]
            actions.add_proofs(asked, by=by, title="Жишээ: хариу албан бичиг", files=files)
        assessment = Assessment(
            recommendation=asked,
            outcome=outcome,
            sentence=FOUND_MN[outcome],
            assessed_on=self.day(-10),
            letter_number=f"1/{100 + len(self.written)}",
        )
        actions.assess(assessment, by=self.frame.heads[party])
