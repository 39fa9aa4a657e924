"""What administrators do with agreements."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from plans import trail
from plans.models import Agreement, AgreementState, User
from plans.trail import Author
from plans.workflow import MoveRefused

KEPT_WITH_IT = frozenset({"documents", "coordinators"})


def add_agreement(agreement: Agreement, *, by: Author, write_parts: Callable[[], None]) -> Agreement:
    """
    Add an agreement; `write_parts` saves its parties, fields, clauses, documents and coordinators.

    Raises MoveRefused where the person's own agency is not among the parties: they would lose sight of it.
    """
    with trail.record_added(agreement, "agreement.added", by=by):
        write_parts()
        require_coordinators_of_parties(agreement)
        if isinstance(by, User) and not agreement.parties.filter(agency=by.agency).exists():
            raise MoveRefused([_("Your own agency is one of the parties; add it.")])
    return agreement


def edit_agreement(
    agreement: Agreement, *, by: Author, version: int, changes: dict[str, Any], write_parts: Callable[[], None]
) -> Agreement:
    """
    Change an agreement that is not in force yet, or its documents and coordinators afterwards.

    Raises MoveRefused where it would change what was signed.
    """
    with trail.recording(agreement, "agreement.changed", by=by, version=version):
        state, agreed = agreement.state, text_of(agreement)
        agreement.assign(changes)
        write_parts()
        require_coordinators_of_parties(agreement)
        if state != AgreementState.DRAFT and text_of(agreement) != agreed:
            raise MoveRefused([_("The agreement is in force; what it says no longer changes here.")])
    return agreement


def require_coordinators_of_parties(agreement: Agreement) -> None:
    """Raises MoveRefused where a coordinator works for no party."""
    strangers = agreement.coordinators.exclude(person__agency__parties__agreement=agreement)
    if strangers.exists():
        raise MoveRefused([_("A coordinator works for one of the parties; choose somebody of theirs.")])


def text_of(agreement: Agreement) -> dict[str, Any]:
    """What the parties have signed: all but the papers kept with it and who coordinates."""
    return {name: value for name, value in agreement.as_recorded().items() if name not in KEPT_WITH_IT}


def put_in_force(agreement: Agreement, *, by: Author) -> Agreement:
    """Every party has signed on paper. Raises MoveRefused with what is missing."""
    with trail.recording(agreement, "agreement.put_in_force", by=by):
        if agreement.state != AgreementState.DRAFT:
            raise MoveRefused([_("The agreement is not a draft.")])
        if missing := missing_for_force(agreement):
            raise MoveRefused(missing)
        agreement.state = AgreementState.IN_FORCE
    return agreement


def missing_for_force(agreement: Agreement) -> list[str]:
    """What the agreement lacks before it can be in force, as sentences."""
    parties = list(agreement.parties.select_related("agency"))
    missing = []
    if len(parties) < 2:
        missing.append(_("An agreement has two or more parties."))
    if not agreement.starts_on and not agreement.signed_year:
        missing.append(_("Write the day from which it is in force, or the year of signature."))
    return missing


def end_agreement(agreement: Agreement, *, by: Author) -> Agreement:
    """Its term is over. Raises MoveRefused before its last day."""
    with trail.recording(agreement, "agreement.ended", by=by):
        if agreement.state != AgreementState.IN_FORCE:
            raise MoveRefused([_("The agreement is not in force.")])
        if agreement.ends_on is None or agreement.ends_on >= timezone.localdate():
            raise MoveRefused([_("The term of the agreement is not over.")])
        agreement.state = AgreementState.ENDED
    return agreement
