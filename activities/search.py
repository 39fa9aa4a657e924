"""What a person finds by words across all they may know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Entry, Recommendation
from plans.models import AgendaItem, Agreement, Clause, Decision, Meeting, User, WorkingGroup
from plans.models.searched import Searched
from plans.text import Stretch, excerpt, search_key, search_words

FEW = 5
"""How many of a kind the page shows before it names the list that has them all."""
PARTS_READ = 200
"""How many parts of those few are looked through for the text to quote."""


@dataclass(frozen=True)
class Hit:
    """A thing that says the words: what it is called, where it stands, and what else of it says them."""

    thing: Searched
    title: list[Stretch]
    where: str
    quote: list[Stretch]


@dataclass(frozen=True)
class Found:
    """What of one kind says the words: the first few, how many there are, and the address of them all."""

    heading: str | Promise
    count: int
    hits: list[Hit]
    address: str


@dataclass(frozen=True)
class Source:
    """A kind of thing that is searched: which of them say the words, and which parts of them may."""

    heading: str | Promise
    matching: Callable[[User, str], QuerySet[Any]]
    where: Callable[[Any], Sequence[Any]]
    list_name: str
    parts: Callable[[User], QuerySet[Any]] | None = None
    parent: str = ""
    """The foreign key by which a part names the thing."""

    def find(self, user: User, text: str) -> Found:
        matching = self.matching(user, text)
        few = list(matching[:FEW])
        count = len(few) if len(few) < FEW else matching.order_by().count()
        texts = self._texts(user, few, text)
        return Found(
            self.heading,
            count,
            [self._hit(thing, text, texts[thing.pk]) for thing in few],
            f"{reverse(self.list_name)}?{urlencode({'text': text})}",
        )

    def _hit(self, thing: Searched, text: str, texts: Sequence[str]) -> Hit:
        where = " · ".join(str(one) for one in self.where(thing) if one)
        return Hit(thing, excerpt(str(thing), text), where, excerpt(quoted(text, str(thing), texts), text))

    def _texts(self, user: User, few: Sequence[Searched], text: str) -> dict[Any, list[str]]:
        """What each of them says, itself and in its parts that this person may know of."""
        texts: dict[Any, list[str]] = defaultdict(list)
        for thing in few:
            texts[thing.pk] += thing.said()
        if self.parts and few:
            any_word = Q()
            for word in search_words(text):
                any_word |= Q(search_text__contains=word)
            for part in self.parts(user).filter(any_word, **{f"{self.parent}__in": few})[:PARTS_READ]:
                texts[getattr(part, f"{self.parent}_id")] += part.said()
        return texts


def quoted(text: str, title: str, texts: Sequence[str]) -> str:
    """Where the title doesn't say every word, the text that says the most of them."""
    words = search_words(text)

    def said(one: str) -> int:
        key = search_key(one)
        return sum(word in key for word in words)

    best = max(texts, key=said, default="")
    return best if said(title) < len(words) and said(best) > 0 else ""


def lines(user: User, text: str) -> QuerySet[Activity]:
    found = Activity.objects.visible_to(user).containing(text, user)
    return found.select_related("plan__agreement", "objective", "lead__agency").in_plan_order()


def recommendations(user: User, text: str) -> QuerySet[Recommendation]:
    return Recommendation.objects.visible_to(user).containing(text).with_state().newest_first()


def decisions(user: User, text: str) -> QuerySet[Decision]:
    found = Decision.objects.visible_to(user).agreed().containing(text)
    return found.select_related("meeting").order_by("-meeting__meets_on", "number", "pk")


def meetings(user: User, text: str) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(user).containing(text).select_related("agreement")


def working_groups(user: User, text: str) -> QuerySet[WorkingGroup]:
    return WorkingGroup.objects.visible_to(user).containing(text).select_related("agreement")


def agreements(user: User, text: str) -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(user).containing(text).order_by(F("signed_year").desc(nulls_last=True), "pk")


SOURCES = [
    Source(
        heading=_("Activities"),
        matching=lines,
        where=lambda line: [line.plan, line.lead.agency],
        list_name="activities:activity-list",
        parts=Entry.objects.in_reach_of,
        parent="activity",
    ),
    Source(
        heading=_("Recommendations and demands"),
        matching=recommendations,
        where=lambda asked: [asked.year, asked.document or asked.get_source_display()],
        list_name="activities:recommendation-list",
    ),
    Source(
        heading=_("Decisions"),
        matching=decisions,
        where=lambda decision: [decision.meeting],
        list_name="plans:decision-list",
    ),
    Source(
        heading=_("Meetings"),
        matching=meetings,
        where=lambda meeting: [meeting.agreement, meeting.place],
        list_name="plans:meeting-list",
        parts=AgendaItem.objects.visible_to,
        parent="meeting",
    ),
    Source(
        heading=_("Working groups"),
        matching=working_groups,
        where=lambda group: [group.agreement],
        list_name="plans:working-group-list",
    ),
    Source(
        heading=_("Agreements"),
        matching=agreements,
        where=lambda agreement: [agreement.number],
        list_name="plans:agreement-list",
        parts=Clause.objects.visible_to,
        parent="agreement",
    ),
]


def found_by(user: User, text: str) -> list[Found]:
    """Each kind of which something says every word; nothing for no words."""
    if not search_words(text):
        return []
    return [found for source in SOURCES if (found := source.find(user, text)).count]
