"""What the parties do with a decision: write it down at the meeting, and say later what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from plans import access_to_meetings as access
from plans import trail
from plans.access import refuse_unless
from plans.actions.meetings import add_part, edit_part, hold_written, remove_part
from plans.models import Decision, Department, MeetingState, User
from plans.trail import Author
from plans.workflow import MoveRefused

AT_THE_MEETING = (MeetingState.HELD,)


def add_decision(decision: Decision, *, by: Author) -> Decision:
    """The next number of its meeting, once that was held."""
    with transaction.atomic():
        hold_written(decision.meeting, *AT_THE_MEETING)
        last = decision.meeting.decisions.aggregate(last=Max("number"))["last"] or 0
        decision.number = last + 1
        add_part(decision, "decision.added", by=by, states=AT_THE_MEETING)
    return decision


def edit_decision(decision: Decision, *, by: Author, version: int, changes: dict[str, Any]) -> Decision:
    edit_part(decision, "decision.changed", by=by, version=version, changes=changes, states=AT_THE_MEETING)
    return decision


def remove_decision(decision: Decision, *, by: Author) -> None:
    remove_part(decision, "decision.removed", by=by, states=AT_THE_MEETING)


def report_done(decision: Decision, *, by: User, outcome: str) -> Decision:
    with trail.recording(decision, "decision.done", by=by):
        refuse_unless(access.may_carry_out(by, decision))
        decision.finish(outcome, by=by)
    return decision


def drop_decision(decision: Decision, *, by: User, outcome: str) -> Decision:
    with trail.recording(decision, "decision.dropped", by=by):
        refuse_unless(access.may_drop(by, decision))
        decision.drop(outcome, by=by)
    return decision


def move_decision(
    decision: Decision,
    *,
    by: User,
    version: int,
    due_on: date | None,
    department: Department | None,
    person: User | None,
    reason: str,
) -> Decision:
    """Another day, or another owner of the same agency, and why."""
    with trail.recording(decision, "decision.moved", by=by, version=version):
        refuse_unless(access.may_carry_out(by, decision))
        if (due_on, department, person) == (decision.due_on, decision.department, decision.person):
            raise MoveRefused([_("Nothing differs; write another day or choose another owner.")])
        decision.due_on, decision.department, decision.person = due_on, department, person
        decision.outcome = reason
    return decision


def take_up_again(decision: Decision, *, by: User, reason: str) -> Decision:
    with trail.recording(decision, "decision.taken_up_again", by=by):
        refuse_unless(access.may_take_up_again(by, decision))
        decision.take_up_again(reason)
    return decision
