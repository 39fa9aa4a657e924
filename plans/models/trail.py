"""The trail: one entry for every change, hash-chained per audience, that nobody can alter or take out."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.agreements import Party
from plans.models.compartments import Circle
from plans.models.people import User
from plans.models.recorded import in_language

FORMAT = "mou-trail-1"
ORIGIN = "0" * 64
"""What the first entry of a chain names as the one before it."""


def written(text: dict[str, Any]) -> bytes:
    return json.dumps(text, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


class ChainKind(models.TextChoices):
    AGREEMENT = "agreement", _("joint chain of an agreement")
    AGENCY = "agency", _("chain of one agency")
    CIRCLE = "circle", _("chain of named people")


class ChainQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ChainQuerySet:
        """The chains this person may read and verify: their agency's, its agreements', their circles'."""
        if user.agency_id is None:
            return self.none()
        circles = Circle.objects.visible_to(user).values("pk")
        return self.of_agency(user.agency_id) | self.filter(kind=ChainKind.CIRCLE, key__in=circles)

    def of_agency(self, agency_id: int) -> ChainQuerySet:
        """What every person of this agency may read, and whose heads it keeps."""
        agreements = Party.objects.filter(agency=agency_id).values("agreement")
        return self.filter(Q(kind=ChainKind.AGENCY, key=agency_id) | Q(kind=ChainKind.AGREEMENT, key__in=agreements))


class Chain(models.Model):
    """One audience's own sequence of entries: what is hidden from someone leaves no gap in the chain they read."""

    kind = models.CharField(max_length=10, choices=ChainKind)
    key = models.PositiveBigIntegerField()
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=ORIGIN)

    objects = ChainQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_chain_per_audience", fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def checkpoint(self) -> str:
        """The head in one line, to be printed and kept: «agreement:1 312 9f86d08…»."""
        return f"{self} {self.length} {self.head}"


class TrailEntryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> TrailEntryQuerySet:
        return self.filter(chain__in=Chain.objects.visible_to(user))

    def about(self, thing: models.Model) -> TrailEntryQuerySet:
        """Entries on this thing and on what belongs to it, removed things too, newest first."""
        label = thing._meta.label_lower
        on_it = Q(target_type=label, target_id=thing.pk) | Q(within_type=label, within_id=thing.pk)
        return self.filter(on_it).order_by("-pk")


class TrailEntry(models.Model):
    """
    Who did what to which thing, for which agency, in what post, when, and what it changed.

    Names are kept as they were on the day; nothing here is a foreign key to a thing that may be renamed.
    The database refuses UPDATE and DELETE (plans/models/guards.py).
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name_mn = models.CharField(max_length=300)
    actor_name_en = models.CharField(max_length=300)
    actor_post_mn = models.CharField(max_length=300, blank=True)
    actor_post_en = models.CharField(max_length=300, blank=True)
    agency_id = models.BigIntegerField(null=True)
    agency_name_mn = models.CharField(max_length=300, blank=True)
    agency_name_en = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    within_type = models.CharField(max_length=60, blank=True)
    within_id = models.BigIntegerField(null=True)
    target_name_mn = models.CharField(max_length=1000)
    target_name_en = models.CharField(max_length=1000)
    changes = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = TrailEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_trail_entry_per_place", fields=["chain", "sequence"]),
            models.CheckConstraint(name="trail_entry_names_its_actor", condition=~Q(actor_name_mn="")),
        ]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-id"], name="trail_by_target"),
            models.Index(fields=["within_type", "within_id", "-id"], name="trail_by_what_it_is_within"),
            models.Index(fields=["chain", "-id"], name="trail_by_chain"),
            models.Index(fields=["verb", "-id"], name="trail_by_verb"),
            models.Index(fields=["actor_id", "-id"], name="trail_by_person"),
            models.Index(fields=["target_type", "-id"], name="trail_by_type"),
            models.Index(fields=["agency_id", "-id"], name="trail_by_agency"),
        ]
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail entries")

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}: {self.verb}"

    @property
    def actor_name(self) -> str:
        return in_language(self, "actor_name")

    @property
    def actor_post(self) -> str:
        return in_language(self, "actor_post")

    @property
    def agency_name(self) -> str:
        return in_language(self, "agency_name")

    @property
    def target_name(self) -> str:
        return in_language(self, "target_name")

    @property
    def checkpoint(self) -> str:
        """The place of this entry in one line, as of the moment it was the head."""
        return f"{self.chain} {self.sequence} {self.digest}"

    def text(self) -> dict[str, Any]:
        """Every column but the digest, as it is digested; docs/verify_trail.py reads the same."""
        columns = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.attname not in {"id", "chain_id", "digest", "at"}
        }
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return columns | {"format": FORMAT, "chain": str(self.chain), "at": at}

    def canonical(self) -> bytes:
        """The text that is digested, as sorted JSON in UTF-8."""
        return written(self.text())

    def line(self) -> bytes:
        """The entry as a line of the downloaded trail: its text with its digest."""
        return written(self.text() | {"digest": self.digest}) + b"\n"

    def computed_digest(self) -> str:
        """SHA-256 of the canonical text, in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()
