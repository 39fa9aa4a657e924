"""Replying to the draft of an inquiry that was sent for factual correction."""

from copy import copy
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities import access
from activities.actions.draft_replies import reply_to_draft
from activities.forms.draft_replies import DraftReplyForm
from activities.models import Entry, Inquiry
from plans.trail import StaleVersion
from plans.views.writing import WritingMixin, require


class DraftReplyAdd(WritingMixin, TemplateView):
    template_name = "activities/draft_reply_form.html"
    form_class = DraftReplyForm
    success_message = _("Your agency's reply is recorded.")
    inquiry: Inquiry

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entries = Entry.objects.visible_to(request.user)
        self.entry = get_object_or_404(
            entries.select_related("activity__plan__agreement", "activity__objective", "agency"), pk=kwargs["pk"]
        )
        inquiry = Inquiry.objects.visible_to(request.user).with_lines().filter(pk=self.entry.pk).first()
        self.inquiry = inquiry or Inquiry(entry=self.entry)
        require(access.may_reply_to_draft(request.user, self.entry, inquiry))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """What is typed and refused is not what the page says of the draft."""
        return super().get_form_kwargs() | {"instance": copy(self.inquiry)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"inquiry": self.inquiry, "entry": self.entry}

    def act(self, form: DraftReplyForm) -> Entry:
        written = {name: form.cleaned_data[name] for name in ("reply", "replied_on", "reply_text")}
        return reply_to_draft(self.inquiry, by=self.request.user, version=form.seen_version, **written)

    def conflict(self, form: forms.BaseForm, stale: StaleVersion) -> HttpResponse:
        """Who sent the draft changed the entry meanwhile: what was typed stays, and is sent on what stands now."""
        form.data = form.data.copy()
        form.data["version"] = stale.current.version
        return self.render_to_response(self.get_context_data(form=form, current=stale.current), status=409)
