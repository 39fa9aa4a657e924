"""
What an amendment does with each line: how it reads now, how it will read, what stands against it.

The text put to the parties holds every changed line in full with the reason, the digest of the plan's text as it
stands, and beside it the lines as they read before, so that the difference can be shown for ever.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import readiness, working_copies
from activities.models import Activity, ActivityState, Amendment, AmendmentChange, ChangeKind, IndicatorFigure
from activities.texts import line_rows, lines_of, plan_text
from plans import texts
from plans.models import Compartment, Proposal
from plans.models.consent import digest_of


@dataclass(frozen=True)
class LineChange:
    """One change with the line as it reads (None where it is new) and as it will (None where it is withdrawn)."""

    change: AmendmentChange
    before: Activity | None
    after: Activity | None

    @property
    def line(self) -> Activity:
        line = self.after or self.before
        assert line is not None  # noqa: S101 - a change has one or the other
        return line


@dataclass(frozen=True)
class Against:
    """One thing to mend before the amendment can be put to the parties; `change` is None where it concerns all."""

    change: LineChange | None
    reason: str

    def __str__(self) -> str:
        return f"{self.change.line}: {self.reason}" if self.change else self.reason


def line_changes(amendment: Amendment, lines: Iterable[Activity] | None = None) -> list[LineChange]:
    """The changes as they were written; a line that is new or moves takes the last place of its objective."""
    plan = amendment.plan
    lines = lines_of(plan) if lines is None else lines
    standing, last = {line.pk: line for line in lines}, defaultdict(int)
    for line in standing.values():
        last[line.objective_id] = max(last[line.objective_id], line.position)
    register, found = working_copies.Register.of(plan), []
    for change in amendment.changes.order_by("pk"):
        change.amendment = amendment
        before = standing.get(change.activity_id) if change.activity_id else None
        if change.kind == ChangeKind.WITHDRAW:
            found.append(LineChange(change, before, None))
            continue
        under = change.after["objective"]
        if before is not None and before.objective_id == under:
            position = before.position
        else:
            last[under] += 1
            position = last[under]
        after = working_copies.as_line(change.after, plan=plan, position=position, register=register, line=before)
        found.append(LineChange(change, before, after))
    return found


def amendment_text(amendment: Amendment) -> dict[str, Any]:
    """What the parties bind themselves to when they amend a plan."""
    plan = amendment.plan
    lines = lines_of(plan)
    head = texts.part(
        "amendment",
        lambda: amendment.name,
        [
            texts.row("plan", gettext_lazy("annual plan"), lambda: f"{plan}, {plan.agreement}"),
            texts.row("stands", gettext_lazy("digest of the plan as it stands"), digest_of(plan_text(plan, lines))),
            texts.row("note", gettext_lazy("what it is for"), amendment.note),
            *decision_rows(amendment),
        ],
    )
    before, after = [head], [head]
    for one in line_changes(amendment, lines):
        why = why_part(one)
        before += [why, *([amended_part(one.change.key, one.before)] if one.before else [])]
        after += [why, *([amended_part(one.change.key, one.after)] if one.after else [])]
    return texts.text(lambda: str(amendment), after) | {"before": {"parts": before}}


def decision_rows(amendment: Amendment) -> list[dict[str, Any]]:
    """The decision it was born of; a text that was put to the parties without it stays as it was put."""
    decision = amendment.decision
    if decision is None:
        return []
    put = Proposal.objects.about(amendment).open().first()
    if put is not None and not texts.has_row(put.text, "amendment", "decision"):
        return []
    return [
        texts.row("decision", gettext_lazy("born of the decision"), lambda: f"{decision.meeting}: {decision}"),
    ]


def why_part(one: LineChange) -> dict[str, Any]:
    change = one.change
    return texts.part(
        f"{texts.WHY}{change.key}",
        lambda: f"{capfirst(change.get_kind_display())}: {one.line}",
        [
            texts.row("kind", gettext_lazy("what becomes of the line"), change.get_kind_display),
            texts.row("reason", gettext_lazy("reason"), change.get_reason_display),
            texts.row("explanation", gettext_lazy("explanation"), change.explanation),
        ],
    )


def amended_part(key: str, line: Activity) -> dict[str, Any]:
    under = texts.row(texts.UNDER, gettext_lazy("objective"), lambda: line.objective or "")
    return texts.part(key, lambda: str(line), [under, *line_rows(line)])


# what stands against it


def refusal(line: Activity, kind: str) -> str:
    """Why the state of a line keeps an amendment from it; empty where nothing does."""
    if line.state == ActivityState.CONFIRMED:
        return _("The line is confirmed; what both sides agreed on it no longer changes.")
    if line.state == ActivityState.WITHDRAWN:
        return _("The line was withdrawn by an amendment.")
    if line.state == ActivityState.REPORTED_DONE and kind in {ChangeKind.POSTPONE, ChangeKind.WITHDRAW}:
        return _("The line is reported done; the other side answers that first.")
    return ""


def against(amendment: Amendment) -> list[Against]:
    """Everything that keeps the amendment from the parties, or from taking effect, at once."""
    lines = lines_of(amendment.plan)
    changes = line_changes(amendment, lines)
    if not changes:
        return [Against(None, _("The amendment changes no line yet."))]
    titles = titles_after(lines, changes)
    return [Against(one, reason) for one in changes for reason in against_change(one, titles)]


def titles_after(lines: Iterable[Activity], changes: Iterable[LineChange]) -> Counter[str]:
    reads = {line.pk: line for line in lines if line.state != ActivityState.WITHDRAWN}
    added = []
    for one in changes:
        if one.before is None:
            added.append(one.line)
        elif one.after is None:
            reads.pop(one.before.pk, None)
        else:
            reads[one.before.pk] = one.after
    return readiness.titles_of([*reads.values(), *added])


def against_change(one: LineChange, titles: Counter[str]) -> list[str]:
    before, after, found = one.before, one.after, []
    if before is not None and (reason := refusal(before, one.change.kind)):
        found.append(reason)
    if after is None:
        return found
    wanting = readiness.reasons(after, after.plan, titles)
    if before is None:
        return found + wanting
    said = readiness.reasons(before, before.plan, Counter())
    found += [reason for reason in wanting if reason not in said]
    if amended_part("", before) == amended_part("", after):
        found.append(_("Nothing changes in this line."))
    if one.change.kind == ChangeKind.POSTPONE and not ends_later(before, after):
        found.append(_("A line that is postponed ends later than it did."))
    kept = {row["id"] for row in one.change.after["indicators"]}
    dropped = {indicator.pk for indicator in before.indicators.all()} - kept
    # figures of hidden entries go with their indicator (drop_hidden_figures): a refusal would tell that they are there
    joint = IndicatorFigure.objects.filter(indicator__in=dropped, entry__compartment=Compartment.JOINT)
    if dropped and joint.exists():
        found.append(_("Figures are recorded for an indicator that is taken out; keep it."))
    return found


def ends_later(before: Activity, after: Activity) -> bool:
    return before.ends_on is None or (after.ends_on is not None and after.ends_on > before.ends_on)
