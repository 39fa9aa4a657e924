"""
Holds the records against the trail: what the trail tells, told again from the beginning, must be what stands there.

References count by their id, for what they point to may have been renamed since; files by name and digest too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import merge
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from plans.models import Proposal, Recorded, StoredFile, TrailEntry
from plans.models.consent import digest_of
from plans.models.recorded import plain

CHANGED, UNRECORDED, GONE, RETOLD = "changed", "unrecorded", "gone", "retold"
"""The record says other than the trail; has no entry; is missing; or an entry names a value it never had."""

Check = Callable[[], "Iterator[RecordFault]"]
CHECKS: list[Check] = []


def register(check: Check) -> None:
    """An app adds what its own tables keep beside the trail."""
    if check not in CHECKS:
        CHECKS.append(check)


@dataclass(frozen=True)
class RecordFault:
    """The first record of a kind of fault, and how many more there are."""

    kind: str
    record: str
    reason: str
    others: int = 0

    def __str__(self) -> str:
        more = _(" (and %(count)d more of this kind)") % {"count": self.others} if self.others else ""
        return f"{self.record}: {self.reason}{more}"


@dataclass
class Told:
    """What the trail says of one thing, entry after entry."""

    model: type[Recorded]
    state: dict[str, Any] = field(default_factory=dict)
    added: bool = False
    retold: str = ""
    chain: str = ""

    def take(self, changes: dict[str, list], chain: str, sequence: int) -> None:
        anew = all(old is None for old, _new in changes.values())
        if not self.state:
            self.added = anew
        # opened to others: their chain tells the whole of it from the beginning, as it stood then
        opened = anew and chain != self.chain and self.state.keys() <= changes.keys()
        for name, (old, new) in changes.items():
            said = new if opened else old
            if name in self.state and not equal(self.model, name, self.state[name], said) and not self.retold:
                self.retold = _("entry %(place)s names a value of «%(field)s» that it did not have.") % {
                    "place": f"{chain} {sequence}",
                    "field": name,
                }
            self.state[name] = new
        self.chain = chain

    @property
    def stands(self) -> bool:
        """A removal empties every field."""
        return any(value is not None for value in self.state.values())


def verify_records() -> list[RecordFault]:
    """The first fault of each kind, over every recorded model and what the apps registered."""
    found: dict[str, RecordFault] = {}
    for fault in all_faults():
        first = found.get(fault.kind)
        found[fault.kind] = replace(first, others=first.others + 1) if first else fault
    return list(found.values())


def all_faults() -> Iterator[RecordFault]:
    for model in recorded_models():
        yield from faults_of(model)
    yield from changed_texts()
    for check in CHECKS:
        yield from check()


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded) and not model._meta.proxy]


def faults_of(model: type[Recorded]) -> Iterator[RecordFault]:
    """The rows of a model and what the trail tells of them, side by side in the order of their ids."""
    told = what_the_trail_tells(model)
    key, says = next(told, (None, None))
    for row in rows_of(model):
        while key is not None and key < row.pk:
            yield from gone(model, key, says)
            key, says = next(told, (None, None))
        name = f"{model._meta.label_lower} {row.pk}"
        if key != row.pk:
            yield RecordFault(UNRECORDED, name, _("it stands there and no entry tells of it."))
            continue
        yield from faults_of_row(name, row, says)
        key, says = next(told, (None, None))
    while key is not None:
        yield from gone(model, key, says)
        key, says = next(told, (None, None))


def faults_of_row(name: str, row: Recorded, says: Told) -> Iterator[RecordFault]:
    if says.retold:
        yield RecordFault(RETOLD, name, says.retold)
    if not says.added:
        yield RecordFault(UNRECORDED, name, _("no entry tells how it was added."))
    elif not says.stands:
        yield RecordFault(UNRECORDED, name, _("it stands there; the trail tells that it was removed."))
    elif differing := differences(type(row), says.state, row.as_recorded()):
        reason = _("the trail tells another value of %(fields)s.") % {"fields": ", ".join(differing)}
        yield RecordFault(CHANGED, name, reason)


def gone(model: type[Recorded], key: int, says: Told) -> Iterator[RecordFault]:
    if says.stands:
        name = f"{model._meta.label_lower} {key}"
        yield RecordFault(GONE, name, _("the trail tells of it and not that it was removed; it is not there."))


COLUMNS = ("target_id", "changes", "chain__kind", "chain__key", "sequence")


def what_the_trail_tells(model: type[Recorded]) -> Iterator[tuple[int, Told]]:
    entries = TrailEntry.objects.filter(target_type=model._meta.label_lower).order_by("target_id", "pk")
    rows = merge(told_as_part(model), entries.values_list(*COLUMNS).iterator(2_000), key=lambda row: row[0])
    for key, of_one in groupby(rows, key=lambda row: row[0]):
        told = Told(model)
        for _key, changes, kind, of, sequence in of_one:
            told.take(changes, f"{kind}:{of}", sequence)
        yield key, told


def told_as_part(model: type[Recorded]) -> list[tuple[int, dict[str, list], str, int, int]]:
    """What entries of an earlier version tell of a thing that was part of another then, as if it had its own."""
    if model.ONCE_PART is None:
        return []
    key, name = model.ONCE_PART
    whole = model._meta.get_field(key).related_model
    entries = TrailEntry.objects.filter(target_type=whole._meta.label_lower).order_by("target_id", "pk")
    shared = {field.name for field in model._meta.concrete_fields} & {
        field.name for field in whole._meta.concrete_fields
    } - model.NOT_RECORDED
    told: list[tuple[int, dict[str, list], str, int, int]] = []
    of_whole: dict[str, Any] = {}
    for target, changes, *place in entries.filter(changes__has_key=name).values_list(*COLUMNS).iterator(2_000):
        if changes[name][0] is None:
            of_whole = {one: changes[one][1] for one in shared if one in changes} | {key: {"id": target}}
        before, after = ({part["id"]: of_whole | without_id(part) for part in parts or ()} for parts in changes[name])
        for part in {**before, **after}:
            said, says = before.get(part, {}), after.get(part, {})
            if said != says:
                pairs = {one: [said.get(one), says.get(one)] for one in {**said, **says}}
                told.append((part, pairs, *place))
    return sorted(told, key=lambda row: row[0])


def rows_of(model: type[Recorded]) -> Iterator[Recorded]:
    references = [one.name for one in model._meta.concrete_fields if one.is_relation]
    return model._base_manager.select_related(*references).order_by("pk").iterator(2_000)


def differences(model: type[models.Model], told: dict[str, Any], stands: dict[str, Any]) -> list[str]:
    """
    Fields in which the record is not what the trail tells.

    A field that came with a later version of the product has its first value before any entry names it.
    """
    return [
        name
        for name, value in stands.items()
        if (not equal(model, name, told[name], value) if name in told else not is_first_value(model, name, value))
    ]


def is_first_value(model: type[models.Model], name: str, value: Any) -> bool:
    if value in (None, "", []):
        return True
    of = model._meta.get_field(name)
    default = getattr(of, "default", None)
    if of.is_relation and of.concrete and callable(default):
        return value["id"] == default()
    return not callable(default) and value == plain(default)


def equal(model: type[models.Model], name: str, told: Any, stands: Any) -> bool:
    try:
        of = model._meta.get_field(name)
    except models.FieldDoesNotExist:
        return told == stands
    match told, stands:
        case list(), list() if of.is_relation:
            return len(told) == len(stands) and all(
                same_part(of.related_model, one, other) for one, other in zip(told, stands, strict=True)
            )
        case dict(), dict() if of.is_relation:
            by_name = issubclass(of.related_model, StoredFile)
            return told == stands if by_name else told.get("id") == stands.get("id")
        case str(), str() if isinstance(of, models.DateTimeField):
            return datetime.fromisoformat(told) == datetime.fromisoformat(stands)
    return told == stands


def same_part(model: type[models.Model], told: dict[str, Any], stands: dict[str, Any]) -> bool:
    """A row that is part of a thing, field by field; of a reference its id."""
    return told.get("id") == stands.get("id") and (
        set(stands) == {"id", "mn", "en"} or not differences(model, *(without_id(one) for one in (told, stands)))
    )


def without_id(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "id"}


def changed_texts() -> Iterator[RecordFault]:
    """The text that was put to the parties still has the digest that the trail tells."""
    for proposal in Proposal.objects.order_by("pk").iterator(100):
        if digest_of(proposal.text) != proposal.digest:
            name = f"{proposal._meta.label_lower} {proposal.pk}"
            yield RecordFault(CHANGED, name, _("its text was changed after it was put to the parties."))
