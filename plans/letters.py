"""
Sends letters: at once when their transaction is committed, and again by `manage.py send_letters` until they are taken.

A letter may arrive twice, when the server is killed just after it was sent; none is lost without a line in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from plans.models import Letter, User

log = logging.getLogger(__name__)


def owe_each(readers: Iterable[User], letter_for: Callable[[User], Letter], *, about: str) -> None:
    """One letter a reader; what can't be written is logged, and undoes nothing."""
    letters = []
    for reader in readers:
        try:
            letter = letter_for(reader)
        except Exception:
            log.exception("%s could not be written for %s.", about, reader.email)
            continue
        letter.about = about
        letters.append(letter)
    owe(letters)


def owe(letters: Iterable[Letter]) -> None:
    """Keep the letters in this transaction and send them once it is committed; no mail undoes what it tells of."""
    letters = list(letters)
    for letter in letters:
        letter.save()
    transaction.on_commit(lambda: send(letters), robust=True)


def send(letters: Iterable[Letter]) -> int:
    """Send each letter, and let go of those the mail server takes; how many it took."""
    taken = 0
    try:
        with get_connection() as connection:
            for letter in letters:
                message = EmailMessage(letter.subject, letter.body, to=[letter.to], connection=connection)
                try:
                    message.send()
                except (OSError, ValueError):  # SMTPException is an OSError; a header that can't be is a ValueError
                    log.exception("%s was not sent to %s; it is tried again.", letter.about, letter.to)
                    continue
                letter.delete()
                taken += 1
    except OSError:
        log.exception("No letter was sent: the mail server does not answer. They are tried again.")
    return taken


def send_left_over() -> int:
    """Send what was left over, each letter by one sender alone; give up what nobody took for a week."""
    claimed = []
    for letter in Letter.objects.left_over():
        if letter.is_given_up:
            log.error("%s was never taken for %s; it is given up.", letter.about, letter.to)
            letter.delete()
        elif Letter.objects.filter(pk=letter.pk, tried_at=letter.tried_at).update(tried_at=timezone.now()):
            claimed.append(letter)
    return send(claimed)
