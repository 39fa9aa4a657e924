"""Where the people of a line were reached, and what its indicators came to there: by province and sex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.models import PEOPLE, Entry, Indicator, Reading, known_sum
from activities.reports.suppression import FEWEST_SHOWN, HIDDEN, suppress
from activities.reports.tables_of_people import Cell, Table, headings_of_people, labelled, with_headings
from plans.divisions import grouped_choices

FEWEST_PROVINCES = 2
"""With one province alone the totals say it all, and could hide nothing."""


def by_province(entries: Iterable[Entry], indicators: Iterable[Indicator]) -> Table | None:
    """
    Women, men and not recorded of these entries, and the sum of each cumulative indicator, by province.

    The entries are joint, the indicators with what was recorded of them. None where work was in one province alone.
    """
    placed: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        placed[entry.division].append(entry)
    if len(placed) < FEWEST_PROVINCES:
        return None
    labels = {key: label for key, label in names().items() if key in placed}
    people = [[known_sum(getattr(entry, name) for entry in placed[key]) for name in PEOPLE] for key in labels]
    suppressed = suppress(people)
    hides = any(HIDDEN in row for row in suppressed)
    shown: list[list[Cell]] = [list(row[: len(PEOPLE)]) for row in suppressed]
    headings = headings_of_people()
    totals: list[Cell] = [known_sum(column) for column in zip(*people, strict=True)]
    for indicator in indicators:
        if indicator.reading != Reading.SUM:
            continue
        sums = sums_by_province(indicator, placed, labels)
        headings.append(f"{indicator.name}, {indicator.unit}")
        totals.append(total_of(sums))
        for row, cell in zip(shown, guarded(indicator, sums, hides=hides), strict=True):
            row.append(cell)
    rows = with_headings(labels.values(), headings, shown)
    return Table(_("Province"), headings, rows, labelled(headings, totals))


def names() -> dict[str, str]:
    """Every province and district in the order of a select, then where nothing but words was written."""
    named = {key: str(label) for _group, choices in grouped_choices() for key, label in choices}
    return named | {"": _("province not recorded")}


def sums_by_province(
    indicator: Indicator, placed: dict[str, list[Entry]], labels: Iterable[str]
) -> list[Decimal | None]:
    values = {figure.entry_id: figure.value for figure in indicator.recorded}
    return [total_of(values.get(entry.pk) for entry in placed[key]) for key in labels]


def total_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what was recorded; None where nothing was."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) if known else None


def guarded(indicator: Indicator, sums: list[Decimal | None], *, hides: bool) -> list[Cell]:
    """
    A column of people is shown whole or not at all.

    As a rule it is women and men together, and would tell what is hidden of them.
    """
    few = any(value is not None and value < FEWEST_SHOWN for value in sums)
    if indicator.counts_people and (hides or few):
        return [None if value is None else HIDDEN for value in sums]
    return list(sums)
