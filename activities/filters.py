"""The filters of the lists of activities and of recommendations; the address holds them, the exports use them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters as filters
from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import (
    NOT_DUE,
    UNRATED,
    Activity,
    ActivityState,
    Kind,
    Moment,
    Recommendation,
    RecommendationKind,
    RecommendationSource,
    RecommendationState,
    without_grade,
)
from plans.calendar import QUARTERS
from plans.divisions import grouped_choices
from plans.filters import SearchedFilter
from plans.models import Agency, Agreement, AnnualPlan, Department, Grade, PlanState

NO_GRADE = {"not-due": NOT_DUE, "unrated": UNRATED}
YES_NO = [("true", _("yes")), ("false", _("no"))]


class OneOf(filters.ChoiceFilter):
    """
    One of the things a person works with; `things` names the list of them.

    A ModelChoiceFilter would ask the database anew for every select, check and chip.
    """

    def __init__(self, *, things: str, **kwargs: Any):
        unknown = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}
        super().__init__(error_messages=unknown, **kwargs)
        self.things = things

    @property
    def field(self) -> forms.Field:
        self.extra["choices"] = lambda: getattr(self.parent, self.things)
        return super().field


class YearFilter(filters.NumberFilter):
    field_class = forms.IntegerField


def yes_no(label: Any, method: str) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(label=label, choices=YES_NO, method=method)


class WorkFilter(SearchedFilter):
    """Narrowed to what a person works with; `state` takes several states at once, in a box of its own."""

    states: type[Any]

    @cached_property
    def agencies(self) -> list[tuple[str, str]]:
        return self._visible(Agency.objects)

    @cached_property
    def agreements(self) -> list[tuple[str, str]]:
        return self._visible(Agreement.objects)

    def _visible(self, things: Any, named: Callable[[Any], str] = str) -> list[tuple[str, str]]:
        if self.request is None:
            return []
        return [(str(thing.pk), named(thing)) for thing in things.visible_to(self.request.user)]

    def other_fields(self):
        return [bound for bound in super().other_fields() if bound.name != "state"]

    def words_of(self, name: str, cleaned: Any) -> list[tuple[str, str]]:
        if name == "state":
            return [(state, capfirst(str(self.states(state).label))) for state in cleaned]
        return super().words_of(name, cleaned)


class ActivityFilter(WorkFilter):
    states = ActivityState

    kind = filters.ChoiceFilter(label=_("kind"), choices=Kind)
    lead_agency = OneOf(label=_("lead agency"), things="agencies", field_name="lead__agency")
    quarter = filters.ChoiceFilter(label=_("due in"), choices=QUARTERS, method="only_due_in_quarter")
    state = filters.MultipleChoiceFilter(label=_("state"), choices=ActivityState, widget=forms.CheckboxSelectMultiple)
    agreement = OneOf(label=_("agreement"), things="agreements", field_name="plan__agreement")
    year = YearFilter(label=_("year"), field_name="plan__year", min_value=2000, max_value=2100)
    department = OneOf(label=_("lead department"), things="departments", field_name="lead")
    partner = OneOf(label=_("partner"), things="departments", method="only_joined_by")
    province = filters.ChoiceFilter(label=_("province"), choices=grouped_choices, method="only_in_division")
    overdue = yes_no(_("overdue"), "only_overdue")
    due_soon = yes_no(_("due soon"), "only_due_soon")
    this_week = yes_no(_("due this week"), "only_due_this_week")
    awaiting = OneOf(label=_("awaiting confirmation of"), things="agencies", method="only_awaiting")
    grade = OneOf(label=_("rating"), things="grades", method="only_rated")
    evidence = yes_no(_("has evidence"), "only_with_evidence")
    people = yes_no(_("people recorded"), "only_with_people")
    tests = filters.ChoiceFilter(label=_("tests"), choices=Moment, method="only_tested")
    beyond = yes_no(_("beyond the plan"), "only_beyond")

    FIRST = ("text", "kind", "lead_agency", "quarter")

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, plan: AnnualPlan | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if plan:
            del self.filters["agreement"], self.filters["year"]

    @cached_property
    def agencies(self) -> list[tuple[str, str]]:
        """In the list of one plan its parties alone."""
        agencies = Agency.objects.filter(parties__agreement=self.plan.agreement_id) if self.plan else Agency.objects
        return self._visible(agencies)

    @cached_property
    def departments(self) -> list[tuple[str, str]]:
        """Of any agency one works with, in the list of one plan of its parties; each named with its agency."""
        departments = Department.objects.of_parties(self.plan.agreement_id) if self.plan else Department.objects
        return self._visible(
            departments.in_alphabetical_order().select_related("agency"),
            lambda department: f"{department.agency}: {department}",
        )

    @cached_property
    def grades(self) -> list[tuple[str, str]]:
        """Of the scales one's agreements have; of two with one value the first names it."""
        if self.request is None:
            return []
        agreements = Agreement.objects.visible_to(self.request.user)
        grades = Grade.objects.filter(scale__in=agreements.values("rating_scale")).order_by("-scale")
        named = {grade.value: str(grade) for grade in grades}
        by_value = [(str(value), named[value]) for value in sorted(named, reverse=True)]
        is_over = self.plan is None or self.plan.state == PlanState.CLOSED  # all plans: closed years are among them
        return [*by_value, *((name, str(without_grade(one, is_over=is_over))) for name, one in NO_GRADE.items())]

    def only_containing(self, lines, name, value):
        return lines.containing(value, self.request.user) if self.request else lines.none()

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

    def only_due_this_week(self, lines, name, value):
        return lines.due_this_week() if value == "true" else lines.exclude(pk__in=lines.due_this_week().values("pk"))

    def only_awaiting(self, lines, name, value):
        return lines.awaiting(int(value))

    def only_rated(self, lines, name, value):
        return lines.rated(NO_GRADE.get(value) or int(value))

    def only_with_evidence(self, lines, name, value):
        return lines.with_evidence(value == "true")

    def only_with_people(self, lines, name, value):
        return lines.with_people(value == "true")

    def only_tested(self, lines, name, value):
        return lines.tested(value)

    def only_beyond(self, lines, name, value):
        return lines.beyond_the_plan() if value == "true" else lines.within_the_plan()


class RecommendationFilter(WorkFilter):
    """What is asked: by whom it is to be done, where it comes from, where it stands."""

    states = RecommendationState
    OTHERS = "others"

    addressee = OneOf(label=_("asked of"), things="addressees", method="only_asked_of")
    source = filters.ChoiceFilter(label=_("source"), choices=RecommendationSource)
    theme = filters.CharFilter(label=_("theme"), method="only_about", max_length=120)
    state = filters.MultipleChoiceFilter(
        label=_("state"), choices=RecommendationState, widget=forms.CheckboxSelectMultiple
    )
    kind = filters.ChoiceFilter(label=_("kind"), choices=RecommendationKind)
    issuer = OneOf(label=_("party that issued it"), things="agencies")
    year = YearFilter(label=_("year"), method="only_of_year", min_value=1990, max_value=2100)
    agreement = OneOf(label=_("agreement"), things="agreements")

    FIRST = ("text", "addressee", "source", "theme")

    class Meta:
        model = Recommendation
        fields: list[str] = []

    @cached_property
    def addressees(self) -> list[tuple[str, str]]:
        """The parties, and all others as one."""
        return [*self.agencies, (self.OTHERS, gettext("somebody else"))]

    def only_asked_of(self, asked, name, value):
        return asked.filter(addressee=None if value == self.OTHERS else value)

    def only_about(self, asked, name, value):
        return asked.about(value)

    def only_of_year(self, asked, name, value):
        return asked.of_year(int(value))
