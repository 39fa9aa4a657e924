"""What a page of entries reads of their details."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from activities.models import Exclusion, Inquiry, Kind, TeamMember, TrainerGroup, Training


def details_of(kind: str) -> list[Prefetch | str]:
    """What to bring with entries of the kind, so that many cost as few queries as one."""
    match kind:
        case Kind.TRAINING:
            trainers = TrainerGroup.objects.select_related("cohort__entry__activity")
            trainings = Training.objects.select_related("follows__entry__activity").prefetch_related(
                "sessions",
                "tests__run_by",
                "groups",
                Prefetch("trainers", trainers),
                "gave__training__entry__activity",
            )
            return [Prefetch("training", trainings)]
        case Kind.INQUIRY:
            return [Prefetch("inquiry", inquiries())]
    return []


def inquiries() -> QuerySet:
    team = TeamMember.objects.select_related("agency", "department", "person")
    exclusions = Exclusion.objects.select_related("agency", "department")
    return Inquiry.objects.select_related("draft_sent_to").prefetch_related(
        "methods", "sites", "findings", Prefetch("team", team), Prefetch("exclusions", exclusions)
    )
