"""Who may do what with the lines of a plan and the entries under them."""

from django.utils.translation import gettext as _

from activities.amending import refusal
from activities.models import (
    BEFORE_THE_SIDES,
    Activity,
    ActivityState,
    Amendment,
    ChangeKind,
    Closing,
    ClosingState,
    Comment,
    Entry,
    Evidence,
    Inquiry,
)
from plans.access import (
    ALLOWED,
    Permission,
    Verdict,
    acts_as_head,
    denied,
    holds,
    may_edit_lines,
    may_put_forward,
    while_year_is_open,
)
from plans.models import AnnualPlan, Compartment, PlanState, User


def may_add_line(user: User, plan: AnnualPlan) -> Verdict:
    return may_edit_lines(user, plan)


def may_edit_line(user: User, activity: Activity) -> Verdict:
    return may_edit_lines(user, activity.plan)


def may_log(user: User, activity: Activity) -> Verdict:
    """Log what was done: staff and heads of an agency that leads or joins the line, while the plan is carried out."""
    if not holds(user, Permission.WORK_LOG):
        return denied(_("Your role lets you read entries, not log them."), of_role=True)
    if not (verdict := while_year_is_open(activity.plan)):
        return verdict
    if not activity.plan.takes_entries:
        return denied(_("The plan is not adopted yet; work is logged once it is."))
    if activity.state == ActivityState.WITHDRAWN:
        return denied(_("The line was withdrawn by an amendment."))
    if not takes_part(user, activity):
        return denied(
            _("%(agency)s leads this line; yours is not among its partners.") % {"agency": activity.lead.agency}
        )
    return ALLOWED


def takes_part(user: User, activity: Activity) -> bool:
    """Whether the person's agency leads or joins the line; reads `activity.partners`, prefetched where it counts."""
    departments = [activity.lead, *activity.partners.all()]
    return any(department.agency_id == user.agency_id for department in departments)


def may_edit_entry(user: User, entry: Entry) -> Verdict:
    """Correct an entry: staff and heads of the agency that logged it, a joint one until a side has confirmed it."""
    return _may_change(user, entry, entry)


def may_remove_evidence(user: User, evidence: Evidence) -> Verdict:
    """As with its entry; what is not joint is part of no report."""
    return _may_change(user, evidence.entry, evidence)


def _may_change(user: User, entry: Entry, thing: Entry | Evidence) -> Verdict:
    if not (verdict := may_add_to_entry(user, entry)):
        return verdict
    return while_unconfirmed(entry) if thing.is_joint else ALLOWED


def while_unconfirmed(entry: Entry) -> Verdict:
    """What a side has confirmed no longer changes, though another is still awaited or more was logged since."""
    confirmed_at = entry.activity.confirmed_at
    if confirmed_at and entry.logged_at <= confirmed_at:
        return denied(_("A side has confirmed this report; what was reported no longer changes."))
    return ALLOWED


def may_add_to_entry(user: User, entry: Entry) -> Verdict:
    """Staff and heads of the agency that logged it, of those who see it."""
    if not (verdict := may_log(user, entry.activity)):
        return verdict
    if entry.agency_id != user.agency_id:
        return denied(_("%(agency)s logged this entry.") % {"agency": entry.agency})
    return ALLOWED


def may_reply_to_draft(user: User, entry: Entry, inquiry: Inquiry | None) -> Verdict:
    """Reply to a draft sent for factual correction: staff and heads of the agency it went to, once."""
    if not holds(user, Permission.WORK_LOG):
        return denied(_("Your role lets you read entries, not log them."))
    if inquiry is None or inquiry.draft_sent_to is None:
        return denied(_("No draft was sent for factual correction with this entry."))
    if inquiry.draft_sent_to_id != user.agency_id:
        return denied(_("The draft was sent to %(agency)s, which replies.") % {"agency": inquiry.draft_sent_to})
    if not entry.is_joint:
        return denied(_("Open the entry to the other side first; a reply is joint."))
    if inquiry.replied_on is not None:
        return denied(_("A reply to this draft is recorded; neither side changes it alone."))
    if not (verdict := while_year_is_open(entry.activity.plan)):
        return verdict
    return while_unconfirmed(entry)


def may_comment(user: User, plan: AnnualPlan) -> Verdict:
    """Comment on its lines and answer comments: staff and heads of every party, until the year is closed."""
    if not holds(user, Permission.COMMENT_WRITE):
        return denied(_("Staff and heads comment on lines; your role lets you read what they say."))
    return while_year_is_open(plan)


def may_resolve(user: User, comment: Comment) -> Verdict:
    """Say that a comment is settled, or that it is not after all: who may comment, for the agency that wrote it."""
    if not (verdict := may_comment(user, comment.plan)):
        return verdict
    if comment.agency_id != user.agency_id:
        return denied(_("%(agency)s wrote this comment and resolves it; you can answer.") % {"agency": comment.agency})
    return ALLOWED


def may_add_own_evidence(user: User, entry: Entry) -> Verdict:
    """Put evidence for one's own agency beside a joint entry."""
    if not (verdict := may_add_to_entry(user, entry)):
        return verdict
    if not entry.is_joint:
        return denied(_("Whoever knows of this entry knows of its evidence; add it to the entry."))
    return ALLOWED


def may_open_entry(user: User, entry: Entry) -> Verdict:
    """Let more people know of it: who logged it, a named person, or a head, of its agency; whoever sees it."""
    if entry.is_joint:
        return denied(_("Both sides know of it already."))
    if not (verdict := may_add_to_entry(user, entry)):
        return verdict
    if entry.compartment == Compartment.AGENCY and user.pk != entry.author_id and not acts_as_head(user):
        return denied(_("Who logged it or a head opens it."))
    return ALLOWED


def may_open_evidence(user: User, evidence: Evidence) -> Verdict:
    """Show both sides what stands beside a joint entry for its agency alone; with a hidden entry it is opened too."""
    if evidence.is_joint:
        return denied(_("Both sides know of it already."))
    if not evidence.entry.is_joint:
        return denied(_("It is opened with its entry."))
    if not (verdict := may_add_to_entry(user, evidence.entry)):
        return verdict
    if not (verdict := while_unconfirmed(evidence.entry)):
        return verdict
    if user.pk != evidence.entry.author_id and not acts_as_head(user):
        return denied(_("Who logged it or a head opens it."))
    return ALLOWED


def may_name_people(user: User, entry: Entry) -> Verdict:
    """Change who may know of an entry that named people alone know of: who named them."""
    if entry.circle is None:
        return denied(_("No people are named here."))
    if user.pk != entry.circle.owner_id:
        return denied(_("%(person)s named the people.") % {"person": entry.circle.owner})
    return may_add_to_entry(user, entry)


def may_speak_for_a_side(user: User, activity: Activity) -> Verdict:
    """Answer a report for one's agency: the head of a side of the line, or who acts for that head today."""
    if not acts_as_head(user):
        return denied(_("Only a head confirms for their agency."))
    if not takes_part(user, activity):
        return denied(_("Your agency takes no part in this line."))
    return ALLOWED


def may_confirm(user: User, activity: Activity) -> Verdict:
    """Confirm what was reported done, also after having differed; never one's own report."""
    if activity.state not in BEFORE_THE_SIDES:
        return denied(_("No report of this line awaits a confirmation."))
    if not (verdict := while_year_is_open(activity.plan)):
        return verdict
    if not activity.plan.takes_entries:
        return denied(_("The plan is not adopted yet."))
    if not (verdict := may_speak_for_a_side(user, activity)):
        return verdict
    if user.agency_id not in {agency.pk for agency in activity.asked_agencies}:
        return denied(_("Your agency reported the line done; the other side confirms it."))
    if user.pk == activity.reported_by_id:
        return denied(_("You reported the line done; another head of your agency confirms it."))
    reading = activity.readings.get(user.agency_id)
    if reading is not None and reading.is_confirmed:
        return denied(_("Your agency has confirmed this report already."))
    return ALLOWED


def may_differ(user: User, activity: Activity) -> Verdict:
    """Read the report otherwise, once, and not after having confirmed it."""
    if not (verdict := may_confirm(user, activity)):
        return verdict
    if user.agency_id in activity.readings:
        return denied(_("Your agency differs already; its reading stands."))
    return ALLOWED


def may_open_closing(user: User, plan: AnnualPlan, closing: Closing | None) -> Verdict:
    """Begin to close the year: staff and heads of a party, while the plan is carried out."""
    if not holds(user, Permission.LINES_EDIT):
        return denied(_("Your role lets you read the plan, not close it."))
    if plan.state != PlanState.ADOPTED:
        return denied(_("Only a year that is being carried out is closed."))
    if closing is not None:
        return denied(_("The closing has begun already."))
    return ALLOWED


def may_decide_closing(user: User, plan: AnnualPlan, closing: Closing | None) -> Verdict:
    """Write what becomes of the unfinished lines, until it is put to the parties."""
    if not holds(user, Permission.LINES_EDIT):
        return denied(_("Your role lets you read the plan, not close it."))
    if not (verdict := while_year_is_open(plan)):
        return verdict
    if closing is None or closing.state != ClosingState.DRAFT:
        return denied(_("The closing was put to the parties; it changes only when it comes back."))
    return ALLOWED


def may_amend(user: User, plan: AnnualPlan) -> Verdict:
    """Write an amendment: staff and heads of either party, while the plan is carried out."""
    if not holds(user, Permission.LINES_EDIT):
        return denied(_("Your role lets you read the plan, not amend it."), of_role=True)
    return while_amended(plan)


def while_amended(plan: AnnualPlan) -> Verdict:
    if not (verdict := while_year_is_open(plan)):
        return verdict
    if not plan.takes_entries:
        return denied(_("Only an adopted plan whose year is open is amended."))
    return ALLOWED


def may_open_amendment(user: User, plan: AnnualPlan) -> Verdict:
    if not (verdict := may_amend(user, plan)):
        return verdict
    if opened := plan.amendments.open().first():
        return denied(
            _("%(amendment)s is open; finish or drop it first.") % {"amendment": opened.name}, because_of=opened
        )
    if Closing.objects.before_the_parties(plan).exists():
        return denied(_("The closing of the year is before the parties; it is decided first."))
    return ALLOWED


def may_edit_amendment(user: User, amendment: Amendment) -> Verdict:
    if not (verdict := may_amend(user, amendment.plan)):
        return verdict
    if not amendment.is_draft:
        return denied(_("%(amendment)s is no longer a draft.") % {"amendment": amendment.name})
    return ALLOWED


def may_write_amendment(user: User, plan: AnnualPlan) -> Verdict:
    """Write a new line into the open amendment, or open one with it."""
    opened = plan.amendments.open().first()
    return may_edit_amendment(user, opened) if opened else may_open_amendment(user, plan)


def may_put_forward_amendment(user: User, amendment: Amendment) -> Verdict:
    if not amendment.is_draft:
        return denied(_("%(amendment)s is no longer a draft.") % {"amendment": amendment.name})
    return may_put_forward(user, amendment.plan.agreement)


def may_amend_line(user: User, activity: Activity) -> Verdict:
    """Say in the open amendment, or in a new one, what becomes of this line."""
    if not (verdict := may_amend(user, activity.plan)):
        return verdict
    if reason := refusal(activity, ChangeKind.CHANGE):
        return denied(reason)
    opened = activity.plan.amendments.open().first()
    if opened and not opened.is_draft:
        return denied(
            _("%(amendment)s is before the parties; until they have decided, no other change of the plan begins.")
            % {"amendment": opened.name},
            because_of=opened,
        )
    return ALLOWED


def may_correct_line(user: User, activity: Activity) -> Verdict:
    """Put the correction of a slip to the other side: a head, who consents to it by the same step."""
    if not (verdict := while_amended(activity.plan)):
        return verdict
    if not acts_as_head(user):
        return denied(_("A head corrects a slip; the other side accepts it."), of_role=True)
    if reason := refusal(activity, ChangeKind.CHANGE):
        return denied(reason)
    if opened := activity.plan.amendments.open().first():
        return denied(
            _("%(amendment)s is open, and one is open at a time: write the slip into it, or correct it afterwards.")
            % {"amendment": opened.name},
            because_of=opened,
        )
    return ALLOWED
