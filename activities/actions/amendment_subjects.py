"""How an amendment is put to the parties, and what the last consent writes into the lines."""

from __future__ import annotations

from typing import Any

from activities import amending, working_copies
from activities.actions.activities import LineParts
from activities.actions.adoption import keep_versions
from activities.actions.amendments import hold_adopted, hold_draft
from activities.actions.entries import drop_hidden_figures
from activities.amending import LineChange
from activities.models import NEW_LINES, Activity, Amendment, ChangeKind, Indicator
from activities.models.versions import AS_ADOPTED
from activities.texts import lines_of
from activities.working_copies import Register, WorkingCopy
from plans import trail
from plans.models import Agreement, Proposal, ProposalKind, User

VERBS = {
    ChangeKind.CHANGE: "activity.amended",
    ChangeKind.POSTPONE: "activity.postponed",
    ChangeKind.WITHDRAW: "activity.withdrawn",
    ChangeKind.ADD: "activity.added_by_amendment",
    ChangeKind.BEYOND: "activity.added_beyond_the_plan",
}


class PlanAmendment:
    """Every party consents to one text of changes; the lines read as it says from then on."""

    kind = ProposalKind.AMENDMENT
    model = Amendment

    def agreement(self, target: Amendment) -> Agreement:
        return target.plan.agreement

    def text(self, target: Amendment) -> dict[str, Any]:
        return amending.amendment_text(target)

    def missing(self, target: Amendment) -> list[str]:
        hold_adopted(target.plan)
        return [str(one) for one in amending.against(target)]

    def freeze(self, target: Amendment, *, by: User) -> None:
        hold_draft(target)
        with trail.recording(target, "amendment.proposed", by=by):
            target.propose()

    def release(self, target: Amendment, *, by: User) -> None:
        with trail.recording(target, "amendment.returned", by=by):
            target.give_back()

    def take_effect(self, proposal: Proposal, target: Amendment, *, by: User) -> None:
        lines = lines_of(target.plan)
        changes = amending.line_changes(target, lines)
        keep_missing_baseline(changes, proposal)
        register = Register.of(target.plan)
        touched = {write(one, register, by=by).pk for one in changes}
        with trail.recording(target, "amendment.in_force", by=by):
            target.put_in_force()
        keep_versions([line for line in lines_of(target.plan) if line.pk in touched], target.number, proposal)


class PlanCorrection(PlanAmendment):
    """A typing error of one line; the other side accepts it as it stands."""

    kind = ProposalKind.CORRECTION


def keep_missing_baseline(changes: list[LineChange], proposal: Proposal) -> None:
    """A line adopted before its text was kept here: what stood until now is kept as the text of its adoption."""
    standing = [one.before for one in changes if one.before]
    without = [line for line in standing if not line.versions.exists()]
    keep_versions(without, AS_ADOPTED, proposal)


def write(one: LineChange, register: Register, *, by: User) -> Activity:
    """Carry one change out, in an entry of the trail of its own."""
    kind, after = ChangeKind(one.change.kind), one.change.after
    if kind in NEW_LINES:
        line = working_copies.new_line(after, one.line.plan)
        line.assign(working_copies.fields_of(after, register))
        line.position = one.line.position
        with trail.record_added(line, VERBS[kind], by=by):
            parts_that_differ(None, after, register).write(line)
        return line
    line = Activity.objects.get(pk=one.line.pk)
    with trail.recording(line, VERBS[kind], by=by):
        if kind == ChangeKind.WITHDRAW:
            line.withdraw()
            return line
        stands = working_copies.copy_of(line)
        for name, value in working_copies.fields_of(after, register).items():
            setattr(line, name, value)
        line.position = one.line.position
        if kind == ChangeKind.POSTPONE:
            line.postpone()
        parts = parts_that_differ(stands, after, register)
        drop_hidden_figures(parts.removed_indicators, by=by)
        parts.write(line)
    return line


def parts_that_differ(stands: WorkingCopy | None, after: WorkingCopy, register: Register) -> LineParts:
    """What belongs to the line and changes; the rest stays untouched, and so out of the trail."""
    stands = stands or {"partners": [], "places": [], "indicators": []}
    parts = LineParts()
    if stands["partners"] != after["partners"]:
        parts.partners = working_copies.partners_of(after, register)
    if stands["places"] != after["places"]:
        parts.places = working_copies.places_of(after)
    rows = {row["id"]: row for row in stands["indicators"]}
    parts.indicators = [
        one
        for one, row in zip(working_copies.indicators_of(after), after["indicators"], strict=True)
        if rows.get(row["id"]) != row
    ]
    kept = {row["id"] for row in after["indicators"]}
    parts.removed_indicators = Indicator.objects.filter(pk__in=rows.keys() - kept)
    return parts
