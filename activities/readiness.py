"""What a draft plan lacks before it can be put to the heads: every failing line at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.models import Activity
from activities.texts import lines_of
from plans.models import AnnualPlan
from plans.text import search_key


@dataclass(frozen=True)
class Failing:
    """One thing to mend; `line` is None where it concerns the plan as a whole."""

    line: Activity | None
    reason: str

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}" if self.line else self.reason


def failing(plan: AnnualPlan) -> list[Failing]:
    """Dates within the year, an indicator with unit and target, no twin title, a heading; at least one line."""
    lines = lines_of(plan)
    if not lines:
        return [Failing(None, _("The plan has no line yet."))]
    titles = titles_of(lines)
    found = []
    for line in lines:
        found += [Failing(line, reason) for reason in reasons(line, plan, titles)]
    return found


def titles_of(lines: Iterable[Activity]) -> Counter[str]:
    """How many lines bear each title, however it is typed."""
    return Counter(key for line in lines for key in title_keys(line))


def title_keys(line: Activity) -> set[str]:
    """A line's titles as the search reads them, so that a twin differs by more than a capital letter."""
    return {search_key(title) for title in (line.title_mn, line.title_en) if title}


def reasons(line: Activity, plan: AnnualPlan, titles: Counter[str]) -> list[str]:
    found = []
    if line.starts_on is None or line.ends_on is None:
        found.append(_("From when until when is missing."))
    elif not plan.starts_on <= line.starts_on <= line.ends_on <= plan.ends_on:
        found.append(_("Its days lie outside %(year)s.") % {"year": plan.year})
    if not line.title_mn:
        found.append(_("The title in Mongolian is missing."))
    if any(titles[key] > 1 for key in title_keys(line)):
        found.append(_("Another line has the same title."))
    if line.objective_id is None and not line.is_beyond_the_plan:
        found.append(_("It stands under no objective."))
    if not any(one.unit and one.target is not None for one in line.indicators.all()):
        found.append(_("An indicator with a unit and a target is missing."))
    return found
