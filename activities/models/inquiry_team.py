"""Who carried an inquiry out, and who may not take part in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.entries import DetailsRow, Entry
from plans.models import Agency, Department, User
from plans.models.constraints import CheckAtField
from plans.models.fields import LARGEST_COUNT, LineField


def is_party(entry: Entry, agency: int) -> bool:
    return entry.activity.plan.agreement.parties.filter(agency=agency).exists()


class TeamRole(models.TextChoices):
    LEAD = "lead", _("leads the team")
    MEMBER = "member", _("member")
    EXPERT = "expert", _("expert")


class OfAParty(DetailsRow):
    """A row that names a party to the agreement, or one of its departments."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )

    class Meta:
        abstract = True

    @property
    def whose(self) -> str:
        return f"{self.agency}, {self.department}" if self.department else str(self.agency)

    def clean(self) -> None:
        super().clean()
        if self.agency_id and not is_party(self.inquiry.entry, self.agency_id):
            raise ValidationError({"agency": _("Choose a party to the agreement, or one of its departments.")})
        if self.department and self.department.agency_id != self.agency_id:
            raise ValidationError({"department": _("Choose a department of the same agency.")})


class TeamMember(OfAParty):
    """Who of a side carried it out: a person of the system, or how many of a department or post."""

    inquiry = models.ForeignKey("activities.Inquiry", models.CASCADE, related_name="team")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    post = LineField(_("post"), blank=True)
    number = models.PositiveIntegerField(
        _("how many"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, _("Write at least one, or leave it empty where it is not known.")),
            MaxValueValidator(LARGEST_COUNT, _("Write a number up to one million.")),
        ],
    )
    team_role = models.CharField(_("on the team"), max_length=6, choices=TeamRole, default=TeamRole.MEMBER)

    class Meta:
        verbose_name = _("member of the team")
        verbose_name_plural = _("team")
        ordering = ["position", "agency", "team_role", "post", "pk"]
        constraints = [
            CheckAtField(
                field="number",
                name="a_named_person_is_one",
                condition=Q(person=None) | Q(number=None),
                violation_error_message=_("A named person is one; leave the number empty."),
            ),
            models.UniqueConstraint(
                name="a_person_is_on_the_team_once",
                fields=["inquiry", "person"],
                violation_error_message=_("Somebody is on the team twice."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.post or self.whose}"

    def clean(self) -> None:
        super().clean()
        person = self.person
        if not person or person.agency_id == self.agency_id:
            return
        stood_already = TeamMember.objects.filter(inquiry=self.inquiry_id, agency=self.agency_id, person=person)
        if not stood_already.exists():  # who has moved on since stays on the team they were on
            raise ValidationError({"person": _("Choose somebody who works for this agency.")})


class Exclusion(OfAParty):
    """An agency or department that may not take part, such as the unit that is inspected, and why."""

    inquiry = models.ForeignKey("activities.Inquiry", models.CASCADE, related_name="exclusions")
    reason = LineField(_("why"))

    class Meta:
        verbose_name = _("who may not take part")
        verbose_name_plural = _("who may not take part")
        ordering = ["position", "agency", "department", "pk"]

    def __str__(self) -> str:
        return f"{self.whose}: {self.reason}"

    def bars(self, member: TeamMember) -> bool:
        """Whether the member is of what is excluded: the agency, or the department with those below it."""
        if member.agency_id != self.agency_id:
            return False
        if self.department_id is None:
            return True
        theirs = [member.department, member.person.department if member.person else None]
        return any(self.department_id in with_those_above(department) for department in theirs)


def with_those_above(department: Department | None) -> list[int]:
    """The department and those it is part of."""
    keys = []
    while department:
        keys.append(department.pk)
        department = department.parent
    return keys


def barred(team: Iterable[TeamMember], exclusions: Iterable[Exclusion]) -> list[tuple[TeamMember, Exclusion]]:
    """Each member of the team who may not take part, with what bars them."""
    exclusions = list(exclusions)
    return [(member, one) for member in team for one in exclusions if one.bars(member)]


def sentence_of_barred(member: TeamMember) -> Any:
    return _("%(member)s may not take part; take them off the team.") % {"member": member}
