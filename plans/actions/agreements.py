"""What administrators do with agreements."""

from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans import texts, trail
from plans.access import refuse_unless, while_unrated
from plans.actions.occasions import add_standard_occasions
from plans.models import Agreement, AgreementState, Proposal, ProposalKind, User
from plans.trail import Author
from plans.workflow import MoveRefused

KEPT_WITH_IT = frozenset({"documents", "coordinators", "rating_scale"})


def add_agreement(agreement: Agreement, *, by: Author, write_parts: Callable[[], None]) -> Agreement:
    """
    Add an agreement; `write_parts` saves its parties, fields, clauses, documents and coordinators.

    Its calendar of occasions begins with the standard ones.

    Raises MoveRefused where the person's own agency is not among the parties: they would lose sight of it.
    """
    with trail.record_added(agreement, "agreement.added", by=by):
        write_parts()
        add_standard_occasions(agreement, by=by)
        require_coordinators_of_parties(agreement)
        if isinstance(by, User) and not agreement.parties.filter(agency=by.agency).exists():
            raise MoveRefused([_("Your own agency is one of the parties; add it.")])
    return agreement


def edit_agreement(
    agreement: Agreement, *, by: Author, version: int, changes: dict[str, Any], write_parts: Callable[[], None]
) -> Agreement:
    """
    Change an agreement that is not in force yet; afterwards its documents and coordinators, and how its lines are
    rated until the first of them is.

    Raises MoveRefused where it would change what was signed.
    """
    with trail.recording(agreement, "agreement.changed", by=by, version=version):
        if agreement.proposals.open().filter(target_type=agreement._meta.label_lower).exists():
            raise MoveRefused([_("The parties are deciding on it; it does not change meanwhile.")])
        state, agreed, scale = agreement.state, text_of(agreement), agreement.rating_scale_id
        agreement.assign(changes)
        if agreement.rating_scale_id != scale:
            agreement.plans.update(state=F("state"))  # held: no line is rated meanwhile
            refuse_unless(while_unrated(agreement))
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
    """What the parties have signed: all but the papers kept with it, who coordinates and how lines are rated."""
    return {name: value for name, value in agreement.as_recorded().items() if name not in KEPT_WITH_IT}


def missing_for_force(agreement: Agreement) -> list[str]:
    """What the agreement lacks before it can be in force, as sentences."""
    parties = list(agreement.parties.select_related("agency"))
    missing = []
    if len(parties) < 2:
        missing.append(_("An agreement has two or more parties."))
    if not agreement.starts_on and not agreement.signed_year:
        missing.append(_("Write the day from which it is in force, or the year of signature."))
    return missing


class AgreementSubject:
    """What the parties of an agreement decide on it as a whole."""

    kind: ProposalKind
    model = Agreement
    heading: Any

    def agreement(self, target: Agreement) -> Agreement:
        return target

    def text(self, target: Agreement) -> dict[str, Any]:
        return agreement_text(target, self.heading)

    def missing(self, target: Agreement) -> list[str]:
        raise NotImplementedError

    def freeze(self, target: Agreement, *, by: User) -> None:
        """Its text changes only while it is a draft and nothing is put forward; `edit_agreement` sees to it."""

    def release(self, target: Agreement, *, by: User) -> None:
        """It stays what it was."""


class InForce(AgreementSubject):
    """Every party has signed; from then on the agreement's text changes no more."""

    kind = ProposalKind.AGREEMENT_IN_FORCE
    heading = gettext_lazy("Putting the agreement in force")

    def missing(self, target: Agreement) -> list[str]:
        if target.state != AgreementState.DRAFT:
            return [_("The agreement is not a draft.")]
        return missing_for_force(target)

    def take_effect(self, proposal: Proposal, target: Agreement, *, by: User) -> None:
        with trail.recording(target, "agreement.put_in_force", by=by):
            target.put_in_force()


class End(AgreementSubject):
    """The parties end the agreement, or its term is over."""

    kind = ProposalKind.AGREEMENT_END
    heading = gettext_lazy("Ending the agreement")

    def missing(self, target: Agreement) -> list[str]:
        return [] if target.state == AgreementState.IN_FORCE else [_("The agreement is not in force.")]

    def take_effect(self, proposal: Proposal, target: Agreement, *, by: User) -> None:
        with trail.recording(target, "agreement.ended", by=by):
            target.end()


def agreement_text(agreement: Agreement, heading: Any) -> dict[str, Any]:
    """The agreement as the parties read it: title, purpose, term, parties, fields, clauses, papers by their digest."""
    papers = agreement.documents.select_related("stored")
    return texts.text(
        lambda: f"{heading}: {agreement.title}",
        [
            texts.part(
                "agreement",
                gettext_lazy("Agreement"),
                [
                    texts.row("number", gettext_lazy("number"), agreement.number),
                    texts.row("title_mn", gettext_lazy("title in Mongolian"), agreement.title_mn),
                    texts.row("title_en", gettext_lazy("title in English"), agreement.title_en),
                    texts.row("purpose_mn", gettext_lazy("purpose in Mongolian"), agreement.purpose_mn),
                    texts.row("purpose_en", gettext_lazy("purpose in English"), agreement.purpose_en),
                    texts.row("starts_on", gettext_lazy("in force from"), agreement.starts_on),
                    texts.row("ends_on", gettext_lazy("in force until"), agreement.ends_on),
                    texts.row("signed_year", gettext_lazy("year of signature"), agreement.signed_year),
                    texts.row("renews", gettext_lazy("renews"), lambda: agreement.renews or ""),
                ],
            ),
            *(
                texts.part(
                    f"party-{party.agency.code}",
                    lambda party=party: party.agency.name,
                    [
                        texts.row("signatory", gettext_lazy("signatory"), party.signatory),
                        texts.row("signatory_post", gettext_lazy("post"), lambda party=party: party.signatory_post),
                        texts.row("signed_on", gettext_lazy("signed on"), party.signed_on),
                    ],
                )
                for party in agreement.parties.select_related("agency")
            ),
            *(
                texts.part(f"field-{field.number}", lambda field=field: str(field), [])
                for field in agreement.fields_of_cooperation.all()
            ),
            *(
                texts.part(
                    f"clause-{clause.number}",
                    lambda clause=clause: clause.number,
                    [
                        texts.row("text_mn", gettext_lazy("text in Mongolian"), clause.text_mn),
                        texts.row("text_en", gettext_lazy("text in English"), clause.text_en),
                    ],
                )
                for clause in agreement.clauses.all()
            ),
            texts.part(
                "documents",
                gettext_lazy("Documents"),
                [
                    texts.row(f"document-{paper.pk}", paper.title, paper.stored.digest if paper.stored else paper.url)
                    for paper in papers
                ],
            ),
        ],
    )
