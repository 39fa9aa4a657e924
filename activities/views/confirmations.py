"""The answers of a side to a report: confirm it or differ, from the page of its line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from activities import access
from activities.actions import confirmations as actions
from activities.actions.confirmations import ReportChanged
from activities.forms.confirmations import ConfirmForm, DifferForm
from activities.models import Confirmation
from activities.reported import new_since
from activities.views.activity_pages import ActivityDetail
from plans.views.proposals import read
from plans.views.writing import WritingMixin, require


class AnswerPage(WritingMixin, ActivityDetail):
    """Carries out one answer; what was refused comes back on the page of the line."""

    http_method_names = ["post"]
    form_class: type[forms.Form]
    shown_as: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if request.method == "POST":
            require(access.may_speak_for_a_side(request.user, self.object))
        return super().dispatch(request, *args, **kwargs)

    def stands_at(self) -> str:
        return self.object.get_absolute_url()

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ReportChanged as changed:
            new = new_since(changed.stands, form.cleaned_data["seen"])
            self.object = self.get_object()
            form.show(changed.stands)
            context = self.get_context_data(form=form, report_changed=True, new_parts=read({"parts": new}))
            return self.render_to_response(context, status=409)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        self.object = self.get_object()
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {self.shown_as: context["form"], "answered": context["form"]}

    def led_to(self, outcome: Confirmation) -> str:
        return outcome.activity.get_absolute_url()


class ActivityConfirm(AnswerPage):
    form_class = ConfirmForm
    shown_as = "confirm_form"
    success_message = _("Your agency's confirmation is recorded.")

    def act(self, form: ConfirmForm) -> Confirmation:
        return actions.confirm(self.object, by=self.request.user, digest=form.cleaned_data["digest"])


class ActivityDiffer(AnswerPage):
    form_class = DifferForm
    shown_as = "differ_form"
    success_message = _("Your agency's reading is recorded beside the report.")

    def act(self, form: DifferForm) -> Confirmation:
        written = form.cleaned_data
        return actions.differ(
            self.object, by=self.request.user, digest=written["digest"], sentence=written["sentence"]
        )
