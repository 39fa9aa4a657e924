"""Mails that are owed to somebody: written with what they tell of, gone once they are sent."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

AGAIN_AFTER = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=7)


class LetterQuerySet(models.QuerySet):
    def left_over(self) -> LetterQuerySet:
        """Nobody has tried to send them for ten minutes: the server was killed, or the mail server did not answer."""
        return self.filter(tried_at__lt=timezone.now() - AGAIN_AFTER).order_by("pk")


class Letter(models.Model):
    """
    A mail in the words of its reader, kept until the mail server has taken it.

    It stands in the transaction of what it tells of, so that a crash loses the one only with the other.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=1000)
    body = models.TextField()
    about = models.CharField(max_length=100)  # for the log: «the receipt of agreement:1 312»
    written_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(default=timezone.now)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["tried_at"], name="letter_by_last_try")]

    def __str__(self) -> str:
        return f"{self.about}, {self.to}"

    @property
    def is_given_up(self) -> bool:
        return self.written_at < timezone.now() - GIVEN_UP_AFTER
