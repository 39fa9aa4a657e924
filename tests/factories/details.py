"""What entries say of their kind of work, with a row of each sort."""

from datetime import date
from decimal import Decimal

from activities.actions.details import WrittenDetails
from activities.models import (
    Activity,
    AdvocacyAudience,
    Channel,
    Event,
    Exclusion,
    Finding,
    InquiryMethod,
    InquirySite,
    KnowledgeTest,
    Material,
    MediaItem,
    ParticipantGroup,
    TeamMember,
    TrainerGroup,
)
from plans.models import Agency, Occasion, User


def training_details(line: Activity, *, words: str, women: int | None) -> WrittenDetails:
    """A course with a test, trainers and, where women are recorded, a few of them apart."""
    groups = [ParticipantGroup(category="officer", women=3)] if women else []
    return WrittenDetails(
        "training",
        {"course_kind": "basic", "topics": words, "hours": Decimal(8)},
        {
            "groups": groups,
            "tests": [KnowledgeTest(moment="after", people=30, mean=Decimal("83.5"), passed=28)],
            "trainers": [TrainerGroup(origin="internal", number=2)],
        },
    )


def inquiry_details(
    *, of: Agency, to: Agency, words: str, person: User | None = None, sent_on: date | None = date(2026, 5, 31)
) -> WrittenDetails:
    """An inquiry of one agency whose draft went to another, which has a department; the reply is late."""
    return WrittenDetails(
        "inquiry",
        {
            "inquiry_kind": "visit",
            "guideline_number": words[:60],
            "question": words,
            "women_interviewed": 7,
            "draft_sent_on": sent_on,
            "draft_sent_to": to if sent_on else None,
            "reply_due_on": sent_on,
        },
        {
            "methods": [InquiryMethod(method="interviews"), InquiryMethod(method="documents")],
            "sites": [InquirySite(site_kind="police", division="MN-041", place=words)],
            "team": [
                TeamMember(agency=of, person=person, team_role="lead"),
                TeamMember(agency=to, number=2, post=words),
            ],
            "exclusions": [Exclusion(agency=to, department=to.departments.order_by("pk").first(), reason=words)],
            "findings": [Finding(theme="conditions", gravity="serious", place=words, text=words)],
        },
    )


def advocacy_details(
    *, words: str, occasion: Occasion | None = None, day: date, women: int | None = None
) -> WrittenDetails:
    """A proposal with a channel, an event, a material and a media item, that waits for an answer."""
    return WrittenDetails(
        "advocacy",
        {
            "advocacy_kind": "proposal",
            "occasion": occasion,
            "message": words,
            "aware_before": 34,
            "asked_before": 200,
            "proposed": words,
            "outcome": "waiting",
        },
        {
            "audiences": [AdvocacyAudience(audience="public"), AdvocacyAudience(audience="herders")],
            "channels": [Channel(channel_kind="radio", name=words, reach=12_000)],
            "events": [Event(name=words, held_on=day, women=women)],
            "materials": [Material(what=words, printed=700, handed_out=450)],
            "media": [MediaItem(title=words, outlet=words, published_on=day)],
        },
    )
