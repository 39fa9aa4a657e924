"""Where a plan stands: the figures of its dashboard, every one with the filter that opens its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, Min, Q, Value, When
from django.db.models.functions import ExtractQuarter
from django.utils import timezone

from activities.models import DONE, UNFINISHED, Activity, ActivityState, Entry, Kind, Origin
from plans.models import AnnualPlan, PlanState, in_language


@dataclass(frozen=True)
class Cell:
    """So many lines of one state, kind, lead agency and quarter, in the plan or beyond it, overdue or not."""

    state: str
    kind: str
    agency: str
    agency_id: int
    quarter: int | None
    beyond: bool
    overdue: bool
    count: int


@dataclass
class PlanStatus:
    """One plan as of one day; every count is derived from what was recorded."""

    plan: AnnualPlan
    today: date
    cells: list[Cell]
    oldest_due_on: date | None
    waiting_since: Any
    people: dict[str, int | None]
    lines_with_evidence: int

    def count(self, test: Callable[[Cell], bool] = lambda cell: True) -> int:
        return sum(cell.count for cell in self.cells if test(cell))

    @property
    def total(self) -> int:
        """Lines of the plan itself: those beyond it never enter its denominator."""
        return self.count(lambda cell: not cell.beyond and cell.state != ActivityState.WITHDRAWN)

    @property
    def done(self) -> int:
        return self.count(lambda cell: not cell.beyond and cell.state in DONE)

    @property
    def beyond(self) -> int:
        return self.count(lambda cell: cell.beyond)

    @property
    def beyond_done(self) -> int:
        return self.count(lambda cell: cell.beyond and cell.state in DONE)

    @property
    def withdrawn(self) -> int:
        """Lines that left the denominator by an amendment."""
        return self.count(lambda cell: cell.state == ActivityState.WITHDRAWN)

    @property
    def overdue(self) -> int:
        return self.count(lambda cell: cell.overdue)

    @property
    def oldest_overdue_days(self) -> int:
        return (self.today - self.oldest_due_on).days if self.oldest_due_on else 0

    @property
    def awaiting(self) -> int:
        return self.count(lambda cell: cell.state == ActivityState.REPORTED_DONE)

    @property
    def longest_wait_days(self) -> int:
        return (self.today - timezone.localdate(self.waiting_since)).days if self.waiting_since else 0

    @property
    def done_share(self) -> float:
        """Per cent of the plan's lines that are reported done or confirmed."""
        return 100 * self.done / self.total if self.total else 0.0

    @property
    def elapsed_share(self) -> float:
        """Per cent of the plan's year that has passed."""
        days = (self.plan.ends_on - self.plan.starts_on).days + 1
        passed = (self.today - self.plan.starts_on).days + 1
        return 100 * min(max(passed, 0), days) / days

    def by_kind(self) -> list[Group]:
        return [
            self._group(str(kind.label), {"kind": kind.value}, lambda cell, k=kind: cell.kind == k) for kind in Kind
        ]

    def by_agency(self) -> list[Group]:
        agencies = sorted({(cell.agency_id, cell.agency) for cell in self.cells})
        return [
            self._group(name, {"lead_agency": key}, lambda cell, key=key: cell.agency_id == key)
            for key, name in agencies
        ]

    def by_quarter(self) -> list[Group]:
        names = {1: "I", 2: "II", 3: "III", 4: "IV"}
        return [
            self._group(names[quarter], {"quarter": quarter}, lambda cell, q=quarter: cell.quarter == q)
            for quarter in names
        ]

    def _group(self, label: str, filter_by: dict[str, Any], test: Callable[[Cell], bool]) -> Group:
        counts: Counter[str] = Counter()
        for cell in self.cells:
            if test(cell) and not cell.beyond:
                counts[cell.state] += cell.count
        overdue = self.count(lambda cell: test(cell) and cell.overdue and not cell.beyond)
        return Group(label, filter_by | {"beyond": "false"}, dict(counts), overdue)


@dataclass
class Group:
    """A row of the dashboard: lines of the plan itself of one kind, agency or quarter, by state."""

    label: str
    filter_by: dict[str, Any]
    counts: dict[str, int]
    overdue: int = 0
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.counts.values())

    @property
    def done(self) -> int:
        return sum(self.counts.get(state, 0) for state in DONE)


def plan_status(plan: AnnualPlan, lines: Any, today: date | None = None) -> PlanStatus:
    """`lines` are the plan's activities that the reader may see. Three queries, however many lines."""
    today = today or timezone.localdate()
    is_overdue = Q(state__in=UNFINISHED, ends_on__lt=today) if plan.state == PlanState.ADOPTED else Q(pk=None)
    rows = (
        lines.order_by()
        .annotate(
            quarter=ExtractQuarter("ends_on"),
            is_overdue=Case(When(is_overdue, then=Value(True)), default=Value(False)),
        )
        .values(
            "state", "kind", "quarter", "origin", "is_overdue", "lead__agency_id",
            "lead__agency__short_name_mn", "lead__agency__short_name_en",
        )
        .annotate(
            count=Count("pk"),
            oldest=Min("ends_on"),
            waiting=Min("reported_done_at"),
        )
    )  # fmt: skip
    cells, oldest, waiting = [], [], []
    for row in rows:
        name = in_language(_Names(row["lead__agency__short_name_mn"], row["lead__agency__short_name_en"]), "name")
        beyond = row["origin"] == Origin.BEYOND
        cells.append(
            Cell(
                row["state"],
                row["kind"],
                name,
                row["lead__agency_id"],
                row["quarter"],
                beyond,
                row["is_overdue"],
                row["count"],
            )
        )
        if row["is_overdue"]:
            oldest.append(row["oldest"])
        if row["state"] == ActivityState.REPORTED_DONE and row["waiting"]:
            waiting.append(row["waiting"])
    return PlanStatus(
        plan=plan,
        today=today,
        cells=cells,
        oldest_due_on=min(oldest, default=None),
        waiting_since=min(waiting, default=None),
        people=Entry.objects.filter(activity__in=lines.order_by()).people(),
        lines_with_evidence=lines.order_by().with_evidence().count(),
    )


@dataclass(frozen=True)
class _Names:
    name_mn: str
    name_en: str


def waiting_for(activity: Activity, parties: Iterable[Any]) -> list[Any]:
    """Which sides have yet to confirm a line that is reported done: every party but the lead's."""
    return [party for party in parties if party.agency_id != activity.lead.agency_id]
