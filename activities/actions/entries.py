"""What staff do when work was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.access import while_unconfirmed
from activities.actions.details import WrittenDetails, check_standing
from activities.models import (
    DONE,
    Activity,
    ActivityState,
    Entry,
    Evidence,
    Indicator,
    IndicatorFigure,
    NextStep,
    Progress,
)
from plans import trail
from plans.access import refuse_unless
from plans.actions.annual_plans import hold
from plans.actions.compartments import name_people, open_thing
from plans.actions.files import store_file
from plans.models import Agency, AnnualPlan, Compartment, PlanState, User
from plans.workflow import MoveRefused


@dataclass
class EntryParts:
    """What belongs to an entry beside its own fields."""

    next_steps: Sequence[NextStep] = ()
    figures: dict[Indicator, Decimal | int | None] = field(default_factory=dict)
    details: WrittenDetails | None = None
    files: Iterable[UploadedFile] = ()
    links: Iterable[str] = ()

    def for_another_place(self, first: Entry, other: Entry) -> EntryParts:
        """What describes the work; and of an indicator that counts the people of the first place those of this one."""
        counted = [
            indicator
            for indicator, value in self.figures.items()
            if indicator.counts_people and value is not None and value == first.participants
        ]
        return EntryParts(
            figures=dict.fromkeys(counted, other.participants),
            details=self.details.for_another_place() if self.details else None,
        )

    def write(self, entry: Entry) -> None:
        entry.next_steps.all().delete()
        for step in self.next_steps:
            step.pk, step.entry = None, entry
            step.full_clean()
            step.save()
        for indicator, value in self.figures.items():
            self._write_figure(entry, indicator, value)
        if self.details:
            self.details.write(entry)
        else:
            check_standing(entry)

    @staticmethod
    def _write_figure(entry: Entry, indicator: Indicator, value: Decimal | int | None) -> None:
        if indicator.activity_id != entry.activity_id:
            raise ValidationError(_("This indicator belongs to another line."))
        if value is None:
            entry.figures.filter(indicator=indicator).delete()
        else:
            IndicatorFigure.objects.update_or_create(entry=entry, indicator=indicator, defaults={"value": value})


def write_evidence(entry: Entry, parts: EntryParts, *, by: User, own_agency_only: bool = False) -> list[Evidence]:
    """Each file and link beside the entry, with a trail entry of its own; for whom the entry is, unless told."""
    items = [Evidence(entry=entry, stored=store_file(upload, by=by)) for upload in parts.files]
    items += [Evidence(entry=entry, url=link) for link in parts.links]
    for item in items:
        item.stands_like(entry)
        if own_agency_only:
            item.compartment = Compartment.AGENCY
        with trail.record_added(item, "evidence.added", by=by):
            pass
    return items


def log_entry(
    entry: Entry,
    *,
    by: User,
    parts: EntryParts,
    compartment: str = Compartment.JOINT,
    people: Iterable[User] = (),
    elsewhere: Iterable[Entry] = (),
) -> Entry:
    """
    Log work under a line for one's own agency, with its evidence; the line goes on accordingly.

    `elsewhere` are the places where the same was done: an entry each, with the text of this one. What is not joint
    moves no line; `people` are those who may know of it, where named people alone may. Raises MoveRefused when the
    plan takes no entries, ValidationError on what was written.
    """
    with transaction.atomic():
        hold_open_for_entries(entry.activity.plan)
        require_not_withdrawn(entry.activity)
        entry.compartment = compartment
        if compartment == Compartment.CIRCLE:
            entry.circle = name_people(entry.activity.plan.agreement, people, by=by)
        for other in elsewhere:
            for name in ("what_was_done", "obstacles", "progress", "compartment", "circle"):
                setattr(other, name, getattr(entry, name))
            _write_entry(other, parts.for_another_place(entry, other), by=by)
        _write_entry(entry, parts, by=by)
        if entry.is_joint:
            advance(entry.activity, entry.progress, by=by)
    return entry


def _write_entry(entry: Entry, parts: EntryParts, *, by: User) -> None:
    entry.author, entry.agency = by, cast(Agency, by.agency)  # the model refuses who has none
    entry.logged_at = timezone.now()  # while the plan is held: before a confirmation or after it, never both
    with trail.record_added(entry, "entry.logged", by=by):
        parts.write(entry)
    write_evidence(entry, parts, by=by)


def edit_entry(entry: Entry, *, by: User, version: int, changes: dict[str, Any], parts: EntryParts) -> Entry:
    """Correct an entry of one's own agency; the old text stays in the trail."""
    with trail.recording(entry, "entry.changed", by=by, version=version):
        hold_open_for_entries(entry.activity.plan)
        require_unreported(entry)
        progress = entry.progress
        entry.assign(changes)
        parts.write(entry)
        write_evidence(entry, parts, by=by)
        if entry.is_joint and entry.progress != progress:  # to mend a slip in an entry reports nothing anew
            advance(entry.activity, entry.progress, by=by)
    return entry


def add_own_evidence(entry: Entry, *, by: User, parts: EntryParts) -> list[Evidence]:
    """Put files and links beside a joint entry for one's own agency alone; the entry stays as it is."""
    with transaction.atomic():
        hold_open_for_entries(entry.activity.plan)
        return write_evidence(entry, parts, by=by, own_agency_only=True)


def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a file or link of one's own entry back; the trail keeps its name and digest."""
    with transaction.atomic():
        hold_open_for_entries(evidence.entry.activity.plan)
        if now := Evidence.objects.filter(pk=evidence.pk).first():
            require_unreported(now)  # it may have been opened, and the report with it confirmed, meanwhile
        trail.record_removed(evidence, "evidence.removed", by=by)


def drop_hidden_figures(indicators: Iterable[Indicator], *, by: User) -> None:
    """
    Where the parties take an indicator out, the figures of entries that are not joint go with it.

    If they held it, both sides would learn that they are there; their own chain tells it.
    """
    gone = list(indicators)
    for entry in Entry.objects.hidden().filter(figures__indicator__in=gone).distinct().order_by("pk"):
        with trail.recording(entry, "entry.changed", by=by):
            entry.figures.filter(indicator__in=gone).delete()


def open_entry(entry: Entry, to: Compartment, *, by: User, version: int) -> Entry:
    """
    Let more people know of an entry, with the evidence that is for the same people; it is never undone.

    Joint, it counts, and moves its line as if it were logged now.
    """
    with transaction.atomic():
        hold_open_for_entries(entry.activity.plan)
        with_it = list(entry.evidence.filter(compartment=entry.compartment))
        open_thing(entry, to, by=by, verbs=("entry.opened", "entry.told"), version=version)
        for item in with_it:
            item.entry = entry
            open_thing(item, to, by=by, verbs=("evidence.opened", "evidence.told"))
        if entry.is_joint:
            advance(entry.activity, entry.progress, by=by)
    return entry


def open_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Show both sides what stood beside a joint entry for one's own agency; it is never undone."""
    with transaction.atomic():
        hold_open_for_entries(evidence.entry.activity.plan)
        require_unconfirmed(evidence.entry)
        open_thing(evidence, Compartment.JOINT, by=by, verbs=("evidence.opened", "evidence.told"))
    return evidence


def require_unreported(thing: Entry | Evidence) -> None:
    """Only what is joint is part of what a side confirms."""
    if thing.is_joint:
        require_unconfirmed(thing if isinstance(thing, Entry) else thing.entry)


def hold_open_for_entries(plan: AnnualPlan) -> None:
    """Keep the plan open until this transaction ends; raises MoveRefused when it takes no entries."""
    hold(plan, PlanState.ADOPTED, otherwise=_("Work is logged only against an adopted plan whose year is open."))


def require_unconfirmed(entry: Entry) -> None:
    """As the line is now; while the plan is held no confirmation comes between."""
    refuse_unless(while_unconfirmed(Entry.objects.get(pk=entry.pk)))


def require_not_withdrawn(activity: Activity) -> None:
    """Raises MoveRefused where an amendment took the line out; the plan is held, so that none does meanwhile."""
    if Activity.objects.filter(pk=activity.pk, state=ActivityState.WITHDRAWN).exists():
        raise MoveRefused([_("The line was withdrawn by an amendment.")])


def advance(activity: Activity, progress: str, *, by: User) -> None:
    """
    Let the line go on with what was logged.

    What a side has confirmed stays; whatever is logged after that reports the line done anew, and asks anew. Where a
    side differs, another side reports it anew; staff don't do so over their own head's reading.
    """
    current = Activity.objects.get(pk=activity.pk)
    finished = progress == Progress.FINISHED or current.state in DONE
    if not current.goes_on(finished) or current.is_contested_by(by.agency_id):
        return
    verb = "activity.reported_done" if finished else "activity.started"
    with trail.recording(activity, verb, by=by):
        if finished:
            activity.report_done(by=by)
        else:
            activity.start()
