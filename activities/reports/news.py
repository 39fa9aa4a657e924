"""
What others changed on the joint record, an act a row.

The trail has an entry for each thing an act touches: an amendment of seven lines leaves nine. Whoever reads what is
new reads that it took effect, and opens the rest from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Amendment, AmendmentChange
from plans.models import ChainKind, TrailEntry, User
from plans.trail import VERBS

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
NO_NEWS = (
    "occasion.taken_over",  # a dozen with each agreement
    # what an amendment does to each line, and the closing: the act itself says it
    *("activity.amended", "activity.postponed", "activity.withdrawn"),
    *("activity.added_by_amendment", "activity.added_beyond_the_plan"),
    *("activity.carried_over", "closing.closed"),
)
EFFECTS = (
    *("plan.adopted", "amendment.in_force", "plan.closed", "minutes.confirmed"),
    *("decision.day_agreed", "group.term_changed"),
    *("group.set_up", "group.ended", "agreement.put_in_force", "agreement.ended"),
)
BEGUN_BY: dict[str, set[str]] = {
    # the last consent brings the effect; what is put forward is frozen first
    **{verb: {"consent.given"} for verb in EFFECTS},
    "proposal.put_forward": {
        "plan.proposed",
        "amendment.proposed",
        "closing.proposed",
        "minutes.sent",
        "decision.day_asked",
    },
}
ON_THE_WAY: dict[str, set[str]] = {"plan.closed": {"plan.added", "objective.added"}}
"""What an act did between its beginning and its effect."""
MOST_READ = 200


@dataclass(frozen=True)
class News:
    """An act: its last entry, the page that shows it, and how many more things it was done to on that day."""

    entry: TrailEntry
    page: str
    others: int = 0

    @property
    def act(self) -> str:
        return str(VERBS.get(self.entry.verb, self.entry.verb))

    @property
    def lines_changed(self) -> int | None:
        return self.entry.lines_changed if self.entry.verb == "amendment.in_force" else None


def news_for(user: User, most: int) -> list[News]:
    """The last acts of other people."""
    by_people = TrailEntry.objects.visible_to(user).filter(chain__kind=ChainKind.AGREEMENT, actor_id__isnull=False)
    others = by_people.exclude(actor_id=user.pk).exclude(verb__in=NO_NEWS).order_by("-pk")
    acts = folded(list(with_amendments(others).defer("changes")[:MOST_READ]))[:most]
    places = [(one.entry.target_type, one.entry.target_id) for one in acts]
    places += [(one.entry.within_type, one.entry.within_id) for one in acts]
    named = {key for label, key in places if label == "activities.activity"}
    removed = named.difference(Activity.objects.filter(pk__in=named).values_list("pk", flat=True))
    return [replace(one, page=page_of(one, removed)) for one in acts]


def with_amendments(entries: QuerySet[TrailEntry]) -> QuerySet[TrailEntry]:
    """With the number of the amendment an entry is about, which its page is named by, and how many lines changed."""
    number = Amendment.objects.filter(pk=OuterRef("target_id")).values("number")
    of_change = AmendmentChange.objects.filter(pk=OuterRef("target_id")).values("amendment__number")
    changes = AmendmentChange.objects.filter(amendment=OuterRef("target_id")).order_by().values("amendment")
    return entries.annotate(
        amendment_number=Case(
            When(target_type="activities.amendment", then=Subquery(number)),
            When(target_type="activities.amendmentchange", then=Subquery(of_change)),
            output_field=IntegerField(),
        ),
        lines_changed=Case(
            When(verb="amendment.in_force", then=Subquery(changes.annotate(count=Count("pk")).values("count"))),
            output_field=IntegerField(),
        ),
    )


def folded(entries: Iterable[TrailEntry]) -> list[News]:
    """The acts of these entries, both newest first."""
    acts, waiting = [], list(entries)
    while waiting:
        entry = waiting.pop(0)
        del waiting[: beginning(entry, waiting)]
        alike = sum(1 for _one in repeated(entry, waiting))
        del waiting[:alike]
        acts.append(News(entry, "", alike))
    return acts


def beginning(entry: TrailEntry, earlier: list[TrailEntry]) -> int:
    """How many of the entries before it belong to the act that this one ends."""
    begun_by, on_the_way = BEGUN_BY.get(entry.verb, set()), ON_THE_WAY.get(entry.verb, set())
    for place, one in enumerate(earlier):
        if not is_of_the_same_hand(entry, one):
            return 0
        if one.verb in begun_by:
            return place + 1
        if one.verb not in on_the_way:
            return 0
    return 0


def repeated(entry: TrailEntry, earlier: list[TrailEntry]) -> Iterator[TrailEntry]:
    """The entries before it that say the same of other things of the same whole on that day."""
    day = timezone.localdate(entry.at)
    for one in earlier:
        is_alike = (one.verb, one.target_type) == (entry.verb, entry.target_type)
        is_within = (one.within_type, one.within_id) == (entry.within_type, entry.within_id) != ("", None)
        if not (is_of_the_same_hand(entry, one) and is_alike and is_within and timezone.localdate(one.at) == day):
            return
        yield one


def is_of_the_same_hand(entry: TrailEntry, other: TrailEntry) -> bool:
    return (entry.chain_id, entry.actor_id, entry.agency_id) == (other.chain_id, other.actor_id, other.agency_id)


def page_of(act: News, removed: set[int]) -> str:
    """The page of a thing; of what it stands in where it is one of many, has none, or is one of the removed lines."""
    entry = act.entry
    if entry.amendment_number is not None:
        return reverse("activities:amendment-detail", args=[entry.within_id, entry.amendment_number])
    itself, whole = (entry.target_type, entry.target_id), (entry.within_type, entry.within_id)
    for label, key in [whole, itself] if act.others else [itself, whole]:
        is_removed = label == "activities.activity" and key in removed
        if label in PAGES and not is_removed:
            return reverse(PAGES[label], args=[key])
    return ""
