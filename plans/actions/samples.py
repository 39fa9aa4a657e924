"""What only the sample may do alone: bring an agreement where its story says it is, in the trail like all else."""

from plans import trail
from plans.actions.agreements import missing_for_force
from plans.models import Agreement
from plans.trail import Command
from plans.workflow import MoveRefused


def record_in_force(agreement: Agreement, *, by: Command) -> Agreement:
    """In force, as the sample has it; people put it in force through the consent of every party."""
    with trail.recording(agreement, "agreement.put_in_force", by=by):
        if missing := missing_for_force(agreement):
            raise MoveRefused(missing)
        agreement.put_in_force()
    return agreement
