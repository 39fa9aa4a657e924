"""The form by which an agency replies to the draft of an inquiry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import DraftReply, Inquiry


class DraftReplyForm(forms.ModelForm):
    """What the agency answers; it carries the version of the entry that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = Inquiry
        fields = ["reply", "reply_text", "replied_on"]
        widgets = {"reply": forms.RadioSelect, "reply_text": forms.Textarea(attrs={"rows": 5})}
        labels = {"reply_text": _("reply in your words"), "replied_on": _("date of the reply")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = DraftReply.choices
        self.fields["reply"].required = self.fields["replied_on"].required = True
        self.initial |= {"version": self.instance.entry.version, "replied_on": timezone.localdate()}

    @property
    def seen_version(self) -> int:
        """0, which no entry ever has, where the form does not say."""
        return self.cleaned_data["version"] or 0
