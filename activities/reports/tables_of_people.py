"""People in a table, by place or by what they do, with what is hidden of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst

from activities.models import PEOPLE, Entry
from activities.reports.suppression import HIDDEN, Suppressed

Cell = int | Decimal | None | Suppressed


@dataclass(frozen=True)
class Row:
    """Its label, and each cell with the heading of its column, which a phone shows beside it."""

    label: str
    cells: list[tuple[str, Cell]]


@dataclass(frozen=True)
class Table:
    """`by` heads the labels of the rows; totals only where the page doesn't state them elsewhere."""

    by: str
    headings: list[str]
    rows: list[Row]
    totals: Sequence[tuple[str, Cell]] = ()
    title: str = ""

    @property
    def hides(self) -> bool:
        return any(cell is HIDDEN for row in self.rows for _heading, cell in row.cells)


def headings_of_people() -> list[str]:
    """Women, men, not recorded: as the form of an entry calls them."""
    return [capfirst(str(Entry._meta.get_field(name).verbose_name)) for name in PEOPLE]


def with_headings(labels: Iterable[str], headings: list[str], cells: Iterable[Sequence[Any]]) -> list[Row]:
    return [Row(label, labelled(headings, row)) for label, row in zip(labels, cells, strict=True)]


def labelled(headings: list[str], cells: Iterable[Any]) -> list[tuple[str, Cell]]:
    return list(zip(headings, cells, strict=True))
