"""How one line is rated; the mean of a plan, with the arithmetic that a reader can follow on paper (design §6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from activities.models import NOT_DUE, RATED_IN, UNRATED, Activity, ActivityState, Rating, without_grade
from plans.models import PlanState

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class RatingMean:
    """How many lines have each grade, how many are not due, and how many are due and not rated."""

    counts: tuple[tuple[int, int], ...]
    """Value of a grade → lines that have it, the highest first; none twice."""
    not_due: int = 0
    unrated: int = 0

    @classmethod
    def of(cls, standing: Iterable[int] | Mapping[int, int], grades: Iterable[int] = ()) -> RatingMean:
        """Of what stands on each line (or how many lines there are of each); `grades` of the scale are shown at 0."""
        lines = Counter(standing)
        values = sorted({*grades, *(value for value in lines if value >= 0)}, reverse=True)
        return cls(tuple((value, lines[value]) for value in values), lines[NOT_DUE], lines[UNRATED])

    @property
    def number(self) -> int:
        """Rated lines: what the sum is divided by."""
        return sum(count for _value, count in self.counts)

    @property
    def sum(self) -> int:
        return sum(value * count for value, count in self.counts)

    @property
    def mean(self) -> Decimal | None:
        """To two places, halves rounded up; None where nothing is rated, which is not 0."""
        if not self.number:
            return None
        return (Decimal(self.sum) / self.number).quantize(HUNDREDTH, ROUND_HALF_UP)

    @property
    def lines(self) -> int:
        return self.number + self.not_due + self.unrated

    @property
    def arithmetic(self) -> str:
        """«(59 × 100 + 13 × 70 + 5 × 30 + 1 × 0) / 78 = 6,960 / 78 = 89.23»; empty where nothing is rated."""
        if not self.number:
            return ""
        terms = " + ".join(f"{count:,} × {value}" for value, count in self.counts if count)
        return f"({terms}) / {self.number:,} = {self.sum:,} / {self.number:,} = {self.mean}"


@dataclass(frozen=True)
class RatingOfLine:
    """What a row of a list says: the grade that stands or that none does, who rates it so, how other sides read it."""

    value: int | None
    words: str
    rated_by: str = ""
    readings: str = ""


def rating_of(line: Activity) -> RatingOfLine | None:
    """By the same rule as the figures of the dashboard; None where the line is not rated. Reads `with_ratings`."""
    if line.plan.state not in RATED_IN or line.state == ActivityState.WITHDRAWN:
        return None
    rating: Rating | None = next(iter(line.newest_ratings), None) if line.standing != UNRATED else None
    if rating is None:
        return RatingOfLine(None, str(without_grade(line.standing, is_over=line.plan.state == PlanState.CLOSED)))
    readings = (f"{one.agency}: {one.get_reading_display()}" for one in rating.readings_of_sides.values())
    value, words = (rating.grade.value, rating.grade.name) if rating.grade else (None, rating.words)
    return RatingOfLine(value, words, str(rating.agency), "; ".join(readings))
