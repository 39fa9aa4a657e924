"""What is frozen of a plan at half-year and at the end of the year; the daily timer asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activities.models import Snapshot, SnapshotPeriod
from plans import trail
from plans.actions.annual_plans import hold_adopted
from plans.models import AnnualPlan, Chain, ChainKind
from plans.models.consent import digest_of
from plans.trail import Author
from plans.workflow import MoveRefused

Render = Callable[[AnnualPlan, date], tuple[dict[str, Any], Decimal | None]]
"""What is to be kept of a plan as of a day, and the mean of its ratings."""


def freeze_snapshot(plan: AnnualPlan, period: SnapshotPeriod, *, by: Author, render: Render) -> Snapshot:
    """
    Keep what `render` says of the plan now. It names the day it is really frozen on, be that later than the plan's.

    Raises MoveRefused when the plan is not carried out, ValidationError when it is frozen already or too early.
    """
    with transaction.atomic():
        hold_adopted(plan)
        return _freeze(plan, period, by=by, render=render)


def freeze_at_closing(plan: AnnualPlan, *, by: Author, render: Render) -> Snapshot | None:
    """
    Keep the year as it ends, where it isn't frozen yet; in the transaction that closes the plan and so holds it.

    The timer passes closed years over: one that is closed before the day it sets would have no snapshot.
    """
    if plan.snapshots.filter(period=SnapshotPeriod.YEAR).exists():
        return None
    return _freeze(plan, SnapshotPeriod.YEAR, by=by, render=render, at_closing=True)


def _freeze(
    plan: AnnualPlan, period: SnapshotPeriod, *, by: Author, render: Render, at_closing: bool = False
) -> Snapshot:
    today = timezone.localdate()
    content, mean = render(plan, today)
    snapshot = Snapshot(
        plan=plan,
        period=period,
        set_on=period.set_on(plan),
        as_of=today,
        at_closing=at_closing,
        mean=mean,
        content=content,
        digest=digest_of(content),
        checkpoint=Chain.objects.get(kind=ChainKind.AGREEMENT, key=plan.agreement_id).checkpoint,
        frozen_at=timezone.now(),
    )
    with trail.record_added(snapshot, "snapshot.frozen", by=by):
        pass
    return snapshot


@dataclass(frozen=True)
class Refused:
    """A plan that was due and could not be frozen, and why."""

    plan: AnnualPlan
    period: SnapshotPeriod
    reasons: list[str]

    def __str__(self) -> str:
        name = f"{self.plan.agreement}, {self.plan}, {self.period.label}"
        return f"{name}: {' '.join(str(reason) for reason in self.reasons)}"


def freeze_due(*, by: Author, render: Render) -> tuple[list[Snapshot], list[Refused]]:
    """
    Freeze what is due of every plan that is carried out; done again it freezes nothing. One refused keeps no other.

    A plan adopted only after the day it sets for a period has nothing to keep of it.
    """
    frozen: list[Snapshot] = []
    refused: list[Refused] = []
    today = timezone.localdate()
    for plan in AnnualPlan.objects.current().select_related("agreement").order_by("pk"):
        period = SnapshotPeriod.due(plan, today)
        if period is None or plan.snapshots.filter(period=period).exists():
            continue
        if plan.adopted_on is not None and plan.adopted_on > period.set_on(plan):
            continue
        try:
            frozen.append(freeze_snapshot(plan, period, by=by, render=render))
        except MoveRefused as refusal:
            refused.append(Refused(plan, period, refusal.reasons))
        except ValidationError as refusal:
            refused.append(Refused(plan, period, refusal.messages))
    return frozen, refused
