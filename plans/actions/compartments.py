"""Who may know of a thing: name the people, change who is named, and open what was hidden."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans import trail
from plans.models import Agency, Agreement, Circle, CircleMember, Compartment, Compartmented, User
from plans.workflow import MoveRefused


def name_people(agreement: Agreement, people: Iterable[User], *, by: User) -> Circle:
    """A circle of these people and of who names them. ValidationError where somebody is of no party."""
    circle = Circle(agreement=agreement, owner=by)
    with trail.record_added(circle, "circle.named", by=by):
        write_members(circle, people)
    return circle


def change_people(circle: Circle, people: Iterable[User], *, by: User, version: int) -> Circle:
    """Name others; who named them first stays. What the left-out read before, they have read."""
    with trail.recording(circle, "circle.changed", by=by, version=version):
        write_members(circle, people)
    return circle


def write_members(circle: Circle, people: Iterable[User]) -> None:
    named = {person.pk: person for person in [circle.owner, *people]}
    parties = set(circle.agreement.parties.values_list("agency", flat=True))
    known = set(circle.members.values_list("person", flat=True))
    for key, person in named.items():
        if person.agency_id not in parties or not (person.is_active or key in known):
            raise ValidationError({"people": _("Choose people of the parties to the agreement.")})
    circle.members.exclude(person__in=named).delete()
    for key, person in named.items():
        if key not in known:
            CircleMember.objects.create(circle=circle, person=person, agency=cast(Agency, person.agency))


def open_thing(
    thing: Compartmented, to: Compartment, *, by: User, verbs: tuple[str, str], version: int | None = None
) -> None:
    """
    Let more people know of a thing: an act that is never undone.

    Those who knew of it read that it was opened (the first verb); those who know of it now read all it says (the
    second), at the head of their chain. Raises MoveRefused where it would not become wider.
    """
    with transaction.atomic(), trail.opening(thing, *verbs, by=by, version=version):
        if to not in thing.opens_to():
            raise MoveRefused([_("It can't be opened so: nobody who knows of it is shut out.")])
        thing.compartment, thing.circle = to, None
