"""Which grade is suggested, on the state's scale and on any other."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.models import Activity, ActivityState, Because, IndicatorFigure, Reading
from activities.suggestion import Facts, facts_of, read_for_suggestion, suggest
from tests.factories import ActivityFactory, EntryFactory, IndicatorFactory

TODAY = date(2026, 7, 3)
STATES_SCALE, FINER = (100, 70, 30, 0), (100, 90, 80, 70, 50, 30, 10, 0)
BEFORE, AHEAD = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
shares = st.one_of(st.none(), st.decimals(min_value=0, max_value=1, places=3))
facts = st.builds(
    Facts,
    ends_on=st.sampled_from([None, BEFORE, TODAY, AHEAD]),
    is_done=st.booleans(),
    is_logged=st.booleans(),
    shares=st.lists(shares, max_size=4).map(tuple),
)
scales = st.lists(st.integers(min_value=0, max_value=100), min_size=1, max_size=9, unique=True)


def of(*reached, ends_on=AHEAD, is_done=False, is_logged=True):
    return Facts(ends_on, is_done, is_logged, tuple(one if one is None else Decimal(one) for one in reached))


@pytest.mark.parametrize(
    ("known", "because", "of_state", "finer"),
    [
        (of(is_done=True, ends_on=BEFORE), Because.DONE, 100, 100),
        (of("1", "1"), Because.REACHED, 100, 100),
        (of(is_logged=False), Because.NOT_BEGUN, None, None),
        (of(is_logged=False, ends_on=TODAY), Because.NOT_BEGUN, None, None),
        (of(is_logged=False, ends_on=None), Because.NOT_BEGUN, None, None),
        (of(None, is_logged=False, ends_on=BEFORE), Because.OVERDUE, 0, 0),
        (of(), Because.UNDER_WAY, 70, 70),
        (of(None, None, ends_on=BEFORE), Because.UNDER_WAY, 70, 70),
        (of("0.7"), Because.MEASURED, 70, 70),
        (of("0.699"), Because.MEASURED, 30, 50),
        (of("1", "0.75"), Because.MEASURED, 70, 80),
        (of("1", None), Because.MEASURED, 30, 50),
        (of("0.05"), Because.MEASURED, 0, 0),
    ],
)
def test_what_is_suggested(known, because, of_state, finer):
    for values, value in ((STATES_SCALE, of_state), (FINER, finer)):
        found = suggest(known, values, TODAY)
        assert (found.value, found.because) == (value, because)


@given(facts, scales)
def test_on_any_scale_it_is_one_of_its_grades_or_not_yet_due(known, values):
    assert suggest(known, values, TODAY).value in {None, *values}


@given(facts)
def test_it_is_not_yet_due_only_where_nothing_is_known(known):
    if suggest(known, STATES_SCALE, TODAY).value is None:
        assert not known.is_done
        assert not known.is_logged
        assert known.ends_on is None or known.ends_on >= TODAY


@given(facts, scales, st.integers(min_value=0, max_value=3))
def test_more_of_a_target_never_suggests_less(known, values, place):
    if known.is_logged and place < len(known.shares) and known.shares[place] is not None:
        more = [*known.shares]
        more[place] = Decimal(1)
        better = Facts(known.ends_on, known.is_done, True, tuple(more))
        assert suggest(better, values, TODAY).value >= suggest(known, values, TODAY).value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reading", "baseline", "target", "figures", "share"),
    [
        (Reading.SUM, 0, 40, [10, 10], "0.5"),
        (Reading.SUM, 0, 40, [50], "1"),
        (Reading.SUM, None, 40, [], None),
        (Reading.LATEST, 50, 30, [45, 40], "0.5"),  # fewer is the aim
        (Reading.LATEST, 50, 30, [60], "0"),
        (Reading.SUM, 0, 0, [0], "1"),
    ],
)
def test_how_much_of_a_target_is_reached(adopted_plan, reading, baseline, target, figures, share):
    line = ActivityFactory(plan=adopted_plan)
    indicator = IndicatorFactory(activity=line, baseline=baseline, target=target, reading=reading)
    for value in figures:
        IndicatorFigure.objects.create(entry=EntryFactory(activity=line), indicator=indicator, value=value)
    known = facts_of(read_for_suggestion(line))
    assert known.shares == (None if share is None else Decimal(share),)
    assert known.is_logged == bool(figures)


@pytest.mark.django_db
def test_an_indicator_without_a_target_measures_nothing(adopted_plan):
    line = ActivityFactory(plan=adopted_plan, state=ActivityState.IN_PROGRESS)
    IndicatorFactory(activity=line, target=None)
    known = facts_of(read_for_suggestion(Activity.objects.get()))
    assert (known.shares, known.is_logged) == ((), True)
