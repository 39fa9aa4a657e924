"""
What the database refuses of a meeting, a group and a plan, once the parties have a text on it before them.

The text that was put to the parties is the lock: it stays for ever (plans/models/guards.py), so that nobody unlocks a
thing by changing its state.
"""

from plans.models.annual_plans import Objective
from plans.models.decisions import Decision
from plans.models.guards import Guard, changes, locked, put_to_the_parties
from plans.models.meeting_notes import MeetingNote
from plans.models.meetings import AgendaItem, Attendee
from plans.models.working_groups import GroupMember

MEETING = ("kind", "group_id", "meets_on", "begins", "place", "agreement_id", "called_off_because")
GROUP = (
    *("name_mn", "name_en", "mandate_mn", "mandate_en", "decision_id", "basis", "order_number", "order_on"),
    *("starts_on", "ends_on", "agreement_id"),
)
REPORT = ("report", "report_file_id", "ended_on", "ended_because")
PLAN = ("agreement_id", "year", "note_mn", "note_en", "source_url", "half_year_on", "year_on", "is_example")

NOT_WRITTEN_ANY_MORE = (
    f"{put_to_the_parties('plans.meeting', 'ROW.meeting_id')} "
    "OR EXISTS (SELECT 1 FROM plans_meeting met WHERE met.id = ROW.meeting_id AND met.state = 'called_off')"
)
NO_MORE = "The minutes were sent or the meeting was called off; nothing of it changes now."
GROUP_IS_OVER = (
    "EXISTS (SELECT 1 FROM plans_workinggroup led WHERE led.id = ROW.group_id AND led.state = 'ended') "
    f"OR {put_to_the_parties('plans.workinggroup', 'ROW.group_id', 'open')}"
)

LOCKS = [
    Guard("meeting_stays", "plans_meeting", ("DELETE",), "A meeting stays; what does not take place is called off."),
    Guard(
        "meeting_reads_as_sent",
        "plans_meeting",
        ("UPDATE",),
        NO_MORE,
        when=f"OLD.state IN ('sent', 'called_off') AND {changes(*MEETING)} "
        "OR OLD.state = 'called_off' AND NEW.state <> OLD.state "
        "OR OLD.state = 'sent' AND NEW.state NOT IN ('sent', 'held', 'confirmed')",
    ),
    *locked("item_of_the_minutes", AgendaItem, NO_MORE, NOT_WRITTEN_ANY_MORE),
    *locked("attendee_of_the_minutes", Attendee, NO_MORE, NOT_WRITTEN_ANY_MORE),
    *locked(
        "decision_of_the_minutes",
        Decision,
        NO_MORE,
        NOT_WRITTEN_ANY_MORE,
        reads=put_to_the_parties("plans.meeting", "ROW.meeting_id", "open"),  # then how far it has come is told
    ),
    *locked("note_of_its_time", MeetingNote, NO_MORE, NOT_WRITTEN_ANY_MORE),
    Guard("group_stays", "plans_workinggroup", ("DELETE",), "A working group stays.", when="OLD.state <> 'draft'"),
    Guard(
        "group_reads_as_put",
        "plans_workinggroup",
        ("UPDATE",),
        "The parties are deciding on the working group.",
        when=changes(*GROUP, *REPORT),
        where=put_to_the_parties("plans.workinggroup", "ROW.id", "open"),
    ),
    Guard(
        "group_report_stays",
        "plans_workinggroup",
        ("UPDATE",),
        "What the parties read of its end stays.",
        when=f"OLD.state = 'ended' AND {changes(*REPORT)}",
    ),
    *locked(
        "member_of_its_time",
        GroupMember,
        "The working group is dissolved, or the parties are deciding on it.",
        GROUP_IS_OVER,
    ),
    Guard(
        "plan_stays",
        "plans_annualplan",
        ("DELETE",),
        "A plan that was put to the parties stays.",
        when="OLD.state <> 'draft'",
    ),
    Guard(
        "plan_reads_as_adopted",
        "plans_annualplan",
        ("UPDATE",),
        "What the parties adopted stays as it was adopted.",
        when=f"OLD.state <> 'draft' AND {changes(*PLAN)} "
        f"OR OLD.state IN ('adopted', 'closed') AND {changes('adopted_on')}",
    ),
    Guard(
        "plan_stays_adopted",
        "plans_annualplan",
        ("UPDATE",),
        "An adopted plan is no draft again, and a closed year stays closed.",
        when="OLD.state = 'adopted' AND NEW.state NOT IN ('adopted', 'closed') "
        "OR OLD.state = 'closed' AND NEW.state <> 'closed'",
        where=put_to_the_parties("plans.annualplan", "ROW.id", "taken_effect"),
    ),
    *locked(
        "objective_as_put",
        Objective,
        "The objectives of a plan stay as they were put to the parties.",
        put_to_the_parties("plans.annualplan", "ROW.plan_id"),
    ),
]
