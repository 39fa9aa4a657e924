"""Carries a form out once, however often it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction

from plans.models import UsedFormKey, User


class AlreadyCarriedOut(Exception):
    """The same form was carried out before and led to the page `led_to`."""

    def __init__(self, led_to: str):
        self.led_to = led_to
        super().__init__(led_to)


@contextmanager
def once(user: User, key: UUID) -> Iterator[UsedFormKey]:
    """
    Do the block in one transaction with the use of its key; set `led_to` on what is yielded.

    The second sender waits at the unique key until the first has committed. Raises AlreadyCarriedOut.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                used = UsedFormKey.objects.create(user=user, key=key)
        except IntegrityError:
            raise AlreadyCarriedOut(UsedFormKey.objects.get(user=user, key=key).led_to) from None
        yield used
        used.save(update_fields=["led_to"])


def carried_out(user: User, key: UUID) -> str:
    """The page this person's form led to when it was carried out; empty where it was not."""
    return UsedFormKey.objects.filter(user=user, key=key).values_list("led_to", flat=True).first() or ""
