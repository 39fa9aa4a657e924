"""
How the parties act on one exact text: put forward, consent or return, take back; the last consent brings the effect.

A kind of act is a Subject registered in SUBJECTS: it renders the text of its target and brings the effect about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from plans import access, receipts, texts, trail
from plans.actions.files import store_file
from plans.models import (
    ActingAuthority,
    Agreement,
    Chain,
    ChainKind,
    ConsentAct,
    Party,
    PartyDecision,
    Proposal,
    ProposalKind,
    ProposalState,
    Recorded,
    Role,
    User,
)
from plans.models.consent import digest_of
from plans.models.recorded import labels
from plans.workflow import MoveRefused


class Subject(Protocol):
    """A kind of bilateral act."""

    kind: ProposalKind
    model: type[Recorded]

    def agreement(self, target: Any) -> Agreement: ...

    def text(self, target: Any) -> dict[str, Any]:
        """Everything the parties bind themselves to, in both languages; the same things give the same text."""

    def missing(self, target: Any) -> list[str]:
        """Why it can't be put forward yet, or consented to any more, as sentences."""

    def freeze(self, target: Any, *, by: User) -> None:
        """Hold the text while the parties decide."""

    def release(self, target: Any, *, by: User) -> None:
        """It was returned or taken back."""

    def take_effect(self, proposal: Proposal, target: Any, *, by: User) -> None:
        """What the last consent brings about, inside its transaction."""


SUBJECTS: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    SUBJECTS[subject.kind] = subject


class TextChanged(Exception):
    """The text on the person's screen is not the one that stands; `shown` is None where it is not known any more."""

    def __init__(self, proposal: Proposal, stands: dict[str, Any] | None):
        self.proposal, self.stands = proposal, stands
        super().__init__(f"The text of proposal {proposal.pk} changed.")


@dataclass(frozen=True)
class Order:
    """The order of one's agency under which a head acts."""

    number: str = ""
    on: date | None = None


NO_ORDER = Order()


@dataclass(frozen=True)
class Paper:
    """The signed scan, and who signed it for each party: rows of agency, name, post, order number and date."""

    scan: UploadedFile
    signatures: list[dict[str, Any]]


def target_of(proposal: Proposal) -> Any:
    return SUBJECTS[proposal.kind].model._base_manager.get(pk=proposal.target_id)


def put_forward(kind: ProposalKind, target: Any, *, by: User) -> Proposal:
    """Freeze the text and put it to every party. Raises MoveRefused with everything that is missing."""
    subject = SUBJECTS[kind]
    with transaction.atomic():
        subject.freeze(target, by=by)
        if missing := subject.missing(target):
            raise MoveRefused(missing)
        text = subject.text(target)
        name = labels(target)
        proposal = Proposal(
            kind=kind,
            agreement=subject.agreement(target),
            target_type=target._meta.label_lower,
            target_id=target.pk,
            target_name_mn=name["mn"],
            target_name_en=name["en"],
            text=text,
            digest=digest_of(text),
            proposed_by=by,
            proposed_at=timezone.now(),
        )
        with trail.record_added(proposal, "proposal.put_forward", by=by):
            pass
    return proposal


def consent(
    proposal: Proposal, *, by: User, digest: str, order: Order = NO_ORDER, paper: Paper | None = None
) -> ConsentAct:
    """
    One party's consent to the text of `digest`; the last one brings the effect, once.

    Raises TextChanged when another text stands, MoveRefused when it is decided or the party has acted.
    """
    return _act(proposal, PartyDecision.CONSENT, by=by, digest=digest, order=order, paper=paper)


def give_back(proposal: Proposal, *, by: User, digest: str, comment: str) -> ConsentAct:
    """Return the text with a comment; the consents given to it are void, for it is open no more."""
    return _act(proposal, PartyDecision.RETURN, by=by, digest=digest, comment=comment)


def _act(
    proposal: Proposal,
    decision: PartyDecision,
    *,
    by: User,
    digest: str,
    comment: str = "",
    order: Order = NO_ORDER,
    paper: Paper | None = None,
) -> ConsentAct:
    subject = SUBJECTS[proposal.kind]
    with transaction.atomic():
        hold_open(proposal)
        require_still_may(by, proposal, from_paper=paper is not None)
        target = target_of(proposal)
        stands = subject.text(target)
        if digest != proposal.digest or texts.substance(stands) != texts.substance(proposal.text):
            raise TextChanged(proposal, stands)
        if decision == PartyDecision.CONSENT and (missing := subject.missing(target)):
            raise MoveRefused(missing)
        act = ConsentAct(
            proposal=proposal,
            agency=by.agency,
            person=by,
            decision=decision,
            digest=digest,
            comment=comment,
            order_number=order.number,
            order_on=order.on,
            at=timezone.now(),
            **signature_of(by),
        )
        if paper is not None:
            act.scan, act.signatures = store_file(paper.scan, by=by), paper.signatures
        verb = "consent.given" if decision == PartyDecision.CONSENT else "consent.refused"
        with trail.recording(proposal, verb, by=by):
            act.full_clean(exclude=["acting_for", "scan", "signatures"])
            act.save()
            if decision == PartyDecision.RETURN:
                proposal.state, proposal.decided_at = ProposalState.RETURNED, act.at
            elif not parties_awaited(proposal).exists():
                proposal.state, proposal.decided_at = ProposalState.TAKEN_EFFECT, act.at
        if proposal.state == ProposalState.RETURNED:
            subject.release(target, by=by)
        elif proposal.state == ProposalState.TAKEN_EFFECT:
            subject.take_effect(proposal, target, by=by)
            keep_checkpoint(proposal)
        send_receipt(proposal, act)
    return act


def take_back_consent(proposal: Proposal, *, by: User) -> None:
    """Withdraw one's own agency's consent, as long as another party has yet to act."""
    with transaction.atomic():
        hold_open(proposal)
        with trail.recording(proposal, "consent.taken_back", by=by):
            standing = proposal.acts.standing().filter(agency=by.agency)
            if not standing.update(withdrawn_at=timezone.now()):
                raise MoveRefused([_("Your agency has not consented yet.")])
        send_receipt(proposal)


def take_back(proposal: Proposal, *, by: User) -> None:
    """Withdraw what one's own agency put forward; consents given to it are void."""
    with transaction.atomic():
        hold_open(proposal)
        if proposal.proposed_by.agency_id != by.agency_id:
            raise MoveRefused([_("The other side put it forward; return it with a comment instead.")])
        with trail.recording(proposal, "proposal.taken_back", by=by):
            proposal.state, proposal.decided_at = ProposalState.WITHDRAWN, timezone.now()
        SUBJECTS[proposal.kind].release(target_of(proposal), by=by)
        send_receipt(proposal)


def hold_open(proposal: Proposal) -> None:
    """Keep the proposal open until this transaction ends; one conditional UPDATE checks and locks."""
    if not Proposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN).update(state=F("state")):
        raise MoveRefused([_("It was decided already; load the page again.")])


def require_still_may(person: User, proposal: Proposal, *, from_paper: bool) -> None:
    """The right as it is now, not as it was when the page was opened."""
    now = User.objects.get(pk=person.pk)
    may_act = access.may_record_paper if from_paper else access.may_consent
    access.refuse_unless(may_act(now, proposal))


def parties_awaited(proposal: Proposal) -> models.QuerySet[Party]:
    """Parties that have not consented yet."""
    acted = ConsentAct.objects.standing().filter(proposal=proposal).values("agency")
    return proposal.agreement.parties.exclude(agency__in=acted)


def signature_of(person: User) -> dict[str, Any]:
    """Name and post as of now, and for whom the person acts."""
    acting = None if person.role == Role.HEAD else ActingAuthority.objects.on().filter(person=person).first()
    columns: dict[str, Any] = {"acting_for": acting}
    for language in ("mn", "en"):
        with override(language):
            columns |= {
                f"name_{language}": person.short_name,
                f"post_{language}": person.post or str(person.department or ""),
                f"acting_for_name_{language}": acting.head.short_name if acting else "",
            }
    return columns


def keep_checkpoint(proposal: Proposal) -> None:
    """Note the head of the joint chain as of the effect, for each side to hold on paper."""
    chain = Chain.objects.get(kind=ChainKind.AGREEMENT, key=proposal.agreement_id)
    Proposal.objects.filter(pk=proposal.pk).update(checkpoint=chain.checkpoint)
    proposal.checkpoint = chain.checkpoint


def send_receipt(proposal: Proposal, act: ConsentAct | None = None) -> None:
    """To who acted and to the heads of every party, once it is committed."""
    details: list[receipts.Detail] = [(gettext_lazy("SHA-256 of the text"), proposal.digest)]
    if act is not None:
        details += [
            (gettext_lazy("acting for"), lambda: act.acting_for_name),
            (gettext_lazy("order number"), act.order_number),
            (gettext_lazy("date of the order"), f"{act.order_on:%Y.%m.%d}" if act.order_on else ""),
            (gettext_lazy("comment"), act.comment),
            (gettext_lazy("recorded from the signed paper"), act.scan or ""),
        ]
    if proposal.checkpoint:
        details.append((gettext_lazy("Checkpoint as of the effect"), proposal.checkpoint))
    receipts.after_commit(proposal, proposal.agreement, *details)
