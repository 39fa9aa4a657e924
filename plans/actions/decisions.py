"""What the parties do with a decision: write it down at the meeting, and say later what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from plans import access_to_meetings as access
from plans import trail
from plans.access import may_consent, refuse_unless
from plans.actions import consent
from plans.actions.meetings import add_part, edit_part, hold_written, remove_part
from plans.models import Decision, Department, MeetingState, Proposal, ProposalKind, User
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


@contextmanager
def resolving(decision: Decision, verb: str, *, by: User) -> Iterator[None]:
    """A day that was asked for is asked for no more."""
    with transaction.atomic():
        for proposal in Proposal.objects.about(decision).open():
            consent.take_back(proposal, by=by)
        with trail.recording(decision, verb, by=by):
            yield


def report_done(decision: Decision, *, by: User, outcome: str) -> Decision:
    with resolving(decision, "decision.done", by=by):
        refuse_unless(access.may_carry_out(by, decision))
        decision.finish(outcome, by=by)
    return decision


def drop_decision(decision: Decision, *, by: User, outcome: str) -> Decision:
    with resolving(decision, "decision.dropped", by=by):
        refuse_unless(access.may_drop(by, decision))
        decision.drop(outcome, by=by)
    return decision


def move_decision(
    decision: Decision,
    *,
    by: User,
    version: int,
    day: date | None,
    department: Department | None,
    person: User | None,
    reason: str,
) -> Proposal | None:
    """
    Another owner of the same agency, at once; another day (None for no other), once every party agrees to it.

    Who heads their agency consents for it by asking.
    """
    asks = day is not None and day != decision.due_now
    with transaction.atomic():
        verb = "decision.day_asked" if asks else "decision.moved"
        with trail.recording(decision, verb, by=by, version=version):
            refuse_unless(access.may_carry_out(by, decision))
            if not asks and (department, person) == (decision.department, decision.person):
                raise MoveRefused([_("Nothing differs; write another day or choose another owner.")])
            if day is not None and asks:
                decision.ask_for(day, reason)
            decision.department, decision.person, decision.outcome = department, person, reason
        if not asks:
            return None
        proposal = consent.put_forward(ProposalKind.DECISION_DAY, decision, by=by)
        if may_consent(by, proposal):
            consent.consent(proposal, by=by, digest=proposal.digest)
        return proposal


def take_up_again(decision: Decision, *, by: User, reason: str) -> Decision:
    with trail.recording(decision, "decision.taken_up_again", by=by):
        refuse_unless(access.may_take_up_again(by, decision))
        decision.take_up_again(reason)
    return decision
