"""The amendments of a plan: their list, one being written, and putting it to the parties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from activities import access, amending
from activities.actions import amendments as actions
from activities.amending import LineChange, amendment_text
from activities.forms.amendments import AmendmentForm
from activities.models import Amendment, AmendmentState
from plans import texts
from plans.actions import consent
from plans.models import AnnualPlan, Proposal, ProposalKind, ProposalState
from plans.views.writing import ConfirmMixin, WritingMixin, require


def found_plan(request: HttpRequest, pk: int) -> AnnualPlan:
    return get_object_or_404(AnnualPlan.objects.visible_to(request.user).select_related("agreement"), pk=pk)


def found_amendment(request: HttpRequest, plan_pk: int, number: int) -> Amendment:
    visible = Amendment.objects.visible_to(request.user).select_related("plan__agreement", "opened_by__agency")
    return get_object_or_404(visible, plan=plan_pk, number=number)


class AmendmentList(ListView):
    template_name = "activities/amendment_list.html"
    context_object_name = "amendments"

    def get_queryset(self) -> QuerySet[Amendment]:
        self.plan = found_plan(self.request, self.kwargs["pk"])
        amendments = Amendment.objects.visible_to(self.request.user).filter(plan=self.plan)
        return (
            amendments.annotate(lines=Count("changes")).select_related("plan", "opened_by__agency").order_by("-number")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_open = access.may_open_amendment(self.request.user, self.plan)
        return super().get_context_data(**kwargs) | {"plan": self.plan, "may_open": may_open}


class AmendmentOpen(WritingMixin, TemplateView):
    template_name = "activities/amendment_open.html"
    form_class = AmendmentForm
    success_message = _("The amendment is open; both sides write in it.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan = found_plan(request, kwargs["pk"])
        require(access.may_open_amendment(request.user, self.plan))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: AmendmentForm) -> Amendment:
        chosen = form.cleaned_data
        return actions.open_amendment(
            self.plan, by=self.request.user, note=chosen["note"], decision=chosen["decision"]
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"plan": self.plan}


class AmendmentDetail(WritingMixin, TemplateView):
    """An amendment being written; once it is put forward, the page of the proposal."""

    template_name = "activities/amendment_detail.html"
    form_class: type[forms.Form] = forms.Form
    amendment: Amendment

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.amendment = found_amendment(request, kwargs["pk"], kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decided = self.amendment.state in {AmendmentState.PROPOSED, AmendmentState.IN_FORCE}
        if decided and (latest := Proposal.objects.about(self.amendment).first()):
            return HttpResponseRedirect(latest.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def stands_at(self) -> str:
        return self.amendment.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        amendment, user = self.amendment, self.request.user
        may_edit = access.may_edit_amendment(user, amendment)
        return {
            "amendment": amendment,
            "plan": amendment.plan,
            "changes": changes_shown(amendment),
            "against": amending.against(amendment) if amendment.is_draft else [],
            "returned": Proposal.objects.about(amendment).filter(state=ProposalState.RETURNED).first(),
            "may_edit": may_edit,
            "may_put_forward": access.may_put_forward_amendment(user, amendment),
        } | super().get_context_data(**kwargs)


def changes_shown(amendment: Amendment) -> list[tuple[LineChange, texts.ChangedPart | None]]:
    """Each change with the difference it makes, as it would be put to the parties now."""
    text = amendment_text(amendment)
    differences = {one.key: one for one in texts.differences(text["before"], text)}
    return [(one, differences.get(one.change.key)) for one in amending.line_changes(amendment)]


class AmendmentPutForward(AmendmentDetail):
    """Freezes the amendment and puts its text to every party."""

    http_method_names = ["post"]
    success_message = _("The amendment is put to the parties; its text is frozen until they decide.")

    def act(self, form: forms.Form) -> Proposal:
        require(access.may_put_forward_amendment(self.request.user, self.amendment))
        return consent.put_forward(ProposalKind.AMENDMENT, self.amendment, by=self.request.user)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        self.amendment.refresh_from_db()
        return super().form_invalid(form)


class AmendmentDrop(ConfirmMixin, TemplateView):
    """Asks before an amendment is given up."""

    template_name = "activities/amendment_drop.html"
    success_message = _("The amendment is dropped; the plan stays as it is.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.amendment = found_amendment(request, kwargs["pk"], kwargs["number"])
        require(access.may_edit_amendment(request.user, self.amendment))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: forms.Form) -> Amendment:
        actions.drop_amendment(self.amendment, by=self.request.user)
        return self.amendment

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"amendment": self.amendment}


class AmendmentChangeRemove(ConfirmMixin, TemplateView):
    """Asks before a line is left as it is after all."""

    template_name = "activities/amendment_change_remove.html"
    success_message = _("The line is taken out of the amendment.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.amendment = found_amendment(request, kwargs["pk"], kwargs["number"])
        self.change = get_object_or_404(self.amendment.changes, pk=kwargs["change_pk"])
        require(access.may_edit_amendment(request.user, self.amendment))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: forms.Form) -> Amendment:
        actions.remove_change(self.change, by=self.request.user)
        return self.amendment

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"change": self.change, "amendment": self.amendment}
