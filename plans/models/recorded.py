"""What every recorded thing shares: a version, a plain picture of itself for the trail, and an audience."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import get_language, override


def reads_english() -> bool:
    """Whether the page is in English; every other is in Mongolian."""
    return (get_language() or "mn").startswith("en")


def in_language(thing: models.Model, name: str) -> str:
    """`name`_mn or `name`_en by the language of the page; the other where that one is empty."""
    order = ("en", "mn") if reads_english() else ("mn", "en")
    return next((text for code in order if (text := getattr(thing, f"{name}_{code}"))), "")


@dataclass(frozen=True)
class Audience:
    """Who may read of a change: every party of an agreement, one agency alone, or named people alone."""

    kind: str
    key: int

    @classmethod
    def agreement(cls, key: int) -> "Audience":
        return cls("agreement", key)

    @classmethod
    def agency(cls, key: int) -> "Audience":
        return cls("agency", key)

    @classmethod
    def circle(cls, key: int) -> "Audience":
        return cls("circle", key)


def labels(thing: models.Model) -> dict[str, str]:
    """How a thing is called, in both languages."""
    names = {}
    for code in ("mn", "en"):
        with override(code):
            names[code] = str(thing)
    return names


def plain(value: Any) -> Any:
    """A value as the trail keeps it: JSON, without floats, people and departments by id and name."""
    match value:
        case models.Model():
            return {"id": value.pk, **labels(value)}
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return value


class Recorded(models.Model):
    """A thing whose every change stands in the trail, and which nobody overwrites unseen."""

    NOT_RECORDED = frozenset({"id", "version", "search_text", "password", "last_login"})
    PARTS: tuple[str, ...] = ()
    """Related names of the rows that are part of this thing, such as the indicators of an activity."""
    ONCE_PART: tuple[str, str] | None = None
    """The foreign key and the name by which trails of an earlier version tell of it as part of another thing."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def audience(self) -> Audience:
        raise NotImplementedError

    def within(self) -> "Recorded | None":
        """The thing whose page tells of this one: the plan of a line, the line of an entry."""
        return None

    def assign(self, changes: dict[str, Any]) -> None:
        """Set the fields a person changed; `trail.recording` checks, saves and records them."""
        for name, value in changes.items():
            setattr(self, name, value)

    def as_recorded(self) -> dict[str, Any]:
        """Every field with its value, and the parts of the thing as lists."""
        return own_fields(self, self.NOT_RECORDED) | parts_of(self)


def parts_of(thing: models.Model) -> dict[str, list]:
    """The rows that are part of a thing, each with the rows that are part of it in turn."""
    picture: dict[str, list] = {}
    for name in getattr(thing, "PARTS", ()):
        relation = thing._meta.get_field(name)
        if isinstance(relation, models.ManyToManyField):
            picture[name] = [plain(other) for other in getattr(thing, name).order_by("pk")]
        else:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: thing.pk}).order_by("pk")
            picture[name] = [as_part(row, relation.field.name) for row in rows]
    return picture


def as_part(row: models.Model, parent: str) -> dict[str, Any]:
    without = {*Recorded.NOT_RECORDED, parent, *getattr(row, "NOT_RECORDED", ())}
    return own_fields(row, without) | parts_of(row) | {"id": row.pk}


def own_fields(thing: models.Model, without: frozenset[str] | set[str]) -> dict[str, Any]:
    return {
        field.name: plain(getattr(thing, field.name))
        for field in thing._meta.concrete_fields
        if field.name not in without
    }
