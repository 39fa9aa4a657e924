"""Whether the trail holds: its chains, the heads kept outside, and the records it tells of."""

from plans.verification.chains import Fault, Verification, Walk, verify_chains, walk, walk_newest
from plans.verification.heads import (
    Checkpoint,
    HeldAgainst,
    NoCheckpoint,
    heads_file,
    hold_against,
    parse_heads,
    titles,
)
from plans.verification.records import RecordFault, verify_records

__all__ = [
    "Checkpoint",
    "Fault",
    "HeldAgainst",
    "NoCheckpoint",
    "RecordFault",
    "Verification",
    "Walk",
    "heads_file",
    "hold_against",
    "parse_heads",
    "titles",
    "verify_chains",
    "verify_records",
    "walk",
    "walk_newest",
]
