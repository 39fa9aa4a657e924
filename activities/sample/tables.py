"""
The tables of the sample in `data/`: one CSV file each, whose headings are the fields of its rows.

A department is named by its agency and its code, «npa/traffic»; an empty cell is what was not recorded.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from activities.models import ActivityState, Kind, Reading, RecommendationKind, RecommendationSource
from plans.models import Role

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Agency:
    code: str
    short_name_mn: str
    short_name_en: str
    name_mn: str
    name_en: str


@dataclass(frozen=True)
class Department:
    """A unit of an agency (Res. 76 of 2017; police.gov.mn; nhrcm.gov.mn); those in a province have its code."""

    agency: str
    code: str
    division: str
    name_mn: str
    name_en: str


@dataclass(frozen=True)
class Person:
    """A sign-in of the sample; no such person exists."""

    address: str
    role: Role
    department: str
    family_name: str
    given_name: str
    family_name_en: str
    given_name_en: str
    post_mn: str
    post_en: str


@dataclass(frozen=True)
class FieldOfCooperation:
    number: int
    title_mn: str
    title_en: str


@dataclass(frozen=True)
class Objective:
    number: int
    field_of_cooperation: int | None
    title_mn: str
    title_en: str


@dataclass(frozen=True)
class Line:
    """What every line of a plan says."""

    kind: Kind
    lead: str
    partner: str
    title_mn: str
    title_en: str


@dataclass(frozen=True)
class AgreedLine(Line):
    """What the heads discussed or agreed on 18 August 2020, under the item of the agenda of that number."""

    item: int


@dataclass(frozen=True)
class PublishedActivity(Line):
    """Work of 2017–2020 as it was published; women and men apart never were."""

    objective: int
    starts_on: date
    ends_on: date
    division: str
    place: str
    participants: int | None
    what_was_done: str
    indicator_mn: str
    indicator_en: str
    indicator_unit: str
    indicator_value: Decimal | None
    indicator_reading: Reading | None
    course_kind: str
    occasion: str
    source_url: str


@dataclass(frozen=True)
class ExampleLine(Line):
    """A line of the example year, its days counted from today; one beyond the plan has no objective or figures."""

    state: ActivityState
    division: str
    starts_in_days: int
    ends_in_days: int
    objective: int | None = None
    target: int | None = None
    achieved: int | None = None
    women: int | None = None
    men: int | None = None


@dataclass(frozen=True)
class DraftLine(Line):
    """A line of next year's draft, planned by quarters."""

    objective: int
    first_quarter: int
    last_quarter: int
    target: int | None


@dataclass(frozen=True)
class PublishedRecommendation:
    """A text that asks something of Mongolia or of one of its bodies, as it was published."""

    ref: str
    mechanism: str
    year: str
    paragraph: str
    theme: str
    summary: str
    relevance: str
    text_read: str
    force: str
    source: str


@dataclass(frozen=True)
class RecommendationInMongolian:
    """The same in Mongolian, with its source, addressee, the day where it is known, and which it repeats."""

    ref: str
    source: RecommendationSource
    issuer: str
    addressee_mn: str
    addressee_en: str
    issued_on: date | None
    repeats: str
    document_mn: str
    paragraph_mn: str
    theme_mn: str
    text_mn: str
    note_mn: str


@dataclass(frozen=True)
class ExampleRecommendation:
    """A recommendation of the example, its days counted from today, with what came after it."""

    key: str
    kind: RecommendationKind
    source: RecommendationSource
    issuer: str
    addressee: str
    issued_days_ago: int
    due_in_days: int | None
    answer: str
    replied_days_ago: int | None
    carry_out_in_days: int | None
    line: str
    outcome: str
    other_outcome: str
    repeats: str
    theme_mn: str
    theme_en: str
    text_mn: str
    text_en: str
    reason: str


T = TypeVar("T")


def read(name: str, row_type: type[T]) -> list[T]:
    """The rows of one table, in the order of the file."""
    types = get_type_hints(row_type)
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            row_type(**{heading: read_cell(cell, types[heading]) for heading, cell in row.items()})
            for row in csv.DictReader(file)
        ]


def read_cell(cell: str, kind: Any) -> Any:
    return READERS.get(kind, kind)(cell)


def or_none(reader: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: reader(cell) if cell else None


READERS: dict[Any, Callable[[str], Any]] = {
    date: date.fromisoformat,
    date | None: or_none(date.fromisoformat),
    int | None: or_none(int),
    Decimal | None: or_none(Decimal),
    Reading | None: or_none(Reading),
}
"""How a cell is read where its type does not do it by itself."""
