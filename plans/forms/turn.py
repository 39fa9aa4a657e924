"""Whose move it is on a draft, and a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import Agency, AnnualPlan


class TurnForm(forms.Form):
    to = forms.ModelChoiceField(label=_("whose move it is"), queryset=Agency.objects.none())
    note = AnnualPlan._meta.get_field("turn_note").formfield(
        label=_("note to the other side"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, plan: AnnualPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Agency.objects.filter(parties__agreement=plan.agreement_id)
        self.fields["to"].empty_label = None
