"""What who holds the database can do to a year behind the product, and who sees it: the table of docs/trail.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from activities.models import Activity, Entry
from plans import trail
from plans.models import Chain, Proposal, TrailEntry, User
from plans.models.trail import ORIGIN
from plans.verification import hold_against, parse_heads, verify_chains, verify_records
from plans.verification.heads import verify_kept_in_the_record

OLD = 12
"""The place of an entry of January, long before any head that is still on the wall."""


@dataclass(frozen=True)
class Attack:
    """What is done, which of chain, records and kept heads see it, and whether the triggers refuse it."""

    do: Callable[[Chain], object]
    seen_by: frozenset[str] = frozenset()
    refused: bool = False


def seeing(heads: Path) -> set[str]:
    """Who sees something now. What stands in the record itself counts as a record, not as a head kept outside."""
    lost = [one for one in hold_against(parse_heads(heads.read_text()), Chain.objects.all()) if one.reason]
    found = {
        "chain": verify_chains().faults,
        "records": [*verify_records(), *verify_kept_in_the_record()],
        "heads": lost,
    }
    return {name for name, faults in found.items() if faults}


def old(chain: Chain) -> Iterable[TrailEntry]:
    return TrailEntry.objects.filter(chain=chain, sequence=OLD)


def edit_an_old_entry(chain: Chain) -> None:
    [entry] = old(chain)
    field = next(iter(entry.changes))
    old(chain).update(changes=entry.changes | {field: ["x", "y"]})


def change_who_did_it(chain: Chain) -> None:
    old(chain).update(actor_name_mn="Өөр хүн", actor_name_en="Somebody else")


def delete_one_of_the_middle(chain: Chain) -> None:
    old(chain).delete()


def cut_off_the_last_three(chain: Chain) -> None:
    """And let the chain end there, as if nothing had followed."""
    TrailEntry.objects.filter(chain=chain, sequence__gt=chain.length - 3).delete()
    last = TrailEntry.objects.filter(chain=chain).latest("sequence")
    Chain.objects.filter(pk=chain.pk).update(length=last.sequence, head=last.digest)


def change_who_did_it_and_write_the_chain_anew(chain: Chain) -> None:
    change_who_did_it(chain)
    write_anew(chain)


def write_anew(chain: Chain) -> None:
    """Every digest again from the first on, and the checkpoints that the record itself keeps of them."""
    kept = {one.pk: int(one.checkpoint.split()[1]) for one in Proposal.objects.exclude(checkpoint="")}
    head, checkpoints = ORIGIN, {}
    for place, entry in enumerate(TrailEntry.objects.filter(chain=chain).order_by("sequence"), start=1):
        entry.chain, entry.sequence, entry.previous = chain, place, head
        entry.digest = head = entry.computed_digest()
        TrailEntry.objects.filter(pk=entry.pk).update(sequence=place, previous=entry.previous, digest=head)
        checkpoints[place] = entry.checkpoint
    Chain.objects.filter(pk=chain.pk).update(length=place, head=head)
    for key, place in kept.items():
        Proposal.objects.filter(pk=key).update(checkpoint=checkpoints[place])


def change_a_record(chain: Chain) -> None:
    Entry.objects.filter(women=12).update(women=120)


def withdraw_a_line_in_its_row(chain: Chain) -> None:
    Activity.objects.filter(title_en="Study of the law").update(state="withdrawn")


def delete_a_record(chain: Chain) -> None:
    entry = Entry.objects.filter(evidence=None, figures=None).order_by("pk").first()
    assert entry is not None
    Entry.objects.filter(pk=entry.pk).delete()


def forge_a_consent(chain: Chain) -> TrailEntry:
    """One more entry with a right digest, as if Khulan had acted; no mail leaves, for the product did nothing."""
    khulan = User.objects.get(email="khulan@example.org")
    closing = Proposal.objects.latest("pk")
    return trail.append(closing, "consent.given", by=khulan, changes={})


CHAIN, RECORDS, HEADS = "chain", "records", "heads"
TABLE = {
    "an old entry is edited": Attack(edit_an_old_entry, frozenset({CHAIN, RECORDS}), True),
    "who did it is changed": Attack(change_who_did_it, frozenset({CHAIN}), True),
    "one of the middle is deleted": Attack(delete_one_of_the_middle, frozenset({CHAIN, RECORDS}), True),
    "the last three are cut off": Attack(cut_off_the_last_three, frozenset({RECORDS, HEADS}), True),
    "the whole chain is written anew": Attack(change_who_did_it_and_write_the_chain_anew, frozenset({HEADS}), True),
    "a record is changed and not the trail": Attack(change_a_record, frozenset({RECORDS}), True),
    "a state is changed and not the trail": Attack(withdraw_a_line_in_its_row, frozenset({RECORDS}), True),
    "a record is deleted and not the trail": Attack(delete_a_record, frozenset({RECORDS}), True),
    "an entry with a right digest is added": Attack(forge_a_consent),
}
