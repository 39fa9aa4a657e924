"""What the head of a side does with a line that was reported done: confirm it, or differ and say why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from activities import access
from activities.actions.entries import hold_open_for_entries
from activities.models import Activity, ActivityState, Confirmation, SideReading
from activities.reported import read_anew, report_text
from plans import trail
from plans.access import refuse_unless
from plans.actions.consent import signature_of
from plans.models import User
from plans.models.consent import digest_of

VERBS = {
    # what the line has become by the reading
    ActivityState.CONFIRMED: "activity.confirmed",
    ActivityState.DIFFERS: "activity.differs",
    ActivityState.REPORTED_DONE: "activity.confirmation_given",
}


class ReportChanged(Exception):
    """What was reported is not what was on the person's screen; `stands` is the text of it now."""

    def __init__(self, stands: dict[str, Any]):
        self.stands = stands
        super().__init__("What was reported changed.")


def confirm(activity: Activity, *, by: User, digest: str) -> Confirmation:
    """
    One side agrees that the line was carried out as reported; once the last has, the line is confirmed.

    Raises ReportChanged when something else is reported now, MoveRefused when it isn't this person's to confirm.
    """
    return _answer(activity, SideReading.CONFIRMED, by=by, digest=digest)


def differ(activity: Activity, *, by: User, digest: str, sentence: str) -> Confirmation:
    """One side reads the report otherwise and says how; both readings stay. Raises as `confirm`."""
    return _answer(activity, SideReading.DIFFERS, by=by, digest=digest, sentence=sentence)


def _answer(activity: Activity, reading: SideReading, *, by: User, digest: str, sentence: str = "") -> Confirmation:
    with transaction.atomic():
        hold_open_for_entries(activity.plan)
        line = read_anew(activity)
        by = still_may(by, line, reading)
        text = report_text(line)
        if digest != digest_of(text):
            raise ReportChanged(text)
        confirmation = Confirmation(
            activity=line,
            agency=by.agency,
            person=by,
            reading=reading,
            sentence=sentence,
            reported_done_at=cast(datetime, line.reported_done_at),  # a line before the sides has one
            reported=text,
            digest=digest,
            at=timezone.now(),
            **signature_of(by),
        )
        confirmation.full_clean(exclude=["acting_for", "reported"])
        with trail.recording(activity, VERBS[line.stands_with(confirmation)], by=by):
            confirmation.save()
            activity.take_readings()
    return confirmation


def still_may(person: User, line: Activity, reading: SideReading) -> User:
    """The person as they are now, with the right as it is now and not as it was when the page was opened."""
    now = User.objects.get(pk=person.pk)
    may_answer = access.may_confirm if reading == SideReading.CONFIRMED else access.may_differ
    refuse_unless(may_answer(now, line))
    return now
