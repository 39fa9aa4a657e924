"""What the parties do with a meeting before its minutes: plan it, write its agenda and attendance, hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from plans import trail
from plans.actions.compartments import name_people
from plans.models import (
    Agency,
    AgendaItem,
    Attendee,
    Compartment,
    Meeting,
    MeetingNote,
    MeetingState,
    User,
    WorkingGroup,
    WorkingGroupState,
)
from plans.models.meetings import WRITTEN, PartOfMeeting
from plans.trail import Author
from plans.workflow import MoveRefused


def plan_meeting(meeting: Meeting, *, by: Author) -> Meeting:
    with transaction.atomic():
        hold_group_at_work(meeting)
        with trail.record_added(meeting, "meeting.planned", by=by):
            return meeting


def edit_meeting(meeting: Meeting, *, by: Author, version: int, changes: dict[str, Any]) -> Meeting:
    with trail.recording(meeting, "meeting.changed", by=by, version=version):
        hold_written(meeting)
        meeting.assign(changes)
        if meeting.is_planned:
            hold_group_at_work(meeting)
    return meeting


def record_held(meeting: Meeting, *, by: Author) -> Meeting:
    """It took place; names and posts of who is expected are kept as they are on this day."""
    with trail.recording(meeting, "meeting.held", by=by):
        meeting.hold()
        for attendee in meeting.attendees.select_related("person__department", "department"):
            with trail.recording(attendee, "attendance.changed", by=by):
                attendee.meeting = meeting
                attendee.keep_as_on_the_day()
    return meeting


def call_off(meeting: Meeting, *, by: Author, reason: str) -> Meeting:
    with trail.recording(meeting, "meeting.called_off", by=by):
        meeting.call_off(reason)
    return meeting


def hold_written(meeting: Meeting, *states: str) -> None:
    """Keep the meeting in these states, in which it is written, until this transaction ends; else MoveRefused."""
    rows = Meeting.objects.filter(pk=meeting.pk, state__in=states or WRITTEN)
    if not rows.update(state=F("state")):
        raise MoveRefused([_("Its minutes were sent meanwhile, or it was called off; nothing of it changes now.")])


def hold_group_at_work(meeting: Meeting) -> None:
    """Keep the group that meets from being dissolved until this transaction ends; MoveRefused where it was."""
    if meeting.group_id is None:
        return
    at_work = WorkingGroup.objects.filter(pk=meeting.group_id).exclude(state=WorkingGroupState.ENDED)
    if not at_work.update(state=F("state")):
        raise MoveRefused([_("The group is dissolved.")])


def add_part(part: PartOfMeeting, verb: str, *, by: Author, states: tuple[str, ...] = WRITTEN) -> PartOfMeeting:
    with transaction.atomic():
        hold_written(part.meeting, *states)
        with trail.record_added(part, verb, by=by):
            pass
    return part


def edit_part(
    part: PartOfMeeting,
    verb: str,
    *,
    by: Author,
    version: int,
    changes: dict[str, Any],
    states: tuple[str, ...] = WRITTEN,
) -> PartOfMeeting:
    with transaction.atomic():
        hold_written(part.meeting, *states)
        with trail.recording(part, verb, by=by, version=version):
            part.assign(changes)
    return part


def remove_part(part: PartOfMeeting, verb: str, *, by: Author, states: tuple[str, ...] = WRITTEN) -> None:
    with transaction.atomic():
        hold_written(part.meeting, *states)
        trail.record_removed(part, verb, by=by)


def add_item(item: AgendaItem, *, by: Author) -> AgendaItem:
    add_part(item, "agenda.item_added", by=by)
    return item


def edit_item(item: AgendaItem, *, by: Author, version: int, changes: dict[str, Any]) -> AgendaItem:
    edit_part(item, "agenda.item_changed", by=by, version=version, changes=changes)
    return item


def remove_item(item: AgendaItem, *, by: Author) -> None:
    """Raises MoveRefused where a decision was made on it."""
    with transaction.atomic():
        hold_written(item.meeting)
        if item.decisions.exists():
            raise MoveRefused([_("A decision was made on this item; take that out first.")])
        remove_part(item, "agenda.item_removed", by=by)


def add_attendee(attendee: Attendee, *, by: Author) -> Attendee:
    attendee.take_agency()
    if attendee.meeting.state != MeetingState.PLANNED:
        attendee.keep_as_on_the_day()
    add_part(attendee, "attendance.added", by=by)
    return attendee


def edit_attendee(attendee: Attendee, *, by: Author, version: int, changes: dict[str, Any]) -> Attendee:
    """Their name, post and presence; somebody else is another attendee."""
    edit_part(attendee, "attendance.changed", by=by, version=version, changes=changes)
    return attendee


def remove_attendee(attendee: Attendee, *, by: Author) -> None:
    remove_part(attendee, "attendance.removed", by=by)


def write_note(note: MeetingNote, *, by: User, compartment: str, people: Iterable[User] = ()) -> MeetingNote:
    """A note for one's own agency, or for named people alone."""
    note.author, note.agency, note.compartment = by, cast(Agency, by.agency), compartment
    with transaction.atomic():
        hold_written(note.meeting)
        if compartment == Compartment.CIRCLE:
            note.circle = name_people(note.meeting.agreement, people, by=by)
        with trail.record_added(note, "meeting.note_written", by=by):
            pass
    return note


def edit_note(note: MeetingNote, *, by: User, version: int, changes: dict[str, Any]) -> MeetingNote:
    with trail.recording(note, "meeting.note_changed", by=by, version=version):
        hold_written(note.meeting)
        note.assign(changes)
    return note
