"""Where a plan stands: the figures of its dashboard, every one with the filter that opens its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Min, Prefetch, Q, Value, When, Window
from django.db.models.functions import ExtractQuarter
from django.utils import timezone

from activities.models import BEING_CARRIED_OUT, DONE, Activity, ActivityState, Entry, Kind, Origin
from activities.models.activities import ActivityQuerySet
from activities.reports.rating import RatingMean
from plans.calendar import ROMAN
from plans.models import Agency, AnnualPlan, ConsentAct, Proposal


@dataclass(frozen=True)
class Cell:
    """So many lines of one state, kind, lead agency, quarter and grade, in the plan or beyond it, overdue or not."""

    state: str
    kind: str
    agency: str
    agency_id: int
    quarter: int | None
    beyond: bool
    overdue: bool
    standing: int
    count: int
    with_evidence: int


@dataclass
class PlanStatus:
    """One plan as of one day; every count is derived from what was recorded."""

    plan: AnnualPlan
    today: date
    cells: list[Cell]
    oldest_due_on: date | None
    waiting_since: datetime | None
    people: dict[str, int | None]

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
        return self.count(lambda cell: cell.beyond and cell.state != ActivityState.WITHDRAWN)

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
    def lines_with_evidence(self) -> int:
        return sum(cell.with_evidence for cell in self.cells)

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

    def rating(self, grades: Iterable[int] = (), *, beyond: bool = False) -> RatingMean:
        """Of the lines of the plan itself, or of those beyond it; withdrawn ones are outside."""
        standing: Counter[int] = Counter()
        for cell in self.cells:
            if cell.beyond == beyond and cell.state != ActivityState.WITHDRAWN:
                standing[cell.standing] += cell.count
        return RatingMean.of(standing, grades)

    def by_kind(self) -> list[Group]:
        return [
            group_of(str(kind.label), {"kind": kind.value}, [cell for cell in self.cells if cell.kind == kind])
            for kind in Kind
        ]

    def by_agency(self) -> list[Group]:
        agencies = sorted({(cell.agency_id, cell.agency) for cell in self.cells})
        return [
            group_of(name, {"lead_agency": key}, [cell for cell in self.cells if cell.agency_id == key])
            for key, name in agencies
        ]

    def by_quarter(self) -> list[Group]:
        return [
            group_of(name, {"quarter": quarter}, [cell for cell in self.cells if cell.quarter == quarter])
            for quarter, name in ROMAN.items()
        ]


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


def group_of(label: str, filter_by: dict[str, Any], cells: list[Cell]) -> Group:
    """The lines of these cells, without those beyond the plan."""
    counts: Counter[str] = Counter()
    within = [cell for cell in cells if not cell.beyond]
    for cell in within:
        counts[cell.state] += cell.count
    overdue = sum(cell.count for cell in within if cell.overdue)
    return Group(label, filter_by | {"beyond": "false"}, dict(counts), overdue)


def plan_status(plan: AnnualPlan, lines: ActivityQuerySet, today: date | None = None) -> PlanStatus:
    """`lines` are the plan's activities that the reader may see. Two queries, however many lines."""
    today = today or timezone.localdate()
    rows = (
        lines.order_by()
        .with_standing(today)
        .annotate(
            quarter=ExtractQuarter("ends_on"),
            is_overdue=Case(When(BEING_CARRIED_OUT & Q(ends_on__lt=today), then=Value(True)), default=Value(False)),
        )
        .values(
            "state", "kind", "quarter", "origin", "is_overdue", "standing", "lead__agency_id",
            "lead__agency__short_name_mn", "lead__agency__short_name_en",
        )
        .annotate(
            count=Count("pk"),
            with_evidence=Count("pk", filter=Q(pk__in=lines.order_by().with_evidence().values("pk"))),
            oldest=Min("ends_on"),
            waiting=Min("reported_done_at"),
        )
    )  # fmt: skip
    cells, oldest, waiting = [], [], []
    for row in rows:
        agency = Agency(
            short_name_mn=row["lead__agency__short_name_mn"], short_name_en=row["lead__agency__short_name_en"]
        )
        cells.append(
            Cell(
                state=row["state"],
                kind=row["kind"],
                agency=str(agency),
                agency_id=row["lead__agency_id"],
                quarter=row["quarter"],
                beyond=row["origin"] == Origin.BEYOND,
                overdue=row["is_overdue"],
                standing=row["standing"],
                count=row["count"],
                with_evidence=row["with_evidence"],
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
        people=Entry.objects.joint().filter(activity__in=lines.order_by()).people(),
    )


@dataclass(frozen=True)
class Awaited:
    """
    A side that has yet to act: on texts that are put to the parties of the agreement, and on lines reported done.

    Of the lines the longest waiting, and how many they are in all.
    """

    agency: Agency
    texts: list[Proposal]
    lines: list[Activity]
    count: int


def awaited_by_side(plan: AnnualPlan, lines: ActivityQuerySet, most: int) -> list[Awaited]:
    """Who is waited for and since when, a neutral list in the order of the agreement."""
    standing = Prefetch("acts", ConsentAct.objects.standing(), to_attr="standing")
    open_texts = list(
        plan.agreement.proposals.open().defer("text").prefetch_related(standing).order_by("proposed_at", "pk")
    )
    sides = []
    for party in plan.agreement.parties.select_related("agency"):
        waiting = lines.awaiting(party.agency).annotate(in_all=Window(Count("pk")))
        first = list(waiting.order_by("reported_done_at", "pk")[:most])
        texts = [text for text in open_texts if all(act.agency_id != party.agency_id for act in text.standing)]
        if first or texts:
            sides.append(Awaited(party.agency, texts, first, first[0].in_all if first else 0))
    return sides
