"""What only the sample may do alone: bring an agreement where its story says it is, in the trail like all else."""

from plans import trail
from plans.actions.agreements import missing_for_force
from plans.actions.minutes import lock_parts
from plans.models import Agreement, Meeting
from plans.trail import Command
from plans.workflow import MoveRefused


def record_in_force(agreement: Agreement, *, by: Command) -> Agreement:
    """In force, as the sample has it; people put it in force through the consent of every party."""
    with trail.recording(agreement, "agreement.put_in_force", by=by):
        if missing := missing_for_force(agreement):
            raise MoveRefused(missing)
        agreement.put_in_force()
    return agreement


def record_minutes_confirmed(meeting: Meeting, *, by: Command) -> Meeting:
    """A meeting of before this record; people confirm minutes through the consent of every party."""
    with trail.recording(meeting, "minutes.confirmed", by=by):
        meeting.send()
        meeting.confirm()
    lock_parts(meeting)
    return meeting
