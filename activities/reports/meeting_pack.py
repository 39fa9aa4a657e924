"""
The pack of a meeting as plain data: agenda, who is expected, what is unresolved, what awaits whom, how plans stand.

Every word stands in both languages, so that a pack reads the same for ever whatever becomes of the things it names. It
holds what both sides may know and nothing else: no note of one side, no entry that is not joint.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Recommendation
from activities.reports.births import with_births
from activities.reports.plan_status import PlanStatus, plan_status
from plans import texts
from plans.models import AnnualPlan, ConsentAct, Decision, Meeting, Proposal


def pack_content(meeting: Meeting, today: date | None = None) -> dict[str, Any]:
    """The pack as of today."""
    today = today or timezone.localdate()
    plans = AnnualPlan.objects.filter(agreement=meeting.agreement_id).current().order_by("-year")
    return {
        "agenda": [
            {
                "item": texts.both(lambda item=item: str(item)),
                "proposed_by": texts.both(lambda item=item: item.proposed_by or ""),
                "begins": f"{item.begins:%H:%M}" if item.begins else "",
            }
            for item in meeting.items.select_related("proposed_by")
        ],
        "attendance": [
            {
                "who": texts.both(lambda one=one: ", ".join(filter(None, (str(one), one.post)))),
                "side": texts.both(lambda one=one: one.agency or gettext("guest")),
            }
            for one in meeting.attendees.select_related("agency", "person", "department")
        ],
        "unresolved": [
            row_of(decision, today)
            for decision in with_births(Decision.objects.unresolved_before(meeting).with_owners().open_first())
        ],
        "consents": consents(meeting),
        "replies": replies(meeting, today),
        "plans": [
            {
                "plan": texts.both(lambda plan=plan: str(plan)),
                "figures": figures(plan, today),
                "overdue": overdue_lines(plan, today),
            }
            for plan in plans
        ],
    }


def row_of(decision: Decision, today: date) -> dict[str, Any]:
    """A decision with who answers for it and how long it has been due."""
    late = (today - decision.due_now).days if decision.due_now and decision.is_open else 0

    def when() -> str:
        if not decision.is_open:
            return decision.said_by_one_side
        if late > 0:
            return ngettext("overdue %(days)s day", "overdue %(days)s days", late) % {"days": late}
        if late < 0:
            return ngettext("in %(days)s day", "in %(days)s days", -late) % {"days": -late}
        return gettext("today") if decision.due_now else gettext("no day set")

    def beside() -> str:
        """The day of the minutes where another one was agreed, and one that is asked for."""
        decided = day(decision.due_on)
        moved = gettext("as decided %(day)s") % {"day": decided} if decided else gettext("decided without a day")
        asks = gettext("%(agency)s asks for %(day)s") % {"agency": decision.agency, "day": day(decision.asked_to)}
        return " · ".join([moved] * bool(decision.moved_to) + [asks] * bool(decision.asked_to))

    return {
        "text": texts.both(lambda: decision.text),
        "meeting": texts.both(lambda: f"{decision.meeting} · {decision.number}"),
        "owner": texts.both(lambda: decision.owner),
        "owner_has_left": decision.is_open and decision.owner_has_left,
        "births": [texts.both(lambda one=one: f"{one.name} · {one.state}") for one in decision.births],
        "due_on": day(decision.due_now),
        "beside": texts.both(beside),
        "when": texts.both(when),
        "is_late": late > 0,
    }


def consents(meeting: Meeting) -> list[dict[str, Any]]:
    """The texts that await the consent of a party, the oldest first."""
    parties = [party.agency for party in meeting.agreement.parties.select_related("agency")]
    standing = Prefetch("acts", ConsentAct.objects.standing())
    found = []
    for proposal in Proposal.objects.filter(agreement=meeting.agreement_id).open().prefetch_related(standing):
        acted = {act.agency_id for act in proposal.acts.all()}
        awaited = [agency for agency in parties if agency.pk not in acted]
        found.insert(
            0,
            {
                "text": texts.both(lambda one=proposal: str(one)),
                "awaited": texts.both(
                    lambda awaited=awaited: (
                        gettext("awaited: %(agencies)s") % {"agencies": ", ".join(str(agency) for agency in awaited)}
                    )
                ),
                "since": day(timezone.localdate(proposal.proposed_at)),
            },
        )
    return found


def replies(meeting: Meeting, today: date) -> list[dict[str, Any]]:
    """The recommendations to which a party's reply is late or due within two weeks."""
    asked = Recommendation.objects.filter(agreement=meeting.agreement_id, addressee__isnull=False, replies=None)
    return [
        {
            "text": texts.both(lambda one=one: str(one)),
            "asked": texts.both(lambda one=one: one.asked_of),
            "due_on": day(one.reply_due_on),
        }
        for one in asked.reply_overdue_or_due(today).select_related("addressee").order_by("reply_due_on", "pk")
    ]


def overdue_lines(plan: AnnualPlan, today: date) -> list[dict[str, Any]]:
    """The oldest first."""

    def when(line: Activity) -> str:
        late = (today - line.ends_on).days
        return ngettext("overdue %(days)s day", "overdue %(days)s days", late) % {"days": late}

    lines = Activity.objects.filter(plan=plan).overdue(today).select_related("objective", "lead__agency")
    return [
        {
            "line": texts.both(lambda line=line: str(line)),
            "lead": texts.both(lambda line=line: f"{line.lead.agency}: {line.lead}"),
            "when": texts.both(lambda line=line: when(line)),
        }
        for line in lines.order_by("ends_on", "pk")
    ]


def figures(plan: AnnualPlan, today: date) -> list[dict[str, Any]]:
    """Where the plan stands, by the same figures as its dashboard."""
    status = plan_status(plan, Activity.objects.filter(plan=plan), today)
    return [
        {"label": texts.both(label), "value": texts.both(value), "how": texts.both(how)}
        for label, value, how in rows_of(status)
    ]


def rows_of(status: PlanStatus) -> list[tuple[Any, Any, Any]]:
    people, rating = status.people, status.rating()
    return [
        (
            _("Done"),
            lambda: gettext("%(done)s of %(total)s") % {"done": status.done, "total": status.total},
            f"{status.done_share:.0f}%",
        ),
        (_("Share of the year that has passed"), f"{status.elapsed_share:.0f}%", ""),
        (
            _("Overdue"),
            str(status.overdue),
            lambda: (
                gettext("the oldest by %(days)s days") % {"days": status.oldest_overdue_days} if status.overdue else ""
            ),
        ),
        (
            _("Awaiting confirmation"),
            str(status.awaiting),
            lambda: (
                gettext("the longest for %(days)s days") % {"days": status.longest_wait_days}
                if status.awaiting
                else ""
            ),
        ),
        (
            _("Beyond the plan"),
            str(status.beyond),
            lambda: gettext("%(done)s of them done") % {"done": status.beyond_done} if status.beyond else "",
        ),
        (_("Withdrawn"), str(status.withdrawn), ""),
        (
            _("People reached"),
            lambda: gettext("not recorded") if people["total"] is None else f"{people['total']:,}",
            lambda: (
                gettext(
                    "women %(women)s · men %(men)s · not recorded %(unknown)s; "
                    "sum of entries, who came twice counts twice"
                )
                % {name: number(people[key]) for name, key in PEOPLE.items()}
                if people["total"] is not None
                else ""
            ),
        ),
        (_("Lines with evidence"), str(status.lines_with_evidence), ""),
        (
            _("Mean rating"),
            lambda: gettext("nothing is rated yet") if rating.mean is None else str(rating.mean),
            rating.arithmetic,
        ),
    ]


PEOPLE = {"women": "women", "men": "men", "unknown": "not_recorded"}


def day(value: date | None) -> str:
    return f"{value:%Y.%m.%d}" if value else ""


def number(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def read(content: Any) -> Any:
    """The pack in the reader's language."""
    match content:
        case {"mn": _mn, "en": _en}:
            return texts.words_of(content)
        case dict():
            return {name: read(value) for name, value in content.items()}
        case list():
            return [read(value) for value in content]
    return content
