"""Files and links that show a thing was done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from activities.models.entries import Entry
from plans.models import Audience, Compartment, Compartmented, CompartmentedQuerySet, StoredFile, User
from plans.models.fields import LineField


class EvidenceQuerySet(CompartmentedQuerySet):
    def visible_to(self, user: User) -> EvidenceQuerySet:
        return self.in_reach_of(user).filter(entry__in=Entry.objects.visible_to(user))

    def joint(self) -> EvidenceQuerySet:
        return super().joint().filter(entry__compartment=Compartment.JOINT)


class Evidence(Compartmented):
    """A photo, a paper or a link beside an entry: known to who knows of the entry, or of a joint one to fewer."""

    NOT_RECORDED = Compartmented.NOT_RECORDED | {"added_at"}
    ONCE_PART = ("entry", "evidence")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="evidence", verbose_name=_("entry"))
    title = LineField(_("title"), blank=True)
    stored = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("file")
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta(Compartmented.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at", "pk"]
        constraints = [
            *Compartmented.Meta.constraints,
            models.CheckConstraint(
                name="evidence_is_a_file_or_a_link",
                condition=Q(stored__isnull=False) ^ ~Q(url=""),
                violation_error_message=_("Give either a file or a link."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or (self.stored.name if self.stored else self.url)

    def get_absolute_url(self) -> str:
        return self.url or reverse("activities:evidence-file", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        if not self.entry.is_joint and not self.is_known_like(self.entry):
            raise ValidationError(_("The evidence of an entry is for those who may know of the entry."))

    def within(self) -> Activity:
        return self.entry.activity

    def joint_audience(self) -> Audience:
        return self.entry.joint_audience()
