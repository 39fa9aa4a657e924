"""What comes after a recommendation: replies, the lines that carry it out, evidence, assessments."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
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

    The newest of its side stands; earlier ones remain. The database refuses to change or delete one.
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
        of_side = type(self).objects.filter(recommendation=self.recommendation_id, agency=self.agency_id)
        former = of_side.order_by("pk").last()
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


class PartQuerySet(models.QuerySet):
    def standing(self) -> PartQuerySet:
        return self.filter(taken_back_at=None)


class TakenBack(models.Model):
    """
    What a side put beside a recommendation and may take back.

    Once an assessment has read it, it stays to be read, struck through with the reason: an assessment tells what it
    saw.
    """

    added_at: datetime | None

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"), editable=False)
    taken_back_at = models.DateTimeField(_("when it was taken back"), null=True, blank=True, editable=False)
    reason = ProseField(_("why it is taken back"), max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def is_read(self) -> bool:
        """Whether somebody has assessed since it stands there; at all, where that moment was not kept."""
        since = {"at__gte": self.added_at} if self.added_at else {}
        return self.recommendation.assessments.filter(**since).exists()

    def was_read_by(self, assessment: Assessment) -> bool:
        """Whether it stood there then, and does no longer."""
        if self.taken_back_at is None or self.taken_back_at < assessment.at:
            return False
        return self.added_at is None or self.added_at <= assessment.at


class CarryingOut(TakenBack):
    """
    That a line of a plan carries a recommendation out, as one agency says.

    Of a line that an assessment had read, and that was taken out of its draft, only this is left.
    """

    NOT_RECORDED = frozenset({"added_at"})

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="lines", editable=False)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, related_name="carries_out", verbose_name=_("line that carries it out")
    )
    added_at = models.DateTimeField(default=timezone.now, null=True, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("line that carries it out")
        verbose_name_plural = _("lines that carry it out")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_line_carries_it_out_once",
                fields=["recommendation", "activity"],
                condition=Q(taken_back_at=None),
                violation_error_message=_("This line is named already."),
            ),
            CheckAtField(
                field="reason",
                name="a_line_is_taken_back_with_a_reason",
                condition=Q(taken_back_at=None, activity__isnull=False)
                | Q(taken_back_at__isnull=False) & (~Q(reason="") | Q(activity=None)),
                violation_error_message=_("Say why it is taken back."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity or gettext("a line that was taken out of the draft"))

    def clean(self) -> None:
        super().clean()
        if self.activity and self.activity.plan.agreement_id != self.recommendation.agreement_id:
            raise ValidationError({"activity": gettext("Choose a line under the same agreement.")})


class AssessmentQuerySet(models.QuerySet):
    def standing(self) -> AssessmentQuerySet:
        """The newest of each party."""
        later = {"recommendation": OuterRef("recommendation"), "agency": OuterRef("agency"), "pk__gt": OuterRef("pk")}
        return self.exclude(Exists(Assessment.objects.filter(**later)))


class Assessment(OfficialAct):
    """
    How far it was carried out, as a party that is not its addressee finds.

    Where several parties assess it, the newest of each stands beside the others'; none overturns another's.
    """

    DAY, TOO_EARLY = "assessed_on", _("An assessment can't be before the recommendation.")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="assessments", editable=False)
    outcome = models.CharField(_("assessment"), max_length=18, choices=Outcome)
    sentence = ProseField(_("what was found, in a sentence"), max_length=2_000)
    assessed_on = DayField(_("date of the assessment"))

    objects = AssessmentQuerySet.as_manager()

    class Meta(OfficialAct.Meta):
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [models.CheckConstraint(name="assessment_names_its_person", condition=~Q(name_mn=""))]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_outcome_display()}"


class ProofQuerySet(PartQuerySet):
    def visible_to(self, user: User) -> ProofQuerySet:
        return self.filter(recommendation__in=Recommendation.objects.visible_to(user))


class Proof(TakenBack, Recorded):
    """A file or a link beside a recommendation: its text, the letter of the reply, what shows it was carried out."""

    NOT_RECORDED = Recorded.NOT_RECORDED | {"added_at"}

    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="proofs", verbose_name=_("recommendation or demand")
    )
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
            ),
            CheckAtField(
                field="reason",
                name="proof_is_taken_back_with_a_reason",
                condition=Q(taken_back_at=None) | ~Q(reason=""),
                violation_error_message=_("Say why it is taken back."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or (self.stored.name if self.stored else self.url)

    def get_absolute_url(self) -> str:
        return self.url or reverse("activities:recommendation-file", args=[self.pk])

    def within(self) -> Recommendation:
        return self.recommendation

    def audience(self) -> Audience:
        return self.recommendation.audience()
