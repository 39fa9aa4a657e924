"""
Who may do what.

What a role holds is the table GRANTS; what a person sees is a queryset's `visible_to`, so that a stranger finds
nothing; what they may do now is a `may_…` that answers with a Verdict: yes, or no with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext as _

from plans.models import (
    ActingAuthority,
    Agency,
    Agreement,
    AgreementState,
    AnnualPlan,
    Department,
    Objective,
    Occasion,
    PlanState,
    Proposal,
    Recorded,
    Role,
    User,
)
from plans.models.consent import ProposalQuerySet
from plans.workflow import MoveRefused


class Permission(Enum):
    """What a role can hold."""

    LINES_EDIT = auto()  # the lines and objectives of a draft plan
    WORK_LOG = auto()  # entries and their evidence
    COMMENT_WRITE = auto()  # on the lines of a plan
    PLANS_START = auto()
    TEXT_PUT_FORWARD = auto()  # to every party, for their consent
    CONSENT_GIVE = auto()  # for one's agency; an acting head holds it for the term of the order
    PEOPLE_MANAGE = auto()  # one's own agency's departments and people
    AGREEMENTS_MANAGE = auto()
    MEETINGS_KEEP = auto()  # agenda, attendance, minutes and decisions
    NOTES_WRITE = auto()  # one's own side's, to prepare a meeting
    RECOMMENDATIONS_KEEP = auto()  # what is asked of whom, the lines that carry it out, its evidence
    RATING_SET = auto()  # how far a line of one's own agency is carried out


GRANTS: dict[str, frozenset[Permission]] = {
    Role.STAFF: frozenset(
        {
            Permission.LINES_EDIT,
            Permission.WORK_LOG,
            Permission.COMMENT_WRITE,
            Permission.NOTES_WRITE,
            Permission.RECOMMENDATIONS_KEEP,
            Permission.RATING_SET,
        }
    ),
    Role.HEAD: frozenset(
        {
            Permission.LINES_EDIT,
            Permission.WORK_LOG,
            Permission.COMMENT_WRITE,
            Permission.PLANS_START,
            Permission.TEXT_PUT_FORWARD,
            Permission.CONSENT_GIVE,
            Permission.MEETINGS_KEEP,
            Permission.NOTES_WRITE,
            Permission.RECOMMENDATIONS_KEEP,
            Permission.RATING_SET,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.PLANS_START,
            Permission.TEXT_PUT_FORWARD,
            Permission.PEOPLE_MANAGE,
            Permission.AGREEMENTS_MANAGE,
            Permission.MEETINGS_KEEP,
            Permission.NOTES_WRITE,
        }
    ),
    Role.OBSERVER: frozenset(),
}


@dataclass(frozen=True)
class Verdict:
    """Whether a person may do a thing now; where not, the reason in a sentence."""

    allowed: bool
    reason: str = ""
    of_role: bool = False  # whoever holds this role never looks for it, so no page says that it is missing
    because_of: Recorded | None = None  # what stands in the way, where it has a page

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def denied(reason: str, *, of_role: bool = False, because_of: Recorded | None = None) -> Verdict:
    return Verdict(False, reason, of_role, because_of)


def refuse_unless(verdict: Verdict) -> None:
    """For an action: the right as it is while the thing is held, not as it was when the page was opened."""
    if not verdict:
        raise MoveRefused([verdict.reason])


def holds(user: User, permission: Permission) -> bool:
    return user.is_active and permission in GRANTS.get(user.role, frozenset()) and user.agency_id is not None


def may_start_plan(user: User, agreement: Agreement) -> Verdict:
    """Start the plan of a year: a head or administrator of a party."""
    if not holds(user, Permission.PLANS_START):
        return denied(_("A head or an administrator starts the plan of a year."))
    if agreement.state != AgreementState.IN_FORCE:
        return denied(_("The agreement is not in force."))
    return ALLOWED


def may_edit_plan(user: User, plan: AnnualPlan) -> Verdict:
    """Its note and public source: who may start a plan, while it is a draft."""
    if not holds(user, Permission.PLANS_START):
        return denied(_("A head or an administrator starts the plan of a year."))
    return while_draft(plan)


def may_edit_lines(user: User, plan: AnnualPlan) -> Verdict:
    """Add, change or remove objectives and lines: staff and heads of either party, while the plan is a draft."""
    if not holds(user, Permission.LINES_EDIT):
        return denied(_("Staff and heads write the lines of a plan; your role lets you read them."), of_role=True)
    return while_draft(plan)


def while_year_is_open(plan: AnnualPlan) -> Verdict:
    if plan.state == PlanState.CLOSED:
        return denied(_("The year is closed."))
    return ALLOWED


def while_draft(plan: AnnualPlan) -> Verdict:
    if not (verdict := while_year_is_open(plan)):
        return verdict
    if plan.state == PlanState.PROPOSED:
        return denied(_("The text is before the parties; it changes only when it comes back."))
    if not plan.is_draft:
        return denied(_("The plan is no longer a draft; its lines change only by an amendment."))
    return ALLOWED


def may_edit_objective(user: User, objective: Objective) -> Verdict:
    return may_edit_lines(user, objective.plan)


def may_manage_agreements(user: User) -> Verdict:
    if not holds(user, Permission.AGREEMENTS_MANAGE):
        return denied(_("Administrators manage agreements."))
    return ALLOWED


def may_manage_agreement(user: User, agreement: Agreement) -> Verdict:
    return may_manage_agreements(user)


def may_keep_occasions(user: User) -> Verdict:
    if not holds(user, Permission.AGREEMENTS_MANAGE):
        return denied(_("Administrators keep the calendar of occasions."))
    return ALLOWED


def may_edit_occasion(user: User, occasion: Occasion) -> Verdict:
    """Change or retire it, while it is held."""
    return may_keep_occasions(user) and is_held(occasion)


def may_take_up_occasion(user: User, occasion: Occasion) -> Verdict:
    return may_keep_occasions(user) and is_retired(occasion)


def is_held(occasion: Occasion) -> Verdict:
    return denied(_("It is retired; take it up again first.")) if occasion.is_retired else ALLOWED


def is_retired(occasion: Occasion) -> Verdict:
    return ALLOWED if occasion.is_retired else denied(_("It is in the calendar."))


def while_unrated(agreement: Agreement) -> Verdict:
    """Whether another rating scale can be chosen: no mean mixes the grades of two."""
    if agreement.plans.filter(activities__ratings__isnull=False).exists():
        return denied(_("Lines are rated by its scale already; it no longer changes."))
    return ALLOWED


def acts_as_head(user: User) -> bool:
    """A head, or who stands in for one today under an order."""
    return holds(user, Permission.CONSENT_GIVE) or (
        user.is_active and ActingAuthority.objects.on().filter(person=user, agency=user.agency_id).exists()
    )


def may_put_forward(user: User, agreement: Agreement) -> Verdict:
    """Put a text to every party: heads and administrators of one."""
    if not holds(user, Permission.TEXT_PUT_FORWARD) and not acts_as_head(user):
        return denied(_("A head or an administrator puts a text to the parties."), of_role=True)
    if not agreement.parties.filter(agency=user.agency_id).exists():
        return denied(_("Your agency is not a party to this agreement."))
    return ALLOWED


def may_consent(user: User, proposal: Proposal) -> Verdict:
    """Consent or return for one's agency: its head, or who acts for the head today; once."""
    if not acts_as_head(user) and not confirms_paper(user, proposal):
        return denied(_("Only a head consents for their agency."), of_role=True)
    return _may_act(user, proposal)


def confirms_paper(user: User, proposal: Proposal) -> bool:
    """Where the other side entered the signed paper, an administrator confirms that the scan is the paper."""
    return holds(user, Permission.AGREEMENTS_MANAGE) and proposal.acts.standing().from_paper().exists()


def may_record_paper(user: User, proposal: Proposal) -> Verdict:
    """
    Enter the signed paper for one's agency: its administrator, with the scan, before any other party has acted.

    Each other party's administrator or head then confirms that the scan is the paper; one that had consented before
    would confirm it unseen.
    """
    if not holds(user, Permission.AGREEMENTS_MANAGE) and not acts_as_head(user):
        return denied(_("Administrators record what was signed on paper."))
    if not (verdict := _may_act(user, proposal)):
        return verdict
    if proposal.acts.standing().exists():
        return denied(
            _("Another party has acted already; a paper is entered before, for the others to confirm its scan.")
        )
    return ALLOWED


def texts_awaiting(user: User) -> ProposalQuerySet:
    """What awaits this person's act for their agency: of a head every text, of an administrator a paper to confirm."""
    awaiting = Proposal.objects.visible_to(user).awaiting(user.agency)
    if acts_as_head(user):
        return awaiting
    return awaiting.from_paper() if holds(user, Permission.AGREEMENTS_MANAGE) else awaiting.none()


def _may_act(user: User, proposal: Proposal) -> Verdict:
    if not proposal.is_open:
        return denied(_("It is decided already."))
    if not proposal.agreement.parties.filter(agency=user.agency_id).exists():
        return denied(_("Your agency is not a party to this agreement."))
    if proposal.acts.standing().filter(agency=user.agency_id).exists():
        return denied(_("Your agency has acted on this text already."))
    return ALLOWED


def may_take_back_consent(user: User, proposal: Proposal) -> Verdict:
    if not acts_as_head(user):
        return denied(_("Only a head consents for their agency."))
    if not proposal.is_open or not proposal.acts.standing().filter(agency=user.agency_id).exists():
        return denied(_("Your agency has not consented yet."))
    return ALLOWED


def may_take_back(user: User, proposal: Proposal) -> Verdict:
    if not (verdict := may_put_forward(user, proposal.agreement)):
        return verdict
    if not proposal.is_open or proposal.proposed_by.agency_id != user.agency_id:
        return denied(_("The other side put it forward; return it with a comment instead."))
    return ALLOWED


def may_send_to_other_side(user: User, plan: AnnualPlan) -> Verdict:
    """Say whose move it is: who may edit the lines, or a head or administrator, while it is a draft."""
    if not plan.is_draft:
        return denied(_("The plan is no longer a draft."))
    if not holds(user, Permission.LINES_EDIT) and not holds(user, Permission.TEXT_PUT_FORWARD):
        return denied(_("Staff and heads write the lines of a plan; your role lets you read them."))
    return ALLOWED


def may_put_in_force(user: User, agreement: Agreement) -> Verdict:
    if not (verdict := may_put_forward(user, agreement)):
        return verdict
    if agreement.state != AgreementState.DRAFT:
        return denied(_("The agreement is not a draft."))
    return ALLOWED


def may_end_agreement(user: User, agreement: Agreement) -> Verdict:
    if not (verdict := may_put_forward(user, agreement)):
        return verdict
    if agreement.state != AgreementState.IN_FORCE:
        return denied(_("The agreement is not in force."))
    return ALLOWED


def may_add_agency(user: User) -> Verdict:
    if not user.is_superuser:
        return denied(_("The system's operator adds agencies."))
    return ALLOWED


def may_manage_people(user: User) -> Verdict:
    """Add departments and people to some agency: its administrator, or the system's operator."""
    if not user.is_superuser and not holds(user, Permission.PEOPLE_MANAGE):
        return denied(_("Administrators manage departments and people."))
    return ALLOWED


def may_manage_agency(user: User, agency: Agency) -> Verdict:
    """Its departments and people: an administrator of that agency, or the system's operator."""
    if not (verdict := may_manage_people(user)):
        return verdict
    if not user.is_superuser and agency.pk != user.agency_id:
        return denied(_("Only %(agency)s manages its departments and people.") % {"agency": agency})
    return ALLOWED


def may_manage_department(user: User, department: Department) -> Verdict:
    return may_manage_agency(user, department.agency)


def may_manage_person(user: User, person: User) -> Verdict:
    """Only the command line touches the system's operators."""
    if person.is_superuser or person.agency is None:
        return denied(_("The system's operators are managed from the command line."))
    return may_manage_agency(user, person.agency)


def may_end_acting(user: User, acting: ActingAuthority) -> Verdict:
    """End early what is not over yet: who keeps that agency's people."""
    if not (verdict := may_manage_agency(user, acting.agency)):
        return verdict
    if acting.is_over:
        return denied(_("It is over already."))
    return ALLOWED
