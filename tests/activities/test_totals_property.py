"""Whatever is recorded: totals are its sum, what is unknown is not zero, and what is hidden changes nothing."""

from collections import defaultdict
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import PEOPLE, Entry, Indicator, Reading, known_sum
from activities.models.indicators import Figure
from activities.reports.by_province import by_province, names
from activities.reports.suppression import FEWEST_SHOWN, HIDDEN
from activities.views.activity_pages import ActivityDetail, people
from plans.models import Compartment

COUNTS = st.one_of(st.none(), st.integers(0, 12), st.integers(0, 1_000_000))
FIGURES = st.one_of(st.none(), st.decimals(0, 10**6, places=2), st.integers(0, 9).map(Decimal))
PLACES = st.sampled_from(["MN-041", "MN-061", "MN-1", "UB-BZ", ""])
ROWS = st.lists(st.tuples(PLACES, COUNTS, COUNTS, COUNTS, FIGURES), max_size=14)


def recorded(rows, unit="удаа", reading=Reading.SUM):
    """Entries with these counts, and an indicator with these figures; nothing is saved."""
    entries = [
        Entry(pk=key, division=division, women=women, men=men, sex_not_recorded=unknown)
        for key, (division, women, men, unknown, _figure) in enumerate(rows, start=1)
    ]
    indicator = Indicator(name_mn="хэмжүүр", unit=unit, reading=reading)
    indicator.recorded = [
        Figure(indicator, key, row[-1]) for key, row in enumerate(rows, start=1) if row[-1] is not None
    ]
    return entries, indicator


def plainly_summed(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@given(ROWS)
def test_totals_are_the_sum_of_what_was_recorded_and_never_more(rows):
    entries, indicator = recorded(rows)
    reached = people(entries)
    for place, name in enumerate(PEOPLE, start=1):
        assert reached[name] == plainly_summed(row[place] for row in rows)
    assert reached["total"] == plainly_summed(count for row in rows for count in row[1:4])
    assert indicator.achieved() == plainly_summed(row[-1] for row in rows)


@given(st.lists(COUNTS))
def test_what_is_unknown_is_not_zero(counts):
    total = known_sum(counts)
    assert (total is None) == all(count is None for count in counts)


@given(ROWS)
def test_the_latest_is_one_of_those_recorded(rows):
    _entries, indicator = recorded(rows, reading=Reading.LATEST)
    figures = [row[-1] for row in rows if row[-1] is not None]
    assert indicator.achieved() == (figures[-1] if figures else None)


@given(ROWS, st.sampled_from(["хүн", "удаа"]))
def test_by_province_the_totals_are_those_of_the_line(rows, unit):
    entries, indicator = recorded(rows, unit)
    table = by_province(entries, [indicator])
    if table is None:
        assert len({row[0] for row in rows}) < 2
        return
    reached = people(entries)
    assert [cell for _heading, cell in table.totals] == [*(reached[name] for name in PEOPLE), indicator.achieved()]
    assert len(table.rows) == len({row[0] for row in rows})


@given(ROWS, st.sampled_from(["хүн", "удаа"]))
def test_by_province_a_cell_says_what_was_recorded_there_or_is_hidden(rows, unit):
    entries, indicator = recorded(rows, unit)
    table = by_province(entries, [indicator])
    if table is None:
        return
    said = defaultdict(list)
    for division, *counts in rows:
        said[division].append(counts)
    labels = names()
    expected = {
        str(labels[division]): [plainly_summed(column) for column in zip(*counts, strict=True)]
        for division, counts in said.items()
    }
    for row in table.rows:
        cells = [cell for _heading, cell in row.cells]
        assert all(a is HIDDEN or a == b for a, b in zip(cells, expected.pop(row.label), strict=True))
        assert not [cell for cell in cells[:3] if isinstance(cell, int) and cell < FEWEST_SHOWN]
    assert not expected


@given(ROWS)
def test_a_column_of_people_is_shown_whole_or_not_at_all(rows):
    entries, indicator = recorded(rows, "хүн")
    table = by_province(entries, [indicator])
    if table is None:
        return
    column = [row.cells[-1][1] for row in table.rows if row.cells[-1][1] is not None]
    hidden = [cell is HIDDEN for cell in column]
    assert all(hidden) or not any(hidden)
    assert not any(hidden) or table.hides


@given(ROWS)
def test_an_indicator_of_the_latest_is_summed_over_no_provinces(rows):
    entries, indicator = recorded(rows, reading=Reading.LATEST)
    table = by_province(entries, [indicator])
    assert table is None or len(table.headings) == len(PEOPLE)


@given(counts=COUNTS, figure=FIGURES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.django_db
def test_a_hidden_entry_changes_nothing_of_what_both_sides_read(log, line, anu, counts, figure):
    """Nobody but those who may know of it reads another number."""
    with transaction.atomic():
        log(women=14, men=21, value=Decimal(35))
        log(women=9, division="MN-061", value=Decimal(9))
        before = figures_read(line, anu)
        log(Compartment.AGENCY, women=counts, division="MN-071", value=figure)
        assert figures_read(line, anu) == before
        transaction.set_rollback(True)


def figures_read(line, reader):
    """What the page of a line says of people and indicators."""
    view = ActivityDetail(request=SimpleNamespace(user=reader, GET={}), kwargs={"pk": line.pk})
    view.object = view.get_queryset().get(pk=line.pk)
    context = view.get_context_data()
    measured = [(one.name, one.achieved()) for one in view.object.measures]
    return context["people"], context["by_province"], context["columns"], measured
