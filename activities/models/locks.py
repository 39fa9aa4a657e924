"""
What the database refuses of an adopted plan, a confirmed report and a closed year.

The lines of a plan the parties have adopted change in one moment alone: the last consent to an amendment was given,
and the amendment is not in force yet. That moment lies inside one transaction.
"""

from django.db import models

from activities.models.activities import Activity, ActivityPlace
from activities.models.amendments import Amendment, AmendmentChange
from activities.models.closing import LineFate
from activities.models.comments import Comment
from activities.models.confirmations import Confirmation
from activities.models.entries import Entry, EntryDetails
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator
from activities.models.ratings import Rating, RatingReading
from plans.models.guards import Guard, changes, locked, put_to_the_parties

LINE = (
    *("plan_id", "objective_id", "position", "kind", "title_mn", "title_en", "lead_id", "starts_on", "ends_on"),
    *("origin", "carried_from_id", "decision_id", "origin_note_mn", "origin_note_en", "decided_on"),
    *("budget_note", "budget_amount", "source_url"),
)
REPORTED = ("state", "reported_done_at", "reported_by_id", "reported_agency_id")
AMENDMENT = ("note", "decision_id", "is_correction", "opened_by_id", "opened_at")


def plan_of(line: str) -> str:
    return f"(SELECT line.plan_id FROM activities_activity line WHERE line.id = {line})"


def bound(plan: str) -> str:
    """That the lines of this plan lie before the parties or were adopted, and no amendment is coming into force."""
    coming = put_to_the_parties("activities.amendment", "amended.id", "taken_effect")
    return (
        f"{put_to_the_parties('plans.annualplan', plan)} AND NOT EXISTS (SELECT 1 FROM activities_amendment amended "
        f"WHERE amended.plan_id = {plan} AND amended.state = 'proposed' AND {coming})"
    )


def of_an_example(plan: str) -> str:
    return f"EXISTS (SELECT 1 FROM plans_annualplan shown WHERE shown.id = {plan} AND shown.is_example)"


def closed(plan: str) -> str:
    """That the parties have closed the year of this plan."""
    return f"EXISTS (SELECT 1 FROM activities_closing ended WHERE ended.plan_id = {plan} AND ended.state = 'closed')"


def confirmed_since(entry: str) -> str:
    """That a side has confirmed a report after this joint entry was logged."""
    return (
        "EXISTS (SELECT 1 FROM activities_entry logged "
        "JOIN activities_confirmation sided ON sided.activity_id = logged.activity_id "
        f"WHERE logged.id = {entry} AND logged.compartment = 'joint' AND sided.reading = 'confirmed' "
        "AND sided.at >= logged.logged_at)"
    )


def year_of_entry(entry: str) -> str:
    """The plan of the line an entry stands under."""
    lines = "activities_activity line JOIN activities_entry kept ON kept.activity_id = line.id"
    return f"(SELECT line.plan_id FROM {lines} WHERE kept.id = {entry})"


def parts_of_entries() -> dict[type[models.Model], str]:
    """What belongs to an entry → the column that names the entry; details are keyed by their entry."""
    parts: dict[type[models.Model], str] = {}
    for name in Entry.PARTS:
        model = Entry._meta.get_field(name).related_model
        parts[model] = "entry_id"
        if issubclass(model, EntryDetails):
            relations = [model._meta.get_field(part) for part in model.PARTS]
            parts |= {one.related_model: one.field.column for one in relations}
    return parts


YEAR_CLOSED = "The year is closed."
CONFIRMED = "A side has confirmed this report; what was reported stays."
ADOPTED = "What both adopted changes only by an amendment."
AS_PUT = "What was put to the parties stays as it was put."
WAS_READ = "What an assessment has read stays."

PARTS_ARE_BOUND = (
    f"{bound(plan_of('ROW.activity_id'))} AND NOT EXISTS (SELECT 1 FROM activities_activity line "
    f"WHERE line.id = ROW.activity_id AND line.origin = 'beyond' AND {of_an_example('line.plan_id')})"
)
PART_WAS_READ = (
    "EXISTS (SELECT 1 FROM activities_assessment found WHERE found.recommendation_id = ROW.recommendation_id "
    "AND (ROW.added_at IS NULL OR found.at >= ROW.added_at))"
)

OF_A_YEAR = {
    # the rows of a year → its plan
    Activity: "ROW.plan_id",
    Entry: plan_of("ROW.activity_id"),
    Evidence: year_of_entry("ROW.entry_id"),
    Confirmation: plan_of("ROW.activity_id"),
    Rating: plan_of("ROW.activity_id"),
    RatingReading: "(SELECT line.plan_id FROM activities_activity line "
    "JOIN activities_rating rated ON rated.activity_id = line.id WHERE rated.id = ROW.rating_id)",
    Comment: "ROW.plan_id",
    Amendment: "ROW.plan_id",
    **{model: year_of_entry(f"ROW.{column}") for model, column in parts_of_entries().items()},
}


def in_the_state(thing: str, key: str, states: str) -> str:
    return f"EXISTS (SELECT 1 FROM {thing} whole WHERE whole.id = {key} AND whole.state {states})"


LOCKS = [
    Guard(
        "line_of_its_plan",
        "activities_activity",
        ("INSERT", "DELETE"),
        ADOPTED,
        # the sample writes what is beyond its plan without an amendment
        where=f"{bound('ROW.plan_id')} AND NOT (ROW.origin = 'beyond' AND {of_an_example('ROW.plan_id')})",
    ),
    Guard(
        "snapshot_of_a_closed_year",
        "activities_snapshot",
        ("INSERT",),
        YEAR_CLOSED,
        where=f"NOT ROW.at_closing AND {closed('ROW.plan_id')}",
    ),
    Guard(
        "line_reads_as_agreed",
        "activities_activity",
        ("UPDATE",),
        ADOPTED,
        when=changes(*LINE),
        where=bound("ROW.plan_id"),
    ),
    Guard(
        "line_is_over",
        "activities_activity",
        ("UPDATE",),
        "A line that was withdrawn stays so, and one that was confirmed is only reported anew.",
        when=f"(OLD.state = 'withdrawn' OR OLD.state = 'confirmed' AND NEW.state <> 'reported_done') "
        f"AND {changes(*REPORTED)}",
        where=bound("ROW.plan_id"),
    ),
    *(
        guard
        for model in (Activity.partners.through, ActivityPlace, Indicator)
        for guard in locked(f"{model._meta.model_name}_as_agreed", model, ADOPTED, PARTS_ARE_BOUND)
    ),
    Guard(
        "amendment_reads_as_put",
        "activities_amendment",
        ("UPDATE",),
        AS_PUT,
        when=f"OLD.state <> 'draft' AND {changes(*AMENDMENT)} "
        f"OR OLD.state IN ('in_force', 'dropped') AND {changes('in_force_on')}",
    ),
    *locked(
        "amended_line_as_put",
        AmendmentChange,
        AS_PUT,
        in_the_state("activities_amendment", "ROW.amendment_id", "<> 'draft'"),
    ),
    Guard(
        "closing_is_decided_once",
        "activities_closing",
        ("UPDATE",),
        YEAR_CLOSED,
        when=f"OLD.state = 'closed' AND {changes('state', 'plan_id')}",
    ),
    Guard("closing_stays", "activities_closing", ("DELETE",), "A closing stays.", when="OLD.state <> 'draft'"),
    *locked("fate_as_put", LineFate, AS_PUT, in_the_state("activities_closing", "ROW.closing_id", "<> 'draft'")),
    *(
        guard
        for model, plan in OF_A_YEAR.items()
        for guard in locked(f"{model._meta.model_name}_of_a_closed_year", model, YEAR_CLOSED, closed(plan))
    ),
    # more is logged on a confirmed line: it is no part of what was confirmed
    *locked("entry_as_confirmed", Entry, CONFIRMED, f"ROW.compartment = 'joint' AND {confirmed_since('ROW.id')}"),
    *locked(
        "evidence_as_confirmed",
        Evidence,
        CONFIRMED,
        f"ROW.compartment = 'joint' AND {confirmed_since('ROW.entry_id')}",
        # an entry that is opened takes its evidence along, also on a line that was confirmed since
        reads=f"OLD.compartment = 'joint' AND {confirmed_since('ROW.entry_id')}",
    ),
    *(
        guard
        for model, column in parts_of_entries().items()
        for guard in locked(
            f"{model._meta.model_name}_as_confirmed", model, CONFIRMED, confirmed_since(f"ROW.{column}")
        )
    ),
    *(
        Guard(f"{part}_was_read", f"activities_{part}", ("DELETE",), WAS_READ, where=PART_WAS_READ)
        for part in ("proof", "carryingout")
    ),
    Guard(
        "proof_reads_as_read",
        "activities_proof",
        ("UPDATE",),
        WAS_READ,
        when=changes("recommendation_id", "agency_id", "title", "stored_id", "url", "added_at"),
        where=PART_WAS_READ,
    ),
    Guard(
        "carryingout_reads_as_read",
        "activities_carryingout",
        ("UPDATE",),
        WAS_READ,
        # of a line that was taken out of its draft, only that it was named is left
        when=changes("recommendation_id", "agency_id", "added_at")
        + f" OR NEW.activity_id IS NOT NULL AND {changes('activity_id')}",
        where=PART_WAS_READ,
    ),
    *(
        Guard(
            f"{part}_stays_taken_back",
            f"activities_{part}",
            ("UPDATE",),
            "What was taken back stays so.",
            when=f"OLD.taken_back_at IS NOT NULL AND {changes('taken_back_at', 'reason')}",
        )
        for part in ("proof", "carryingout")
    ),
]
