"""A few people in a table can't be told apart, not from the totals either."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.reports.suppression import FEWEST_SHOWN, HIDDEN, suppress

CELLS = st.one_of(st.none(), st.integers(0, 7))
TABLES = st.integers(1, 3).flatmap(
    lambda columns: st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=3)
)


def totals(table):
    return [sum(value or 0 for value in column) for column in zip(*table, strict=True)]


def rows_that_fit(shown, most):
    """Every way to fill one row of the published table."""
    *cells, total = shown
    options = [[value or 0] if value is not HIDDEN else range(top + 1) for value, top in zip(cells, most, strict=True)]
    for filled in product(*options):
        if total is HIDDEN or sum(filled) == (total or 0):
            yield filled


def what_fits(shown, sums):
    """Every table a reader could suppose from what is published and the totals of the columns."""
    for rows in product(*(list(rows_that_fit(row, sums)) for row in shown)):
        if totals(rows) == sums:
            yield [[*row, sum(row)] for row in rows]


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_no_hidden_number_follows_from_what_is_shown(table):
    shown, sums = suppress(table), totals(table)
    if len(table) == 1:
        return
    supposed = list(what_fits(shown, sums))
    for r, row in enumerate(shown):
        for c, cell in enumerate(row):
            is_empty = (c < len(sums) and sums[c] == 0) or (c == len(sums) and sum(sums) == 0)
            if cell is HIDDEN and not is_empty:
                assert len({one[r][c] for one in supposed}) > 1, (table, shown, (r, c))


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_what_is_shown_is_what_was_recorded_and_never_a_few(table):
    for row, cells in zip(table, suppress(table), strict=True):
        known = [value for value in row if value is not None]
        for value, cell in zip([*row, sum(known) if known else None], cells, strict=True):
            assert cell is HIDDEN or cell == value
            assert cell is None or cell is HIDDEN or cell >= FEWEST_SHOWN


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ([[14, 21], [30, 40]], [[14, 21, 35], [30, 40, 70]]),
        ([[3, 21], [30, 40]], [[HIDDEN, HIDDEN, 24], [HIDDEN, HIDDEN, 70]]),
        ([[3, 17]], [[HIDDEN, HIDDEN, 20]]),
        ([[None, 21], [None, 40]], [[None, 21, 21], [None, 40, 40]]),
        ([], []),
    ],
)
def test_a_small_cell_takes_as_many_with_it_as_its_totals_ask_for(table, shown):
    assert suppress(table) == shown
