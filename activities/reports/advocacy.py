"""What the entries of a line handed out and brought into the media, together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from activities.models import Advocacy, Entry, known_sum


@dataclass(frozen=True)
class GivenOut:
    """Sums over entries; None where none recorded any. Reach is in no sum, for channels reach the same people."""

    printed: int | None
    handed_out: int | None
    media_items: int


def given_out(entries: Iterable[Entry]) -> GivenOut | None:
    """None where no entry has materials or media items. Reads what `bring_details` brought."""
    told = [entry.details for entry in entries if isinstance(entry.details, Advocacy)]
    materials = [material for details in told for material in details.materials.all()]
    media_items = sum(len(details.media.all()) for details in told)
    if not materials and not media_items:
        return None
    return GivenOut(
        known_sum(material.printed for material in materials),
        known_sum(material.handed_out for material in materials),
        media_items,
    )
