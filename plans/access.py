"""
Who may do what.

What a role holds is the table GRANTS; what a person sees is a queryset's `visible_to`, so that a stranger finds
nothing; what they may do now is a `may_…` that answers with a Verdict: yes, or no with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext as _

from plans.models import Agency, Agreement, AgreementState, AnnualPlan, Department, Objective, Role, User


class Permission(Enum):
    """What a role can hold."""

    LINES_EDIT = auto()  # the lines and objectives of a draft plan
    WORK_LOG = auto()  # entries and their evidence
    PLANS_START = auto()
    PEOPLE_MANAGE = auto()  # one's own agency's departments and people
    AGREEMENTS_MANAGE = auto()


GRANTS: dict[str, frozenset[Permission]] = {
    Role.STAFF: frozenset({Permission.LINES_EDIT, Permission.WORK_LOG}),
    Role.HEAD: frozenset({Permission.LINES_EDIT, Permission.WORK_LOG, Permission.PLANS_START}),
    Role.ADMINISTRATOR: frozenset({Permission.PLANS_START, Permission.PEOPLE_MANAGE, Permission.AGREEMENTS_MANAGE}),
    Role.OBSERVER: frozenset(),
}


@dataclass(frozen=True)
class Verdict:
    """Whether a person may do a thing now; where not, the reason in a sentence."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def denied(reason: str) -> Verdict:
    return Verdict(False, reason)


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
        return denied(_("Staff and heads write the lines of a plan; your role lets you read them."))
    return while_draft(plan)


def while_draft(plan: AnnualPlan) -> Verdict:
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


def may_put_in_force(user: User, agreement: Agreement) -> Verdict:
    if not (verdict := may_manage_agreement(user, agreement)):
        return verdict
    if agreement.state != AgreementState.DRAFT:
        return denied(_("The agreement is not a draft."))
    return ALLOWED


def may_end_agreement(user: User, agreement: Agreement) -> Verdict:
    if not (verdict := may_manage_agreement(user, agreement)):
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
