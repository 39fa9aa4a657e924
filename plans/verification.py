"""Walks the trail from its first entry to its last and names what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.models import Chain, TrailEntry
from plans.models.trail import ORIGIN


@dataclass(frozen=True)
class Fault:
    """The first link of a chain that does not hold: the place, and what is wrong with it."""

    chain: str
    sequence: int
    reason: str

    def __str__(self) -> str:
        return f"{self.chain}, {self.sequence}: {self.reason}"


@dataclass(frozen=True)
class Verification:
    """How much was walked, and the first fault of each chain that has one."""

    chains: int
    entries: int
    faults: list[Fault]


def verify_chains() -> Verification:
    """Every chain of every audience, entry by entry."""
    chains = list(Chain.objects.order_by("pk"))
    entries, faults = 0, []
    for chain in chains:
        walked, fault = walk(chain)
        entries += walked
        if fault:
            faults.append(fault)
    strays = TrailEntry.objects.exclude(chain__in=chains).count()
    if strays:
        faults.append(Fault("-", 0, _("%(count)d entries belong to no chain.") % {"count": strays}))
    return Verification(len(chains), entries, faults)


def walk(chain: Chain) -> tuple[int, Fault | None]:
    """The number of entries that hold, and the first link that does not."""
    sequence, head = 0, ORIGIN
    for entry in entries_of(chain):
        sequence += 1
        if reason := broken(entry, sequence, head):
            return sequence - 1, Fault(str(chain), sequence, reason)
        head = entry.digest
    if (sequence, head) != (chain.length, chain.head):
        reason = _("The chain says it has %(length)d entries; %(found)d are here.") % {
            "length": chain.length,
            "found": sequence,
        }
        return sequence, Fault(str(chain), sequence + 1, reason)
    return sequence, None


def entries_of(chain: Chain) -> Iterator[TrailEntry]:
    return TrailEntry.objects.filter(chain=chain).select_related("chain").order_by("sequence").iterator(2_000)


def broken(entry: TrailEntry, sequence: int, head: str) -> str:
    """Why this entry is not the next link after `head`; empty when it is."""
    if entry.sequence != sequence:
        return _("An entry is missing before entry %(sequence)d.") % {"sequence": entry.sequence}
    if entry.previous != head:
        return _("It does not follow the entry before it.")
    if entry.digest != entry.computed_digest():
        return _("Its text was changed after it was written.")
    return ""
