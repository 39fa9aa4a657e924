"""How a training was held: sessions, trainers, who took part, tests. Aggregates only, never a roster of officers."""

from __future__ import annotations

import secrets
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models.entries import DetailsRow, Entry, EntryDetails, known_sum
from activities.models.kinds import PEOPLE
from plans.divisions import Division
from plans.models import Agency, User
from plans.models.constraints import CheckAtField
from plans.models.fields import CountField, DayField, DecimalField, LineField, ProseField, SealField


class CourseKind(models.TextChoices):
    BASIC = "basic", _("basic course")
    TRAINERS = "trainers", _("training of trainers")  # those it prepares are a cohort
    REFRESHER = "refresher", _("refresher course")
    SEMINAR = "seminar", _("seminar")
    TEST_ROUND = "test_round", _("test round")
    FOLLOW_UP = "follow_up", _("follow-up")  # some months after a course


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    BOTH = "both", _("both")


def hours_field() -> DecimalField:
    """Academic hours, of 45 minutes."""
    return DecimalField(
        _("academic hours"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5"), _("Write at least half an hour."))],
    )


def required_count(name: Any) -> models.PositiveIntegerField:
    """A count without which its row says nothing."""
    return models.PositiveIntegerField(name, validators=CountField.default_validators)


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> TrainingQuerySet:
        """Details are part of their entry, and known to whom it is."""
        return self.filter(entry__in=Entry.objects.visible_to(user))

    def cohorts_for(self, entry: Entry) -> TrainingQuerySet:
        """The trainings of trainers that every party knows of, newest first: whom they prepared gives courses."""
        named = TrainerGroup.objects.filter(training=entry.pk).values("cohort")
        return self._joint_for(entry).filter(Q(course_kind=CourseKind.TRAINERS) | Q(pk__in=named))

    def courses_for(self, entry: Entry) -> TrainingQuerySet:
        """The courses a follow-up may look back on, newest first."""
        named = Training.objects.filter(entry=entry.pk).values("follows")
        is_course = ~Q(course_kind__in=[CourseKind.FOLLOW_UP, ""])
        return self._joint_for(entry).filter(is_course | Q(pk__in=named))

    def _joint_for(self, entry: Entry) -> TrainingQuerySet:
        """Those the entry may name; what it names already stays, whatever the other side makes of its kind since."""
        joint = Entry.objects.joint().filter(activity__plan__agreement=entry.activity.plan.agreement_id)
        return self.filter(entry__in=joint).exclude(pk=entry.pk).order_by("-entry__starts_on", "pk")


class Training(EntryDetails):
    """What an entry says of a course, a test round or a follow-up; its key is the entry's."""

    PARTS = ("sessions", "tests", "trainers", "groups")
    DESCRIBES = ("course_kind", "topics", "mode", "hours", "materials")

    course_kind = models.CharField(_("kind of course"), max_length=12, choices=CourseKind, blank=True)
    topics = LineField(_("topics"), blank=True)
    mode = models.CharField(_("how it was held"), max_length=10, choices=Mode, blank=True)
    hours = hours_field()
    materials = LineField(_("materials handed out"), blank=True)
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfied, %"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100, _("Write a percentage up to 100."))],
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("follow-up of the course"),
    )
    outcome = ProseField(_("what they use at work"), blank=True, max_length=2_000)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("training")
        constraints = [
            CheckAtField(
                field="follows",
                name="follow_up_names_its_course",
                condition=Q(follows=None) | Q(course_kind=CourseKind.FOLLOW_UP),
                violation_error_message=_("Only a follow-up looks back on a course."),
            ),
        ]

    def __str__(self) -> str:
        people = self.entry.participants
        day = f"{self.entry.starts_on:%Y.%m.%d} {self.entry.activity.title}"
        return day if people is None else f"{day} ({people})"

    def check_rows(self) -> None:
        """Raises ValidationError where the rows don't fit the entry: a day outside it, more people than it records."""
        first, last = self.entry.starts_on, self.entry.ends_on or self.entry.starts_on
        if self.sessions.exclude(held_on__range=(first, last)).exists():
            raise ValidationError(_("Every session lies between the first and the last day of the entry."))
        for by in ("category", "division"):
            groups = list(self.groups.exclude(**{by: ""}))
            of_sexes = {name: known_sum(getattr(group, name) for group in groups) for name in ("women", "men")}
            self._require_recorded(known_sum(group.people for group in groups), self.entry.participants)
            for name, counted in of_sexes.items():
                if getattr(self.entry, name) is not None:
                    self._require_recorded(counted, getattr(self.entry, name))

    @staticmethod
    def _require_recorded(counted: int | None, recorded: int | None) -> None:
        if counted is not None and counted > (recorded or 0):
            raise ValidationError(
                _("The groups hold %(counted)s people, more than the %(recorded)s the entry records."),
                params={"counted": counted, "recorded": recorded or 0},
            )

    def months_after(self) -> int | None:
        """How long after the course its follow-up was, in whole months; None where it names no course."""
        if self.follows is None:
            return None
        course = self.follows.entry.ends_on or self.follows.entry.starts_on
        day = self.entry.starts_on
        return (day.year - course.year) * 12 + day.month - course.month - (day.day < course.day)


class Session(DetailsRow):
    """One lesson or day of a course that had several."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="sessions")
    held_on = DayField(_("date"))
    topic = LineField(_("topic"), blank=True)
    hours = hours_field()
    people = CountField(_("people"))

    class Meta:
        verbose_name = _("session of the course")
        verbose_name_plural = _("sessions of the course")
        ordering = ["position", "held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.held_on:%Y.%m.%d} {self.topic}".strip()


class Moment(models.TextChoices):
    """When a test was sat."""

    BEFORE = "before", _("before the course")
    AFTER = "after", _("after the course")
    ROUND = "round", _("test round")


class KnowledgeTest(DetailsRow):
    """A test as an aggregate: how many sat it, their mean, how many passed; never one person's result."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="tests")
    moment = models.CharField(_("when"), max_length=6, choices=Moment)
    run_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("run by")
    )
    people = required_count(_("how many sat the test"))
    mean = DecimalField(
        _("mean"), max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    maximum = DecimalField(_("out of"), max_digits=6, decimal_places=2, default=100, validators=[MinValueValidator(1)])
    pass_mark = DecimalField(
        _("pass mark"), max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    passed = CountField(_("passed"))

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        ordering = ["position", "-moment", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_test_per_moment", fields=["training", "moment"]),
            CheckAtField(
                field="mean",
                name="test_mean_within_its_maximum",
                condition=Q(mean=None) | Q(mean__lte=F("maximum")),
                violation_error_message=_("The mean can't be over the most one can reach."),
            ),
            CheckAtField(
                field="pass_mark",
                name="test_pass_mark_within_its_maximum",
                condition=Q(pass_mark=None) | Q(pass_mark__lte=F("maximum")),
                violation_error_message=_("The pass mark can't be over the most one can reach."),
            ),
            CheckAtField(
                field="passed",
                name="no_more_pass_than_sit",
                condition=Q(passed=None) | Q(passed__lte=F("people")),
                violation_error_message=_("No more can pass than sat the test."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}: {self.people}"

    @property
    def percent(self) -> Decimal | None:
        """The mean in percent of what one can reach."""
        return None if self.mean is None else self.mean * 100 / self.maximum


class TrainerOrigin(models.TextChoices):
    INTERNAL = "internal", _("from the agencies")
    COHORT = "cohort", _("from a cohort of trainers")
    EXTERNAL = "external", _("from outside")


class TrainerGroup(DetailsRow):
    """How many trainers gave the course, and from where; of a cohort, which training of trainers prepared them."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="trainers")
    origin = models.CharField(_("trainers"), max_length=8, choices=TrainerOrigin)
    cohort = models.ForeignKey(
        Training,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gave",
        verbose_name=_("prepared by the training of trainers"),
    )
    number = required_count(_("how many"))

    class Meta:
        verbose_name = _("trainers")
        verbose_name_plural = _("trainers")
        ordering = ["position", "origin", "pk"]
        constraints = [
            CheckAtField(
                field="cohort",
                name="a_cohort_is_named_where_trainers_come_from_one",
                condition=Q(origin=TrainerOrigin.COHORT) ^ Q(cohort=None),
                violation_error_message=_("Choose the training of trainers where they come from a cohort, else none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort or self.get_origin_display()}: {self.number}"


class Category(models.TextChoices):
    """What the people who took part do."""

    INVESTIGATOR = "investigator", _("investigators")
    OFFICER = "officer", _("police officers")
    TRAINER = "trainer", _("human-rights trainers")
    LEADER = "leader", _("heads of units")
    CUSTODY = "custody", _("custody staff")
    COMMISSION = "commission", _("staff of the commission")
    PUBLIC_SERVANT = "servant", _("other public servants")
    TEACHER = "teacher", _("teachers")
    PUPIL = "pupil", _("pupils and students")
    CITIZEN = "citizen", _("citizens")
    OTHER = "other", _("others")


class ParticipantGroup(DetailsRow):
    """
    Those who took part of one category, or from one province.

    A few in a cell are a person; so the trail, which every party reads, holds the seal of the counts in their place,
    and pages show them through `reports/suppression.py`.
    """

    NOT_RECORDED = DetailsRow.NOT_RECORDED | {*PEOPLE, "salt"}

    training = models.ForeignKey(Training, models.CASCADE, related_name="groups")
    category = models.CharField(_("category"), max_length=12, choices=Category, blank=True)
    division = models.CharField(_("province or district"), max_length=12, choices=Division, blank=True)
    women = CountField(_("women"))
    men = CountField(_("men"))
    sex_not_recorded = CountField(_("not recorded"))
    salt = models.CharField(max_length=32, editable=False)
    seal = SealField()

    class Meta:
        verbose_name = _("participants by category and province")
        verbose_name_plural = _("participants by category and province")
        ordering = ["position", "category", "division"]
        constraints = [
            models.UniqueConstraint(name="one_group_of_each_kind", fields=["training", "category", "division"]),
            CheckAtField(
                field="category",
                name="group_is_of_a_category_or_a_province",
                condition=(Q(category="") ^ Q(division="")),
                violation_error_message=_("Choose a category or a province."),
            ),
            CheckAtField(
                field="women",
                name="group_says_how_many",
                condition=Q(women__isnull=False) | Q(men__isnull=False) | Q(sex_not_recorded__isnull=False),
                violation_error_message=_("Write how many."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_category_display() or self.get_division_display())

    @property
    def people(self) -> int | None:
        return known_sum(getattr(self, name) for name in PEOPLE)

    def sealed(self) -> str:
        """The digest of the counts with their salt: it shows a change and tells no number."""
        said = [self.salt, self.category, self.division, *(str(getattr(self, name)) for name in PEOPLE)]
        return sha256("\n".join(said).encode()).hexdigest()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.salt = self.salt or secrets.token_hex(16)
        self.seal = self.sealed()
        super().save(*args, **kwargs)
