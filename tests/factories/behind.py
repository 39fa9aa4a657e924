"""What the owner of the database can do behind the product, who lifts the triggers first."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from plans.models import guards


@contextmanager
def behind_the_locks() -> Iterator[None]:
    guards.lift(connection)
    try:
        yield
    finally:
        guards.lay(connection)
