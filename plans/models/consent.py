"""Bilateral acts: one exact text put to every party, each of which acts once on its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plans.models.agreements import Agreement
from plans.models.documents import StoredFile
from plans.models.fields import DayField, LineField, ProseField
from plans.models.people import Agency, User
from plans.models.recorded import Audience, Recorded, in_language
from plans.models.signed import Signed


class ProposalKind(models.TextChoices):
    PLAN_ADOPTION = "plan_adoption", _("adoption of the plan")
    AMENDMENT = "amendment", _("amendment of the plan")
    CORRECTION = "correction", _("correction of a slip")
    CLOSING = "closing", _("closing of the year")
    MINUTES = "minutes", _("minutes of the meeting")
    DECISION_DAY = "decision_day", _("another day for a decision")
    GROUP_SET_UP = "group_set_up", _("setting up the working group")
    GROUP_TERM = "group_term", _("another term of the working group")
    GROUP_END = "group_end", _("dissolving the working group")
    AGREEMENT_IN_FORCE = "agreement_in_force", _("putting the agreement in force")
    AGREEMENT_END = "agreement_end", _("ending the agreement")


class ProposalState(models.TextChoices):
    OPEN = "open", _("awaiting consent")
    TAKEN_EFFECT = "taken_effect", _("in effect")  # in the transaction of the last party's consent, and once
    RETURNED = "returned", _("returned")  # by a party, with a comment; the consents given before are void
    WITHDRAWN = "withdrawn", _("taken back")  # by who put it forward


def canonical(text: Any) -> bytes:
    """The one way a text is written down before it is digested: sorted JSON in UTF-8."""
    return json.dumps(text, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(text: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(text)).hexdigest()


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ProposalQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def open(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.OPEN)

    def about(self, thing: models.Model) -> ProposalQuerySet:
        return self.filter(target_type=thing._meta.label_lower, target_id=thing.pk)

    def about_the_same(self, proposal: Proposal) -> ProposalQuerySet:
        """Every text of this kind that was put forward about the same thing."""
        return self.filter(kind=proposal.kind, target_type=proposal.target_type, target_id=proposal.target_id)

    def from_paper(self) -> ProposalQuerySet:
        """A party entered the signed paper."""
        return self.filter(
            models.Exists(ConsentAct.objects.standing().from_paper().filter(proposal=models.OuterRef("pk")))
        )

    def awaiting(self, agency: Agency | None) -> ProposalQuerySet:
        """Open, and this party has not acted yet."""
        acted = ConsentAct.objects.standing().filter(proposal=models.OuterRef("pk"), agency=agency)
        return self.open().filter(agreement__parties__agency=agency).exclude(models.Exists(acted))


class Proposal(Recorded):
    """
    A text put to every party of an agreement, frozen with its digest, and what became of it.

    The database keeps the text for ever as it was put (plans/models/guards.py).
    """

    PARTS = ("acts",)
    NOT_RECORDED = Recorded.NOT_RECORDED | {
        "text",
        "checkpoint",
        "target_type",
        "target_id",
        "target_name_mn",
        "target_name_en",
    }

    kind = models.CharField(_("kind"), max_length=20, choices=ProposalKind)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="proposals", verbose_name=_("agreement"))
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    target_name_mn = models.CharField(max_length=1000)
    target_name_en = models.CharField(max_length=1000)
    text = models.JSONField()
    digest = models.CharField(_("digest"), max_length=64)
    state = models.CharField(_("state"), max_length=14, choices=ProposalState, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("put forward by"))
    proposed_at = models.DateTimeField(_("put forward"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    checkpoint = models.CharField(_("checkpoint"), max_length=90, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal_about_a_thing",
                fields=["kind", "target_type", "target_id"],
                condition=Q(state=ProposalState.OPEN),
                violation_error_message=_("It has been put forward already."),
            )
        ]
        indexes = [models.Index(fields=["target_type", "target_id", "-id"], name="proposal_by_target")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {in_language(self, 'target_name')}"

    def get_absolute_url(self) -> str:
        return reverse("plans:proposal-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    def within(self) -> Recorded:
        return self.agreement

    def audience(self) -> Audience:
        return Audience.agreement(self.agreement_id)


class PartyDecision(models.TextChoices):
    """What a party decides on a text that is put to it."""

    CONSENT = "consent", _("consents")
    RETURN = "return", _("returns it")


class ConsentActQuerySet(models.QuerySet):
    def standing(self) -> ConsentActQuerySet:
        """Not taken back by the party itself."""
        return self.filter(withdrawn_at=None)

    def from_paper(self) -> ConsentActQuerySet:
        return self.filter(scan__isnull=False)

    def last_returns(self) -> ConsentActQuerySet:
        """Why a text came back: of each thing that was put forward the newest return."""
        later = ConsentAct.objects.filter(
            decision=PartyDecision.RETURN,
            proposal__kind=models.OuterRef("proposal__kind"),
            proposal__target_type=models.OuterRef("proposal__target_type"),
            proposal__target_id=models.OuterRef("proposal__target_id"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(later), decision=PartyDecision.RETURN)


class ConsentAct(Signed):
    """
    What one party decided on one exact text, by whom, in what post, acting for whom, under which order.

    Names are kept as they were on the day. The database refuses every change but the withdrawal.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="acts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    decision = models.CharField(_("decision"), max_length=8, choices=PartyDecision)
    digest = models.CharField(_("digest"), max_length=64)
    comment = ProseField(_("comment"), blank=True, max_length=2_000)
    order_number = LineField(_("order number"), max_length=60, blank=True)
    order_on = DayField(_("date of the order"), null=True, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("signed scan"))
    signatures = models.JSONField(_("signatures on the paper"), null=True)
    at = models.DateTimeField(_("when"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ConsentActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act of a party")
        verbose_name_plural = _("acts of the parties")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_party_acts_once_on_a_text",
                fields=["proposal", "agency"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("Your agency has acted on this text already."),
            ),
            models.UniqueConstraint(
                name="a_person_acts_for_one_party_on_a_text",
                fields=["proposal", "person"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("You have acted on this text for another agency."),
            ),
            models.CheckConstraint(name="act_names_its_person", condition=~Q(name_mn="")),
            models.CheckConstraint(
                name="a_return_says_why",
                condition=Q(decision=PartyDecision.CONSENT) | ~Q(comment=""),
                violation_error_message=_("Say in a sentence why you return it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_decision_display()}"

    @property
    def is_from_paper(self) -> bool:
        return self.scan_id is not None
