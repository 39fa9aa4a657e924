"""Who stands in for a head, from when to when, and by which order."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.fields import DayField, LineField
from plans.models.people import Agency, Role, User
from plans.models.recorded import Audience, Recorded


class ActingAuthorityQuerySet(models.QuerySet):
    def managed_by(self, user: User) -> ActingAuthorityQuerySet:
        return self.filter(agency__in=Agency.objects.managed_by(user))

    def visible_to(self, user: User) -> ActingAuthorityQuerySet:
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def on(self, day: date | None = None) -> ActingAuthorityQuerySet:
        """In force on this day (today); it ends by itself."""
        day = day or timezone.localdate()
        return self.filter(from_on__lte=day, until_on__gte=day)


class ActingAuthority(Recorded):
    """A person who acts for the head of their agency for a term, under an order of that agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"), editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="acting", verbose_name=_("who acts"))
    head = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("for whom"))
    from_on = DayField(_("from"))
    until_on = DayField(_("until"))
    order_number = LineField(_("order number"), max_length=60)

    objects = ActingAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("acting head")
        verbose_name_plural = _("acting heads")
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="acting_authority_ends_after_it_starts",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
            models.CheckConstraint(
                name="nobody_acts_for_themselves",
                condition=~Q(person=F("head")),
                violation_error_message=_("Choose somebody other than the head."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.head}"

    def clean(self) -> None:
        super().clean()
        for name in ("person", "head"):
            someone = getattr(self, name, None)
            if someone and someone.agency_id != self.agency_id:
                raise ValidationError({name: _("Choose a person of your own agency.")})
        if self.head_id and self.head.role != Role.HEAD:
            raise ValidationError({"head": _("Choose a head.")})
        if self.person_id and self.person.role == Role.OBSERVER:
            raise ValidationError({"person": _("An observer only reads.")})

    def audience(self) -> Audience:
        return Audience.agency(self.agency_id)
