"""What the first page says of where each plan stands."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from activities.models import DONE, UNFINISHED, ActivityState, Origin
from plans.models import AnnualPlan, User


@dataclass(frozen=True)
class Standing:
    """A plan in four figures."""

    plan: AnnualPlan
    total: int
    done: int
    overdue: int
    awaiting: int


def standing(user: User) -> list[Standing]:
    """Every plan that is being carried out, in one query."""
    in_plan = ~Q(activities__origin=Origin.BEYOND)
    plans = (
        AnnualPlan.objects.visible_to(user)
        .current()
        .select_related("agreement")
        .annotate(
            total=Count("activities", filter=in_plan & ~Q(activities__state=ActivityState.WITHDRAWN)),
            done=Count("activities", filter=in_plan & Q(activities__state__in=DONE)),
            overdue=Count(
                "activities",
                filter=Q(activities__state__in=UNFINISHED, activities__ends_on__lt=timezone.localdate()),
            ),
            awaiting=Count("activities", filter=Q(activities__state=ActivityState.REPORTED_DONE)),
        )
        .order_by("-year", "pk")
    )
    return [Standing(plan, plan.total, plan.done, plan.overdue, plan.awaiting) for plan in plans]
