"""What is frozen of a plan at half-year and at the end of the year; the daily timer asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from activities.models import Snapshot, SnapshotPeriod
from plans import trail
from plans.actions.annual_plans import hold_adopted
from plans.models import AnnualPlan, Chain, ChainKind
from plans.models.consent import digest_of
from plans.trail import Author

Render = Callable[[AnnualPlan, date], tuple[dict[str, Any], Decimal | None]]
"""What is to be kept of a plan as of a day, and the mean of its ratings."""


def freeze_snapshot(plan: AnnualPlan, period: SnapshotPeriod, *, by: Author, render: Render) -> Snapshot:
    """
    Keep what `render` says of the plan now. It names the day it is really frozen on, be that later than the plan's.

    Raises MoveRefused when the plan is not carried out, ValidationError when it is frozen already or too early.
    """
    with transaction.atomic():
        hold_adopted(plan)
        today = timezone.localdate()
        content, mean = render(plan, today)
        snapshot = Snapshot(
            plan=plan,
            period=period,
            set_on=period.set_on(plan),
            as_of=today,
            mean=mean,
            content=content,
            digest=digest_of(content),
            checkpoint=Chain.objects.get(kind=ChainKind.AGREEMENT, key=plan.agreement_id).checkpoint,
            frozen_at=timezone.now(),
        )
        with trail.record_added(snapshot, "snapshot.frozen", by=by):
            pass
    return snapshot


def freeze_due(*, by: Author, render: Render) -> list[Snapshot]:
    """
    Freeze what is due of every plan that is carried out; done again it freezes nothing.

    A plan adopted only after the day it sets for a period has nothing to keep of it.
    """
    frozen, today = [], timezone.localdate()
    for plan in AnnualPlan.objects.current().select_related("agreement").order_by("pk"):
        period = SnapshotPeriod.due(plan, today)
        if period is None or plan.snapshots.filter(period=period).exists():
            continue
        if plan.adopted_on is not None and plan.adopted_on > period.set_on(plan):
            continue
        frozen.append(freeze_snapshot(plan, period, by=by, render=render))
    return frozen
