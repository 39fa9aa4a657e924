"""The pack of a meeting, to be printed: as it was frozen, or as it would read now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities.actions import packs as actions
from activities.models import MeetingPack
from activities.reports.meeting_pack import pack_content, read
from plans import access_to_meetings as access
from plans.models import Meeting
from plans.views.meetings import found_meeting
from plans.views.writing import ConfirmMixin, require


class MeetingPackPage(TemplateView):
    """
    The newest frozen pack, or the one whose number the address names; `?number=0` is how it reads now.

    Once the day of the meeting has passed there is none but those that were frozen: today's are not what it had.
    """

    template_name = "activities/meeting_pack.html"
    meeting: Meeting

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.meeting = found_meeting(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        packs = MeetingPack.objects.visible_to(self.request.user).filter(meeting=self.meeting)
        packs = list(packs.defer("content").select_related("frozen_by__agency").order_by("-number"))
        pack = self.asked_for(packs)
        content = pack.content if pack else pack_content(self.meeting) if self.meeting.is_to_be_prepared else {}
        return super().get_context_data(**kwargs) | {
            "meeting": self.meeting,
            "pack": pack,
            "packs": packs,
            "content": read(content),
            "may_freeze": access.may_freeze_pack(self.request.user, self.meeting),
        }

    def asked_for(self, packs: list[MeetingPack]) -> MeetingPack | None:
        number = self.request.GET.get("number", "")
        if (number == "0" and self.meeting.is_to_be_prepared) or not packs:
            return None
        if not number:
            return packs[0]
        found = [pack for pack in packs if str(pack.number) == number]
        return found[0] if found else get_object_or_404(MeetingPack.objects.none())


class MeetingPackFreeze(ConfirmMixin, MeetingPackPage):
    http_method_names = ["post"]
    success_message = _("The pack is frozen as of today; print it or keep its address.")

    def stands_at(self) -> str:
        return reverse("activities:meeting-pack", args=[self.meeting.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(access.may_freeze_pack(request.user, self.meeting))
        return super().post(request, *args, **kwargs)

    def act(self, form: forms.Form) -> MeetingPack:
        return actions.freeze_pack(self.meeting, by=self.request.user, render=pack_content)
