"""What is found by its words."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from plans.text import search_text, search_words


class SearchedQuerySet(models.QuerySet):
    def containing(self, text: str) -> Self:
        """Those that say every word of this, whatever the case or script slip."""
        found = self
        for word in search_words(text):
            found = found.filter(self.saying(word))
        return found

    def saying(self, word: str) -> Q:
        """In its own text; a thing that is found by its parts too adds theirs. `word` is a search key."""
        return Q(search_text__contains=word)


class Searched(models.Model):
    """A thing that is found by its words: `search_text` holds their keys, and is written with it."""

    SEARCHED: tuple[str, ...] = ()
    """The fields whose words find it."""

    search_text = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def said(self) -> list[str]:
        """The texts whose words find it."""
        return [text for name in self.SEARCHED if (text := getattr(self, name))]

    def save(self, *args, **kwargs) -> None:
        self.search_text = search_text(*self.said())
        super().save(*args, **kwargs)
