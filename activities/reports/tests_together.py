"""What the tests of a plan came to: how many sat them, and their mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from activities.models import KnowledgeTest, Sitting
from plans.models import AnnualPlan, Compartment

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Result:
    """One test: how many sat it, and their mean in percent of what one can reach; None where it was not recorded."""

    moment: str
    people: int
    percent: Decimal | None


@dataclass(frozen=True)
class MeanOfTests:
    """All tests of one moment together; each person counts the same, so a test weighs as many as sat it."""

    moment: Sitting
    tests: int
    people: int
    percent: Decimal | None
    without_mean: int
    """Tests whose mean was not recorded; they are in no mean."""


def tests_together(plan: AnnualPlan) -> list[MeanOfTests]:
    """Of the joint entries under the plan, by when the test was sat; none where there were no tests."""
    tests = KnowledgeTest.objects.filter(
        training__entry__activity__plan=plan, training__entry__compartment=Compartment.JOINT
    )
    return means(Result(test.moment, test.people, test.percent) for test in tests)


def means(tests: Iterable[Result]) -> list[MeanOfTests]:
    by_moment: dict[str, list[Result]] = defaultdict(list)
    for test in tests:
        by_moment[test.moment].append(test)
    return [mean_of(moment, by_moment[moment]) for moment in Sitting if moment in by_moment]


def mean_of(moment: Sitting, tests: list[Result]) -> MeanOfTests:
    known = [test for test in tests if test.percent is not None]
    people = sum(test.people for test in known)
    percent = None
    if people:
        total = sum((test.percent * test.people for test in known if test.percent is not None), Decimal())
        percent = (total / people).quantize(HUNDREDTH, ROUND_HALF_UP)
    return MeanOfTests(moment, len(tests), sum(test.people for test in tests), percent, len(tests) - len(known))
