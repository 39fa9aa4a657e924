"""What a head sends who confirms a report or reads it otherwise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Confirmation
from activities.reported import seen
from plans.models.consent import digest_of


class ConfirmForm(forms.Form):
    """It names the digest of the report that was on the screen, and its parts, so that a refusal says what is new."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def show(self, report: dict[str, Any]) -> None:
        """Carry this report; what was typed stays."""
        self.initial |= {"digest": digest_of(report), "seen": seen(report)}
        if self.is_bound:
            self.data = self.data.copy()
            for name in ("digest", "seen"):
                self.data[name] = self.initial[name]


class DifferForm(ConfirmForm):
    sentence = Confirmation._meta.get_field("sentence").formfield(
        label=_("how your side reads it"), required=True, widget=forms.Textarea(attrs={"rows": 3})
    )
