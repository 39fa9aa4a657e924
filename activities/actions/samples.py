"""What only load_sample may do: bring a plan of the sample where its story says it is, in the trail like all else."""

from datetime import date, datetime, time

from django.utils import timezone

from activities.actions.activities import LineParts, next_position
from activities.models import Activity, Origin
from plans import trail
from plans.models import AnnualPlan, PlanState
from plans.trail import Command


def record_plan_state(plan: AnnualPlan, state: PlanState, *, by: Command) -> AnnualPlan:
    """Adopted or closed, as the sample has it; people adopt through the record of both sides."""
    with trail.recording(plan, "plan.sample_state", by=by):
        plan.state = state
    return plan


def add_sample_line_beyond(activity: Activity, *, by: Command, parts: LineParts) -> Activity:
    """A line born of a decision of a meeting."""
    activity.origin = Origin.BEYOND
    activity.position = next_position(activity)
    with trail.record_added(activity, "activity.added", by=by):
        parts.write(activity)
    return activity


def record_reported_on(activity: Activity, day: date, *, by: Command) -> Activity:
    """A line that is reported done has been so since this day, that the sample shows waits of weeks."""
    with trail.recording(activity, "activity.sample_state", by=by):
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        activity.reported_done_at = min(noon, timezone.now())
    return activity
