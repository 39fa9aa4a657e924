"""How another day for a decision is put to the parties: that of the minutes stands until every head has consented."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans import access_to_meetings as access
from plans import texts, trail
from plans.models import Agreement, Decision, Proposal, ProposalKind, User


class OtherDay:
    """Both heads confirmed the day in the minutes; so both agree to another one."""

    kind = ProposalKind.DECISION_DAY
    model = Decision

    def agreement(self, target: Decision) -> Agreement:
        return target.meeting.agreement

    def missing(self, target: Decision) -> list[str]:
        verdict = access.is_to_be_carried_out(target)
        return [] if verdict else [verdict.reason]

    def text(self, target: Decision) -> dict[str, Any]:
        since = [texts.row("moved_to", _("due by what was agreed since"), target.moved_to)] if target.moved_to else []
        return texts.text(
            lambda: gettext("Another day for decision %(number)s") % {"number": target.number},
            [
                texts.part(
                    "decision",
                    lambda: gettext("Decision %(number)s") % {"number": target.number},
                    [
                        texts.row("text", _("decision"), lambda: target.text),
                        texts.row("meeting", _("meeting"), lambda: target.meeting),
                        texts.row("agency", _("responsible agency"), lambda: target.agency),
                        texts.row("due_on", _("due as decided"), target.due_on),
                        *since,
                        texts.row("asked_to", _("another day"), target.asked_to),
                        texts.row("because", _("why another day"), target.asked_because),
                    ],
                )
            ],
        )

    def freeze(self, target: Decision, *, by: User) -> None:
        """What is asked for stands in the decision until the parties have answered."""

    def release(self, target: Decision, *, by: User) -> None:
        with trail.recording(target, "decision.day_left", by=by):
            target.leave_the_day()

    def take_effect(self, proposal: Proposal, target: Decision, *, by: User) -> None:
        with trail.recording(target, "decision.day_agreed", by=by):
            target.agree_to_the_day()
