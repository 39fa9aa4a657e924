"""What an act of a head keeps of who did it, as they were on the day."""

from __future__ import annotations

from django.db import models

from plans.models.acting import ActingAuthority
from plans.models.recorded import in_language


class Signed(models.Model):
    """The name and post of who acted, and for whom they did, in both languages (`signature_of` fills them in)."""

    name_mn = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    post_mn = models.CharField(max_length=300, blank=True)
    post_en = models.CharField(max_length=300, blank=True)
    acting_for = models.ForeignKey(ActingAuthority, models.PROTECT, null=True, related_name="+")
    acting_for_name_mn = models.CharField(max_length=300, blank=True)
    acting_for_name_en = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def post(self) -> str:
        return in_language(self, "post")

    @property
    def acting_for_name(self) -> str:
        return in_language(self, "acting_for_name")
