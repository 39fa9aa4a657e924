"""
Heads of chains that were kept outside: printed, mailed, saved by an agency of its own.

Who rewrites a whole chain can't rewrite these; so the chain must still run through each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import Agency, Agreement, Chain, ChainKind, Circle, Proposal, TrailEntry
from plans.models.trail import ORIGIN

LINE = re.compile(r"([a-z]+:\d{1,18}) (\d{1,18}) ([0-9a-f]{64})")


class NoCheckpoint(ValueError):
    """What was given is no checkpoint."""


@dataclass(frozen=True)
class Checkpoint:
    """One place of a chain in one line: «agreement:1 312 9f86d08…»."""

    chain: str
    sequence: int
    digest: str

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.digest}"

    @classmethod
    def parse(cls, line: str) -> Checkpoint:
        """As Chain.checkpoint prints it; spaces and capitals a person adds do no harm. Raises NoCheckpoint."""
        found = LINE.fullmatch(" ".join(line.split()).lower())
        if found is None:
            raise NoCheckpoint(line)
        return cls(found[1], int(found[2]), found[3])


def parse_heads(text: str) -> list[Checkpoint]:
    """Every checkpoint of a kept file; empty lines and those that begin with # are words. Raises NoCheckpoint."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    return [Checkpoint.parse(line) for line in lines if line and not line.startswith("#")]


def lost(checkpoint: Checkpoint, chains: QuerySet[Chain]) -> str:
    """Why the checkpoint is not in its chain any more, among these chains; empty where it is."""
    kind, _colon, key = checkpoint.chain.partition(":")
    chain = chains.filter(kind=kind, key=int(key)).first()
    if chain is None:
        return _("There is no such chain.")
    if checkpoint.sequence == 0:
        return "" if checkpoint.digest == ORIGIN else _("A chain begins with another digest.")
    entry = TrailEntry.objects.filter(chain=chain, sequence=checkpoint.sequence).first()
    if entry is None:
        return _("The chain has only %(length)d entries.") % {"length": chain.length}
    if entry.digest != checkpoint.digest:
        return _("Another entry stands at this place: the chain was written anew.")
    return ""


@dataclass(frozen=True)
class HeldAgainst:
    """A kept checkpoint, and why it is lost; `reason` is empty where the chain still runs through it."""

    checkpoint: Checkpoint | str
    reason: str

    def __str__(self) -> str:
        return f"{self.checkpoint}: {self.reason}"


def hold_against(checkpoints: Iterable[Checkpoint], chains: QuerySet[Chain]) -> list[HeldAgainst]:
    return [HeldAgainst(one, lost(one, chains)) for one in checkpoints]


def verify_kept_in_the_record() -> list[HeldAgainst]:
    """The checkpoints that stand on adopted texts must be in their chains too."""
    kept = Proposal.objects.exclude(checkpoint="").order_by("pk").values_list("checkpoint", flat=True)
    held, chains = [], Chain.objects.all()
    for line in kept.iterator():
        try:
            held += hold_against([Checkpoint.parse(line)], chains)
        except NoCheckpoint:
            held.append(HeldAgainst(line, _("This is no checkpoint.")))
    return [one for one in held if one.reason]


def titles(chains: Iterable[Chain]) -> dict[Chain, str]:
    """What each chain tells of, in the reader's language."""
    chains = list(chains)
    of_kind = {kind: [one.key for one in chains if one.kind == kind] for kind in ChainKind}
    agreements = Agreement.objects.in_bulk(of_kind[ChainKind.AGREEMENT])
    agencies = Agency.objects.in_bulk(of_kind[ChainKind.AGENCY])
    circles = Circle.objects.in_bulk(of_kind[ChainKind.CIRCLE])
    named = {ChainKind.AGREEMENT: agreements, ChainKind.AGENCY: agencies}
    named[ChainKind.CIRCLE] = {
        key: _("Named people: %(people)s") % {"people": circle} for key, circle in circles.items()
    }
    return {one: str(named.get(one.kind, {}).get(one.key) or one.get_kind_display()) for one in chains}


def heads_file(agency: Agency, at: datetime | None = None) -> str:
    """The head of every chain this agency may read, as of now: to print, to save, to mail on a later day."""
    chains = list(Chain.objects.of_agency(agency.pk).order_by("kind", "key"))
    at = (at or timezone.now()).astimezone(UTC)
    lines = [
        "# MOU Tracker, heads of the trail",
        f"# {agency.code}, {at.isoformat(timespec='seconds')}",
        "# Keep it outside the product. How it is held against the trail: docs/trail.md",
    ]
    for chain, title in titles(chains).items():
        lines += [f"# {title}", chain.checkpoint]
    return "\n".join(lines) + "\n"
