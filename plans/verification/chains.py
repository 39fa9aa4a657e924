"""Walks a chain of the trail entry by entry and names the first link that does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from plans.models import Chain, TrailEntry
from plans.models.trail import ORIGIN
from plans.verification.heads import Checkpoint


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


@dataclass(frozen=True)
class Walk:
    """The stretch of one chain that was walked, where it ended, and the first link that does not hold."""

    chain: Chain
    after: int
    reached: Checkpoint
    fault: Fault | None

    @property
    def holding(self) -> int:
        """Entries that hold."""
        return self.reached.sequence - self.after

    @property
    def is_complete(self) -> bool:
        return self.fault is None and self.reached.sequence == self.chain.length

    @property
    def is_from_the_origin(self) -> bool:
        return self.after == 0


def verify_chains() -> Verification:
    """Every chain of every audience, entry by entry."""
    chains = list(Chain.objects.order_by("pk"))
    walks = [walk(chain) for chain in chains]
    faults = [one.fault for one in walks if one.fault] + behind_their_head()
    strays = TrailEntry.objects.exclude(chain__in=chains).count()
    if strays:
        faults.append(Fault("-", 0, _("%(count)d entries belong to no chain.") % {"count": strays}))
    return Verification(len(chains), sum(one.holding for one in walks), faults)


def walk(chain: Chain, *, after: Checkpoint | None = None, most: int | None = None) -> Walk:
    """From the origin, or from a checkpoint that was found in it, to the head; at most so many entries."""
    start = after or Checkpoint(str(chain), 0, ORIGIN)
    end = chain.length if most is None else min(chain.length, start.sequence + most)
    entries = TrailEntry.objects.filter(chain=chain, sequence__gt=start.sequence, sequence__lte=end)
    return follow(chain, start, end, entries.order_by("sequence").iterator(2_000))


def walk_newest(chains: Iterable[Chain], count: int) -> list[Walk]:
    """The last so many entries of each chain, in one question to the database."""
    chains = list(chains)
    asked = Q(pk__in=[])
    for chain in chains:
        asked |= Q(chain=chain, sequence__gt=chain.length - count, sequence__lte=chain.length)
    newest: dict[int, list[TrailEntry]] = {chain.pk: [] for chain in chains}
    for entry in TrailEntry.objects.filter(asked).order_by("sequence"):
        newest[entry.chain_id].append(entry)
    walks = []
    for chain in chains:
        entries, before = newest[chain.pk], max(chain.length - count, 0)
        # the link before them is taken as the first of them names it
        start = Checkpoint(str(chain), before, entries[0].previous if before and entries else ORIGIN)
        walks.append(follow(chain, start, chain.length, entries))
    return walks


def follow(chain: Chain, start: Checkpoint, end: int, entries: Iterable[TrailEntry]) -> Walk:
    """Link after link up to the entry `end`; at its own end the chain must name the last entry as its head."""
    reached = start
    for entry in entries:
        entry.chain = chain
        if reason := broken(entry, reached.sequence + 1, reached.digest):
            return Walk(chain, start.sequence, reached, Fault(str(chain), reached.sequence + 1, reason))
        reached = Checkpoint(str(chain), entry.sequence, entry.digest)
    reason = ""
    if reached.sequence < end:
        reason = _("The chain says it has %(length)d entries; %(found)d are here.") % {
            "length": chain.length,
            "found": reached.sequence,
        }
    elif end == chain.length and reached.digest != chain.head:
        reason = _("The chain names another entry as its last.")
    fault = Fault(str(chain), reached.sequence + 1, reason) if reason else None
    return Walk(chain, start.sequence, reached, fault)


def broken(entry: TrailEntry, sequence: int, head: str) -> str:
    """Why this entry is not the next link after `head`; empty when it is."""
    if entry.sequence != sequence:
        return _("An entry is missing before entry %(sequence)d.") % {"sequence": entry.sequence}
    if entry.previous != head:
        return _("It does not follow the entry before it.")
    if entry.digest != entry.computed_digest():
        return _("Its text was changed after it was written.")
    return ""


def behind_their_head() -> list[Fault]:
    """Entries that stand after the one their chain names as its last, as of one moment."""
    beyond = TrailEntry.objects.filter(sequence__gt=F("chain__length")).select_related("chain").order_by("sequence")
    first: dict[int, TrailEntry] = {}
    for entry in beyond[:100]:
        first.setdefault(entry.chain_id, entry)
    reason = _("It stands after the entry that the chain names as its last.")
    return [Fault(str(entry.chain), entry.sequence, reason) for entry in first.values()]
