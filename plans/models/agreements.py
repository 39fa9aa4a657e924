"""The memorandum: who agreed what, until when."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.constraints import CheckAtField
from plans.models.documents import StoredFile
from plans.models.fields import LARGEST_NUMBER, DayField, LineField, ProseField
from plans.models.people import Agency, User
from plans.models.rating_scales import RatingScale, usual_scale
from plans.models.recorded import Audience, Recorded, in_language
from plans.models.searched import Searched, SearchedQuerySet
from plans.workflow import Workflow

ENDING_SOON_DAYS = 90


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("draft")  # being prepared; holds no adopted plan
    IN_FORCE = "in_force", _("in force")  # signed by every party
    ENDED = "ended", _("ended")  # its term is over or a renewal took its place


class AgreementQuerySet(SearchedQuerySet):
    def visible_to(self, user: User) -> AgreementQuerySet:
        """Agreements one's agency is party to; a stranger sees none."""
        if user.agency_id is None:
            return self.none()
        return self.filter(parties__agency_id=user.agency_id)

    def saying(self, word: str) -> Q:
        """In what it is called or for, or in a clause of it."""
        clauses = Clause.objects.filter(agreement=OuterRef("pk"), search_text__contains=word)
        return super().saying(word) | Exists(clauses)

    def in_force(self) -> AgreementQuerySet:
        return self.filter(state=AgreementState.IN_FORCE)

    def ending_soon(self, today: date | None = None) -> AgreementQuerySet:
        """In force, and its last day within 90 days."""
        today = today or timezone.localdate()
        return self.in_force().filter(ends_on__range=(today, today + timedelta(days=ENDING_SOON_DAYS)))


class Agreement(Workflow, Searched, Recorded):
    """The memorandum its parties have signed; every annual plan hangs from one."""

    PARTS = ("parties", "fields_of_cooperation", "clauses", "documents", "coordinators")
    SEARCHED = ("number", "title_mn", "title_en", "purpose_mn", "purpose_en")
    MOVES = {
        AgreementState.DRAFT: {AgreementState.IN_FORCE},
        AgreementState.IN_FORCE: {AgreementState.ENDED},
        AgreementState.ENDED: set(),
    }

    number = LineField(_("number"), max_length=60, blank=True)
    title_mn = LineField(_("title in Mongolian"))
    title_en = LineField(_("title in English"), blank=True)
    purpose_mn = ProseField(_("purpose in Mongolian"), blank=True)
    purpose_en = ProseField(_("purpose in English"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AgreementState, default=AgreementState.DRAFT, db_index=True
    )
    starts_on = DayField(_("in force from"), null=True, blank=True)
    ends_on = DayField(_("in force until"), null=True, blank=True)
    signed_year = models.PositiveSmallIntegerField(
        _("year of signature"), null=True, blank=True, validators=[MaxValueValidator(LARGEST_NUMBER)]
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name=_("renews")
    )
    rating_scale = models.ForeignKey(
        RatingScale,
        models.PROTECT,
        default=usual_scale,
        related_name="agreements",
        verbose_name=_("rating scale"),
    )
    source_url = models.URLField(_("public source"), max_length=500, blank=True)
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_year", "pk"]
        constraints = [
            CheckAtField(
                field="ends_on",
                name="agreement_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("An agreement must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:agreement-detail", args=[self.pk])

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def purpose(self) -> str:
        return in_language(self, "purpose")

    @property
    def is_ending_soon(self) -> bool:
        today = timezone.localdate()
        return bool(
            self.state == AgreementState.IN_FORCE
            and self.ends_on
            and today <= self.ends_on <= today + timedelta(days=ENDING_SOON_DAYS)
        )

    def put_in_force(self) -> None:
        """Every party has signed."""
        self._become(AgreementState.IN_FORCE)

    def end(self) -> None:
        """Its term is over, or the parties ended it."""
        self._become(AgreementState.ENDED)

    def audience(self) -> Audience:
        return Audience.agreement(self.pk)


class Party(models.Model):
    """An agency's place in an agreement, with who signed for it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="parties", verbose_name=_("agency"))
    signatory = LineField(_("signatory"), max_length=200, blank=True)
    signatory_post_mn = LineField(_("post in Mongolian"), blank=True)
    signatory_post_en = LineField(_("post in English"), blank=True)
    signed_on = DayField(_("signed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="agency_is_party_once",
                fields=["agreement", "agency"],
                violation_error_message=_("This agency is already a party."),
            )
        ]

    def __str__(self) -> str:
        return str(self.agency)

    @property
    def signatory_post(self) -> str:
        return in_language(self, "signatory_post")


class FieldOfCooperation(models.Model):
    """What the parties agreed to work on together; the objectives of a plan stand under one."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="fields_of_cooperation")
    number = models.PositiveSmallIntegerField(_("number"), validators=[MaxValueValidator(LARGEST_NUMBER)])
    title_mn = LineField(_("title in Mongolian"))
    title_en = LineField(_("title in English"), blank=True)

    class Meta:
        verbose_name = _("field of cooperation")
        verbose_name_plural = _("fields of cooperation")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="one_field_of_cooperation_per_number",
                fields=["agreement", "number"],
                violation_error_message=_("This number is taken."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        return in_language(self, "title")


class ClauseQuerySet(SearchedQuerySet):
    def visible_to(self, user: User) -> ClauseQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class Clause(Searched):
    """One clause of the agreement, by its number on the paper."""

    SEARCHED = ("number", "text_mn", "text_en")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    number = LineField(_("number"), max_length=20)
    text_mn = ProseField(_("text in Mongolian"))
    text_en = ProseField(_("text in English"), blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_clause_per_number",
                fields=["agreement", "number"],
                violation_error_message=_("This number is taken."),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def text(self) -> str:
        return in_language(self, "text")


class CoordinatorQuerySet(models.QuerySet):
    def on(self, day: date | None = None) -> CoordinatorQuerySet:
        """Who coordinates on this day (today)."""
        day = day or timezone.localdate()
        began = models.Q(from_on=None) | models.Q(from_on__lte=day)
        return self.filter(began, models.Q(until_on=None) | models.Q(until_on__gte=day))


class Coordinator(models.Model):
    """Whom a party names to run the agreement day by day."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="coordinators")
    person = models.ForeignKey(User, models.PROTECT, related_name="coordinates", verbose_name=_("person"))
    from_on = DayField(_("from"), null=True, blank=True)
    until_on = DayField(_("until"), null=True, blank=True)

    objects = CoordinatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.person)


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> DocumentQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class Document(models.Model):
    """A paper of the agreement: the signed scan, an annex."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    title = LineField(_("title"))
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="documents")
    url = models.URLField(_("link"), max_length=500, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="document_is_a_file_or_a_link",
                condition=Q(stored__isnull=False) ^ ~Q(url=""),
                violation_error_message=_("Give either a file or a link."),
            )
        ]

    def __str__(self) -> str:
        return self.title
