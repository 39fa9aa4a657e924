"""What says the words somebody looks for, across all they may know of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities.search import found_by
from plans.text import search_words


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Words"),
        help_text=_("In activities and their entries, recommendations, decisions, minutes, groups and agreements."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )


class SearchPage(TemplateView):
    template_name = "activities/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SearchForm(self.request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        return super().get_context_data(**kwargs) | {
            "form": form,
            "text": text if search_words(text) else "",
            "found": found_by(self.request.user, text),
        }
