"""The trail in words: what a person reads where the record keeps codes and identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import TrailEntry
from plans.models.fields import SealField
from plans.models.recorded import reads_english
from plans.texts import Piece, pieces
from plans.trail import VERBS

LONGEST_COMPARED = 4_000
"""Characters up to which two readings are compared word by word while a page waits."""
LIKE_ENOUGH = 0.5
"""The share of its fields by which a row that was written anew is the former one, changed."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One field of one entry, or one row: what it is called, what it said, what it says."""

    label: str
    old: str
    new: str
    of: str = ""
    """What it belongs to, where that is a part of the thing: the inquiry of an entry."""

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]] | None:
        """Both readings word by word, where at least half of the longer one stays; else None."""
        if not self.old or not self.new or len(self.old) + len(self.new) > LONGEST_COMPARED:
            return None
        old, new = pieces(self.old, self.new)
        kept = sum(len(piece.words) for piece in old if piece.kind == "kept")
        return (old, new) if 2 * kept >= max(len(self.old), len(self.new)) else None


@dataclass(frozen=True)
class Line:
    """One entry of the trail as a page shows it."""

    entry: TrailEntry
    act: str
    changes: list[Change]

    @property
    def is_of_a_new_thing(self) -> bool:
        """Nothing stood before, so that only what it says is shown."""
        return all(old is None for old, _new in self.entry.changes.values())

    @property
    def is_of_a_removed_thing(self) -> bool:
        return all(new is None for _old, new in self.entry.changes.values())


def in_words(entries: Iterable[TrailEntry]) -> list[Line]:
    return [Line(entry, str(VERBS.get(entry.verb, entry.verb)), changes_of(entry)) for entry in entries]


def changes_of(entry: TrailEntry) -> list[Change]:
    """Fields that say nothing before and after are left out."""
    return changes_between(model_of(entry.target_type), entry.changes)


def changes_between(model: type[models.Model] | None, recorded: dict[str, Any], of: str = "") -> list[Change]:
    """Field by field, of the parts row by row; what reads the same before and after is left out."""
    changes = []
    for name, (old, new) in in_order(model, recorded):
        field = field_of(model, name)
        if (getattr(field, "one_to_one", False) and field.auto_created) or has_fields(old) or has_fields(new):
            changes += changes_of_part(field, name, old or [], new or [], of)
            continue
        said, says = (words(model, name, value) for value in (old, new))
        if said != says:
            changes.append(Change(label_of(model, name), said, says, of))
    return changes


def has_fields(value: Any) -> bool:
    """Whether these are rows with several fields each, other than names of things or one word a row."""
    return isinstance(value, list) and any(
        isinstance(row, dict) and not is_reference(row) and len(without_id(row)) > 1 for row in value
    )


def changes_of_part(field: Any, name: str, old: list[Row], new: list[Row], of: str) -> list[Change]:
    """Of the one row a thing has, its fields; else a change for each row that came, went or reads otherwise."""
    model = field.related_model if field is not None else None
    label = str(model._meta.verbose_name) if model else name
    if field is not None and field.one_to_one:
        before, after = (without_id(rows[0]) if rows else {} for rows in (old, new))
        fields = {key: (before.get(key), after.get(key)) for key in {**before, **after}}
        return changes_between(model, fields, of=label)
    changes = [change_of_row(model, label, before, after, of) for before, after in paired(model, old, new)]
    return [change for change in changes if change.old != change.new]


def change_of_row(
    model: type[models.Model] | None, label: str, before: Row | None, after: Row | None, of: str
) -> Change:
    """Every field of a row that came or went; of one that changed what changed, beside what tells which it is."""
    said, says = (fields_in_words(model, row) for row in (before, after))
    if before is None or after is None:
        return Change(label, in_lines(said), in_lines(says), of)
    kept = [value for name, value in said.items() if says.get(name) == value]
    changed = [name for name in {**said, **says} if said.get(name) != says.get(name)]
    named = f"{label}: {', '.join(kept[:2])}" if kept else label
    old, new = (in_lines({name: row.get(name, "–") for name in changed}) for row in (said, says))
    return Change(named, old, new, of)


def fields_in_words(model: type[models.Model] | None, row: Row | None) -> dict[str, str]:
    """Label → value of the fields that say something."""
    said = {label_of(model, name): words(model, name, value) for name, value in in_order(model, without_id(row or {}))}
    return {label: value for label, value in said.items() if value}


def in_lines(fields: dict[str, str]) -> str:
    return "\n".join(f"{label}: {value}" for label, value in fields.items())


def paired(
    model: type[models.Model] | None, old: Sequence[Row], new: Sequence[Row]
) -> list[tuple[Row | None, Row | None]]:
    """
    Rows before and after as they belong together, None beside one that came or went.

    A form writes a changed row anew: then it is the one that says the same, else the likest of those left.
    """
    left = list(old)
    former: dict[int, Row] = {}

    def take(place: int, row: Row | None) -> None:
        if row is not None:
            left.remove(row)
            former[place] = row

    for place, row in enumerate(new):
        take(place, next((one for one in left if one.get("id") == row.get("id")), None))
    for least in (1, LIKE_ENOUGH):
        for place, row in enumerate(new):
            if place not in former and left:
                likest = max(left, key=lambda one: likeness(model, one, row))
                take(place, likest if likeness(model, likest, row) >= least else None)
    return [(former.get(place), row) for place, row in enumerate(new)] + [(row, None) for row in left]


def likeness(model: type[models.Model] | None, one: Row, other: Row) -> float:
    """The share of fields that say the same, of those that say something."""
    said, says = fields_in_words(model, one), fields_in_words(model, other)
    names = {**said, **says}
    return sum(said.get(name) == says.get(name) for name in names) / len(names) if names else 1


def is_reference(row: Row) -> bool:
    """A thing by its number and its name on the day."""
    return set(row) == {"id", "mn", "en"}


def without_id(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "id"}


def in_order(model: type[models.Model] | None, recorded: dict[str, Any]) -> list[tuple[str, Any]]:
    """Fields as the model orders them, then its parts; PostgreSQL keeps JSON without the order it was written in."""
    names = [field.name for field in model._meta.concrete_fields] if model else []
    places = {name: place for place, name in enumerate([*names, *getattr(model, "PARTS", ())])}
    return sorted(recorded.items(), key=lambda item: places.get(item[0], len(places)))


def model_of(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def field_of(model: type[models.Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def label_of(model: type[models.Model] | None, name: str) -> str:
    field = field_of(model, name)
    if field is None:
        return name
    if field.is_relation and field.auto_created:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def words(model: type[models.Model] | None, name: str, value: Any) -> str:
    """A recorded value as a person reads it; an empty text where nothing was recorded."""
    field = field_of(model, name)
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case list():
            related = field.related_model if field is not None else None
            return "; ".join(part_in_words(related, part) for part in value)
        case dict():
            return named(value)
    choices = dict(getattr(field, "flatchoices", ()) or ())
    if value in choices:
        return str(choices[value])
    if isinstance(field, SealField):
        return _("sealed, %(beginning)s…") % {"beginning": value[:8]}
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%Y.%m.%d %H:%M}"
    if isinstance(field, models.DateField):
        return f"{date.fromisoformat(value):%Y.%m.%d}"
    if isinstance(field, models.TimeField):
        return f"{time.fromisoformat(value):%H:%M}"
    return str(value)


def part_in_words(model: type[models.Model] | None, part: Any) -> str:
    """A row that belongs to a thing: a name where it has one, else its fields in a line."""
    if not isinstance(part, dict):
        return str(part)
    if is_reference(part):
        return named(part)
    said = [words(model, name, value) for name, value in in_order(model, part) if name != "id"]
    return ", ".join(text for text in said if text)


def named(reference: dict[str, Any]) -> str:
    """The name a thing had on the day, in the reader's language."""
    return str(reference.get("en" if reads_english() else "mn") or reference.get("mn") or reference.get("id") or "")
