"""What the decisions of meetings became or are becoming: lines, amendments before the parties, working groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from activities.amending import line_changes
from activities.models import UNFINISHED, Activity, Amendment
from plans.models import Decision, Proposal, WorkingGroup


@dataclass(frozen=True)
class Birth:
    """One thing that was born of a decision; of an open amendment also the lines it would bring."""

    thing: Activity | Amendment | WorkingGroup
    awaits_consent: bool = False
    lines: tuple[Activity, ...] = ()

    @property
    def name(self) -> str:
        """With the lines that an amendment would bring, in the reader's language."""
        lines = "; ".join(str(line) for line in self.lines)
        return f"{self.thing}: {lines}" if lines else str(self.thing)

    @property
    def state(self) -> str:
        return gettext("awaiting consent") if self.awaits_consent else self.thing.get_state_display()

    @property
    def is_unfinished(self) -> bool:
        match self.thing:
            case Activity():
                return self.thing.state in UNFINISHED
            case Amendment():
                return self.thing.is_open
        return self.thing.is_draft or self.thing.is_active


def births_of(decisions: Iterable[Decision]) -> dict[int, list[Birth]]:
    """By the decision's key: its lines, its amendments, its groups."""
    keys = [decision.pk for decision in decisions]
    found: dict[int, list[Birth]] = defaultdict(list)
    if not keys:
        return found
    lines = Activity.objects.filter(decision__in=keys).select_related("plan", "objective", "lead__agency")
    for line in lines.in_plan_order():
        found[line.decision_id].append(Birth(line))
    for amendment in Amendment.objects.born_of(keys).select_related("plan__agreement").order_by("pk"):
        brings = lines_to_come(amendment) if amendment.is_open else {}
        for key in dict.fromkeys([amendment.decision_id, *brings]):
            if key in keys:
                awaits = amendment.is_open and not amendment.is_draft
                found[key].append(Birth(amendment, awaits, tuple(brings.get(key, ()))))
    groups = list(WorkingGroup.objects.filter(decision__in=keys).order_by("pk"))
    before = Proposal.objects.open().filter(target_type=WorkingGroup._meta.label_lower)
    awaited = set(before.filter(target_id__in=[group.pk for group in groups]).values_list("target_id", flat=True))
    for group in groups:
        found[group.decision_id].append(Birth(group, group.pk in awaited))
    return found


def lines_to_come(amendment: Amendment) -> dict[int, list[Activity]]:
    """The lines beyond the plan that an open amendment would bring, by the decision each was born of."""
    brings: dict[int, list[Activity]] = defaultdict(list)
    for one in line_changes(amendment):
        if key := one.change.after.get("decision"):
            brings[key].append(one.line)
    return brings


def with_births(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions, each with its `births`, for a page or a pack to show."""
    decisions = list(decisions)
    found = births_of(decisions)
    for decision in decisions:
        decision.births = found.get(decision.pk, [])
    return decisions
