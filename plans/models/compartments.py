"""Who may know of a thing: every party, its own agency alone, or named people alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.agreements import Agreement
from plans.models.fields import RandomKeyField
from plans.models.people import Agency, User
from plans.models.recorded import Audience, Recorded


class Compartment(models.TextChoices):
    """The widest first; a thing only ever becomes wider (`only_opens` in plans/models/guards.py)."""

    JOINT = "joint", _("joint")  # every party of the agreement
    AGENCY = "agency", _("own agency")
    CIRCLE = "circle", _("named people")


class CircleQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> CircleQuerySet:
        """Circles one is named in, for the agency one works for now; never through the agency."""
        named = CircleMember.objects.filter(person=user.pk, agency=user.agency_id)
        return self.filter(pk__in=named.values("circle"))


class Circle(Recorded):
    """
    The people who alone may know of one or more things; who else is there is told to nobody.

    Their acts have a chain of their own. Who named them is always one of them.
    """

    PARTS = ("members",)

    id = RandomKeyField()
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+", verbose_name=_("agreement"))
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False, verbose_name=_("who named them"))

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = _("named people")
        verbose_name_plural = _("named people")

    def __str__(self) -> str:
        members = self.members.select_related("person").order_by("person__given_name", "person")
        return ", ".join(str(member.person) for member in members)

    def audience(self) -> Audience:
        return Audience.circle(self.pk)


class CircleMember(models.Model):
    """A named person, as one of this agency: who works for another one later knows of nothing new."""

    id = RandomKeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="members")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))

    class Meta:
        verbose_name = _("named person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(name="a_person_is_named_once", fields=["circle", "person"])]

    def __str__(self) -> str:
        return str(self.person)


class CompartmentedQuerySet(models.QuerySet):
    """
    What every `visible_to` of a compartmented thing goes through.

    `in_reach_of` says what the compartment allows; the subclass adds who sees the joint thing it stands in.
    """

    def joint(self) -> CompartmentedQuerySet:
        """What every party may know of, and what alone counts in the figures both sides read."""
        return self.filter(compartment=Compartment.JOINT)

    def hidden(self) -> CompartmentedQuerySet:
        return self.exclude(compartment=Compartment.JOINT)

    def in_reach_of(self, user: User) -> CompartmentedQuerySet:
        """Joint things, those of one's own agency, those of a circle one is named in; none for who has no agency."""
        if user.agency_id is None:
            return self.none()
        return self.filter(
            Q(compartment=Compartment.JOINT)
            | Q(compartment=Compartment.AGENCY, agency=user.agency_id)
            | Q(compartment=Compartment.CIRCLE, circle__in=Circle.objects.visible_to(user).values("pk"))
        )


class Compartmented(Recorded):
    """
    A thing that one agency owns and whose compartment says who may know of it.

    The subclass names its audience while it is joint, and its `visible_to` begins with `in_reach_of`.
    """

    id = RandomKeyField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"), editable=False)
    compartment = models.CharField(
        _("who may know of it"), max_length=6, choices=Compartment, default=Compartment.JOINT, editable=False
    )
    circle = models.ForeignKey(
        Circle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("named people"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_names_people_or_none",
                condition=Q(compartment=Compartment.CIRCLE, circle__isnull=False)
                | (Q(compartment__in=[Compartment.JOINT, Compartment.AGENCY]) & Q(circle=None)),
                violation_error_message=_("Choose the people who may know of it."),
            )
        ]

    @property
    def is_joint(self) -> bool:
        return self.compartment == Compartment.JOINT

    def joint_audience(self) -> Audience:
        """Who may read of it while it is joint: the parties of the agreement it stands in."""
        raise NotImplementedError

    def audience(self) -> Audience:
        match self.compartment:
            case Compartment.JOINT:
                return self.joint_audience()
            case Compartment.AGENCY:
                return Audience.agency(self.agency_id)
            case Compartment.CIRCLE if self.circle_id is not None:
                return Audience.circle(self.circle_id)
        raise ValueError(f"{self._meta.label} {self.pk} has no audience.")

    def opens_to(self) -> list[Compartment]:
        """
        The compartments that are wider than its own.

        Not its agency, where somebody of another one is named: that person would be shut out of what they know.
        """
        match self.compartment:
            case Compartment.AGENCY:
                return [Compartment.JOINT]
            case Compartment.CIRCLE:
                outsiders = CircleMember.objects.filter(circle=self.circle_id).exclude(agency=self.agency_id)
                return [Compartment.JOINT] if outsiders.exists() else [Compartment.AGENCY, Compartment.JOINT]
        return []

    def is_known_like(self, other: Compartmented) -> bool:
        """Whether exactly the same people may know of both."""
        same = (self.compartment, self.circle_id) == (other.compartment, other.circle_id)
        return same and (self.compartment != Compartment.AGENCY or self.agency_id == other.agency_id)

    def stands_like(self, other: Compartmented) -> None:
        """Be known to the same people as another thing of the same agency."""
        self.agency_id, self.compartment, self.circle_id = other.agency_id, other.compartment, other.circle_id
