"""Files and links that show a thing was done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models.entries import Entry
from plans.models import StoredFile, User
from plans.models.fields import LineField


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> EvidenceQuerySet:
        return self.filter(entry__in=Entry.objects.visible_to(user))


class Evidence(models.Model):
    """A photo, a paper or a link beside an entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="evidence")
    title = LineField(_("title"), blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    url = models.URLField(_("link"), max_length=500, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_file_or_a_link",
                condition=Q(stored__isnull=False) ^ ~Q(url=""),
                violation_error_message=_("Give either a file or a link."),
            )
        ]

    def __str__(self) -> str:
        return self.title or (self.stored.name if self.stored else self.url)

    def get_absolute_url(self) -> str:
        return self.url or reverse("activities:evidence-file", args=[self.pk])
