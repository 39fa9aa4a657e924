"""What staff do when work was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityState, Entry, Evidence, Indicator, IndicatorFigure, NextStep, Progress
from plans import trail
from plans.actions.annual_plans import hold
from plans.actions.files import store_file
from plans.models import Agency, AnnualPlan, PlanState, User
from plans.workflow import MoveRefused


@dataclass
class EntryParts:
    """What belongs to an entry beside its own fields."""

    next_steps: Sequence[NextStep] = ()
    figures: dict[Indicator, Decimal | None] = field(default_factory=dict)
    files: Iterable[UploadedFile] = ()
    links: Iterable[str] = ()

    def write(self, entry: Entry, *, by: User) -> None:
        entry.next_steps.all().delete()
        for step in self.next_steps:
            step.pk, step.entry = None, entry
            step.full_clean()
            step.save()
        for indicator, value in self.figures.items():
            self._write_figure(entry, indicator, value)
        for upload in self.files:
            add_evidence_row(Evidence(entry=entry, stored=store_file(upload, by=by)))
        for link in self.links:
            add_evidence_row(Evidence(entry=entry, url=link))

    @staticmethod
    def _write_figure(entry: Entry, indicator: Indicator, value: Decimal | None) -> None:
        if indicator.activity_id != entry.activity_id:
            raise ValidationError(_("This indicator belongs to another line."))
        if value is None:
            entry.figures.filter(indicator=indicator).delete()
        else:
            IndicatorFigure.objects.update_or_create(entry=entry, indicator=indicator, defaults={"value": value})


def add_evidence_row(evidence: Evidence) -> None:
    evidence.full_clean()
    evidence.save()


def log_entry(entry: Entry, *, by: User, parts: EntryParts) -> Entry:
    """
    Log work under a line for one's own agency, with its evidence; the line goes on accordingly.

    Raises MoveRefused when the plan takes no entries, ValidationError on what was written.
    """
    entry.author, entry.agency = by, cast(Agency, by.agency)  # the model refuses who has none
    with transaction.atomic():
        hold_open_for_entries(entry.activity.plan)
        require_not_withdrawn(entry.activity)
        with trail.record_added(entry, "entry.logged", by=by):
            parts.write(entry, by=by)
        advance(entry.activity, entry.progress, by=by)
    return entry


def edit_entry(entry: Entry, *, by: User, version: int, changes: dict[str, Any], parts: EntryParts) -> Entry:
    """Correct an entry of one's own agency; the old text stays in the trail."""
    with trail.recording(entry, "entry.changed", by=by, version=version):
        hold_open_for_entries(entry.activity.plan)
        require_unconfirmed(entry.activity)
        progress = entry.progress
        entry.assign(changes)
        parts.write(entry, by=by)
        if entry.progress != progress:  # to mend a slip in an entry reports nothing anew
            advance(entry.activity, entry.progress, by=by)
    return entry


def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a file or link of one's own entry back; the trail keeps its name and digest."""
    with trail.recording(evidence.entry, "evidence.removed", by=by):
        hold_open_for_entries(evidence.entry.activity.plan)
        require_unconfirmed(evidence.entry.activity)
        evidence.delete()


def hold_open_for_entries(plan: AnnualPlan) -> None:
    """Keep the plan open until this transaction ends; raises MoveRefused when it takes no entries."""
    hold(plan, PlanState.ADOPTED, otherwise=_("Work is logged only against an adopted plan whose year is open."))


def require_unconfirmed(activity: Activity) -> None:
    """What a side confirmed no longer changes; while the plan is held no confirmation comes between."""
    if Activity.objects.get(pk=activity.pk).is_confirmed_by_a_side:
        raise MoveRefused([_("A side has confirmed this report; what was reported no longer changes.")])


def require_not_withdrawn(activity: Activity) -> None:
    """Raises MoveRefused where an amendment took the line out; the plan is held, so that none does meanwhile."""
    if Activity.objects.filter(pk=activity.pk, state=ActivityState.WITHDRAWN).exists():
        raise MoveRefused([_("The line was withdrawn by an amendment.")])


def advance(activity: Activity, progress: str, *, by: User) -> None:
    """
    Let the line go on with what was logged; what is reported done is not reopened by a later entry.

    Where a side differs, another side reports the line done anew; staff don't do so over their own head's reading.
    """
    finished = progress == Progress.FINISHED
    current = Activity.objects.get(pk=activity.pk)
    if not current.goes_on(finished) or current.is_contested_by(by.agency_id):
        return
    verb = "activity.reported_done" if finished else "activity.started"
    with trail.recording(activity, verb, by=by):
        if finished:
            activity.report_done(by=by)
        else:
            activity.start()
