"""What the parties do with an adopted plan: open an amendment, write its changes, correct a slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from activities import working_copies
from activities.amending import refusal
from activities.models import (
    Activity,
    Amendment,
    AmendmentChange,
    AmendmentState,
    ChangeKind,
    Closing,
    Reason,
)
from activities.working_copies import WorkingCopy
from plans import access, trail
from plans.actions import consent
from plans.actions.annual_plans import hold
from plans.models import AnnualPlan, Decision, PlanState, Proposal, ProposalKind, User
from plans.trail import StaleVersion
from plans.workflow import MoveRefused


@dataclass(frozen=True)
class Why:
    """Why a line changes: of a closed list, and in a sentence."""

    reason: str
    explanation: str


BY_DECISION = Why(Reason.DECISION, "")
"""Of a line beyond the plan, which says itself what decision it was born of."""


@dataclass(frozen=True)
class Seen:
    """What stood on the person's screen: the version of the change, 0 where there was none, and of the agreed text."""

    version: int = 0
    agreed: int = 0


def hold_adopted(plan: AnnualPlan) -> None:
    """Keep the plan adopted until this transaction ends; raises MoveRefused when it is not."""
    hold(plan, PlanState.ADOPTED, otherwise=_("Only an adopted plan whose year is open is amended."))


def hold_draft(amendment: Amendment) -> None:
    """Keep the amendment a draft until this transaction ends; one conditional UPDATE checks and locks."""
    hold_adopted(amendment.plan)
    if not Amendment.objects.filter(pk=amendment.pk, state=AmendmentState.DRAFT).update(state=F("state")):
        raise MoveRefused([_("%(amendment)s is no longer a draft.") % {"amendment": amendment.name}])


def open_amendment(
    plan: AnnualPlan, *, by: User, note: str = "", is_correction: bool = False, decision: Decision | None = None
) -> Amendment:
    """Open the next amendment of the plan; a second open one is refused by the database."""
    with transaction.atomic():
        hold_adopted(plan)
        if Closing.objects.before_the_parties(plan).exists():
            raise MoveRefused([_("The closing of the year is before the parties; it is decided first.")])
        last = plan.amendments.aggregate(last=Max("number"))["last"] or 0
        amendment = Amendment(
            plan=plan,
            number=last + 1,
            note=note,
            opened_by=by,
            is_correction=is_correction,
            decision=decision,
        )
        with trail.record_added(amendment, "amendment.opened", by=by):
            pass
    return amendment


def drop_amendment(amendment: Amendment, *, by: User) -> None:
    """Give a draft up; the plan stays as it is, and the number is not used again."""
    with trail.recording(amendment, "amendment.dropped", by=by):
        amendment.drop()


def draft_of(plan: AnnualPlan, *, by: User) -> Amendment:
    """The open draft, held; a new one where none is open."""
    hold_adopted(plan)
    amendment = plan.amendments.open().first()
    if amendment is None:
        return open_amendment(plan, by=by)
    hold_draft(amendment)
    return amendment


def change_line(
    line: Activity, kind: ChangeKind, *, by: User, seen: Seen, why: Why, after: WorkingCopy | None = None
) -> AmendmentChange:
    """
    Write into the open amendment, or into a new one, what becomes of this line.

    Raises StaleVersion when somebody wrote it meanwhile, or the line was amended; MoveRefused when it can't change.
    """
    with transaction.atomic():
        amendment = draft_of(line.plan, by=by)
        now = Activity.objects.get(pk=line.pk)
        if reason := refusal(now, kind):
            raise MoveRefused([reason])
        change = amendment.changes.filter(activity=line).first()
        require_seen(change or untouched(now, amendment), seen)
        if change is None:
            change = AmendmentChange(amendment=amendment, activity=now)
            with trail.record_added(set_change(change, kind, why, after), "amendment.line_written", by=by):
                pass
        else:
            with trail.recording(change, "amendment.line_changed", by=by, version=seen.version):
                set_change(change, kind, why, after)
    return change


def require_seen(change: AmendmentChange, seen: Seen) -> None:
    """Raises StaleVersion where another text of the line, or of its change, stands than was on the screen."""
    stands = change.version if change.pk else 0
    if change.activity and (stands, change.activity.agreed_number()) != (seen.version, seen.agreed):
        raise StaleVersion(change)


def untouched(line: Activity, amendment: Amendment) -> AmendmentChange:
    """What an amendment says of a line it leaves alone."""
    return AmendmentChange(
        amendment=amendment, activity=line, kind=ChangeKind.CHANGE, after=working_copies.copy_of(line), version=0
    )


def add_line(
    amendment: Amendment, *, by: User, why: Why, after: WorkingCopy, kind: ChangeKind = ChangeKind.ADD
) -> AmendmentChange:
    """A line that was not in the plan; it comes to be when the amendment is in force."""
    with transaction.atomic():
        hold_draft(amendment)
        change = set_change(AmendmentChange(amendment=amendment), kind, why, after)
        with trail.record_added(change, "amendment.line_written", by=by):
            pass
    return change


def add_line_beyond(plan: AnnualPlan, *, by: User, after: WorkingCopy) -> AmendmentChange:
    """Write an activity born of a decision into the open amendment, or into a new one; it is counted apart."""
    with transaction.atomic():
        amendment = draft_of(plan, by=by)
        return add_line(amendment, by=by, why=BY_DECISION, after=after, kind=ChangeKind.BEYOND)


def edit_added_line(change: AmendmentChange, *, by: User, seen: Seen, why: Why, after: WorkingCopy) -> AmendmentChange:
    with transaction.atomic():
        hold_draft(change.amendment)
        with trail.recording(change, "amendment.line_changed", by=by, version=seen.version):
            set_change(change, change.kind, why, after)
    return change


def set_change(change: AmendmentChange, kind: str, why: Why, after: WorkingCopy | None) -> AmendmentChange:
    change.kind, change.reason, change.explanation, change.after = kind, why.reason, why.explanation, after or {}
    return change


def remove_change(change: AmendmentChange, *, by: User) -> None:
    """Leave the line as it is after all."""
    with transaction.atomic():
        hold_draft(change.amendment)
        trail.record_removed(change, "amendment.line_removed", by=by)


def correct_line(line: Activity, *, by: User, seen: Seen, after: WorkingCopy, explanation: str = "") -> Proposal:
    """
    Put the correction of a slip to the parties in one step, with the consent of one's own agency where one heads it.

    Nothing but titles, the source of funding and the names of indicators is taken from `after`.
    """
    with transaction.atomic():
        hold_adopted(line.plan)
        now = Activity.objects.get(pk=line.pk)
        if reason := refusal(now, ChangeKind.CHANGE):
            raise MoveRefused([reason])
        amendment = open_amendment(line.plan, by=by, is_correction=True)
        unchanged = untouched(now, amendment)
        require_seen(unchanged, seen)
        change = AmendmentChange(amendment=amendment, activity=now)
        set_change(change, ChangeKind.CHANGE, Why(Reason.SLIP, explanation), only_words(unchanged.after, after))
        with trail.record_added(change, "amendment.line_written", by=by):
            pass
        proposal = consent.put_forward(ProposalKind.CORRECTION, amendment, by=by)
        if access.may_consent(by, proposal):
            consent.consent(proposal, by=by, digest=proposal.digest)
    return proposal


def only_words(stands: WorkingCopy, after: WorkingCopy) -> WorkingCopy:
    """The line as it stands, with the words a correction may touch."""
    names = {row["id"]: row for row in after["indicators"]}
    indicators = [
        row | {name: names.get(row["id"], row)[name] for name in ("name_mn", "name_en")}
        for row in stands["indicators"]
    ]
    words: dict[str, Any] = {name: after[name] for name in ("title_mn", "title_en", "budget_note")}
    return stands | words | {"indicators": indicators}
