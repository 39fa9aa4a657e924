"""What the first page says: where each plan stands, and what others changed."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from activities.models import DONE, UNFINISHED, Activity, ActivityState, Origin
from plans.history import Line, in_words
from plans.models import AnnualPlan, ChainKind, TrailEntry, User

PAGES = {
    # what a trail entry is about → the page that shows it
    "activities.activity": "activities:activity-detail",
    "plans.annualplan": "activities:plan-dashboard",
    "activities.recommendation": "activities:recommendation-detail",
    "plans.agreement": "plans:agreement-detail",
    "plans.proposal": "plans:proposal-detail",
    "plans.meeting": "activities:meeting-detail",
    "plans.workinggroup": "plans:working-group-detail",
}


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


def changes_for(user: User, most: int) -> list[tuple[Line, str]]:
    """The last acts of other people on the joint record, each with the page of what it changed."""
    by_people = TrailEntry.objects.visible_to(user).filter(chain__kind=ChainKind.AGREEMENT, actor_id__isnull=False)
    others = by_people.exclude(actor_id=user.pk).exclude(verb="occasion.taken_over")  # a dozen with each agreement
    changes = in_words(others.order_by("-pk")[:most])
    entries = [change.entry for change in changes]
    places = [(entry.target_type, entry.target_id) for entry in entries]
    places += [(entry.within_type, entry.within_id) for entry in entries]
    named = {key for label, key in places if label == "activities.activity"}
    removed = named.difference(Activity.objects.filter(pk__in=named).values_list("pk", flat=True))
    return [(change, page_of(change.entry, removed)) for change in changes]


def page_of(entry: TrailEntry, removed: set[int]) -> str:
    """The page of a thing, or of what it stands in where it has none or is one of the removed lines."""
    for label, key in ((entry.target_type, entry.target_id), (entry.within_type, entry.within_id)):
        is_removed = label == "activities.activity" and key in removed
        if label in PAGES and not is_removed:
            return reverse(PAGES[label], args=[key])
    return ""
