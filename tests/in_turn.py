"""Many in one world, one after the other, each as if they were the first: a world costs more than an act in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from django.db import transaction
from django.test import Client


@contextmanager
def undone(*browsers: Client) -> Iterator[None]:
    """What is done inside leaves nothing in the database, nor in these browsers."""
    cookies = [deepcopy(browser.cookies) for browser in browsers]
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for browser, before in zip(browsers, cookies, strict=True):
            browser.cookies = before
