"""Keeping an agreement's calendar of occasions; the calendar itself is a page of the work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from plans import access
from plans.access import Verdict
from plans.actions import occasions as actions
from plans.forms.occasions import OccasionForm
from plans.models import Agreement, Occasion, User
from plans.views.writing import ConfirmMixin, WritingMixin, require


class OfCalendar(WritingMixin, TemplateView):
    """A page that adds to the calendar of an agreement; who is no party finds no page."""

    agreement: Agreement

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=kwargs["pk"])
        require(access.may_keep_occasions(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"agreement": self.agreement}


class OccasionAdd(OfCalendar):
    template_name = "plans/occasion_form.html"
    form_class = OccasionForm
    success_message = _("The occasion stands in the calendar.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Occasion(agreement=self.agreement)}

    def act(self, form: OccasionForm) -> Occasion:
        return actions.add_occasion(form.instance, by=self.request.user)


class OccasionsStandard(ConfirmMixin, OfCalendar):
    """Begins the calendar of an agreement that has none, or adds what it lacks."""

    template_name = "plans/occasions_standard.html"
    success_message = _("The standard occasions stand in the calendar.")

    def led_to(self, outcome: list[Occasion]) -> str:
        return reverse("activities:occasion-list", args=[self.agreement.pk])

    def act(self, form: forms.Form) -> list[Occasion]:
        return actions.add_standard_occasions(self.agreement, by=self.request.user)


class OfOccasion(WritingMixin, TemplateView):
    """A page about one occasion; who is no party finds no page."""

    occasion: Occasion

    def verdict(self, user: User) -> Verdict:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Occasion.objects.visible_to(request.user).select_related("agreement")
        self.occasion = get_object_or_404(visible, pk=kwargs["pk"])
        require(self.verdict(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "occasion": self.occasion,
            "agreement": self.occasion.agreement,
        }


class OccasionEdit(OfOccasion):
    template_name = "plans/occasion_form.html"
    form_class = OccasionForm
    success_message = _("Saved. The former text stays in the history.")

    def verdict(self, user: User) -> Verdict:
        return access.may_edit_occasion(user, self.occasion)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.occasion}

    def act(self, form: OccasionForm) -> Occasion:
        return actions.edit_occasion(
            form.instance, by=self.request.user, version=form.seen_version, changes=form.changes()
        )


class OccasionRetire(ConfirmMixin, OfOccasion):
    template_name = "plans/occasion_retire.html"
    success_message = _("It is retired; work that refers to it keeps it.")

    def verdict(self, user: User) -> Verdict:
        return access.may_edit_occasion(user, self.occasion)

    def act(self, form: forms.Form) -> Occasion:
        return actions.retire_occasion(self.occasion, by=self.request.user)


class OccasionTakeUp(ConfirmMixin, OfOccasion):
    template_name = "plans/occasion_take_up.html"
    success_message = _("The occasion stands in the calendar.")

    def verdict(self, user: User) -> Verdict:
        return access.may_take_up_occasion(user, self.occasion)

    def act(self, form: forms.Form) -> Occasion:
        return actions.take_up_occasion(self.occasion, by=self.request.user)
