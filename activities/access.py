"""Who may do what with the lines of a plan and the entries under them."""

from django.utils.translation import gettext as _

from activities.models import Activity, ActivityState, Closing, ClosingState, Entry
from plans.access import ALLOWED, Permission, Verdict, denied, holds, may_edit_lines
from plans.models import AnnualPlan, PlanState, User


def may_add_line(user: User, plan: AnnualPlan) -> Verdict:
    return may_edit_lines(user, plan)


def may_edit_line(user: User, activity: Activity) -> Verdict:
    return may_edit_lines(user, activity.plan)


def may_log(user: User, activity: Activity) -> Verdict:
    """Log what was done: staff and heads of an agency that leads or joins the line, while the plan is carried out."""
    if not holds(user, Permission.WORK_LOG):
        return denied(_("Your role lets you read entries, not log them."))
    if activity.plan.state == PlanState.CLOSED:
        return denied(_("The year is closed."))
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
    """Correct an entry: staff and heads of the agency that logged it, until the line is confirmed."""
    if not (verdict := may_log(user, entry.activity)):
        return verdict
    if entry.agency_id != user.agency_id:
        return denied(_("%(agency)s logged this entry.") % {"agency": entry.agency})
    if entry.activity.state == ActivityState.CONFIRMED:
        return denied(_("The line is confirmed; what was reported no longer changes."))
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
    if closing is None or closing.state != ClosingState.DRAFT:
        return denied(_("The closing was put to the parties; it changes only when it comes back."))
    return ALLOWED
