"""
Writes the trail: every action records what it changes here, inside its own transaction.

`recording` locks and re-reads a thing, saves what the block changed and keeps old and new values; `record_added` and
`record_removed` do the same for a thing that comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.models import Audience, Chain, Recorded, TrailEntry, User
from plans.models.recorded import labels
from plans.workflow import MoveRefused

VERBS: dict[str, Any] = {}
"""Every verb the trail knows, and how a page says it."""


def register(verbs: dict[str, Any]) -> None:
    """An app names the verbs its actions use."""
    VERBS.update(verbs)


@dataclass(frozen=True)
class Command:
    """A management command that acts for the system's operator, where no person is signed in."""

    name: str
    said_mn: str = ""
    said_en: str = ""
    """What readers of the history know it by, where its name would tell them nothing."""


Author = User | Command
T = TypeVar("T", bound=Recorded)


class StaleVersion(Exception):
    """Somebody saved first: `current` is the thing as it stands now."""

    def __init__(self, current: Recorded):
        self.current = current
        super().__init__(f"{current._meta.label} {current.pk} is at version {current.version}.")


@contextmanager
def recording(target: T, verb: str, *, by: Author, version: int | None = None) -> Iterator[T]:
    """
    Change `target` in the block; it is checked, saved and recorded when the block ends.

    Raises StaleVersion when `version`, the one the person's form was opened on, is no longer the present one, and
    ValidationError when the change breaks a rule of the model.
    """
    with transaction.atomic():
        _lock(target, version)
        before = target.as_recorded()
        yield target
        target.full_clean()
        target.save()
        append(target, verb, by=by, changes=differences(before, target.as_recorded()))


@contextmanager
def record_added(target: T, verb: str, *, by: Author) -> Iterator[T]:
    """Save a new thing; the block may add the parts that need its id. ValidationError as in `recording`."""
    with transaction.atomic():
        target.full_clean()
        target.save()
        yield target
        append(target, verb, by=by, changes=differences({}, target.as_recorded()))


@contextmanager
def opening(target: T, said: str, told: str, *, by: Author, version: int | None = None) -> Iterator[T]:
    """
    Change in the block who may know of `target`: `said` in the chain of those who did, `told` in that of those who do.

    The new audience reads the whole of it as it stands now, and nothing of what it was before.
    """
    with transaction.atomic():
        _lock(target, version)
        before, knew = target.as_recorded(), target.audience()
        yield target
        target.full_clean()
        target.save()
        after = target.as_recorded()
        append_all([(target, differences(before, after))], said, by=by, audience=knew)
        append(target, told, by=by, changes=differences({}, after))


def record_removed(target: Recorded, verb: str, *, by: Author) -> None:
    """Delete a thing that bound nobody yet; the trail keeps what it said."""
    with transaction.atomic():
        _lock(target, None)
        append(target, verb, by=by, changes=differences(target.as_recorded(), {}))
        target.delete()


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list]:
    """Field → [old, new], of those that differ; None where there was nothing."""
    return {
        name: [before.get(name), after.get(name)]
        for name in {**before, **after}
        if (before.get(name), name in before) != (after.get(name), name in after)
    }


def append(target: Recorded, verb: str, *, by: Author, changes: dict[str, list]) -> TrailEntry:
    """Add one entry at the head of the chain of those who may know of the target."""
    [entry] = append_all([(target, changes)], verb, by=by)
    return entry


def append_all(
    changed: Iterable[tuple[Recorded, dict[str, list]]], verb: str, *, by: Author, audience: Audience | None = None
) -> list[TrailEntry]:
    """One entry for each target with its changes, in this order; all of one audience, their own unless told."""
    if verb not in VERBS:
        raise LookupError(f"The verb {verb!r} is not registered.")
    changed = list(changed)
    if audience is None:
        [audience] = {target.audience() for target, _changes in changed}
    with transaction.atomic():
        chain = _locked_chain(audience)
        length, head = chain.length, chain.head
        author, entries = _author_columns(by), []
        for target, changes in changed:
            name, within = labels(target), target.within()
            entry = TrailEntry(
                chain=chain,
                sequence=length + 1,
                at=timezone.now(),
                verb=verb,
                target_type=target._meta.label_lower,
                target_id=target.pk,
                within_type=within._meta.label_lower if within else "",
                within_id=within.pk if within else None,
                target_name_mn=name["mn"],
                target_name_en=name["en"],
                changes=changes,
                previous=head,
                **author,
            )
            entry.digest = entry.computed_digest()
            length, head = entry.sequence, entry.digest
            entries.append(entry)
        TrailEntry.objects.bulk_create(entries)
        moved = Chain.objects.filter(pk=chain.pk, length=chain.length, head=chain.head).update(
            length=length, head=head
        )
        if not moved:
            raise RuntimeError(f"The chain {chain} moved while it was held.")
    return entries


def _lock(target: Recorded, version: int | None) -> None:
    """
    Hold the row and read it anew; MoveRefused where it is gone.

    A conditional UPDATE, for SQLite knows no SELECT FOR UPDATE: its row count tells whether the version still stands.
    """
    rows = target._meta.model._base_manager.filter(pk=target.pk)
    if version is not None:
        rows = rows.filter(version=version)
    held = rows.update(version=F("version") + 1)
    try:
        target.refresh_from_db()
    except ObjectDoesNotExist:
        raise MoveRefused([_("Somebody took it out at the same moment.")]) from None
    if not held:
        raise StaleVersion(target)


def _locked_chain(audience: Audience) -> Chain:
    chain, _created = Chain.objects.get_or_create(kind=audience.kind, key=audience.key)
    return Chain.objects.select_for_update().get(pk=chain.pk)


def _author_columns(by: Author) -> dict[str, Any]:
    if isinstance(by, Command):
        name = f"manage.py {by.name}"
        return {"actor_id": None, "actor_name_mn": by.said_mn or name, "actor_name_en": by.said_en or name}
    columns: dict[str, Any] = {"actor_id": by.pk, "agency_id": by.agency_id}
    for language in ("mn", "en"):
        with override(language):
            columns |= {
                f"actor_name_{language}": by.short_name,
                f"actor_post_{language}": by.post or str(by.department or ""),
                f"agency_name_{language}": str(by.agency or ""),
            }
    return columns
