"""
Receipts: what a party did is mailed to who did it and to the heads of every party, once it is committed.
They are letters kept with the act until the mail server has taken them (plans/letters.py).

A receipt names the entry of the trail and its digest. Whoever forges an entry behind the product sends none; so the
missing receipt is what tells (docs/trail.md). A mail that can't be sent never undoes the act.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans import letters
from plans.models import ActingAuthority, Agreement, Letter, Recorded, Role, TrailEntry, User
from plans.trail import VERBS

Detail = tuple[Any, Any]
"""A label and what is said, each in the language it is read in; what is said may be a function."""


@dataclass(frozen=True)
class Receipt:
    """One act: its entry in the trail, and what else the reader must know of it."""

    entry: TrailEntry
    agreement: Agreement
    details: tuple[Detail, ...] = ()

    def readers(self) -> list[User]:
        """Who acted, who heads their agency, and who heads the other parties today."""
        agencies = self.agreement.parties.exclude(agency=self.entry.agency_id).values("agency")
        acting = ActingAuthority.objects.on().filter(agency__in=agencies).values("person")
        heads = Q(agency__in=agencies) & (Q(role=Role.HEAD) | Q(pk__in=acting))
        own_head = Q(agency=self.entry.agency_id, role=Role.HEAD)
        return list(User.objects.filter(Q(pk=self.entry.actor_id) | own_head | heads, is_active=True).order_by("pk"))

    def letter_for(self, reader: User) -> Letter:
        with override(reader.language or settings.LANGUAGE_CODE):
            context = {"receipt": self, "reader": reader, "lines": self.lines()}
            subject = " ".join(render_to_string("emails/receipt_subject.txt", context).split())
            body = render_to_string("emails/receipt_body.txt", context)
        return Letter(to=reader.email, subject=subject, body=body)

    def act(self) -> str:
        return str(VERBS.get(self.entry.verb, self.entry.verb))

    def lines(self) -> list[tuple[str, str]]:
        """Label and words, in the language of the moment; what says nothing is left out."""
        entry = self.entry
        said: list[Detail] = [
            (_("agreement"), self.agreement),
            (_("what"), entry.target_name),
            (_("act"), self.act()),
            (_("who"), ", ".join(part for part in (entry.actor_name, entry.actor_post) if part)),
            (_("for"), entry.agency_name),
            (_("when"), f"{timezone.localtime(entry.at):%Y.%m.%d %H:%M:%S}"),
            *self.details,
        ]
        words = [(capfirst(str(label)), str(value() if callable(value) else value)) for label, value in said]
        return [(label, " ".join(text.split())) for label, text in words if text]


def after_commit(thing: Recorded, agreement: Agreement, *details: Detail) -> None:
    """
    Owe its readers the receipt of the newest entry about a thing; it is sent once this transaction is committed.

    Called inside the transaction of the act, after it was recorded.
    """
    label = thing._meta.label_lower
    entries = TrailEntry.objects.filter(target_type=label, target_id=thing.pk).select_related("chain")
    receipt = Receipt(entries.latest("pk"), agreement, details)
    about = f"The receipt of {receipt.entry.chain} {receipt.entry.sequence}"
    letters.owe_each(receipt.readers(), receipt.letter_for, about=about)
