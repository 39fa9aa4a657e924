"""The trail in words: what a person reads where the record keeps codes and identifiers."""

from __future__ import annotations

from collections.abc import Iterable
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
from plans.trail import VERBS


@dataclass(frozen=True)
class Change:
    """One field of one entry: what it is called, what it said, what it says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One entry of the trail as a page shows it."""

    entry: TrailEntry
    act: str
    changes: list[Change]


def in_words(entries: Iterable[TrailEntry]) -> list[Line]:
    return [Line(entry, str(VERBS.get(entry.verb, entry.verb)), changes_of(entry)) for entry in entries]


def changes_of(entry: TrailEntry) -> list[Change]:
    """Fields that say nothing before and after are left out."""
    model = model_of(entry.target_type)
    changes = []
    for name, (old, new) in in_order(model, entry.changes):
        said, says = (words(model, name, value) for value in (old, new))
        if said != says:
            changes.append(Change(label_of(model, name), said, says))
    return changes


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
    if set(part) == {"id", "mn", "en"}:
        return named(part)
    said = [words(model, name, value) for name, value in in_order(model, part) if name != "id"]
    return ", ".join(text for text in said if text)


def named(reference: dict[str, Any]) -> str:
    """The name a thing had on the day, in the reader's language."""
    return str(reference.get("en" if reads_english() else "mn") or reference.get("mn") or reference.get("id") or "")
