"""One decision of a meeting, and what became of it: lines beyond the plan, amendments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView

from activities import access as work_access
from activities.models import Activity, Amendment
from plans import access_to_meetings as access
from plans import texts
from plans.models import AnnualPlan, Decision, PlanState, Proposal


@dataclass(frozen=True)
class Move:
    """Another day that was asked for, and why."""

    proposal: Proposal
    day: str
    because: str


def moves_of(decision: Decision) -> list[Move]:
    """The newest first, as they were put to the parties."""
    asked = Proposal.objects.about(decision).select_related("proposed_by__agency").order_by("-pk")
    found = []
    for proposal in asked:
        said = {row["key"]: texts.words_of(row["value"]) for row in proposal.text["parts"][0]["rows"]}
        found.append(Move(proposal, said["asked_to"], said["because"]))
    return found


class DecisionDetail(DetailView):
    template_name = "activities/decision_detail.html"
    context_object_name = "decision"

    def get_queryset(self) -> QuerySet[Decision]:
        lines = Activity.objects.select_related("plan", "objective", "lead__agency").in_plan_order()
        return (
            Decision.objects.visible_to(self.request.user)
            .with_owners()
            .select_related("resolved_by__agency")
            .prefetch_related(
                Prefetch("activities", lines),
                "groups",
                Prefetch("amendments", Amendment.objects.select_related("plan")),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, decision = self.request.user, self.object
        context = super().get_context_data(**kwargs)
        if not decision.meeting.is_confirmed:
            return context | {"may_write": access.may_write_decisions(user, decision.meeting)}
        carried_out = self.plan_that_is_carried_out()
        return context | {
            "may_carry_out": access.may_carry_out(user, decision),
            "may_drop": access.may_drop(user, decision),
            "may_take_up": access.may_take_up_again(user, decision),
            "carried_out": carried_out,
            "moves": moves_of(decision),
            "may_add_beyond": carried_out and work_access.may_amend(user, carried_out),
        }

    def plan_that_is_carried_out(self) -> AnnualPlan | None:
        """Where an activity born of it would stand."""
        plans = AnnualPlan.objects.visible_to(self.request.user).filter(state=PlanState.ADOPTED)
        return plans.filter(agreement=self.object.meeting.agreement_id).order_by("-year").first()
