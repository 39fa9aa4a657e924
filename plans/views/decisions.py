"""The list of what was decided, and the acts by which it is said what became of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from plans import access_to_meetings as access
from plans.access import Verdict
from plans.actions import decisions as actions
from plans.filters import DecisionFilter
from plans.forms.decisions import MoveForm, OutcomeForm
from plans.models import Decision, Proposal, User
from plans.views.history import ObjectHistory
from plans.views.writing import WritingMixin, require


class DecisionList(ListView):
    """Of confirmed minutes; what is still being written stands on the page of its meeting alone."""

    template_name = "plans/decision_list.html"
    paginate_by = 25

    @cached_property
    def filter(self) -> DecisionFilter:
        decisions = Decision.objects.visible_to(self.request.user).agreed().with_owners()
        return DecisionFilter(self.request.GET, queryset=decisions, request=self.request)

    def get_queryset(self) -> QuerySet[Decision]:
        return self.filter.qs.open_first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"filter": self.filter}


class DecisionHistory(ObjectHistory):
    model_shown = Decision


class OfDecision(WritingMixin, TemplateView):
    """An act on one decision."""

    template_name = "plans/decision_act.html"
    form_class = OutcomeForm
    heading: Any
    explanation: Any = ""
    button: Any
    decision: Decision

    def verdict(self, user: User) -> Verdict:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Decision.objects.visible_to(request.user).with_owners()
        self.decision = get_object_or_404(visible, pk=kwargs["pk"])
        require(self.verdict(request.user))
        return super().dispatch(request, *args, **kwargs)

    def stands_at(self) -> str:
        return self.decision.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "decision": self.decision,
            "heading": self.heading,
            "explanation": self.explanation,
            "button": self.button,
        }


class DecisionDrop(OfDecision):
    heading = _("Drop the decision")
    explanation = _(
        "It stays in the record with your sentence. The next meeting opens with it until its minutes are confirmed; "
        "the other side can take it up again."
    )
    button = _("Drop it")
    success_message = _("Dropped. It stays in the record.")

    def verdict(self, user: User) -> Verdict:
        return access.may_drop(user, self.decision)

    def act(self, form: OutcomeForm) -> Decision:
        return actions.drop_decision(self.decision, by=self.request.user, outcome=form.cleaned_data["outcome"])


class DecisionTakeUp(OfDecision):
    heading = _("Take the decision up again")
    explanation = _("It is open again, with its owner and its day.")
    button = _("Take it up again")
    success_message = _("It is open again.")

    def verdict(self, user: User) -> Verdict:
        return access.may_take_up_again(user, self.decision)

    def act(self, form: OutcomeForm) -> Decision:
        return actions.take_up_again(self.decision, by=self.request.user, reason=form.cleaned_data["outcome"])


class DecisionMove(OfDecision):
    form_class = MoveForm
    heading = _("Another day or another owner")
    explanation = _(
        "Another owner answers for it at once. Another day is put to the parties: until the head of each has agreed, "
        "the day of the minutes stands."
    )
    button = _("Save")
    success_message = _("Saved. The former text stays in the history.")

    def verdict(self, user: User) -> Verdict:
        return access.may_carry_out(user, self.decision)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.decision, "user": self.request.user}

    def act(self, form: MoveForm) -> Decision | Proposal:
        chosen = form.cleaned_data
        asked = actions.move_decision(
            form.instance,
            by=self.request.user,
            version=form.seen_version,
            day=chosen.get("asked_to"),
            department=chosen["department"],
            person=chosen["person"],
            reason=chosen["reason"],
        )
        if asked:
            self.success_message = _("The day is put to the parties; until the head of each has agreed, it stays.")
        return asked or form.instance
