"""What is sent by who rates a line, and by the head of another side who reads it otherwise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Rating, RatingReading
from activities.suggestion import Suggestion
from plans.models import Grade

NOT_DUE = "not-due"


class RatingForm(forms.Form):
    """A grade of the agreement's scale, or «not yet due», and why; it carries the rating that stood on the screen."""

    grade = forms.ChoiceField(label=_("grade"), widget=forms.RadioSelect(attrs={"class": "down"}))
    explanation = Rating._meta.get_field("explanation").formfield(
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A sentence or two: what was done of what was agreed, and what is missing."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, line: Activity, suggestion: Suggestion, standing: Rating | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by_value = {str(grade.value): grade for grade in line.plan.agreement.rating_scale.grades.all()}
        self.fields["grade"].choices = [
            *((value, str(grade)) for value, grade in self.by_value.items()),
            (NOT_DUE, _("not yet due; outside the mean")),
        ]
        self.initial |= {
            "grade": NOT_DUE if suggestion.value is None else str(suggestion.value),
            "seen": standing.pk if standing else 0,
        }

    def show(self, standing: Rating | None) -> None:
        """Carry the rating that stands now and that the page shows; what was typed stays."""
        self.data = self.data.copy()
        self.data["seen"] = standing.pk if standing else 0

    @property
    def chosen(self) -> Grade | None:
        return self.by_value.get(self.cleaned_data["grade"])


class DifferFromRatingForm(forms.Form):
    sentence = RatingReading._meta.get_field("sentence").formfield(
        label=_("how your side reads it"), required=True, widget=forms.Textarea(attrs={"rows": 3})
    )
    prefix = "rating"
