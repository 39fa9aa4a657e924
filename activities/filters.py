"""The filter of every list of activities; the address holds it, the export uses it."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ActivityState, Kind
from plans.divisions import grouped_choices
from plans.models import Agency, Agreement, Department

YES_NO = [("true", _("yes")), ("false", _("no"))]
QUARTERS = [("1", _("quarter I")), ("2", _("quarter II")), ("3", _("quarter III")), ("4", _("quarter IV"))]


def my_agreements(request: HttpRequest | None) -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(request.user) if request else Agreement.objects.none()


def my_agencies(request: HttpRequest | None) -> QuerySet[Agency]:
    return Agency.objects.visible_to(request.user) if request else Agency.objects.none()


def my_departments(request: HttpRequest | None) -> QuerySet[Department]:
    if request is None:
        return Department.objects.none()
    return Department.objects.visible_to(request.user).select_related("agency")


class DepartmentFilter(filters.ModelChoiceFilter):
    """A department of any agency one works with, named with its agency."""

    class field_class(filters.ModelChoiceFilter.field_class):
        def label_from_instance(self, department: Department) -> str:
            return f"{department.agency}: {department}"


class YearFilter(filters.NumberFilter):
    field_class = forms.IntegerField


def yes_no(label: Any, method: str) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(label=label, choices=YES_NO, method=method)


class ActivityFilter(filters.FilterSet):
    text = filters.CharFilter(label=_("text"), method="only_containing", max_length=200)
    kind = filters.ChoiceFilter(label=_("kind"), choices=Kind)
    lead_agency = filters.ModelChoiceFilter(label=_("lead agency"), queryset=my_agencies, field_name="lead__agency")
    quarter = filters.ChoiceFilter(label=_("due in"), choices=QUARTERS, method="only_due_in_quarter")
    state = filters.MultipleChoiceFilter(label=_("state"), choices=ActivityState, widget=forms.CheckboxSelectMultiple)
    agreement = filters.ModelChoiceFilter(label=_("agreement"), queryset=my_agreements, field_name="plan__agreement")
    year = YearFilter(label=_("year"), field_name="plan__year", min_value=2000, max_value=2100)
    department = DepartmentFilter(label=_("lead department"), queryset=my_departments, field_name="lead")
    partner = DepartmentFilter(label=_("partner"), queryset=my_departments, method="only_joined_by")
    province = filters.ChoiceFilter(label=_("province"), choices=grouped_choices, method="only_in_division")
    overdue = yes_no(_("overdue"), "only_overdue")
    due_soon = yes_no(_("due soon"), "only_due_soon")
    evidence = yes_no(_("has evidence"), "only_with_evidence")
    people = yes_no(_("people recorded"), "only_with_people")
    beyond = yes_no(_("beyond the plan"), "only_beyond")

    FIRST = ("text", "kind", "lead_agency", "quarter")
    """What stands in the one line of filters; the rest is folded."""

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, in_plan: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if in_plan:
            del self.filters["agreement"], self.filters["year"]

    def only_containing(self, lines, name, value):
        return lines.containing(value)

    def only_due_in_quarter(self, lines, name, value):
        return lines.due_in_quarter(int(value))

    def only_joined_by(self, lines, name, value):
        return lines.joined_by(value)

    def only_in_division(self, lines, name, value):
        return lines.in_division(value)

    def only_overdue(self, lines, name, value):
        return lines.overdue() if value == "true" else lines.exclude(pk__in=lines.overdue().values("pk"))

    def only_due_soon(self, lines, name, value):
        return lines.due_soon() if value == "true" else lines.exclude(pk__in=lines.due_soon().values("pk"))

    def only_with_evidence(self, lines, name, value):
        return lines.with_evidence(value == "true")

    def only_with_people(self, lines, name, value):
        return lines.with_people(value == "true")

    def only_beyond(self, lines, name, value):
        return lines.beyond_the_plan() if value == "true" else lines.within_the_plan()

    @property
    def qs(self):
        """A value that is no choice narrows to nothing, and the form says which."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    def first_fields(self):
        return [self.form[name] for name in self.FIRST]

    def other_fields(self):
        return [bound for bound in self.form if bound.name not in {*self.FIRST, "state"}]

    def opens_the_rest(self) -> bool:
        return any(bound.value() or bound.errors for bound in self.other_fields())

    def chips(self) -> list[dict[str, str]]:
        """What is in force: its words, and the address without it."""
        return (
            [
                {"label": words, "href": self._without(name, value)}
                for name in self.form.cleaned_data
                for value, words in self._in_words(name)
            ]
            if self.form.is_valid()
            else []
        )

    def _in_words(self, name: str) -> list[tuple[str, str]]:
        cleaned, field = self.form.cleaned_data[name], self.form.fields[name]
        label = capfirst(str(field.label))
        if cleaned in (None, "", []):
            return []
        if name == "state":
            return [(state, capfirst(str(ActivityState(state).label))) for state in cleaned]
        raw = str(self.form[name].value())
        if hasattr(field, "queryset"):
            return [(raw, f"{label}: {field.label_from_instance(cleaned)}")]
        labels = dict(
            pair
            for key, group in getattr(field, "choices", [])
            for pair in (group if isinstance(group, list | tuple) else [(key, group)])
        )
        return [(raw, f"{label}: {labels.get(raw, raw)}")]

    def _without(self, name: str, value: str) -> str:
        address = self.request.GET.copy()
        address.setlist(name, [kept for kept in address.getlist(name) if kept != value])
        address.pop("page", None)
        return f"?{address.urlencode()}"
