"""What the parties do with the plan of a year and its objectives."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from plans import trail
from plans.models import Agency, AnnualPlan, Objective, PlanState, User
from plans.trail import Author
from plans.workflow import MoveRefused


def start_plan(plan: AnnualPlan, *, by: Author) -> AnnualPlan:
    """Open the draft of a year; a second one of the same year is refused by the database."""
    with trail.record_added(plan, "plan.added", by=by):
        return plan


def edit_plan(plan: AnnualPlan, *, by: Author, version: int, changes: dict[str, Any]) -> AnnualPlan:
    with trail.recording(plan, "plan.changed", by=by, version=version):
        hold_draft(plan)
        plan.assign(changes)
    return plan


def send_to_other_side(plan: AnnualPlan, *, by: User, to: Agency, note: str) -> AnnualPlan:
    """Say whose move it is, with a note. Raises MoveRefused when the plan is no longer a draft."""
    with trail.recording(plan, "plan.sent", by=by):
        hold_draft(plan)
        if not plan.agreement.parties.filter(agency=to).exists():
            raise MoveRefused([_("Choose a party to the agreement.")])
        plan.turn, plan.turn_note = to, note
    return plan


def hold_draft(plan: AnnualPlan) -> None:
    """Keep the plan a draft until this transaction ends; raises MoveRefused when it no longer is one."""
    hold(plan, PlanState.DRAFT, otherwise=_("The plan is no longer a draft; its lines change only by an amendment."))


def hold(plan: AnnualPlan, state: PlanState, *, otherwise: str) -> None:
    """
    Keep the plan in this state until this transaction ends; raises MoveRefused, saying `otherwise`, when it is not.

    One conditional UPDATE both checks and locks, so that no line slips in while a head adopts.
    """
    if not AnnualPlan.objects.filter(pk=plan.pk, state=state).update(state=F("state")):
        raise MoveRefused([otherwise])


def hold_adopted(plan: AnnualPlan) -> None:
    """Keep the plan being carried out until this transaction ends; raises MoveRefused when it is not."""
    hold(plan, PlanState.ADOPTED, otherwise=_("Only a year that is being carried out has snapshots."))


def hold_not_closed(plan: AnnualPlan) -> None:
    """Keep the year open until this transaction ends; raises MoveRefused when it is closed."""
    if not AnnualPlan.objects.filter(pk=plan.pk).exclude(state=PlanState.CLOSED).update(state=F("state")):
        raise MoveRefused([_("The year is closed.")])


def add_objective(objective: Objective, *, by: Author) -> Objective:
    with trail.record_added(objective, "objective.added", by=by):
        hold_draft(objective.plan)
    return objective


def edit_objective(objective: Objective, *, by: Author, version: int, changes: dict[str, Any]) -> Objective:
    with trail.recording(objective, "objective.changed", by=by, version=version):
        hold_draft(objective.plan)
        objective.assign(changes)
    return objective


def remove_objective(objective: Objective, *, by: Author) -> None:
    """Raises MoveRefused while lines stand under it, or when the plan is no longer a draft."""
    with transaction.atomic():
        hold_draft(objective.plan)
        if objective.activities.exists():
            raise MoveRefused([_("Lines stand under this objective; move or remove them first.")])
        trail.record_removed(objective, "objective.removed", by=by)
