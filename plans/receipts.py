"""
Receipts: what a party did is mailed to who did it and to the heads of every party, once it is committed.

A receipt names the entry of the trail and its digest. Whoever forges an entry behind the product sends none; so the
missing receipt is what tells (docs/trail.md). A mail that can't be sent never undoes the act.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.models import ActingAuthority, Agreement, Recorded, Role, TrailEntry, User
from plans.trail import VERBS

log = logging.getLogger(__name__)

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

    def message_for(self, reader: User) -> EmailMessage:
        with override(reader.language or settings.LANGUAGE_CODE):
            context = {"receipt": self, "reader": reader, "lines": self.lines()}
            subject = " ".join(render_to_string("emails/receipt_subject.txt", context).split())
            body = render_to_string("emails/receipt_body.txt", context)
        return EmailMessage(subject, body, to=[reader.email])

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
    Send the receipt of the newest entry about a thing once this transaction is committed.

    Called inside the transaction of the act, after it was recorded.
    """
    label = thing._meta.label_lower
    entries = TrailEntry.objects.filter(target_type=label, target_id=thing.pk).select_related("chain")
    receipt = Receipt(entries.latest("pk"), agreement, details)
    transaction.on_commit(lambda: send(receipt), robust=True)


def send(receipt: Receipt) -> None:
    """One mail a reader, each in their language; what can't be sent is logged with the place of its entry."""
    place = f"{receipt.entry.chain} {receipt.entry.sequence}"
    messages = [receipt.message_for(reader) for reader in receipt.readers()]
    try:
        with get_connection() as connection:
            for message in messages:
                try:
                    connection.send_messages([message])
                except (OSError, ValueError):  # SMTPException is an OSError; a header that can't be is a ValueError
                    log.exception("The receipt of %s was not sent to %s.", place, message.to[0])
    except OSError:
        log.exception("No receipt of %s was sent: the mail server does not answer.", place)
