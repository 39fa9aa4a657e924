"""Which grade is suggested for a line, by its indicators and its days; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from activities.models import DONE, Activity, ActivityState, Because, Indicator, Reading

WHOLE = Decimal(1)
UNDER_WAY = 70
"""What the state calls «under way»; on another scale the highest grade not above it."""


@dataclass(frozen=True)
class Facts:
    """What is known of a line: its last day, whether it was reported done, whether work is logged, and its targets."""

    ends_on: date | None
    is_done: bool
    is_logged: bool
    shares: tuple[Decimal | None, ...] = ()
    """Of each indicator with a target the share that is reached, 0–1; None where nothing was recorded of it."""


@dataclass(frozen=True)
class Suggestion:
    """The value of a grade, or None where the line is not yet due; why; and the share of its targets, in per cent."""

    value: int | None
    because: Because
    share: Decimal | None = None

    def get_because_display(self) -> str:
        return str(self.because.label)


def suggest(facts: Facts, values: Sequence[int], today: date) -> Suggestion:
    """
    The grade of a scale with these values that fits the facts (design §6).

    - done, or every target reached: the highest;
    - nothing logged: the lowest once the last day has passed, and not yet due while it lies ahead;
    - else the highest grade not above the mean share of the targets reached; «under way» where nothing measures it.
    """
    if facts.is_done:
        return Suggestion(max(values), Because.DONE)
    if facts.shares and all(share == WHOLE for share in facts.shares):
        return Suggestion(max(values), Because.REACHED)
    if not facts.is_logged:
        if facts.ends_on is not None and facts.ends_on < today:
            return Suggestion(min(values), Because.OVERDUE)
        return Suggestion(None, Because.NOT_BEGUN)
    if all(share is None for share in facts.shares):
        return Suggestion(highest_up_to(UNDER_WAY, values), Because.UNDER_WAY)
    share = 100 * sum((share or Decimal() for share in facts.shares), Decimal()) / len(facts.shares)
    return Suggestion(highest_up_to(share, values), Because.MEASURED, share)


def highest_up_to(most: Decimal | int, values: Sequence[int]) -> int:
    """The highest value not above this; the lowest where each is above it."""
    return max((value for value in values if value <= most), default=min(values))


def facts_of(line: Activity) -> Facts:
    """Reads what `with_figures` brought."""
    return Facts(
        ends_on=line.ends_on,
        is_done=line.state in DONE,
        is_logged=bool(line.entry_count) or line.state in {ActivityState.IN_PROGRESS, ActivityState.DIFFERS},
        shares=tuple(share_of(one) for one in line.measures if one.target is not None),
    )


def share_of(indicator: Indicator) -> Decimal | None:
    """
    How much of the way to its target is gone, 0–1.

    Where the latest figure counts the way begins at the baseline, so that a target may lie below it.
    """
    achieved, target = indicator.achieved(), indicator.target
    if achieved is None or target is None:
        return None
    begun = (indicator.baseline or Decimal()) if indicator.reading == Reading.LATEST else Decimal()
    if target == begun:
        return WHOLE if achieved >= target else Decimal()
    return min(max((achieved - begun) / (target - begun), Decimal()), WHOLE)


def read_for_suggestion(line: Activity) -> Activity:
    """The line as it stands now, with all that `facts_of` reads."""
    return Activity.objects.with_figures().get(pk=line.pk)
