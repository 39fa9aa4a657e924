"""
The moments at which a request can be struck, between its coming and the end of its answer.

A request names its moment in a header that only this server reads: the product itself knows nothing of it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

import psycopg2
from django.db import connection, transaction
from django.db.models import QuerySet

from mou_tracker.wsgi import application as product
from plans.actions.once import AlreadyCarriedOut
from plans.models import UsedFormKey
from plans.views import writing


class Moment(StrEnum):
    """In the order in which they come."""

    COME = "before anything is read"
    BEGUN = "the transaction has begun and the key of the form is used"
    RECORDED = "the act stands in the trail, not committed"
    ENDING = "all is written, just before the commit"
    COMMITTED = "just after the commit, before a receipt is sent"
    READY = "the answer is made and not sent"
    HALF_SENT = "the first line of the answer is sent"
    SENT = "the whole answer is sent"
    CLOCK = "any of them, by the clock"


BEFORE_THE_COMMIT = {Moment.COME, Moment.BEGUN, Moment.RECORDED, Moment.ENDING}
AFTER_THE_COMMIT = {Moment.COMMITTED, Moment.READY, Moment.HALF_SENT, Moment.SENT}
HEADER, DELAY, HOW = "HTTP_X_STRIKE", "HTTP_X_STRIKE_AFTER", "HTTP_X_STRIKE_HOW"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)  # the signal comes before this thread goes on


def lose_the_database() -> None:
    """PostgreSQL ends this connection, as an operator or a restart of it does."""
    pid = connection.connection.info.backend_pid
    other = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    with contextlib.closing(other), other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


HOWS: dict[str, Callable[[], None]] = {"die": die, "lose the database": lose_the_database}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
    """The product, struck at the moment the request names."""
    moment, strike = environ.get(HEADER), HOWS[environ.get(HOW, "die")]
    if moment == Moment.COME:
        strike()
    if moment == Moment.CLOCK:
        threading.Timer(float(environ[DELAY]), strike).start()
    with struck_in_its_transaction(moment, strike):
        answer = product(environ, start_response)
    if moment == Moment.READY:
        strike()
    return answer


@contextlib.contextmanager
def struck_in_its_transaction(moment: str | None, strike: Callable[[], None]) -> Iterator[None]:
    """Watches what this request asks of the database; the transaction of the act is the one that uses the key."""
    begun = False
    commit = connection._commit

    def watched(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal begun
        result = execute(sql, params, many, context)
        if sql.startswith('INSERT INTO "plans_usedformkey"'):
            begun = True
            if moment == Moment.BEGUN:
                strike()
        if moment == Moment.RECORDED and sql.startswith('INSERT INTO "plans_trailentry"'):
            strike()
        return result

    def committing() -> None:
        nonlocal begun
        of_the_act, begun = begun, False
        if of_the_act and moment == Moment.ENDING:
            strike()
        commit()
        if of_the_act and moment == Moment.COMMITTED:
            strike()

    connection._commit = committing
    try:
        with connection.execute_wrapper(watched):
            yield
    finally:
        del connection._commit


# what the tests must notice


def without_transactions() -> None:
    """Every statement stands by itself, as if nobody had thought of a crash."""
    transaction.Atomic.__enter__ = lambda self: None
    transaction.Atomic.__exit__ = lambda self, *raised: None
    QuerySet.select_for_update = lambda self, **options: self._chain()  # PostgreSQL refuses it outside of one


def without_form_keys() -> None:
    """A form that is sent again is carried out again."""

    @contextlib.contextmanager
    def unguarded(user: Any, key: Any) -> Iterator[UsedFormKey]:
        with transaction.atomic():
            UsedFormKey.objects.filter(user=user, key=key).delete()
            used = UsedFormKey.objects.create(user=user, key=key)
            yield used
            used.save(update_fields=["led_to"])

    writing.once = unguarded


def with_keys_used_apart() -> None:
    """The key is committed before what it stands for."""

    @contextlib.contextmanager
    def apart(user: Any, key: Any) -> Iterator[UsedFormKey]:
        used, created = UsedFormKey.objects.get_or_create(user=user, key=key)
        if not created:
            raise AlreadyCarriedOut(used.led_to or "/")
        with transaction.atomic():
            yield used
        used.save(update_fields=["led_to"])

    writing.once = apart


FLAWS: dict[str, Callable[[], None]] = {
    "no transactions": without_transactions,
    "no form keys": without_form_keys,
    "keys used apart": with_keys_used_apart,
}
if flaw := os.environ.get("FLAW"):
    FLAWS[flaw]()
