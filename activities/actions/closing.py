"""How a year is closed: a fate for each unfinished line, both sides' consent, and what is carried on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.actions.activities import LineParts, next_position
from activities.actions.recommendations import carry_on
from activities.actions.snapshots import Render, freeze_at_closing
from activities.models import Activity, ActivityPlace, ActivityState, Closing, Fate, Indicator, LineFate, Origin
from activities.models.closing import ClosingState
from activities.texts import line_rows, lines_of
from plans import texts, trail
from plans.actions.annual_plans import hold
from plans.models import Agreement, AnnualPlan, Objective, PlanState, Proposal, ProposalKind, User
from plans.trail import Author
from plans.workflow import MoveRefused

SETTLED = (ActivityState.CONFIRMED, ActivityState.WITHDRAWN)


def unsettled(plan: AnnualPlan) -> list[Activity]:
    """Lines of which both sides decide what becomes of them: all that are neither confirmed nor withdrawn."""
    return [line for line in lines_of(plan) if line.state not in SETTLED]


def open_closing(plan: AnnualPlan, *, by: User) -> Closing:
    """Begin to close the year. Raises MoveRefused unless the plan is being carried out."""
    with transaction.atomic():
        hold_adopted(plan)
        closing = Closing(plan=plan)
        with trail.record_added(closing, "closing.opened", by=by):
            pass
    return closing


def decide_fates(closing: Closing, *, by: User, version: int, fates: list[LineFate]) -> Closing:
    """Write what becomes of the lines; those left out are decided later."""
    with trail.recording(closing, "closing.changed", by=by, version=version):
        hold_draft_closing(closing)
        closing.fates.all().delete()
        for fate in fates:
            fate.pk, fate.closing = None, closing
            fate.full_clean()
            fate.save()
    return closing


def hold_adopted(plan: AnnualPlan) -> None:
    """Keep the plan being carried out until this transaction ends."""
    hold(plan, PlanState.ADOPTED, otherwise=_("Only a year that is being carried out is closed."))


def hold_draft_closing(closing: Closing) -> None:
    if not Closing.objects.filter(pk=closing.pk, state=ClosingState.DRAFT).update(state=F("state")):
        raise MoveRefused([_("The closing was put to the parties; it changes only when it comes back.")])


def undecided(closing: Closing) -> list[str]:
    """What keeps the closing from being put to the parties, as sentences."""
    plan = closing.plan
    decided = set(closing.fates.values_list("activity_id", flat=True))
    open_lines = [line for line in unsettled(plan) if line.pk not in decided]
    waiting = [line for line in unsettled(plan) if line.state == ActivityState.REPORTED_DONE]
    amendments = plan.amendments.open()
    return [
        *(_("%(amendment)s is open; finish or drop it first.") % {"amendment": one.name} for one in amendments),
        *(_("%(line)s: decide what becomes of it.") % {"line": line} for line in open_lines if line not in waiting),
        *(_("%(line)s: it is reported done and awaits the other side.") % {"line": line} for line in waiting),
    ]


@dataclass(frozen=True)
class PlanClosing:
    """
    Every party consents to what becomes of the unfinished; the year is read-only afterwards.

    `render` says what is kept of the ratings as the year ends.
    """

    render: Render

    kind = ProposalKind.CLOSING
    model = Closing
    heading = gettext_lazy("Closing of the year")

    def agreement(self, target: Closing) -> Agreement:
        return target.plan.agreement

    def text(self, target: Closing) -> dict[str, Any]:
        fates = {fate.activity_id: fate for fate in target.fates.select_related("merged_into__objective")}
        return texts.text(
            lambda: f"{self.heading}: {target.plan}, {target.plan.agreement}",
            [line_part(line, fates.get(line.pk)) for line in lines_of(target.plan)],
        )

    def missing(self, target: Closing) -> list[str]:
        return undecided(target)

    def freeze(self, target: Closing, *, by: User) -> None:
        hold_adopted(target.plan)
        hold_draft_closing(target)
        with trail.recording(target, "closing.proposed", by=by):
            target.propose()

    def release(self, target: Closing, *, by: User) -> None:
        with trail.recording(target, "closing.returned", by=by):
            target.give_back()

    def take_effect(self, proposal: Proposal, target: Closing, *, by: User) -> None:
        plan = target.plan
        merge_recommendations(target, by=by)
        carried = [fate.activity for fate in target.fates.filter(fate=Fate.CARRY_OVER).select_related("activity")]
        if carried:
            following = following_plan(plan, by=by)
            for line in in_plan_order(carried):
                carry_over(line, following, by=by)
        with trail.recording(target, "closing.closed", by=by):
            target.close()
        with trail.recording(plan, "plan.closed", by=by):
            plan.close()
        freeze_at_closing(plan, by=by, render=self.render)


def merge_recommendations(closing: Closing, *, by: Author) -> None:
    """
    What a merged line carries out, the line it is merged into carries out too.

    Where that one is merged as well, the next one does: so before any of them is carried over.
    """
    merged = closing.fates.filter(fate=Fate.MERGE).select_related("activity", "merged_into")
    into = {fate.activity: fate.merged_into for fate in merged}
    for line in into:
        passed, other = {line}, into[line]
        while other and other not in passed:
            carry_on(line, other, "recommendation.line_merged", by=by)
            passed.add(other)
            other = into.get(other)


def line_part(line: Activity, fate: LineFate | None) -> dict[str, Any]:
    """A line as it ends: what was agreed, its state, and what becomes of it."""
    rows = line_rows(line)
    rows.append(texts.row("state", gettext_lazy("state"), line.get_state_display))
    if fate:
        rows.append(texts.row("fate", gettext_lazy("what becomes of it"), fate.get_fate_display))
        rows.append(texts.row("merged_into", gettext_lazy("merged into"), lambda: fate.merged_into or ""))
        rows.append(texts.row("reason", gettext_lazy("why"), fate.reason))
    return texts.part(f"line-{line.pk}", lambda: str(line), rows)


def in_plan_order(lines: list[Activity]) -> list[Activity]:
    wanted = {line.pk for line in lines}
    return [line for line in lines_of(lines[0].plan) if line.pk in wanted]


def following_plan(plan: AnnualPlan, *, by: Author) -> AnnualPlan:
    """Next year's draft, begun where nobody has begun it. Raises MoveRefused where it is a draft no more."""
    following = AnnualPlan.objects.filter(agreement=plan.agreement_id, year=plan.year + 1).first()
    if following is None:
        following = AnnualPlan(agreement=plan.agreement, year=plan.year + 1)
        with trail.record_added(following, "plan.added", by=by):
            pass
    if following.state != PlanState.DRAFT:
        raise MoveRefused([_("The plan of %(year)s is no longer a draft.") % {"year": following.year}])
    return following


def carry_over(line: Activity, following: AnnualPlan, *, by: Author) -> Activity:
    """A clone in next year's draft that knows whence it came, and carries out the same; its days are written anew."""
    objective = None
    if line.objective:
        objective = following.objectives.filter(title_mn=line.objective.title_mn).first()
        if objective is None:
            last = following.objectives.order_by("-number").values_list("number", flat=True).first() or 0
            objective = Objective(
                plan=following,
                field=line.objective.field,
                number=last + 1,
                title_mn=line.objective.title_mn,
                title_en=line.objective.title_en,
            )
            with trail.record_added(objective, "objective.added", by=by):
                pass
    clone = Activity(
        plan=following,
        objective=objective,
        kind=line.kind,
        title_mn=line.title_mn,
        title_en=line.title_en,
        lead=line.lead,
        budget_note=line.budget_note,
        budget_amount=line.budget_amount,
        origin=Origin.CARRIED_OVER,
        carried_from=line,
    )
    clone.position = next_position(clone)
    parts = LineParts(
        partners=line.partners.all(),
        places=[ActivityPlace(division=place.division, detail=place.detail) for place in line.places.all()],
        indicators=[
            Indicator(
                name_mn=one.name_mn,
                name_en=one.name_en,
                unit=one.unit,
                baseline=one.baseline,
                target=one.target,
                reading=one.reading,
            )
            for one in line.indicators.all()
        ],
    )
    with trail.record_added(clone, "activity.carried_over", by=by):
        parts.write(clone)
    carry_on(line, clone, "recommendation.line_carried_over", by=by)
    return clone
