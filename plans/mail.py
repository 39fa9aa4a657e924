"""Mails leave here, once what they tell of is committed; one that can't be sent never undoes an act."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.core.mail import EmailMessage, get_connection

log = logging.getLogger(__name__)


def send(messages: Iterable[EmailMessage], about: str) -> None:
    """Each by itself, so that one address that is refused keeps no other from its mail; failures are logged."""
    try:
        with get_connection() as connection:
            for message in messages:
                try:
                    connection.send_messages([message])
                except (OSError, ValueError):  # SMTPException is an OSError; a header that can't be is a ValueError
                    log.exception("The %s was not sent to %s.", about, message.to[0])
    except OSError:
        log.exception("No %s was sent: the mail server does not answer.", about)
