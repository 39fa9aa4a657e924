"""The calendar of an agreement: what comes next, and what was done for it this year and last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F
from django.utils import timezone

from activities.models import Activity, Advocacy
from plans.models import Agreement, Occasion, User


@dataclass(frozen=True)
class Held:
    """Work under one line in one year, and in how many entries."""

    year: int
    line: Activity
    entries: int


@dataclass(frozen=True)
class Coming:
    """An occasion with the days on which it comes, or goes on; `days` until it begins, 0 or fewer once it has."""

    occasion: Occasion
    begins: date
    ends: date
    days: int
    held: list[Held]

    @property
    def goes_on(self) -> bool:
        return self.days <= 0


def calendar_of(agreement: Agreement, user: User) -> tuple[list[Coming], list[Coming]]:
    """The occasions in the order in which they come, from today on; and those that were retired."""
    today = timezone.localdate()
    held = held_for(agreement, user, since=today.year - 1)
    coming = []
    for occasion in agreement.occasions.all():
        begins, ends = occasion.coming(today)
        coming.append(Coming(occasion, begins, ends, (begins - today).days, held[occasion.pk]))
    coming.sort(key=lambda one: (one.begins, one.ends, one.occasion.pk))
    return [one for one in coming if not one.occasion.is_retired], [one for one in coming if one.occasion.is_retired]


def held_for(agreement: Agreement, user: User, *, since: int) -> dict[int, list[Held]]:
    """By occasion, the latest year first; as far as the reader may know of it."""
    work = (
        Advocacy.objects.visible_to(user)
        .filter(occasion__agreement=agreement, entry__starts_on__year__gte=since)
        .values("occasion", line=F("entry__activity"), year=F("entry__starts_on__year"))
        .annotate(entries=Count("pk"))
        .order_by("-year", "line")
    )
    rows = list(work)
    lines = Activity.objects.visible_to(user).select_related("plan", "objective")
    by_key = lines.in_bulk({row["line"] for row in rows})
    found: dict[int, list[Held]] = defaultdict(list)
    for row in rows:
        found[row["occasion"]].append(Held(row["year"], by_key[row["line"]], row["entries"]))
    return found
