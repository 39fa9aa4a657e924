"""What becomes of each unfinished line, in one form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities.actions.closing import unsettled
from activities.models import Activity, Closing, Fate, LineFate


class FatesForm(forms.Form):
    """A fate, a line to merge into and a reason for each line; a line left empty is decided later."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, closing: Closing, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.closing = closing
        self.initial["version"] = closing.version
        decided = {fate.activity_id: fate for fate in closing.fates.all()}
        for line in self.lines:
            fate = decided.get(line.pk)
            others = [("", "—"), *((one.pk, str(one)) for one in self.lines if one != line)]
            self.fields[f"fate_{line.pk}"] = forms.ChoiceField(
                label=_("what becomes of it"),
                choices=[("", _("not decided yet")), *Fate.choices],
                required=False,
                initial=fate.fate if fate else "",
            )
            self.fields[f"merged_{line.pk}"] = forms.TypedChoiceField(
                label=_("merged into"),
                choices=others,
                coerce=int,
                empty_value=None,
                required=False,
                initial=fate.merged_into_id if fate else "",
            )
            self.fields[f"reason_{line.pk}"] = LineFate._meta.get_field("reason").formfield(
                label=_("why"), required=False, initial=fate.reason if fate else ""
            )

    @cached_property
    def lines(self) -> list[Activity]:
        return unsettled(self.closing.plan)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"line": line, "fate": self[f"fate_{line.pk}"], "merged": self[f"merged_{line.pk}"],
             "reason": self[f"reason_{line.pk}"]}
            for line in self.lines
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for line in self.lines:
            fate = cleaned.get(f"fate_{line.pk}")
            if fate and not cleaned.get(f"reason_{line.pk}"):
                self.add_error(f"reason_{line.pk}", _("Say in a sentence why."))
            if (fate == Fate.MERGE) != bool(cleaned.get(f"merged_{line.pk}")):
                self.add_error(f"merged_{line.pk}", _("Choose the line it is merged into, and only then."))
        return cleaned

    def fates(self) -> list[LineFate]:
        cleaned = self.cleaned_data
        return [
            LineFate(
                activity=line,
                fate=cleaned[f"fate_{line.pk}"],
                merged_into_id=cleaned[f"merged_{line.pk}"],
                reason=cleaned[f"reason_{line.pk}"],
            )
            for line in self.lines
            if cleaned[f"fate_{line.pk}"]
        ]
