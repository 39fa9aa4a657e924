"""The mean of the ratings and its arithmetic: three published cases, and what must hold for any numbers."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.models import NOT_DUE, UNRATED
from activities.reports.rating import RatingMean

STATES_SCALE = (100, 70, 30, 0)
PUBLISHED = [
    # lines of each grade, lines not due, the mean that was published (the last report printed 86.85 by a slip)
    ((59, 13, 5, 1), 0, "89.23", "(59 × 100 + 13 × 70 + 5 × 30 + 1 × 0) / 78 = 6,960 / 78 = 89.23"),
    ((50, 21, 19, 0), 2, "78.22", "(50 × 100 + 21 × 70 + 19 × 30) / 90 = 7,040 / 90 = 78.22"),
    ((67, 44, 3, 0), 7, "86.58", "(67 × 100 + 44 × 70 + 3 × 30) / 114 = 9,870 / 114 = 86.58"),
]
grades = st.integers(min_value=0, max_value=100)
standing = st.lists(st.one_of(grades, st.just(NOT_DUE), st.just(UNRATED)), max_size=60)
rated = st.lists(grades, min_size=1, max_size=60)


def of_lines(counts, not_due=0):
    return RatingMean.of(dict(zip(STATES_SCALE, counts, strict=True)) | {NOT_DUE: not_due})


@pytest.mark.parametrize(("counts", "not_due", "mean", "arithmetic"), PUBLISHED)
def test_the_published_cases_come_out(counts, not_due, mean, arithmetic):
    found = of_lines(counts, not_due)
    assert (found.mean, found.arithmetic, found.not_due) == (Decimal(mean), arithmetic, not_due)
    assert (found.number, found.lines) == (sum(counts), sum(counts) + not_due)


def test_where_nothing_is_rated_there_is_no_mean_and_not_zero():
    found = RatingMean.of([NOT_DUE, UNRATED, UNRATED], STATES_SCALE)
    assert (found.mean, found.arithmetic, found.number) == (None, "", 0)
    assert (found.not_due, found.unrated, found.counts) == (1, 2, tuple((value, 0) for value in STATES_SCALE))


def test_a_half_is_rounded_up():
    assert RatingMean.of([0] * 7 + [1]).mean == Decimal("0.13")  # 0.125


@given(rated)
def test_the_mean_lies_between_the_lowest_and_the_highest_grade(lines):
    assert min(lines) <= RatingMean.of(lines).mean <= max(lines)


@given(standing, st.randoms())
def test_the_order_of_lines_does_not_matter(lines, chance):
    shuffled = list(lines)
    chance.shuffle(shuffled)
    assert RatingMean.of(shuffled) == RatingMean.of(lines)


@given(standing, st.integers(min_value=0, max_value=50))
def test_lines_not_due_or_not_rated_never_change_it(lines, more):
    found = RatingMean.of([*lines, *[NOT_DUE] * more, *[UNRATED] * more])
    assert (found.mean, found.arithmetic) == (RatingMean.of(lines).mean, RatingMean.of(lines).arithmetic)


@given(rated)
def test_what_the_text_says_is_the_mean(lines):
    """Worked out anew from what is printed, by other means."""
    found = RatingMean.of(lines)
    worked, short, said = found.arithmetic.replace(",", "").split(" = ")
    for one in (worked, short):
        terms, number = one.rsplit(" / ", 1)
        total = sum(
            Fraction(count) * Fraction(value)
            for term in terms.strip("()").split(" + ")
            for count, _times, value in [term.partition(" × ") if "×" in term else (term, "", "1")]
        )
        exact = total / int(number)
        rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert Decimal(said) == rounded == found.mean


@given(standing)
def test_every_line_is_counted_once(lines):
    assert RatingMean.of(lines).lines == len(lines)
