"""Who may do what with meetings, their decisions, and the notes a side writes for itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from plans.access import (
    ALLOWED,
    Permission,
    Verdict,
    acts_as_head,
    denied,
    holds,
    may_put_forward,
)
from plans.models import (
    Agreement,
    ConsentAct,
    Coordinator,
    Decision,
    GroupMember,
    Meeting,
    MeetingKind,
    MeetingNote,
    Proposal,
    ProposalKind,
    User,
    WorkingGroup,
)
from plans.models.agreements import AgreementQuerySet
from plans.models.consent import ConsentActQuerySet


def keeps_meetings(user: User) -> bool:
    return holds(user, Permission.MEETINGS_KEEP) or acts_as_head(user)


def may_keep_meetings(user: User) -> Verdict:
    """Plan meetings and write in them: heads and administrators."""
    if not keeps_meetings(user):
        return denied(_("A head or an administrator keeps the meetings; your role lets you read them."), of_role=True)
    return ALLOWED


def agreements_coordinated(user: User) -> AgreementQuerySet:
    """Whose coordinators' meetings one keeps: named in it today, in any role but that of who only reads."""
    visible = Agreement.objects.visible_to(user)
    if not holds(user, Permission.NOTES_WRITE):
        return visible.none()
    return visible.filter(pk__in=Coordinator.objects.on().filter(person=user).values("agreement"))


def agreements_met_under(user: User) -> AgreementQuerySet:
    """In force, and one may plan a meeting under them."""
    mine = Agreement.objects.visible_to(user) if keeps_meetings(user) else agreements_coordinated(user)
    return mine.in_force()


def kinds_kept(user: User) -> list[MeetingKind]:
    """Which meetings one plans: heads and administrators any, coordinators their own."""
    return list(MeetingKind) if keeps_meetings(user) else [MeetingKind.COORDINATORS]


def may_plan_meetings(user: User, agreement: Agreement | None = None) -> Verdict:
    """Under any agreement, or under this one."""
    if keeps_meetings(user):
        return ALLOWED
    coordinated = agreements_coordinated(user)
    if (coordinated.filter(pk=agreement.pk) if agreement else coordinated).exists():
        return ALLOWED
    return may_keep_meetings(user)


def may_keep_meeting(user: User, meeting: Meeting) -> Verdict:
    if meeting.kind != MeetingKind.COORDINATORS or keeps_meetings(user):
        return may_keep_meetings(user)
    if not agreements_coordinated(user).filter(pk=meeting.agreement_id).exists():
        return denied(
            _("A head, an administrator or a coordinator of the agreement keeps this meeting."), of_role=True
        )
    return ALLOWED


def may_write_meeting(user: User, meeting: Meeting) -> Verdict:
    """Its agenda and attendance: who keeps it, of either party, until the minutes are sent."""
    if not (verdict := may_keep_meeting(user, meeting)):
        return verdict
    if not meeting.is_written:
        return denied(_("It is «%(state)s»; nothing of it changes now.") % {"state": meeting.get_state_display()})
    return ALLOWED


def may_call_off(user: User, meeting: Meeting) -> Verdict:
    if not (verdict := may_keep_meeting(user, meeting)):
        return verdict
    if not meeting.is_planned:
        return denied(_("Only a meeting that is planned is called off or recorded as held."))
    return ALLOWED


def may_freeze_pack(user: User, meeting: Meeting) -> Verdict:
    """Keep the pack as it reads today: until the day of the meeting."""
    if not (verdict := may_write_meeting(user, meeting)):
        return verdict
    if not meeting.is_to_be_prepared:
        return denied(_("The day of the meeting has passed; a pack of today would not be the one it had."))
    return ALLOWED


def may_record_held(user: User, meeting: Meeting) -> Verdict:
    if not (verdict := may_call_off(user, meeting)):
        return verdict
    if early := meeting.missing_to_be_held():
        return denied(early[0])
    return ALLOWED


def may_write_decisions(user: User, meeting: Meeting) -> Verdict:
    """What was decided, once the meeting was held."""
    if not (verdict := may_keep_meeting(user, meeting)):
        return verdict
    if not meeting.is_held:
        return denied(_("Decisions are written down once the meeting was held, until its minutes are sent."))
    return ALLOWED


def may_send_minutes(user: User, meeting: Meeting) -> Verdict:
    if not (verdict := may_put_forward(user, meeting.agreement)):
        return verdict
    if not meeting.is_held:
        return denied(_("Minutes are sent once the meeting was held."))
    return ALLOWED


def minutes_to_mend(user: User) -> ConsentActQuerySet:
    """The returns of minutes that this person may mend: they were not sent again since."""
    if not keeps_meetings(user):
        return ConsentAct.objects.none()
    return returns_of_minutes().filter(proposal__target_id__in=Meeting.objects.visible_to(user).held().values("pk"))


def returns_of_minutes() -> ConsentActQuerySet:
    return ConsentAct.objects.last_returns().filter(proposal__kind=ProposalKind.MINUTES).select_related("agency")


def may_write_note(user: User, meeting: Meeting) -> Verdict:
    """A note for one's own side: everybody but who only reads, while the meeting is not over."""
    if not holds(user, Permission.NOTES_WRITE):
        return denied(_("An observer only reads."))
    if not meeting.is_written:
        return denied(_("It is «%(state)s»; nothing of it changes now.") % {"state": meeting.get_state_display()})
    return ALLOWED


def may_edit_note(user: User, note: MeetingNote) -> Verdict:
    if note.author_id != user.pk:
        return denied(_("Who wrote a note changes it."))
    return may_write_note(user, note.meeting)


def answers_for(user: User, decision: Decision) -> bool:
    """Its owner; heads and administrators of that agency; its staff where nobody is named, or who was has left."""
    if decision.agency_id != user.agency_id:
        return False
    if decision.person_id == user.pk or keeps_meetings(user):
        return True
    return holds(user, Permission.WORK_LOG) and (decision.person_id is None or decision.owner_has_left)


def may_carry_out(user: User, decision: Decision) -> Verdict:
    """Report it carried out, or give it another day or owner of the same agency: who answers for it."""
    if not (verdict := is_to_be_carried_out(decision)):
        return verdict
    if not answers_for(user, decision):
        return denied(_("%(owner)s answers for it.") % {"owner": decision.owner})
    return ALLOWED


def may_drop(user: User, decision: Decision) -> Verdict:
    """Say that it is not carried out: a head of the responsible agency."""
    if not (verdict := is_to_be_carried_out(decision)):
        return verdict
    if decision.agency_id != user.agency_id or not acts_as_head(user):
        return denied(_("The head of %(agency)s drops it.") % {"agency": decision.agency})
    return ALLOWED


def may_take_up_again(user: User, decision: Decision) -> Verdict:
    """A head or administrator of any party who does not hold it resolved."""
    if not (verdict := may_keep_meetings(user)):
        return verdict
    if decision.is_open:
        return denied(_("It is open."))
    return ALLOWED


def is_to_be_carried_out(decision: Decision) -> Verdict:
    if not decision.meeting.is_confirmed:
        return denied(_("It binds once the minutes are confirmed."))
    if not decision.is_open:
        return denied(_("It is resolved already."))
    return ALLOWED


def may_write_group(user: User, group: WorkingGroup) -> Verdict:
    """Its name, mandate, basis and term: heads and administrators of either party, while it is a draft."""
    if not (verdict := may_keep_meetings(user)):
        return verdict
    return is_to_be_written(group)


def may_set_up_group(user: User, group: WorkingGroup) -> Verdict:
    if not (verdict := may_put_forward(user, group.agreement)):
        return verdict
    return may_write_group(user, group)


def may_end_group(user: User, group: WorkingGroup) -> Verdict:
    """Write its final report and put its end to the parties."""
    if not (verdict := may_put_forward(user, group.agreement)):
        return verdict
    if not group.is_active:
        return denied(_("Only an active group is dissolved."))
    return not_before_the_parties(group)


def may_change_term(user: User, group: WorkingGroup) -> Verdict:
    """Put another last day to the parties."""
    if not (verdict := may_put_forward(user, group.agreement)):
        return verdict
    if not group.is_active:
        return denied(_("Only an active group is given another term."))
    return not_before_the_parties(group)


def may_name_members(user: User, group: WorkingGroup) -> Verdict:
    """Whom one's own side sends, until the group is dissolved."""
    if not (verdict := may_keep_meetings(user)):
        return verdict
    if not (group.is_draft or group.is_active):
        return denied(_("The group is dissolved."))
    return not_before_the_parties(group)


def may_edit_member(user: User, member: GroupMember) -> Verdict:
    if not (verdict := is_of_own_side(user, member)):
        return verdict
    return may_name_members(user, member.group)


def is_of_own_side(user: User, member: GroupMember) -> Verdict:
    if member.agency_id != user.agency_id:
        return denied(_("%(agency)s names its own members.") % {"agency": member.agency})
    return ALLOWED


def is_to_be_written(group: WorkingGroup) -> Verdict:
    if not group.is_draft:
        return denied(_("The parties agreed to it; it changes only by what they decide together."))
    return not_before_the_parties(group)


def not_before_the_parties(group: WorkingGroup) -> Verdict:
    if Proposal.objects.about(group).open().exists():
        return denied(_("The parties are deciding on it; it does not change meanwhile."))
    return ALLOWED
