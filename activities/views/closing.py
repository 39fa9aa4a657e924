"""The end of a year: what is unfinished, what becomes of it, and putting it to the parties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities import access
from activities.actions import closing as actions
from activities.forms.closing import FatesForm
from activities.models import Closing, SnapshotPeriod
from plans import access as plans_access
from plans.actions import consent
from plans.models import AnnualPlan, Proposal, ProposalKind
from plans.views.writing import WritingMixin, require


class ClosingPage(WritingMixin, TemplateView):
    template_name = "activities/plan_closing.html"
    http_method_names = ["get", "head"]
    form_class: type[forms.Form] = forms.Form
    plan: AnnualPlan
    closing: Closing | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plans = AnnualPlan.objects.visible_to(request.user).select_related("agreement")
        self.plan = get_object_or_404(plans, pk=kwargs["pk"])
        self.closing = Closing.objects.filter(plan=self.plan).first()
        if self.closing:
            self.closing.plan = self.plan
        return super().dispatch(request, *args, **kwargs)

    def stands_at(self) -> str:
        return reverse("activities:plan-closing", args=[self.plan.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, user = super().get_context_data(**kwargs), self.request.user
        may_decide = access.may_decide_closing(user, self.plan, self.closing)
        fates = None
        if self.closing and may_decide:
            shown = context["form"]
            fates = shown if isinstance(shown, FatesForm) else FatesForm(closing=self.closing)
        return {
            "plan": self.plan,
            "closing": self.closing,
            "fates": fates,
            "decided": self.closing.fates.select_related("activity__objective", "merged_into__objective")
            if self.closing
            else [],
            "unsettled": actions.unsettled(self.plan),
            "missing": actions.undecided(self.closing) if self.closing else [],
            "proposal": Proposal.objects.about(self.closing).order_by("-pk").first() if self.closing else None,
            "snapshot": self.plan.snapshots.newest_first().filter(period=SnapshotPeriod.YEAR).first(),
            "may_open": access.may_open_closing(user, self.plan, self.closing),
            "may_decide": may_decide,
            "may_put_forward": plans_access.may_put_forward(user, self.plan.agreement),
        } | context


class ClosingOpen(ClosingPage):
    http_method_names = ["post"]
    success_message = _("Decide what becomes of each unfinished line.")

    def act(self, form: forms.Form) -> Closing:
        require(access.may_open_closing(self.request.user, self.plan, self.closing))
        return actions.open_closing(self.plan, by=self.request.user)


class ClosingDecide(ClosingPage):
    http_method_names = ["post"]
    form_class = FatesForm
    success_message = _("Saved.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plans = AnnualPlan.objects.visible_to(request.user)
        get_object_or_404(Closing, plan=get_object_or_404(plans, pk=kwargs["pk"]))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"closing": self.closing}

    def act(self, form: FatesForm) -> Closing:
        require(access.may_decide_closing(self.request.user, self.plan, self.closing))
        return actions.decide_fates(
            self.closing, by=self.request.user, version=form.cleaned_data["version"], fates=form.fates()
        )

    def form_on(self, thing: Closing) -> FatesForm:
        return FatesForm(closing=thing)


class ClosingPutForward(ClosingDecide):
    form_class = forms.Form
    success_message = _("The closing is put to the parties.")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("closing")
        return kwargs

    def act(self, form: forms.Form) -> Proposal:
        require(plans_access.may_put_forward(self.request.user, self.plan.agreement))
        return consent.put_forward(ProposalKind.CLOSING, self.closing, by=self.request.user)
