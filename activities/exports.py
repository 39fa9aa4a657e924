"""What a list of activities, or of recommendations, is as a spreadsheet: heading → accessor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from activities.details import bring_details
from activities.models import (
    Activity,
    Advocacy,
    Channel,
    Entry,
    EntryDetails,
    Event,
    Exclusion,
    Indicator,
    Inquiry,
    InquirySite,
    Kind,
    KnowledgeTest,
    Material,
    MediaItem,
    Moment,
    Recommendation,
    Session,
    TeamMember,
    Theme,
    Training,
)
from activities.reports.rating import rating_of
from activities.reports.three_columns import Agreed, as_adopted, as_amended, what_became
from plans.spreadsheets import Cell

Column = tuple[Any, Callable[[Any], Cell]]
Columns = list[Column]

MOST_ROWS = 20_000
MOST_ENTRIES = 10_000
AT_ONCE = 500
"""Lines whose entries are held in memory together."""


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


def value_of(row: models.Model, name: str) -> Cell:
    """A field as a cell: a choice or another thing by its name."""
    field = row._meta.get_field(name)
    if field.choices:
        return getattr(row, f"get_{name}_display")()
    value = getattr(row, name)
    return str(value) if isinstance(value, models.Model) else value


def field_of(model: type[models.Model], name: str) -> Column:
    """A column of the details of one kind, headed by its name and the field's."""
    heading = format_lazy("{}: {}", model._meta.verbose_name, model._meta.get_field(name).verbose_name)
    return heading, lambda entry: value_of(entry.details, name) if isinstance(entry.details, model) else None


def row_in_words(row: models.Model, names: Iterable[str]) -> str:
    said = []
    for name in names:
        value = value_of(row, name)
        value = f"{value:%Y.%m.%d}" if isinstance(value, date) else value
        if value not in (None, ""):
            said.append(f"{row._meta.get_field(name).verbose_name}: {value}")
    return ", ".join(said)


def rows_of(model: type[EntryDetails], part: str, row: type[models.Model] | None = None, *names: str) -> Column:
    """A column that holds every row of a part; by their own name, or field by field where these are given."""
    of = row or model._meta.get_field(part).related_model
    heading = format_lazy("{}: {}", model._meta.verbose_name, of._meta.verbose_name_plural)

    def read(entry: Entry) -> Cell:
        if not isinstance(entry.details, model):
            return None
        rows = getattr(entry.details, part).all()
        return "; ".join(row_in_words(one, names) if names else str(one) for one in rows)

    return heading, read


def test_at(moment: Moment, name: str) -> Column:
    """A column of the one test that is sat at this moment."""
    heading = format_lazy(
        "{}, {}: {}", KnowledgeTest._meta.verbose_name, moment.label, KnowledgeTest._meta.get_field(name).verbose_name
    )

    def read(entry: Entry) -> Cell:
        tests = entry.details.tests.all() if isinstance(entry.details, Training) else ()
        return next((getattr(test, name) for test in tests if test.moment == moment), None)

    return heading, read


def findings_on(theme: Theme) -> Column:
    def read(entry: Entry) -> Cell:
        if not isinstance(entry.details, Inquiry):
            return None
        found = [finding for finding in entry.details.findings.all() if finding.theme == theme]
        return "; ".join(row_in_words(finding, ["gravity", "place", "text"]) for finding in found)

    return format_lazy("{}: {}", _("findings"), theme.label), read


def next_steps(entry: Entry) -> Cell:
    steps = entry.next_steps.all()
    return "; ".join(f"{step} ({step.due_on:%Y.%m.%d})" if step.due_on else str(step) for step in steps)


ENTRY_COLUMNS: list[Column] = [
    (_("plan"), lambda entry: str(entry.activity.plan)),
    (_("agreement"), lambda entry: str(entry.activity.plan.agreement)),
    (_("number"), lambda entry: entry.activity.number),
    (_("title in Mongolian"), lambda entry: entry.activity.title_mn),
    (_("title in English"), lambda entry: entry.activity.title_en),
    (_("kind"), lambda entry: capfirst(entry.activity.get_kind_display())),
    (_("who may know of it"), lambda entry: capfirst(entry.get_compartment_display())),
    (_("from"), lambda entry: entry.starts_on),
    (_("until"), lambda entry: entry.ends_on or entry.starts_on),
    (_("province or district"), lambda entry: entry.get_division_display()),
    (_("soum or place"), lambda entry: entry.place),
    (_("agency"), lambda entry: str(entry.agency)),
    (_("who logged it"), lambda entry: str(entry.author)),
    (_("what was done"), lambda entry: entry.what_was_done),
    (_("what stood in the way"), lambda entry: entry.obstacles),
    (_("next steps"), next_steps),
    (_("indicator figures"), lambda entry: "; ".join(str(figure) for figure in entry.figures.all())),
    (_("this work is"), lambda entry: capfirst(entry.get_progress_display())),
    (_("women"), lambda entry: entry.women),
    (_("men"), lambda entry: entry.men),
    (_("sex not recorded"), lambda entry: entry.sex_not_recorded),
    (_("people in all, each counted once"), lambda entry: entry.head_count),
    (_("evidence"), lambda entry: len(entry.known_evidence)),
    (_("public source"), lambda entry: entry.source_url),
    *(field_of(Training, name) for name in ("course_kind", "topics", "mode", "hours", "materials", "satisfaction")),
    rows_of(Training, "sessions", Session, "held_on", "topic", "hours", "people"),
    rows_of(Training, "trainers"),
    *(test_at(moment, name) for moment in Moment for name in ("people", "mean", "maximum", "pass_mark", "passed")),
    field_of(Training, "follows"),
    field_of(Training, "outcome"),
    *(
        field_of(Inquiry, name)
        for name in (
            "inquiry_kind",
            "legal_basis",
            "guideline_number",
            "guideline_on",
            "question",
            "announcement",
            "women_interviewed",
            "men_interviewed",
            "interviewed_not_recorded",
        )
    ),
    rows_of(Inquiry, "methods"),
    rows_of(Inquiry, "sites", InquirySite, "site_kind", "division", "place", "note"),
    rows_of(Inquiry, "team", TeamMember, "agency", "department", "person", "post", "number", "team_role"),
    rows_of(Inquiry, "exclusions", Exclusion, "agency", "department", "reason"),
    *map(findings_on, Theme),
    *(
        field_of(Inquiry, name)
        for name in (
            "draft_sent_on",
            "draft_sent_to",
            "reply_due_on",
            "replied_on",
            "reply",
            "reply_text",
            "replied_by",
        )
    ),
    *(field_of(Advocacy, name) for name in ("advocacy_kind", "occasion", "message")),
    rows_of(Advocacy, "audiences"),
    rows_of(Advocacy, "channels", Channel, "channel_kind", "name", "reach"),
    rows_of(Advocacy, "events", Event, "held_on", "name", "women", "men", "sex_not_recorded"),
    rows_of(Advocacy, "materials", Material, "what", "printed", "handed_out"),
    rows_of(Advocacy, "media", MediaItem, "title", "outlet", "published_on", "url"),
    *(
        field_of(Advocacy, name)
        for name in (
            "aware_before",
            "asked_before",
            "aware_after",
            "asked_after",
            "proposed",
            "proposed_to",
            "outcome",
            "outcome_on",
            "outcome_text",
        )
    ),
]


def entries_of(lines: Iterable[Activity]) -> Iterator[Entry]:
    """The entries each line was given as `known_entries`, with their details, a few hundred lines at a time."""
    for some in batched(lines, AT_ONCE):
        of_kind: dict[str, list[Entry]] = {kind: [] for kind in Kind.values}
        for line in some:
            for entry in line.known_entries:
                entry.activity = line
                of_kind[line.kind].append(entry)
        for kind, entries in of_kind.items():
            bring_details(entries, kind)
        for line in some:
            yield from line.known_entries


def batched(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def headings(columns: Columns = COLUMNS) -> list[str]:
    return [capfirst(str(heading)) for heading, _read in columns]


def rows(things: Iterable[Any], columns: Columns = COLUMNS) -> Iterator[list[Cell]]:
    for thing in things:
        yield [read(thing) for _heading, read in columns]
