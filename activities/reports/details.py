"""What a page of entries reads of their details."""

from __future__ import annotations

from django.db.models import Prefetch

from activities.models import Kind, TrainerGroup, Training


def details_of(kind: str) -> list[Prefetch | str]:
    """What to bring with entries of the kind, so that many cost as few queries as one."""
    match kind:
        case Kind.TRAINING:
            trainers = TrainerGroup.objects.select_related("cohort__entry__activity")
            trainings = Training.objects.select_related("follows__entry__activity").prefetch_related(
                "sessions", "tests__run_by", "groups", Prefetch("trainers", trainers), "gave__training__entry__activity"
            )
            return [Prefetch("training", trainings)]
    return []
