"""What a list of activities, or of recommendations, is as a spreadsheet: heading → accessor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Indicator, Recommendation
from activities.reports.rating import rating_of
from activities.reports.three_columns import Agreed, as_adopted, as_amended, what_became
from plans.spreadsheets import Cell

MOST_ROWS = 20_000


def first_indicator(line: Activity) -> Indicator | None:
    return next(iter(line.measures), None)


def of_indicator(name: str) -> Callable[[Activity], Cell]:
    def read(line: Activity) -> Cell:
        indicator = first_indicator(line)
        return getattr(indicator, name) if indicator else None

    return read


def achieved(line: Activity) -> Cell:
    indicator = first_indicator(line)
    return indicator.achieved() if indicator else None


def partners(line: Activity) -> Cell:
    return "; ".join(f"{department.agency}: {department}" for department in line.partners.all())


def of_reading(reading: Callable[[Activity], Agreed | None], name: str) -> Callable[[Activity], Cell]:
    """From, until or target of the line as it was adopted, or as an amendment left it."""

    def read(line: Activity) -> Cell:
        agreed = reading(line)
        if agreed is None:
            return None
        return agreed.target(first_indicator(line)) if name == "target" else getattr(agreed, name)

    return read


def of_rating(name: str) -> Callable[[Activity], Cell]:
    def read(line: Activity) -> Cell:
        rating = rating_of(line)
        return getattr(rating, name) if rating else None

    return read


COLUMNS: list[tuple[Any, Callable[[Activity], Cell]]] = [
    (_("year"), lambda line: line.plan.year),
    (_("agreement"), lambda line: str(line.plan.agreement)),
    (_("objective"), lambda line: str(line.objective or "")),
    (_("number"), lambda line: line.number),
    (_("title in Mongolian"), lambda line: line.title_mn),
    (_("title in English"), lambda line: line.title_en),
    (_("kind"), lambda line: capfirst(line.get_kind_display())),
    (_("origin"), lambda line: capfirst(line.get_origin_display())),
    (_("lead agency"), lambda line: str(line.lead.agency)),
    (_("lead department"), lambda line: str(line.lead)),
    (_("partner departments"), partners),
    (_("places"), lambda line: "; ".join(str(place) for place in line.places.all())),
    (_("from"), lambda line: line.starts_on),
    (_("until"), lambda line: line.ends_on),
    (_("from, as adopted"), of_reading(as_adopted, "starts_on")),
    (_("until, as adopted"), of_reading(as_adopted, "ends_on")),
    (_("from, as amended"), of_reading(as_amended, "starts_on")),
    (_("until, as amended"), of_reading(as_amended, "ends_on")),
    (_("state"), lambda line: capfirst(line.get_state_display())),
    (_("amendment"), lambda line: capfirst(what_became(line))),
    (_("days overdue"), lambda line: line.days_overdue or None),
    (_("rating"), of_rating("value")),
    (_("rating in words"), of_rating("words")),
    (_("rated by"), of_rating("rated_by")),
    (_("how the other sides read the rating"), of_rating("readings")),
    (_("indicator"), of_indicator("name")),
    (_("unit"), of_indicator("unit")),
    (_("baseline"), of_indicator("baseline")),
    (_("target"), of_indicator("target")),
    (_("target, as adopted"), of_reading(as_adopted, "target")),
    (_("target, as amended"), of_reading(as_amended, "target")),
    (_("achieved"), achieved),
    (_("women, sum of entries"), lambda line: line.women),
    (_("men, sum of entries"), lambda line: line.men),
    (_("sex not recorded, sum of entries"), lambda line: line.sex_not_recorded),
    (_("entries"), lambda line: line.entry_count),
    (_("evidence"), lambda line: line.evidence_count),
    (_("budget, MNT"), lambda line: line.budget_amount),
    (_("public source"), lambda line: line.source_url),
]


RECOMMENDATION_COLUMNS: list[tuple[Any, Callable[[Recommendation], Cell]]] = [
    (_("reference"), lambda asked: asked.reference),
    (_("kind"), lambda asked: capfirst(asked.get_kind_display())),
    (_("what is asked, in Mongolian"), lambda asked: asked.text_mn),
    (_("what is asked, in English"), lambda asked: asked.text_en),
    (_("asked of"), lambda asked: asked.asked_of),
    (_("source"), lambda asked: capfirst(asked.get_source_display())),
    (_("party that issued it"), lambda asked: str(asked.issuer or "")),
    (_("document"), lambda asked: asked.document),
    (_("paragraph"), lambda asked: asked.paragraph),
    (_("theme"), lambda asked: asked.theme),
    (_("how far it binds"), lambda asked: capfirst(asked.get_force_display())),
    (_("year"), lambda asked: asked.years if asked.last_year else asked.year),
    (_("issued on"), lambda asked: asked.issued_on),
    (_("reply due"), lambda asked: asked.reply_due_on),
    (_("state"), lambda asked: capfirst(asked.get_state_display())),
    (_("reply"), lambda asked: capfirst(asked.get_answer_display())),
    (_("date of the reply"), lambda asked: asked.replied_on),
    (_("to be carried out by"), lambda asked: asked.carry_out_by),
    (_("assessment"), lambda asked: "; ".join(str(found) for found in asked.findings)),
    (_("date of the assessment"), lambda asked: max((found.assessed_on for found in asked.findings), default=None)),
    (_("repeats"), lambda asked: str(asked.repeats or "")),
    (_("agreement"), lambda asked: str(asked.agreement)),
    (_("how far the text was read"), lambda asked: capfirst(asked.get_text_read_display())),
    (_("public source"), lambda asked: asked.source_url or asked.source_note),
]

Columns = list[tuple[Any, Callable[[Any], Cell]]]


def headings(columns: Columns = COLUMNS) -> list[str]:
    return [capfirst(str(heading)) for heading, _read in columns]


def rows(things: Iterable[Any], columns: Columns = COLUMNS) -> Iterator[list[Cell]]:
    for thing in things:
        yield [read(thing) for _heading, read in columns]
