"""
How a working group comes to be, changes and ends.

It is put to the parties as a text of its own, whatever it is based on: a decision in confirmed minutes says that there
is to be a group, and seldom what its mandate is. Whom a side sends is named by that side alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans import access_to_meetings as access
from plans import texts, trail
from plans.access import refuse_unless
from plans.actions import consent
from plans.actions.files import store_file
from plans.models import Agency, Agreement, GroupMember, Proposal, ProposalKind, User, WorkingGroup
from plans.trail import Author


def draft_group(group: WorkingGroup, *, by: Author) -> WorkingGroup:
    with trail.record_added(group, "group.drafted", by=by):
        return group


def edit_group(group: WorkingGroup, *, by: Author, version: int, changes: dict[str, Any]) -> WorkingGroup:
    with trail.recording(group, "group.changed", by=by, version=version):
        refuse_unless(access.is_to_be_written(group))
        group.assign(changes)
    return group


def name_member(member: GroupMember, *, by: User) -> GroupMember:
    """Send somebody of one's own agency; ValidationError where they work for no party, MoveRefused for another's."""
    with transaction.atomic():
        hold(member.group)
        member.agency = cast(Agency, member.person.agency)
        with trail.record_added(member, "group.member_added", by=by):
            refuse_unless(access.is_of_own_side(by, member))
    return member


def edit_member(member: GroupMember, *, by: User, version: int, changes: dict[str, Any]) -> GroupMember:
    with transaction.atomic():
        hold(member.group)
        with trail.recording(member, "group.member_changed", by=by, version=version):
            member.assign(changes)
    return member


def put_end_forward(
    group: WorkingGroup, *, by: User, version: int, changes: dict[str, Any], file: UploadedFile | None
) -> Proposal:
    """Write the final report, the last day and why, and put them to the parties in one step."""
    with transaction.atomic():
        with trail.recording(group, "group.end_written", by=by, version=version):
            refuse_unless(access.not_before_the_parties(group))
            group.assign(changes)
            if file is not None:
                group.report_file = store_file(file, by=by)
        return consent.put_forward(ProposalKind.GROUP_END, group, by=by)


def put_term_forward(group: WorkingGroup, *, by: User, version: int, changes: dict[str, Any]) -> Proposal:
    """Write another last day and why, and put them to the parties in one step."""
    with transaction.atomic():
        with trail.recording(group, "group.term_written", by=by, version=version):
            refuse_unless(access.not_before_the_parties(group))
            group.assign(changes)
        return consent.put_forward(ProposalKind.GROUP_TERM, group, by=by)


def hold(group: WorkingGroup) -> None:
    """Keep the group as it is until this transaction ends; MoveRefused while the parties decide on it."""
    WorkingGroup.objects.filter(pk=group.pk).update(state=F("state"))
    refuse_unless(access.not_before_the_parties(group))


class GroupSubject:
    """What the parties decide on a working group."""

    model = WorkingGroup

    def agreement(self, target: WorkingGroup) -> Agreement:
        return target.agreement

    def freeze(self, target: WorkingGroup, *, by: User) -> None:
        """While a proposal on it is open every change is refused."""
        hold(target)
        target.refresh_from_db()

    def release(self, target: WorkingGroup, *, by: User) -> None:
        """It stays what it was."""


class SettingUp(GroupSubject):
    kind = ProposalKind.GROUP_SET_UP

    def missing(self, target: WorkingGroup) -> list[str]:
        if not target.is_draft:
            return [gettext("The group is not a draft.")]
        missing = []
        if not target.decision and not target.basis:
            missing.append(gettext("Choose the decision it is based on, or write another basis."))
        if not target.starts_on or not target.ends_on:
            missing.append(gettext("Write from when until when it works."))
        for party in target.agreement.parties.select_related("agency"):
            if not target.members.filter(agency=party.agency_id, is_chair=True).exists():
                missing.append(
                    gettext("%(agency)s has yet to name who chairs for its side.") % {"agency": party.agency}
                )
        return missing + members_outside(target, target.starts_on, target.ends_on)

    def text(self, target: WorkingGroup) -> dict[str, Any]:
        return texts.text(
            lambda: ": ".join([gettext("Working group"), target.name]), [mandate_part(target), members_part(target)]
        )

    def take_effect(self, proposal: Proposal, target: WorkingGroup, *, by: User) -> None:
        with trail.recording(target, "group.set_up", by=by):
            target.set_up()


class AnotherTerm(GroupSubject):
    kind = ProposalKind.GROUP_TERM

    def missing(self, target: WorkingGroup) -> list[str]:
        if not target.is_active:
            return [gettext("Only an active group is given another term.")]
        if not target.next_ends_on or not target.next_term_because:
            return [gettext("Write the new last day, and why.")]
        if target.next_ends_on < timezone.localdate():
            return [gettext("The new last day has passed already; write another one.")]
        return members_outside(target, target.starts_on, target.next_ends_on)

    def text(self, target: WorkingGroup) -> dict[str, Any]:
        term = texts.part(
            "term",
            _("Another term"),
            [
                texts.row("next_ends_on", _("new last day"), day(target.next_ends_on)),
                texts.row("next_term_because", _("why it works until another day"), target.next_term_because),
            ],
        )
        return texts.text(
            lambda: gettext("Another term of the working group: %(group)s") % {"group": target.name},
            [term, mandate_part(target)],
        )

    def take_effect(self, proposal: Proposal, target: WorkingGroup, *, by: User) -> None:
        with trail.recording(target, "group.term_changed", by=by):
            target.take_next_term()


class Dissolution(GroupSubject):
    kind = ProposalKind.GROUP_END

    def missing(self, target: WorkingGroup) -> list[str]:
        if not target.is_active:
            return [gettext("Only an active group is dissolved.")]
        missing = target.missing_to_end()
        if not (target.ended_on and target.ended_because and (target.report or target.report_file)):
            missing.append(gettext("Write the final report, the last day and why the group is dissolved."))
        return missing

    def text(self, target: WorkingGroup) -> dict[str, Any]:
        end = texts.part(
            "end",
            _("Dissolution"),
            [
                texts.row("ended_on", _("dissolved on"), day(target.ended_on)),
                texts.row("ended_because", _("why it is dissolved"), target.ended_because),
                texts.row("report", _("final report"), target.report),
                texts.row(
                    "report_file",
                    _("final report as a file"),
                    f"{target.report_file.name}, SHA-256 {target.report_file.digest}" if target.report_file else "",
                ),
            ],
        )
        return texts.text(
            lambda: gettext("Dissolving the working group: %(group)s") % {"group": target.name},
            [end, mandate_part(target)],
        )

    def take_effect(self, proposal: Proposal, target: WorkingGroup, *, by: User) -> None:
        with trail.recording(target, "group.ended", by=by):
            target.end()


def members_outside(group: WorkingGroup, starts_on: date | None, ends_on: date | None) -> list[str]:
    """Whose days as a member lie outside a term, as sentences: each side moves those of its own."""
    outside = gettext("The days of %(person)s as a member (%(days)s) are outside the term of the group.")
    return [
        outside % {"person": member.person, "days": member.days}
        for member in group.members.select_related("person")
        if member.beyond(starts_on, ends_on)
    ]


def day(value: Any) -> str:
    return f"{value:%Y.%m.%d}" if value else ""


def mandate_part(group: WorkingGroup) -> dict[str, Any]:
    return texts.part(
        "group",
        _("Mandate"),
        [
            texts.row("name", _("name"), lambda: group.name),
            texts.row("mandate", _("mandate"), lambda: group.mandate),
            texts.row("decision", _("decision it is based on"), lambda: basis_of(group)),
            texts.row("basis", _("other basis, in words"), group.basis),
            texts.row("order_number", _("order number"), group.order_number),
            texts.row("order_on", _("date of the order"), day(group.order_on)),
            texts.row("starts_on", _("from"), day(group.starts_on)),
            texts.row("ends_on", _("until"), day(group.ends_on)),
        ],
    )


def basis_of(group: WorkingGroup) -> str:
    return f"{group.decision.meeting}: {group.decision}" if group.decision else ""


def members_part(group: WorkingGroup) -> dict[str, Any]:
    members = group.members.select_related("agency", "person")

    def said(member: GroupMember) -> str:
        chair = gettext("chairs for their side") if member.is_chair else ""
        return ", ".join(one for one in (str(member.person), member.person.post, chair, member.days) if one)

    rows = [
        texts.row(f"member-{one.pk}", lambda one=one: str(one.agency), lambda one=one: said(one)) for one in members
    ]
    return texts.part("members", _("members"), rows)
