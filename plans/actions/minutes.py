"""How the minutes of a meeting are put to the parties, and locked once the head of each has confirmed them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans import texts, trail
from plans.actions.meetings import hold_written
from plans.models import AgendaItem, Agreement, Attendee, Decision, Meeting, MeetingState, Proposal, ProposalKind, User


class Minutes:
    """
    Heads confirm the minutes of every meeting, whoever sat in it.

    What was decided binds the agencies, and only a head or who acts for one consents for an agency.
    """

    kind = ProposalKind.MINUTES
    model = Meeting

    def agreement(self, target: Meeting) -> Agreement:
        return target.agreement

    def text(self, target: Meeting) -> dict[str, Any]:
        return minutes_text(target)

    def missing(self, target: Meeting) -> list[str]:
        return missing_for_minutes(target)

    def freeze(self, target: Meeting, *, by: User) -> None:
        hold_written(target, MeetingState.HELD)
        with trail.recording(target, "minutes.sent", by=by):
            target.send()

    def release(self, target: Meeting, *, by: User) -> None:
        with trail.recording(target, "minutes.returned", by=by):
            target.give_back()

    def take_effect(self, proposal: Proposal, target: Meeting, *, by: User) -> None:
        with trail.recording(target, "minutes.confirmed", by=by):
            target.confirm()
        lock_parts(target)


def lock_parts(meeting: Meeting) -> None:
    """From now on the database itself refuses to change what the minutes say (plans/models/guards.py)."""
    for parts in (meeting.items, meeting.attendees, meeting.decisions):
        parts.update(locked=True)


def missing_for_minutes(meeting: Meeting) -> list[str]:
    """What the minutes lack before they can be sent, as sentences."""
    items = list(meeting.items.all())
    missing = [] if items else [gettext("Write at least one item of the agenda.")]
    missing += [gettext("Write the minutes of «%(item)s».") % {"item": item} for item in items if not item.minutes]
    for party in meeting.agreement.parties.select_related("agency"):
        if not meeting.attendees.filter(agency=party.agency_id, was_present=True).exists():
            missing.append(gettext("Write who was there of %(agency)s.") % {"agency": party.agency})
    if unsure := meeting.attendees.filter(was_present=None).count():
        missing.append(
            gettext("Nothing is said of %(count)s people: whether they were there or not.") % {"count": unsure}
        )
    left = meeting.decisions.filter(person__is_active=False).select_related("person")
    missing += [gettext("%(person)s has left; choose somebody else.") % {"person": one.person} for one in left]
    return missing


def minutes_text(meeting: Meeting) -> dict[str, Any]:
    """The minutes as the parties confirm them: who was there, what was said on each item, what was decided."""
    attendees = meeting.attendees.select_related("agency", "person", "department")
    items = list(meeting.items.select_related("proposed_by"))
    decisions = meeting.decisions.select_related("agency", "department", "person", "item")
    return texts.text(
        lambda: str(meeting),
        [
            texts.part(
                "meeting",
                _("meeting"),
                [
                    texts.row("kind", _("kind"), meeting.get_kind_display),
                    texts.row("group", _("working group"), lambda: meeting.group or ""),
                    texts.row("meets_on", _("day"), f"{meeting.meets_on:%Y.%m.%d}"),
                    texts.row("begins", _("time"), f"{meeting.begins:%H:%M}" if meeting.begins else ""),
                    texts.row("place", _("place"), meeting.place),
                ],
            ),
            texts.part("attendance", _("attendance"), [attendee_row(one) for one in attendees]),
            *(item_part(item) for item in items),
            *(decision_part(decision) for decision in decisions),
        ],
    )


def attendee_row(attendee: Attendee) -> dict[str, Any]:
    def said() -> str:
        unit = attendee.unit if attendee.unit != attendee.name else ""
        absent = "" if attendee.was_present else gettext("was not there")
        return ", ".join(one for one in (attendee.name, attendee.post, unit, absent) if one)

    return texts.row(f"attendee-{attendee.pk}", lambda: attendee.agency or gettext("guest"), said)


def item_part(item: AgendaItem) -> dict[str, Any]:
    return texts.part(
        f"item-{item.pk}",
        lambda: str(item),
        [
            texts.row("title", _("item of the agenda"), lambda: str(item)),
            texts.row("proposed_by", _("proposed by"), lambda: item.proposed_by or ""),
            texts.row("minutes", _("minutes"), lambda: item.minutes),
        ],
    )


def decision_part(decision: Decision) -> dict[str, Any]:
    return texts.part(
        f"decision-{decision.pk}",
        lambda: gettext("Decision %(number)s") % {"number": decision.number},
        [
            texts.row("text", _("decision"), lambda: decision.text),
            texts.row("item", _("item of the agenda"), lambda: decision.item or ""),
            texts.row("owner", _("responsible"), lambda: decision.owner),
            texts.row("due_on", _("due"), f"{decision.due_on:%Y.%m.%d}" if decision.due_on else ""),
        ],
    )
