"""The meetings of one's agreements: their list, one meeting, and the steps it goes through."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from plans import access_to_meetings as access
from plans.access import Verdict
from plans.actions import consent
from plans.actions import meetings as actions
from plans.actions.minutes import missing_for_minutes
from plans.filters import MeetingFilter
from plans.forms.meetings import MeetingForm, MeetingPlanForm, ReasonForm
from plans.models import (
    Meeting,
    Proposal,
    ProposalKind,
    User,
)
from plans.views.history import ObjectHistory
from plans.views.writing import ConfirmMixin, WritingMixin, require


def found_meeting(request: HttpRequest, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("agreement"), pk=pk)


class MeetingList(ListView):
    template_name = "plans/meeting_list.html"
    paginate_by = 25

    @cached_property
    def filter(self) -> MeetingFilter:
        meetings = Meeting.objects.visible_to(self.request.user).select_related("agreement")
        return MeetingFilter(self.request.GET, queryset=meetings, request=self.request)

    def get_queryset(self) -> QuerySet[Meeting]:
        return self.filter.qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "filter": self.filter,
            "may_plan": access.may_plan_meetings(self.request.user),
        }


class MeetingHistory(ObjectHistory):
    model_shown = Meeting


class MeetingPlan(WritingMixin, TemplateView):
    """A new meeting; on the page of an agreement that one is chosen already."""

    template_name = "plans/meeting_form.html"
    form_class = MeetingPlanForm
    success_message = _("The meeting is planned; either side writes its agenda.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(access.may_plan_meetings(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"user": self.request.user, "instance": Meeting()}
        asked = self.request.GET.get("agreement", "")
        return kwargs | {"initial": {"agreement": asked} if asked.isdecimal() and len(asked) < 10 else {}}

    def act(self, form: MeetingPlanForm) -> Meeting:
        return actions.plan_meeting(form.instance, by=self.request.user)


class OfMeeting(WritingMixin, TemplateView):
    """A page about one meeting; who does not see it finds no page."""

    meeting: Meeting

    def verdict(self, user: User) -> Verdict:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.meeting = found_meeting(request, kwargs["pk"])
        require(self.verdict(request.user))
        return super().dispatch(request, *args, **kwargs)

    def stands_at(self) -> str:
        return self.meeting.get_absolute_url()

    def led_to(self, outcome: Any) -> str:
        return self.stands_at()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"meeting": self.meeting}


class MeetingEdit(OfMeeting):
    template_name = "plans/meeting_form.html"
    form_class = MeetingForm
    success_message = _("Saved. The former text stays in the history.")

    def verdict(self, user: User) -> Verdict:
        return access.may_write_meeting(user, self.meeting)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.meeting, "user": self.request.user}

    def act(self, form: MeetingForm) -> Meeting:
        return actions.edit_meeting(
            form.instance, by=self.request.user, version=form.seen_version, changes=form.changes()
        )


class MeetingHeld(ConfirmMixin, OfMeeting):
    template_name = "plans/meeting_held.html"
    success_message = _("Recorded. Write who was there, the minutes and the decisions.")

    def verdict(self, user: User) -> Verdict:
        return access.may_record_held(user, self.meeting)

    def act(self, form: forms.Form) -> Meeting:
        return actions.record_held(self.meeting, by=self.request.user)


class MeetingCallOff(OfMeeting):
    template_name = "plans/meeting_call_off.html"
    form_class = ReasonForm
    success_message = _("The meeting is called off.")

    def verdict(self, user: User) -> Verdict:
        return access.may_call_off(user, self.meeting)

    def act(self, form: ReasonForm) -> Meeting:
        return actions.call_off(self.meeting, by=self.request.user, reason=form.cleaned_data["reason"])


class MinutesSend(ConfirmMixin, OfMeeting):
    """Asks before the minutes are frozen and put to the heads of every party."""

    template_name = "plans/minutes_send.html"
    success_message = _("The minutes are sent; they are locked once the head of every party has confirmed them.")

    def verdict(self, user: User) -> Verdict:
        return access.may_send_minutes(user, self.meeting)

    def act(self, form: forms.Form) -> Proposal:
        return consent.put_forward(ProposalKind.MINUTES, self.meeting, by=self.request.user)

    def led_to(self, outcome: Proposal) -> str:
        return outcome.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"missing": missing_for_minutes(self.meeting)}
