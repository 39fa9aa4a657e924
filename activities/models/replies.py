"""What comes after a recommendation: replies, the lines that carry it out, evidence, assessments."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from activities.models.recommendations import Recommendation
from plans.models import Agency, Audience, Recorded, StoredFile, User
from plans.models.constraints import CheckAtField
from plans.models.fields import DayField, LineField, ProseField
from plans.models.signed import Signed


class Answer(models.TextChoices):
    """What the addressee says; each is a RecommendationState as well."""

    ACCEPTED = "accepted", _("accepted")
    PARTLY_ACCEPTED = "partly_accepted", _("accepted in part")
    REJECTED = "rejected", _("rejected")


class Outcome(models.TextChoices):
    """What the other side found; each is a RecommendationState as well."""

    CARRIED_OUT = "carried_out", _("carried out")
    PARTLY_CARRIED_OUT = "partly_carried_out", _("carried out in part")
    NOT_CARRIED_OUT = "not_carried_out", _("not carried out")


class OfficialAct(Signed):
    """
    An act of the head of a side on a recommendation, with the letter by which it was sent.

    The newest of its kind stands; earlier ones remain. The database refuses to change or delete one.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"), editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"), editable=False)
    letter_number = LineField(_("number of the letter"), max_length=60, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    DAY: str
    TOO_EARLY: str

    class Meta:
        abstract = True
        ordering = ["pk"]

    def clean(self) -> None:
        super().clean()
        day = getattr(self, self.DAY)
        if day is None:
            return
        if day > timezone.localdate():
            raise ValidationError({self.DAY: gettext("This day has not come yet.")})
        if is_before(day, self.recommendation):
            raise ValidationError({self.DAY: str(self.TOO_EARLY)})
        former = type(self).objects.filter(recommendation=self.recommendation_id).order_by("pk").last()
        if former and day < getattr(former, self.DAY):
            sentence = gettext("The one that stands is of %(day)s; a later one can't be older.")
            raise ValidationError({self.DAY: sentence % {"day": f"{getattr(former, self.DAY):%Y.%m.%d}"}})


def is_before(day: date, recommendation: Recommendation) -> bool:
    """Before it was issued; where that day is not known, before its year."""
    if recommendation.issued_on:
        return day < recommendation.issued_on
    return day.year < recommendation.year


class Reply(OfficialAct):
    """What the party that is asked answers: accepted, in part, or rejected with its reason; and until when."""

    DAY, TOO_EARLY = "replied_on", _("A reply can't be before the recommendation.")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="replies", editable=False)
    answer = models.CharField(_("reply"), max_length=16, choices=Answer)
    reason = ProseField(_("reason"), blank=True, max_length=2_000)
    replied_on = DayField(_("date of the reply"))
    carry_out_by = DayField(_("to be carried out by"), null=True, blank=True)

    class Meta(OfficialAct.Meta):
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            CheckAtField(
                field="reason",
                name="who_does_not_accept_says_why",
                condition=Q(answer=Answer.ACCEPTED) | ~Q(reason=""),
                violation_error_message=_("Say why it is not accepted in full."),
            ),
            models.CheckConstraint(name="reply_names_its_person", condition=~Q(name_mn="")),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_answer_display()}"

    def clean(self) -> None:
        super().clean()
        if self.carry_out_by and self.answer == Answer.REJECTED:
            raise ValidationError({"carry_out_by": gettext("What is rejected has no day by which it is carried out.")})
        if self.carry_out_by and self.replied_on and self.carry_out_by < self.replied_on:
            raise ValidationError({"carry_out_by": gettext("Write a day after the reply.")})


class CarryingOut(models.Model):
    """That a line of a plan carries a recommendation out, as one agency says."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="lines", editable=False)
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="carries_out", verbose_name=_("line that carries it out")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"), editable=False)

    class Meta:
        verbose_name = _("line that carries it out")
        verbose_name_plural = _("lines that carry it out")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_line_carries_it_out_once",
                fields=["recommendation", "activity"],
                violation_error_message=_("This line is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.activity)

    def clean(self) -> None:
        super().clean()
        if self.activity_id and self.activity.plan.agreement_id != self.recommendation.agreement_id:
            raise ValidationError({"activity": gettext("Choose a line under the same agreement.")})


class Assessment(OfficialAct):
    """How far it was carried out, as a party that is not its addressee finds."""

    DAY, TOO_EARLY = "assessed_on", _("An assessment can't be before the recommendation.")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="assessments", editable=False)
    outcome = models.CharField(_("assessment"), max_length=18, choices=Outcome)
    sentence = ProseField(_("what was found, in a sentence"), max_length=2_000)
    assessed_on = DayField(_("date of the assessment"))

    class Meta(OfficialAct.Meta):
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [models.CheckConstraint(name="assessment_names_its_person", condition=~Q(name_mn=""))]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_outcome_display()}"


class ProofQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ProofQuerySet:
        return self.filter(recommendation__in=Recommendation.objects.visible_to(user))


class Proof(Recorded):
    """A file or a link beside a recommendation: its text, the letter of the reply, what shows it was carried out."""

    NOT_RECORDED = Recorded.NOT_RECORDED | {"added_at"}

    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="proofs", verbose_name=_("recommendation or demand")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    title = LineField(_("title"), blank=True)
    stored = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a recommendation")
        verbose_name_plural = _("evidence of recommendations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="proof_is_a_file_or_a_link",
                condition=Q(stored__isnull=False) ^ ~Q(url=""),
                violation_error_message=_("Give either a file or a link."),
            )
        ]

    def __str__(self) -> str:
        return self.title or (self.stored.name if self.stored else self.url)

    def get_absolute_url(self) -> str:
        return self.url or reverse("activities:recommendation-file", args=[self.pk])

    def within(self) -> Recommendation:
        return self.recommendation

    def audience(self) -> Audience:
        return self.recommendation.audience()
