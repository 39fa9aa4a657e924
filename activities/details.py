"""What the kind of an entry adds to it, brought for many at once, and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects

from activities.models import (
    Advocacy,
    Entry,
    EntryDetails,
    Exclusion,
    Inquiry,
    Kind,
    KnowledgeTest,
    TeamMember,
    TrainerGroup,
    Training,
)
from plans.history import part_in_words
from plans.models import Compartment, Recorded
from plans.models.recorded import own_fields


def trainings() -> models.QuerySet:
    joint = {"training__entry__compartment": Compartment.JOINT}
    gave = TrainerGroup.objects.filter(**joint).select_related("training__entry__activity")
    follow_ups = Training.objects.filter(entry__compartment=Compartment.JOINT).select_related("entry__activity")
    return Training.objects.select_related("follows__entry__activity").prefetch_related(
        "sessions",
        "groups",
        Prefetch("tests", KnowledgeTest.objects.select_related("run_by")),
        Prefetch("trainers", TrainerGroup.objects.select_related("cohort__entry__activity")),
        Prefetch("gave", gave, to_attr="courses_given"),
        Prefetch("follow_ups", follow_ups, to_attr="followed_up_by"),
    )


def inquiries() -> models.QuerySet:
    return Inquiry.objects.select_related("draft_sent_to", "replied_by").prefetch_related(
        "methods",
        "sites",
        "findings",
        Prefetch("team", TeamMember.objects.select_related("agency", "department", "person")),
        Prefetch("exclusions", Exclusion.objects.select_related("agency", "department")),
    )


def advocacy() -> models.QuerySet:
    return Advocacy.objects.select_related("occasion").prefetch_related(*Advocacy.PARTS)


@dataclass(frozen=True)
class DetailsDisplay:
    """What an entry calls its details, the template that shows them, and what that reads."""

    name: str
    template: str
    queryset: Callable[[], models.QuerySet]


DISPLAYS: dict[str, DetailsDisplay] = {
    Kind.TRAINING: DetailsDisplay("training", "activities/_training.html", trainings),
    Kind.INQUIRY: DetailsDisplay("inquiry", "activities/_inquiry.html", inquiries),
    Kind.ADVOCACY: DetailsDisplay("advocacy", "activities/_advocacy.html", advocacy),
}


def bring_details(entries: Sequence[Entry], kind: str) -> None:
    """
    Give each entry of a line of this kind its `details`, None where it has none.

    What refers to them from elsewhere is told of joint entries alone. Many entries cost as few queries as one.
    """
    if not (display := DISPLAYS.get(kind)):
        return
    prefetch_related_objects(entries, Prefetch(display.name, display.queryset()))
    for entry in entries:
        entry.details, entry.details_template = getattr(entry, display.name, None), display.template
        if entry.details:
            entry.details.entry = entry


def details_in_words(details: EntryDetails) -> str:
    """All of it in one text; of small counts their seal. Reads what `bring_details` brought."""
    return part_in_words(type(details), picture(details))


def picture(row: models.Model) -> dict[str, Any]:
    """As the trail keeps it, from rows that were brought already."""
    rows: dict[str, Any] = {}
    without = {*Recorded.NOT_RECORDED, *getattr(row, "NOT_RECORDED", ()), "entry"}
    for name in getattr(row, "PARTS", ()):
        parts = sorted(getattr(row, name).all(), key=lambda part: part.pk)
        parent = row._meta.get_field(name).field.name
        rows[name] = [{key: value for key, value in picture(part).items() if key != parent} for part in parts]
    return own_fields(row, without) | rows
