"""What the parties do with the lines of a draft plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activities.actions.comments import leave_line
from activities.actions.recommendations import leave_recommendations
from activities.models import Activity, ActivityPlace, Indicator
from plans import trail
from plans.actions.annual_plans import hold_draft
from plans.models import Department
from plans.trail import Author


@dataclass
class LineParts:
    """What belongs to a line beside its own fields; None leaves a part as it is."""

    partners: Iterable[Department] | None = None
    places: Iterable[ActivityPlace] | None = None
    indicators: Iterable[Indicator] | None = None
    removed_indicators: Iterable[Indicator] = field(default_factory=list)

    def write(self, activity: Activity) -> None:
        if self.partners is not None:
            partners = list(self.partners)
            if any(not of_a_party(activity, partner) for partner in partners):
                raise ValidationError({"partners": _("Choose departments of the parties to the agreement.")})
            activity.partners.set(partners)
        if self.places is not None:
            activity.places.all().delete()
            for place in self.places:
                place.pk, place.activity = None, activity
                place.full_clean()
                place.save()
        for indicator in self.removed_indicators:
            indicator.delete()
        for indicator in self.indicators or []:
            indicator.activity = activity
            indicator.full_clean()
            indicator.save()


def of_a_party(activity: Activity, department: Department) -> bool:
    return Department.objects.of_parties(activity.plan.agreement_id).filter(pk=department.pk).exists()


def add_line(activity: Activity, *, by: Author, parts: LineParts) -> Activity:
    """Add a line at the end of its objective. Raises MoveRefused when the plan is no longer a draft."""
    with transaction.atomic():
        hold_draft(activity.plan)
        activity.position = next_position(activity)
        with trail.record_added(activity, "activity.added", by=by):
            parts.write(activity)
    return activity


def edit_line(activity: Activity, *, by: Author, version: int, changes: dict[str, Any], parts: LineParts) -> Activity:
    """Change a line; under another objective it takes the last place there."""
    with trail.recording(activity, "activity.changed", by=by, version=version):
        hold_draft(activity.plan)
        moves = "objective" in changes and changes["objective"] != activity.objective
        activity.assign(changes)
        if moves:
            activity.position = next_position(activity)
        parts.write(activity)
    return activity


def remove_line(activity: Activity, *, by: Author) -> None:
    """Take a line out of a draft; nobody is bound by it yet, and the trail keeps what it said."""
    with transaction.atomic():
        hold_draft(activity.plan)
        leave_line(activity, by=by)
        leave_recommendations(activity, by=by)
        trail.record_removed(activity, "activity.removed", by=by)


def next_position(activity: Activity) -> int:
    same_heading = Activity.objects.filter(plan=activity.plan, objective=activity.objective).exclude(pk=activity.pk)
    return (same_heading.aggregate(last=Max("position"))["last"] or 0) + 1
