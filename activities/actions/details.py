"""Writing what an entry's kind asks for beside its core."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import models

from activities.models import DetailsRow, Entry, EntryDetails


@dataclass
class WrittenDetails:
    """
    What somebody wrote of one kind of work, by the name its entry calls it, with the rows it has.

    Rows that are None stay as they stand.
    """

    name: str
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Sequence[DetailsRow] | None] = field(default_factory=dict)

    @property
    def model(self) -> type[EntryDetails]:
        return cast(type[EntryDetails], Entry._meta.get_field(self.name).related_model)

    @property
    def says_something(self) -> bool:
        return any(value not in (None, "", []) for value in self.fields.values()) or any(self.rows.values())

    def for_another_place(self) -> WrittenDetails:
        """What holds wherever the same was done that day: what describes it, nothing that was counted."""
        fields = {name: self.fields.get(name) for name in self.model.DESCRIBES}
        rows: dict[str, Sequence[DetailsRow] | None] = {
            name: [copy(row) for row in self.rows.get(name) or ()] for name in self.model.DESCRIBING_ROWS
        }
        return WrittenDetails(self.name, fields, rows)

    def write(self, entry: Entry) -> None:
        """Raises ValidationError on what breaks a rule of the details or of a row."""
        standing = self.model._base_manager.filter(entry=entry.pk).first()
        if not standing and not self.says_something:
            return
        details = standing or self.model()
        details.entry = entry  # as it is written now, not as it was saved
        for name, value in self.fields.items():
            setattr(details, name, value)
        details.full_clean()
        details.save()
        for name, rows in self.rows.items():
            if rows is not None:
                replace_rows(details, name, rows)
        details.check_rows()


def check_standing(entry: Entry) -> None:
    """What a form didn't carry still fits the entry as it reads now; raises ValidationError where it doesn't."""
    for kind in EntryDetails.__subclasses__():
        if details := kind._base_manager.filter(entry=entry.pk).first():
            details.entry = entry
            details.full_clean()
            details.check_rows()


def replace_rows(details: EntryDetails, name: str, rows: Sequence[DetailsRow]) -> None:
    """
    Let exactly these rows stand, in this order.

    One that reads as before keeps its key, so that the trail tells of no change.
    """
    relation = cast(models.ManyToOneRel, details._meta.get_field(name))
    parent = relation.field.name
    rows_of_it = cast(type[DetailsRow], relation.related_model)._base_manager.filter(**{parent: details.pk})
    standing = list(rows_of_it.order_by("pk"))
    new: list[DetailsRow] = []
    for position, row in enumerate(rows, start=1):
        setattr(row, parent, details)
        row.position = position
        if same := next((one for one in standing if reads_alike(one, row)), None):
            standing.remove(same)
            if same.position != position:
                same.position = position
                same.save(update_fields=["position"])
        else:
            new.append(row)
    for gone in standing:
        gone.delete()
    for row in new:
        row.full_clean()
        row.save()


def reads_alike(one: models.Model, other: models.Model) -> bool:
    names = [field.name for field in one._meta.concrete_fields if field.editable and not field.primary_key]
    return all(getattr(one, name) == getattr(other, name) for name in names)
