"""Who may do what with recommendations and demands: enter, reply, say what carries them out, assess."""

from django.utils.translation import gettext as _

from activities.models import CarryingOut, Outcome, Proof, Recommendation
from plans.access import ALLOWED, Permission, Verdict, acts_as_head, denied, holds
from plans.models import User


def may_enter(user: User) -> Verdict:
    """Write down what is asked of whom: staff and heads."""
    if not holds(user, Permission.RECOMMENDATIONS_KEEP):
        return denied(_("Staff and heads enter recommendations; your role lets you read them."))
    return ALLOWED


def may_enter_under(user: User, recommendation: Recommendation) -> Verdict:
    if not (verdict := may_enter(user)):
        return verdict
    if not recommendation.agreement.parties.filter(agency=user.agency_id).exists():
        return denied(_("Your agency is not a party to this agreement."))
    return ALLOWED


def may_correct(user: User, recommendation: Recommendation) -> Verdict:
    """Mend a slip: staff and heads of the agency that entered it, until a party has replied or assessed."""
    if not (verdict := may_enter(user)):
        return verdict
    if recommendation.locked:
        return denied(_("A party has replied to it or assessed it; what it asks no longer changes."))
    if recommendation.agency is None or recommendation.agency_id != user.agency_id:
        return denied(
            _("%(agency)s entered it and corrects it.") % {"agency": recommendation.agency}
            if recommendation.agency
            else _("It was entered with the sample and stays as it is.")
        )
    return ALLOWED


def may_reply(user: User, recommendation: Recommendation) -> Verdict:
    """Reply for the party that is asked: its head, or who acts for the head today; a later reply is another one."""
    if recommendation.addressee is None:
        return denied(_("It is not asked of a party, so no reply is recorded here."))
    if recommendation.addressee_id != user.agency_id or not acts_as_head(user):
        return denied(_("The head of %(agency)s replies.") % {"agency": recommendation.addressee})
    return ALLOWED


def may_assess(user: User, recommendation: Recommendation) -> Verdict:
    """Say how far it was carried out: the head of who issued it; else of any party that is not asked itself."""
    if recommendation.addressee_id == user.agency_id:
        return denied(_("It is asked of your agency; the other side assesses it."))
    if recommendation.issuer is not None and recommendation.issuer_id != user.agency_id:
        return denied(_("%(agency)s issued it and assesses it.") % {"agency": recommendation.issuer})
    if not acts_as_head(user):
        return denied(_("A head assesses how far it was carried out."))
    return ALLOWED


def may_name_line(user: User, recommendation: Recommendation) -> Verdict:
    """Say that a line carries it out: staff and heads of every party, until it is assessed as carried out."""
    if not (verdict := may_enter(user)):
        return verdict
    if is_carried_out(recommendation):
        return denied(_("It was found to be carried out."))
    return ALLOWED


def may_add_proof(user: User, recommendation: Recommendation) -> Verdict:
    """Put a file or link beside it: staff and heads of every party."""
    return may_enter(user)


def may_take_back(user: User, part: CarryingOut | Proof) -> Verdict:
    """Take back a line, a file or a link: staff and heads of the agency that put it there."""
    if not (verdict := may_enter(user)):
        return verdict
    if part.agency_id != user.agency_id:
        return denied(_("%(agency)s put this there and takes it back.") % {"agency": part.agency})
    if part.taken_back_at:
        return denied(_("It is taken back already."))
    return ALLOWED


def is_carried_out(recommendation: Recommendation) -> bool:
    """As every party that assesses it found."""
    return Recommendation.objects.with_state().filter(pk=recommendation.pk, outcome=Outcome.CARRIED_OUT).exists()
