"""What the database itself refuses of the work, whoever asks; how it does so stands in plans/models/guards.py."""

from activities.models.comments import Comment
from activities.models.entries import Entry
from activities.models.evidence import Evidence
from plans.models.guards import Guard, differs, only_opens

ASKED_IN_WORDS = (
    *("kind", "text_mn", "text_en", "addressee_mn", "addressee_en", "source", "document_mn", "document_en"),
    *("paragraph_mn", "paragraph_en", "reference", "theme_mn", "theme_en", "force", "year", "text_read"),
    *("note_mn", "note_en", "source_url", "source_note"),
)
ASKED_OR_EMPTY = (
    "agency_id",
    "addressee_id",
    "inquiry_id",
    "issuer_id",
    "issued_on",
    "last_year",
    "reply_due_on",
    "repeats_id",
)

GUARDS = [
    Guard(
        "line_version_stays",
        "activities_lineversion",
        ("UPDATE", "DELETE"),
        "The text of a line that was agreed stays as it was agreed.",
    ),
    Guard(
        "confirmation_stays", "activities_confirmation", ("UPDATE", "DELETE"), "What a side read of a report stays."
    ),
    Guard("amendment_stays", "activities_amendment", ("DELETE",), "An amendment keeps its number."),
    Guard(
        "amendment_is_decided_once",
        "activities_amendment",
        ("UPDATE",),
        "What was decided stays decided.",
        when="OLD.state IN ('in_force', 'dropped') AND OLD.state <> NEW.state "
        "OR OLD.number <> NEW.number OR OLD.plan_id <> NEW.plan_id",
    ),
    Guard("comment_stays", "activities_comment", ("DELETE",), "A comment stays; a mistake is resolved."),
    Guard(
        "comment_reads_as_written",
        "activities_comment",
        ("UPDATE",),
        "What a comment says stays as it was written.",
        when="OLD.text <> NEW.text OR OLD.author_id <> NEW.author_id OR OLD.plan_id <> NEW.plan_id "
        "OR OLD.field <> NEW.field OR OLD.value_mn <> NEW.value_mn OR OLD.value_en <> NEW.value_en "
        "OR OLD.at <> NEW.at OR COALESCE(OLD.answers_id, 0) <> COALESCE(NEW.answers_id, 0) "
        "OR (NEW.activity_id IS NOT NULL AND COALESCE(OLD.activity_id, 0) <> NEW.activity_id)",
    ),
    Guard("mention_stays", "activities_mention", ("UPDATE", "DELETE"), "Whom a comment mentions stays mentioned."),
    Guard("meeting_pack_stays", "activities_meetingpack", ("UPDATE", "DELETE"), "A pack stays as it was frozen."),
    Guard("recommendation_stays", "activities_recommendation", ("DELETE",), "What was asked of a party stays."),
    Guard(
        "recommendation_reads_as_replied_to",
        "activities_recommendation",
        ("UPDATE",),
        "What a party has replied to or assessed stays as it was asked.",
        when="OLD.agreement_id <> NEW.agreement_id OR (OLD.locked AND (NOT NEW.locked OR "
        + " OR ".join(
            [*(f"OLD.{name} <> NEW.{name}" for name in ASKED_IN_WORDS), *(differs(name) for name in ASKED_OR_EMPTY)]
        )
        + "))",
    ),
    Guard("reply_stays", "activities_reply", ("UPDATE", "DELETE"), "What a party replied stays."),
    Guard("assessment_stays", "activities_assessment", ("UPDATE", "DELETE"), "How a party assessed it stays."),
    Guard(
        "rating_stays", "activities_rating", ("UPDATE", "DELETE"), "A rating stays; a later one stands in its place."
    ),
    Guard(
        "rating_reading_stays",
        "activities_ratingreading",
        ("UPDATE", "DELETE"),
        "How a side read a rating stays.",
    ),
    Guard("snapshot_stays", "activities_snapshot", ("UPDATE", "DELETE"), "A snapshot stays as it was frozen."),
    *(only_opens(model) for model in (Comment, Entry, Evidence)),
]
