"""Files, kept under their own digest so that none can be changed behind a record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.fields import LineField, RandomKeyField


def path_by_digest(stored: StoredFile, name: str) -> str:
    """Where a file lies below MEDIA_ROOT: by its SHA-256, never by a name somebody typed."""
    return f"files/{stored.digest[:2]}/{stored.digest}"


class StoredFile(models.Model):
    """One file as it was uploaded; two uploads of the same bytes are one file on the disk."""

    id = RandomKeyField()
    digest = models.CharField(max_length=64)
    name = LineField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    content = models.FileField(upload_to=path_by_digest, max_length=200)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey("plans.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return f"{self.name} (SHA-256 {self.digest[:12]}…)"
