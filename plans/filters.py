"""The filters of lists; the address holds them, and chips say which are in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plans.models import (
    Agency,
    Agreement,
    AgreementState,
    Chain,
    Decision,
    DecisionState,
    Meeting,
    MeetingKind,
    MeetingState,
    Recorded,
    TrailEntry,
    User,
    WorkingGroup,
    WorkingGroupState,
)
from plans.models.fields import DayField, DayFormField
from plans.trail import VERBS
from plans.verification import titles
from plans.verification.records import recorded_models


class AddressFilter(filters.FilterSet):
    """A filter with a first line and the rest folded, and a chip for each value in force."""

    FIRST: tuple[str, ...] = ()
    """What stands in the one line of filters; the rest is folded."""

    @property
    def qs(self):
        """A value that is no choice narrows to nothing, and the form says which."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    def first_fields(self):
        return [self.form[name] for name in self.FIRST]

    def other_fields(self):
        return [bound for bound in self.form if bound.name not in self.FIRST]

    def opens_the_rest(self) -> bool:
        return any(bound.value() or bound.errors for bound in self.other_fields())

    def chips(self) -> list[dict[str, str]]:
        """What is in force: its words, and the address without it."""
        if not self.form.is_valid():
            return []
        return [
            {"label": words, "href": self._without(name, value)}
            for name, cleaned in self.form.cleaned_data.items()
            if cleaned not in (None, "", [])
            for value, words in self.words_of(name, cleaned)
        ]

    def words_of(self, name: str, cleaned: Any) -> list[tuple[str, str]]:
        """The raw values of a field and how a chip says them."""
        field = self.form.fields[name]
        label, raw = capfirst(str(field.label)), str(self.form[name].value())
        if hasattr(field, "queryset"):
            return [(raw, f"{label}: {field.label_from_instance(cleaned)}")]
        # iter: the choices of a filter do not know how many they are
        labels = dict(flatten_choices(iter(getattr(field, "choices", []))))
        return [(raw, f"{label}: {labels.get(raw, raw)}")]

    def _without(self, name: str, value: str) -> str:
        address = self.request.GET.copy()
        address.setlist(name, [kept for kept in address.getlist(name) if kept != value])
        address.pop("page", None)
        return f"?{address.urlencode()}"


class SearchedFilter(AddressFilter):
    """A filter of things that are found by their words."""

    text = filters.CharFilter(label=_("text"), method="only_containing", max_length=200)

    def only_containing(self, things, name, value):
        return things.containing(value)


def my_agencies(request: HttpRequest | None) -> QuerySet[Agency]:
    return Agency.objects.visible_to(request.user) if request else Agency.objects.none()


def who_acted(request: HttpRequest | None) -> QuerySet[User]:
    """Who left an entry one may read: whom the other side employs beside is its own affair."""
    if request is None:
        return User.objects.none()
    acted = TrailEntry.objects.visible_to(request.user).filter(actor_id=OuterRef("pk"))
    return User.objects.filter(Exists(acted))


def types() -> list[tuple[str, str]]:
    """Every kind of thing whose changes stand in the trail."""
    named = [(model._meta.label_lower, type_name(model)) for model in recorded_models()]
    return sorted(named, key=lambda pair: pair[1])


def type_name(model: type[Recorded]) -> str:
    return capfirst(str(model._meta.verbose_name))


def verbs() -> list[tuple[str, str]]:
    return sorted(((verb, capfirst(str(words))) for verb, words in VERBS.items()), key=lambda pair: pair[1])


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class DayFilter(filters.DateFilter):
    field_class = DayFormField


def day_filter(label: Any, method: str) -> DayFilter:
    return DayFilter(label=label, method=method, validators=DayField.default_validators)


class PersonFilter(filters.ModelChoiceFilter):
    """Somebody who acted, named with the agency."""

    class field_class(filters.ModelChoiceFilter.field_class):
        def label_from_instance(self, person: User) -> str:
            return f"{person}, {person.agency}"


class TrailFilter(AddressFilter):
    """The trail by what was done, to what, by whom, for which agency, on which days."""

    type = filters.ChoiceFilter(label=_("what it was done to"), choices=types, field_name="target_type")
    verb = filters.ChoiceFilter(label=_("act"), choices=verbs)
    person = PersonFilter(label=_("person"), queryset=who_acted, method="only_by")
    agency = filters.ModelChoiceFilter(label=_("for which agency"), queryset=my_agencies, method="only_for")
    since = day_filter(_("from"), "only_since")
    until = day_filter(_("until"), "only_until")
    record = filters.ChoiceFilter(label=_("record"), method="only_of")

    FIRST = ("type", "verb", "person", "agency")

    class Meta:
        model = TrailEntry
        fields: list[str] = []

    def __init__(self, *args: Any, chains: Iterable[Chain], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.chains = {str(chain): chain for chain in chains}
        self.titles = titles(self.chains.values())
        choices = [(str(chain), title) for chain, title in self.titles.items()]
        self.filters["record"].extra["choices"] = choices

    def only_by(self, entries, name, value):
        return entries.filter(actor_id=value.pk)

    def only_for(self, entries, name, value):
        return entries.filter(agency_id=value.pk)

    def only_since(self, entries, name, value):
        return entries.filter(at__gte=midnight(value))

    def only_until(self, entries, name, value):
        return entries.filter(at__lt=midnight(value + timedelta(days=1)))

    def only_of(self, entries, name, value):
        return entries.filter(chain=self.chains[value])


def my_agreements(request: HttpRequest | None) -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(request.user) if request else Agreement.objects.none()


def my_meetings(request: HttpRequest | None) -> QuerySet[Meeting]:
    """Those whose minutes are confirmed, for they alone have decisions that bind."""
    meetings = Meeting.objects.filter(state=MeetingState.CONFIRMED)
    return meetings.visible_to(request.user) if request else meetings.none()


class AgreementFilter(SearchedFilter):
    state = filters.ChoiceFilter(label=_("state"), choices=AgreementState)

    FIRST = ("text", "state")

    class Meta:
        model = Agreement
        fields: list[str] = []


class WorkingGroupFilter(SearchedFilter):
    state = filters.ChoiceFilter(label=_("state"), choices=WorkingGroupState)
    agreement = filters.ModelChoiceFilter(label=_("agreement"), queryset=my_agreements)

    FIRST = ("text", "state", "agreement")

    class Meta:
        model = WorkingGroup
        fields: list[str] = []


class MeetingFilter(SearchedFilter):
    kind = filters.ChoiceFilter(label=_("kind"), choices=MeetingKind)
    state = filters.ChoiceFilter(label=_("state"), choices=MeetingState)
    agreement = filters.ModelChoiceFilter(label=_("agreement"), queryset=my_agreements)

    FIRST = ("text", "kind", "state", "agreement")

    class Meta:
        model = Meeting
        fields: list[str] = []


class DecisionFilter(SearchedFilter):
    """What was decided, by state, owner and meeting."""

    state = filters.ChoiceFilter(label=_("state"), choices=DecisionState)
    whose = filters.ChoiceFilter(label=_("whose"), choices=[("mine", _("mine"))], method="only_mine")
    due = filters.ChoiceFilter(label=_("due"), choices=[("overdue", _("overdue"))], method="only_overdue")
    agency = filters.ModelChoiceFilter(label=_("responsible agency"), queryset=my_agencies)
    meeting = filters.ModelChoiceFilter(label=_("meeting"), queryset=my_meetings)
    agreement = filters.ModelChoiceFilter(
        label=_("agreement"), queryset=my_agreements, field_name="meeting__agreement"
    )

    FIRST = ("text", "state", "whose", "due")

    class Meta:
        model = Decision
        fields: list[str] = []

    def only_mine(self, decisions, name, value):
        return decisions.of_person(self.request.user)

    def only_overdue(self, decisions, name, value):
        return decisions.overdue()
