"""How an agreement's calendar of occasions is kept: begun with the standard days, added to, changed, retired."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from plans import access, trail
from plans.access import refuse_unless
from plans.models import Agreement, Occasion
from plans.trail import Author

STANDARD = Path(__file__).parent.parent / "data" / "occasions.csv"
"""Days the United Nations hold, and those of the country's calendar that are about people's rights."""


def add_occasion(occasion: Occasion, *, by: Author) -> Occasion:
    with trail.record_added(occasion, "occasion.added", by=by):
        return occasion


def add_standard_occasions(agreement: Agreement, *, by: Author) -> list[Occasion]:
    """Those of the standard days whose name is not in the calendar yet, retired or not; from then on it is its own."""
    with transaction.atomic():
        there = set(agreement.occasions.values_list("name_mn", flat=True))
        taken = [one for one in standard_occasions(agreement) if one.name_mn not in there]
        for occasion in taken:
            with trail.record_added(occasion, "occasion.taken_over", by=by):
                pass
    return taken


def standard_occasions(agreement: Agreement) -> Iterator[Occasion]:
    with STANDARD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = {"name_mn": row.pop("name_mn"), "name_en": row.pop("name_en")}
            numbers = {column: int(cell) if cell else None for column, cell in row.items()}
            yield Occasion(agreement=agreement, **names, **numbers)


def edit_occasion(occasion: Occasion, *, by: Author, version: int, changes: dict[str, Any]) -> Occasion:
    with trail.recording(occasion, "occasion.changed", by=by, version=version):
        refuse_unless(access.is_held(occasion))
        occasion.assign(changes)
    return occasion


def retire_occasion(occasion: Occasion, *, by: Author) -> Occasion:
    """It is held no more; it stays with the work that refers to it."""
    with trail.recording(occasion, "occasion.retired", by=by):
        refuse_unless(access.is_held(occasion))
        occasion.retired_on = timezone.localdate()
    return occasion


def take_up_occasion(occasion: Occasion, *, by: Author) -> Occasion:
    """Hold again what was retired."""
    with trail.recording(occasion, "occasion.taken_up_again", by=by):
        refuse_unless(access.is_retired(occasion))
        occasion.retired_on = None
    return occasion
