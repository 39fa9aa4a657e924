"""How the inquiries of the example year were made; all of it made up, and marked as an example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from activities.actions.details import WrittenDetails
from activities.models import (
    Announcement,
    DraftReply,
    Entry,
    Exclusion,
    Finding,
    Gravity,
    InquiryKind,
    InquiryMethod,
    InquirySite,
    Method,
    SiteKind,
    TeamMember,
    TeamRole,
    Theme,
)
from activities.sample.frame import Frame

BASIS_MN = "Монгол Улсын Хүний эрхийн Үндэсний Комиссын тухай хууль"
QUESTION_MN = "Жишээ: байрны нөхцөл, дотоод журам нь стандартад нийцэж байна уу?"
EXCLUDED_MN = "Жишээ: шалгагдаж буй нэгж"
POST_MN = "хяналт шалгалтын байцаагч"
VISIT = (Method.INTERVIEWS, Method.DOCUMENTS, Method.OBSERVATION)
STUDY = (Method.QUESTIONNAIRE, Method.STATISTICS)
WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)
FINDINGS_MN = (
    (Theme.CONDITIONS, Gravity.SERIOUS, "Жишээ: хоёр өрөөнд агааржуулалт, байгалийн гэрэл байхгүй."),
    (Theme.CONDITIONS, Gravity.TO_MEND, "Жишээ: ор, дэвсгэрийн тоо дутуу."),
    (Theme.SAFEGUARDS, Gravity.TO_MEND, "Жишээ: гэр бүлд нь мэдэгдсэн цагийг бүртгэлд тогтмол бичээгүй."),
    (Theme.COMPLAINTS, Gravity.GOOD, "Жишээ: гомдлын хайрцгийг харагдах газар байрлуулж, долоо хоног бүр нээдэг."),
)


@dataclass(frozen=True)
class Draft:
    """The way of a draft: sent a week after the work, a reply due in two, and what came."""

    to: str
    reply: DraftReply | None = None
    words: str = ""

    def fields(self, entry: Entry, today: date, frame: Frame) -> dict[str, Any]:
        sent_on = min(entry.starts_on + WEEK, today)
        said: dict[str, Any] = {
            "draft_sent_on": sent_on,
            "draft_sent_to": frame.agencies[self.to],
            "reply_due_on": sent_on + TWO_WEEKS,
        }
        if self.reply:
            said |= {"replied_on": min(sent_on + WEEK, today), "reply": self.reply, "reply_text": self.words}
        return said


DRAFTS = (
    # in the order of the example's inquiries that were begun
    Draft("npa", DraftReply.CORRECTED, "Жишээ: нэг байрны талбайн хэмжээг засав."),
    Draft(
        "npa",
        DraftReply.DISAGREES,
        "Жишээ: хоёр өрөөг засварын дараа ашиглаагүй тул санал нийлэхгүй байна.",
    ),
    None,
    Draft("nhrcm", DraftReply.NO_REMARKS),
    Draft("npa"),
)


def of_example(number: int, entry: Entry, today: date, frame: Frame) -> WrittenDetails:
    """The visits have sites, a team of both sides and findings; the study of victims awaits a reply that is late."""
    draft = DRAFTS[number] if number < len(DRAFTS) else None
    by, is_visit = entry.activity.lead.agency.code, number < len(DRAFTS) - 2
    fields = {
        "inquiry_kind": InquiryKind.VISIT if is_visit else InquiryKind.STUDY,
        "legal_basis": BASIS_MN if by == "nhrcm" else "",
        "guideline_number": f"Жишээ-{number + 1}",
        "guideline_on": entry.starts_on - TWO_WEEKS,
        "question": QUESTION_MN if is_visit else "",
        "announcement": Announcement.UNANNOUNCED if is_visit else "",
        "women_interviewed": 6 + number if is_visit else None,
        "men_interviewed": 21 + number if is_visit else None,
    } | (draft.fields(entry, today, frame) if draft else {})
    rows: dict[str, Any] = {
        "methods": [InquiryMethod(method=method) for method in (VISIT if is_visit else STUDY)],
        "team": [
            TeamMember(agency=frame.agencies[by], person=frame.staff[by], team_role=TeamRole.LEAD),
            TeamMember(
                agency=frame.agencies["npa"],
                department=frame.departments["npa/administration"],
                post=POST_MN,
                number=2,
            ),
        ],
    }
    if is_visit:
        rows |= visited(entry, frame)
    return WrittenDetails("inquiry", fields, rows)


def visited(entry: Entry, frame: Frame) -> dict[str, Any]:
    """The sites and what was found there; the unit that is inspected may not take part."""
    unit = frame.departments.get(f"npa/{entry.division}")
    excluded = [Exclusion(agency=unit.agency, department=unit, reason=EXCLUDED_MN)] if unit else []
    return {
        "sites": [
            InquirySite(site_kind=SiteKind.HOLDING, division=entry.division, note="Жишээ"),
            InquirySite(site_kind=SiteKind.POLICE_UNIT, division=entry.division, note="Жишээ"),
        ],
        "exclusions": excluded,
        "findings": [Finding(theme=theme, gravity=gravity, text=text) for theme, gravity, text in FINDINGS_MN],
    }
