"""How a plan is adopted: its text frozen, put to every party, and kept as the baseline of each line."""

from __future__ import annotations

from typing import Any

from activities.models import Activity, LineVersion
from activities.models.versions import AS_ADOPTED
from activities.readiness import failing
from activities.texts import line_part, lines_of, plan_text
from activities.working_copies import copy_of
from plans import trail
from plans.actions.annual_plans import hold_draft
from plans.models import Agreement, AnnualPlan, Proposal, ProposalKind, User


class PlanAdoption:
    """Every party adopts one text; from then on it changes only by an amendment."""

    kind = ProposalKind.PLAN_ADOPTION
    model = AnnualPlan

    def agreement(self, target: AnnualPlan) -> Agreement:
        return target.agreement

    def text(self, target: AnnualPlan) -> dict[str, Any]:
        return plan_text(target)

    def missing(self, target: AnnualPlan) -> list[str]:
        return [str(one) for one in failing(target)]

    def freeze(self, target: AnnualPlan, *, by: User) -> None:
        hold_draft(target)
        with trail.recording(target, "plan.proposed", by=by):
            target.propose()

    def release(self, target: AnnualPlan, *, by: User) -> None:
        with trail.recording(target, "plan.returned_to_draft", by=by):
            target.give_back()

    def take_effect(self, proposal: Proposal, target: AnnualPlan, *, by: User) -> None:
        with trail.recording(target, "plan.adopted", by=by):
            target.adopt()
        keep_versions(lines_of(target), AS_ADOPTED, proposal)


def keep_versions(lines: list[Activity], number: int, proposal: Proposal) -> None:
    """Keep the text of each line as the parties have just agreed to it."""
    LineVersion.objects.bulk_create(
        LineVersion(activity=line, number=number, proposal=proposal, text=line_part(line), data=copy_of(line))
        for line in lines
    )
