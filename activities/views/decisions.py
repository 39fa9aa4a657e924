"""One decision of a meeting, what became of it, and the act that reports it carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from activities import access as work_access
from activities.reports.births import with_births
from plans import access_to_meetings as access
from plans import texts
from plans.access import Verdict
from plans.actions import decisions as actions
from plans.forms.decisions import OutcomeForm
from plans.models import AnnualPlan, Decision, PlanState, Proposal, User
from plans.views.decisions import OfDecision


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
        decisions = Decision.objects.visible_to(self.request.user).with_owners()
        return decisions.select_related("resolved_by__agency")

    def get_object(self, queryset: QuerySet[Decision] | None = None) -> Decision:
        [decision] = with_births([super().get_object(queryset)])
        return decision

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


class DecisionDone(OfDecision):
    heading = _("Report the decision carried out")
    explanation = _(
        "The next meeting opens with it until its minutes are confirmed; the other side can take it up again."
    )
    button = _("It is carried out")
    success_message = _("Reported. It stands in the record.")

    def verdict(self, user: User) -> Verdict:
        return access.may_carry_out(user, self.decision)

    def act(self, form: OutcomeForm) -> Decision:
        return actions.report_done(self.decision, by=self.request.user, outcome=form.cleaned_data["outcome"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        [decision] = with_births([self.decision])
        unfinished = [birth for birth in decision.births if birth.is_unfinished]
        return super().get_context_data(**kwargs) | {"unfinished": unfinished}
