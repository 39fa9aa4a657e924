"""What the tests of a plan came to: how many sat them, and their mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from activities.models import KnowledgeTest, Moment
from plans.models import AnnualPlan, Compartment

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class MeanOfTests:
    """All tests of one moment together; each person counts the same, so a test weighs as many as sat it."""

    moment: Moment
    tests: int
    people: int
    percent: Decimal | None
    without_mean: int
    """Tests whose mean was not recorded; they are in no mean."""


def tests_together(plan: AnnualPlan) -> list[MeanOfTests]:
    """Of the joint entries under the plan, by when the test was sat; none where there were no tests."""
    joint = {"training__entry__compartment": Compartment.JOINT}
    return means(KnowledgeTest.objects.filter(training__entry__activity__plan=plan, **joint))


def means(tests: Iterable[KnowledgeTest]) -> list[MeanOfTests]:
    by_moment: dict[str, list[KnowledgeTest]] = defaultdict(list)
    for test in tests:
        by_moment[test.moment].append(test)
    return [mean_of(moment, by_moment[moment]) for moment in Moment if moment in by_moment]


def mean_of(moment: Moment, tests: list[KnowledgeTest]) -> MeanOfTests:
    known = [(test.percent, test.people) for test in tests if test.percent is not None]
    people = sum(sat for _percent, sat in known)
    percent = None
    if people:
        total = sum((percent * sat for percent, sat in known), Decimal())
        percent = (total / people).quantize(HUNDREDTH, ROUND_HALF_UP)
    return MeanOfTests(moment, len(tests), sum(test.people for test in tests), percent, len(tests) - len(known))
