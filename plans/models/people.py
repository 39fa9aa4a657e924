"""Agencies, their departments, and the people who work in them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from plans.divisions import Division
from plans.models.fields import DayField, LineField, SmallLettersEmailField
from plans.models.recorded import Audience, Recorded, in_language, reads_english
from plans.ordering import Mongolian


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AgencyQuerySet:
        """One's own agency and those it has an agreement with."""
        if user.is_superuser:
            return self
        return self.filter(Q(pk=user.agency_id) | Q(parties__agreement__parties__agency_id=user.agency_id)).distinct()

    def managed_by(self, user: User) -> AgencyQuerySet:
        """The agency whose departments and people this administrator keeps; every one for the system's operator."""
        return self if user.is_superuser else self.filter(pk=user.agency_id)


class Agency(Recorded):
    """A body that can be party to an agreement. Nothing in the code knows which agencies exist."""

    code = models.SlugField(_("short code"), max_length=20, unique=True)
    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"))
    short_name_mn = LineField(_("short name in Mongolian"), max_length=30)
    short_name_en = LineField(_("short name in English"), max_length=30)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self, "short_name")

    @property
    def name(self) -> str:
        return in_language(self, "name")

    def audience(self) -> Audience:
        return Audience.agency(self.pk)


def department_name_as_read() -> Mongolian:
    english = Coalesce(NullIf("name_en", Value("")), "name_mn")
    return Mongolian(english if reads_english() else "name_mn")


class DepartmentQuerySet(models.QuerySet):
    def open(self) -> DepartmentQuerySet:
        return self.filter(closed_on=None)

    def in_alphabetical_order(self) -> DepartmentQuerySet:
        """By agency, then by the name in the reader's language."""
        return self.order_by("agency", department_name_as_read())

    def of_parties(self, agreement) -> DepartmentQuerySet:
        """Departments that may lead or join a line of this agreement's plans."""
        return self.filter(agency__parties__agreement=agreement)

    def visible_to(self, user: User) -> DepartmentQuerySet:
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def managed_by(self, user: User) -> DepartmentQuerySet:
        return self.filter(agency__in=Agency.objects.managed_by(user))


class Department(Recorded):
    """A unit of an agency: a tree, renameable, its former names kept with dates."""

    PARTS = ("former_names",)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="departments", verbose_name=_("agency"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"), blank=True)
    division = models.CharField(_("province or district"), max_length=12, choices=Division, blank=True)
    closed_on = DayField(_("closed on"), null=True, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["agency", "name_mn"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_department_of_a_name",
                fields=["agency", "name_mn"],
                condition=Q(closed_on=None),
                violation_error_message=_("The agency has a department of this name."),
            )
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    def clean(self) -> None:
        above = self.parent
        if above and above.agency_id != self.agency_id:
            raise ValidationError({"parent": _("Choose a department of the same agency.")})
        while above:
            if above == self:
                raise ValidationError({"parent": _("A department can't be part of itself.")})
            above = above.parent

    def audience(self) -> Audience:
        return Audience.agency(self.agency_id)


class FormerName(models.Model):
    """What a department was called, and until when."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="former_names")
    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"), blank=True)
    until_on = DayField(_("until"))

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-until_on"]

    def __str__(self) -> str:
        return in_language(self, "name")


class Role(models.TextChoices):
    """What a person does for their agency; plans/access.py says what each may do."""

    STAFF = "staff", _("staff")  # drafts lines, logs work
    HEAD = "head", _("head")  # adopts and amends the plan, confirms what the other side reports
    ADMINISTRATOR = "administrator", _("administrator")  # keeps agreements, departments and people
    OBSERVER = "observer", _("observer")  # reads


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> UserQuerySet:
        """People of one's own agency and of those it has an agreement with."""
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def managed_by(self, user: User) -> UserQuerySet:
        """People of that agency; the system's operators are kept on the command line alone."""
        return self.filter(agency__in=Agency.objects.managed_by(user), is_superuser=False)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        """The system's operator; from the command line only."""
        return self.create_user(email, password, is_superuser=True, **fields)


class PersonManager(UserManager):
    def get_queryset(self):
        """With the agency and department, which every page names."""
        return super().get_queryset().select_related("agency", "department")


class User(Recorded, AbstractBaseUser):
    """
    A person who signs in, for one agency.

    People are never deleted: who leaves is made inactive, and what they did keeps their name.
    """

    email = SmallLettersEmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("Somebody with this e-mail is already here.")}
    )
    family_name = LineField(_("father's name"), max_length=100, blank=True)
    given_name = LineField(_("name"), max_length=100)
    family_name_en = LineField(_("father's name in Latin letters"), max_length=100, blank=True)
    given_name_en = LineField(_("name in Latin letters"), max_length=100, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("agency")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("department")
    )
    post_mn = LineField(_("post in Mongolian"), blank=True)
    post_en = LineField(_("post in English"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.STAFF)
    language = models.CharField(
        _("language"), max_length=2, choices=[("mn", _("Mongolian")), ("en", _("English"))], blank=True
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_superuser = models.BooleanField(_("system operator"), default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["given_name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["agency", "given_name"]
        constraints = [
            models.CheckConstraint(
                name="person_has_an_agency",
                condition=Q(is_superuser=True) | Q(agency__isnull=False),
                violation_error_message=_("Choose the agency this person works for."),
            ),
            models.CheckConstraint(name="address_is_in_small_letters", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """In Mongolian order, as acts are signed: Ж.Бямбадорж (initial of the father's name, then the name)."""
        latin = reads_english() and self.given_name_en
        family = self.family_name_en if latin else self.family_name
        given = self.given_name_en if latin else self.given_name
        return f"{family[0]}.{given}" if family else given

    @property
    def post(self) -> str:
        return in_language(self, "post")

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens for this person."""
        return self.is_superuser or self.role == Role.ADMINISTRATOR

    def has_perm(self, permission: str, thing: object = None) -> bool:
        """Django's own permissions are not used: plans/access.py holds who may do what."""
        return False

    def has_module_perms(self, app: str) -> bool:
        return self.is_staff

    def clean(self) -> None:
        super().clean()
        if self.department and self.department.agency_id != self.agency_id:
            raise ValidationError({"department": _("Choose a department of the person's own agency.")})

    def audience(self) -> Audience:
        return Audience.agency(self.agency_id or 0)  # 0, a chain no agency reads: an operator has none


def display_name(user: User) -> str:
    """How sign-in pages and mails address a person."""
    return user.short_name
