"""A draft on its way to adoption: what it still lacks, whose move it is, and putting it to the parties."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities.models import Comment
from activities.readiness import failing
from activities.texts import plan_text
from plans import access
from plans.actions import annual_plans, consent
from plans.forms.turn import TurnForm
from plans.models import AnnualPlan, Proposal, ProposalKind
from plans.views.proposals import read
from plans.views.writing import WritingMixin, require


class AdoptionPage(WritingMixin, TemplateView):
    """The check of a draft; once it is put forward, the page of the proposal."""

    template_name = "activities/plan_adoption.html"
    http_method_names = ["get", "head"]
    form_class: type[forms.Form] = forms.Form
    plan: AnnualPlan

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plans = AnnualPlan.objects.visible_to(request.user).select_related("agreement", "turn")
        self.plan = get_object_or_404(plans, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.plan.is_draft and (latest := self.proposals().first()):
            return HttpResponseRedirect(latest.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def stands_at(self) -> str:
        return reverse("activities:plan-adoption", args=[self.plan.pk])

    def proposals(self) -> Any:
        return Proposal.objects.about(self.plan).filter(kind=ProposalKind.PLAN_ADOPTION)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, user, plan = super().get_context_data(**kwargs), self.request.user, self.plan
        other = plan.agreement.parties.exclude(agency=user.agency_id).first()
        return {
            "plan": plan,
            "failing": failing(plan) if plan.is_draft else [],
            "open_comments": sum(Comment.objects.visible_to(user).open_by_line(plan).values()),
            "parts": read(plan_text(plan)),
            "returned": self.proposals().filter(state="returned").first(),
            "may_put_forward": access.may_put_forward(user, plan.agreement),
            "may_send": access.may_send_to_other_side(user, plan),
            "turn_form": TurnForm(plan=plan, initial={"to": other.agency if other else None}),
        } | context


class PlanPutForward(AdoptionPage):
    """Freezes the draft and puts its text to every party."""

    http_method_names = ["post"]
    success_message = _("The plan is put to the parties; its text is frozen until they decide.")

    def act(self, form: forms.Form) -> Proposal:
        require(access.may_put_forward(self.request.user, self.plan.agreement))
        return consent.put_forward(ProposalKind.PLAN_ADOPTION, self.plan, by=self.request.user)


class PlanSend(AdoptionPage):
    """Sends the draft to the other side with a note."""

    http_method_names = ["post"]
    form_class = TurnForm
    success_message = _("It is the other side's move now.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def act(self, form: TurnForm) -> AnnualPlan:
        require(access.may_send_to_other_side(self.request.user, self.plan))
        return annual_plans.send_to_other_side(
            self.plan, by=self.request.user, to=form.cleaned_data["to"], note=form.cleaned_data["note"]
        )
