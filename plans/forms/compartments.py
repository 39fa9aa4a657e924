"""The choice of who may know of a thing that is written now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plans.models import Agreement, ChainKind, Compartment, Role, TrailEntry, User


def who_may_be_named(agreement: Agreement, user: User) -> QuerySet[User]:
    """Everybody else whom one's agency knows of."""
    return known_to(agreement, user.agency_id).exclude(pk=user.pk)


def known_to(agreement: Agreement, agency: int | None) -> QuerySet[User]:
    """
    An agency's own people, and of the other parties its heads and who acted in the joint record.

    Whom the other side employs beside is its own affair.
    """
    acted = TrailEntry.objects.filter(
        chain__kind=ChainKind.AGREEMENT, chain__key=agreement.pk, actor_id=OuterRef("pk")
    )
    people = User.objects.filter(is_active=True, agency__parties__agreement=agreement)
    known = people.filter(Q(agency=agency) | Q(role=Role.HEAD) | Exists(acted))
    return known.order_by("agency", "given_name", "pk")


class WithAgency:
    """Names each person to choose with their agency. A part of the fields below."""

    def label_from_instance(self, person: User) -> str:
        return f"{person}, {person.agency}"


class PersonField(WithAgency, forms.ModelChoiceField):
    """Somebody to choose."""


class PeopleField(WithAgency, forms.ModelMultipleChoiceField):
    """People to name."""


class CompartmentFields:
    """
    Who may know of what a form writes: joint unless somebody chooses otherwise. A part of other forms.

    `cleaned_data` holds `compartment` and, for named people alone, `people`.
    """

    fields: dict[str, forms.Field]

    def add_compartment_fields(self, agreement: Agreement, user: User) -> None:
        self.fields["compartment"] = forms.ChoiceField(
            label=_("who may know of it"),
            choices=Compartment.choices,
            initial=Compartment.JOINT,
            widget=forms.RadioSelect,
            help_text=_("What is not joint is counted in no joint figure and moves nothing; the others never see it."),
        )
        self.fields["people"] = PeopleField(
            label=_("people who may know of it, beside you"),
            queryset=who_may_be_named(agreement, user),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def check_people(self, cleaned: dict[str, Any]) -> None:
        """For `clean`: people are named where nobody else may know, and only there."""
        if cleaned.get("compartment") != Compartment.CIRCLE:
            cleaned["people"] = []
        elif not cleaned.get("people") and "people" not in self.errors:
            self.add_error("people", _("Choose the people who may know of it."))
