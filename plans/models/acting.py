"""Who stands in for a head, from when to when, and by which order."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.constraints import CheckAtField
from plans.models.fields import DayField, LineField
from plans.models.people import Agency, Role, User
from plans.models.recorded import Audience, Recorded


class ActingAuthorityQuerySet(models.QuerySet):
    def managed_by(self, user: User) -> ActingAuthorityQuerySet:
        return self.filter(agency__in=Agency.objects.managed_by(user))

    def visible_to(self, user: User) -> ActingAuthorityQuerySet:
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def on(self, day: date | None = None) -> ActingAuthorityQuerySet:
        """In force on this day (today); it ends by itself, or before that by an administrator."""
        day = day or timezone.localdate()
        return self.filter(from_on__lte=day, until_on__gte=day, ended_at=None)

    def in_the_days_of(self, other: ActingAuthority) -> ActingAuthorityQuerySet:
        """Others that share a day with this one."""
        shared = self.filter(from_on__lte=other.until_on, until_on__gte=other.from_on, ended_at=None)
        return shared.exclude(pk=other.pk)


class ActingAuthority(Recorded):
    """
    A person who acts for the head of their agency for a term, under an order of that agency.

    Another term is another order: the database refuses every change but the early end.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"), editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="acting", verbose_name=_("who acts"))
    head = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("for whom"))
    from_on = DayField(_("from"))
    until_on = DayField(_("until"))
    order_number = LineField(_("order number"), max_length=60)
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True, editable=False)

    objects = ActingAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("acting head")
        verbose_name_plural = _("acting heads")
        ordering = ["-from_on", "-pk"]
        constraints = [
            CheckAtField(
                field="until_on",
                name="acting_authority_ends_after_it_starts",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
            CheckAtField(
                field="person",
                name="nobody_acts_for_themselves",
                condition=~Q(person=F("head")),
                violation_error_message=_("Choose somebody other than the head."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.head}"

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.until_on < timezone.localdate()

    def clean(self) -> None:
        super().clean()
        if self.ended_at is not None:  # whoever has moved on or risen since, it can be ended
            return
        for name in ("person", "head"):
            someone = getattr(self, name, None)
            if someone and someone.agency_id != self.agency_id:
                raise ValidationError({name: _("Choose a person of your own agency.")})
        if self.head_id and self.head.role != Role.HEAD:
            raise ValidationError({"head": _("Choose a head.")})
        if self.person_id and self.person.role == Role.OBSERVER:
            raise ValidationError({"person": _("An observer only reads.")})
        if self.person_id and self.person.role == Role.HEAD:
            raise ValidationError({"person": _("A head acts in their own name.")})
        if self.pk is None and self.until_on and self.until_on < timezone.localdate():
            raise ValidationError({"until_on": _("This day has passed.")})
        if self.from_on and self.until_on:
            self._be_alone_in_its_days()

    def _be_alone_in_its_days(self) -> None:
        others = ActingAuthority.objects.in_the_days_of(self)
        if self.head_id and others.filter(head=self.head_id).exists():
            raise ValidationError({"head": _("Somebody acts for this head in these days already.")})
        if self.person_id and others.filter(person=self.person_id).exists():
            raise ValidationError({"person": _("This person acts for a head in these days already.")})

    def audience(self) -> Audience:
        return Audience.agency(self.agency_id)
