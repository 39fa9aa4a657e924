"""What a report, a treaty body or an inquiry asks of a party, or of somebody beyond the parties."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Kind
from activities.models.entries import Entry
from activities.models.recommendation_choices import (
    DUE_SOON_DAYS,
    Force,
    RecommendationKind,
    RecommendationSource,
    RecommendationState,
    TextRead,
)
from activities.models.recommendation_states import state_on, what_stands, what_was_found
from plans.models import Agency, Agreement, Audience, Recorded, User, in_language
from plans.models.constraints import CheckAtField
from plans.models.fields import EARLIEST_DAY, LATEST_DAY, DayField, LineField, ProseField
from plans.models.searched import Searched, SearchedQuerySet

YEARS = [
    MinValueValidator(EARLIEST_DAY.year, _("Write a year between 1990 and 2100.")),
    MaxValueValidator(LATEST_DAY.year, _("Write a year between 1990 and 2100.")),
]


class RecommendationQuerySet(SearchedQuerySet):
    def visible_to(self, user: User) -> RecommendationQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def with_state(self, today: date | None = None) -> RecommendationQuerySet:
        """
        With where each stands today.

        state; answer, replied_on, carry_out_by of the newest reply; has_lines; outcome: what every party that assesses
        it found, or that they differ as soon as two do. The silence of one is no consent to what another found.
        """
        stands = self.alias(**what_was_found()).annotate(**what_stands())
        return stands.annotate(state=state_on(today or timezone.localdate()))

    def awaiting_reply_of(self, agency: Agency | None) -> RecommendationQuerySet:
        return self.filter(addressee=agency, addressee__isnull=False, replies=None)

    def assessed_by(self, agency: Agency | OuterRef | None) -> RecommendationQuerySet:
        """Those of which this party says how far: it issued them; or no party did, and it is not asked itself."""
        return self.filter(Q(issuer=None) | Q(issuer=agency)).exclude(addressee=agency)

    def awaiting_assessment_of(self, agency: Agency | None) -> RecommendationQuerySet:
        """Another party has assessed them, and this one has yet to."""
        from activities.models.replies import Assessment

        if agency is None:
            return self.none()
        assessed = Assessment.objects.filter(recommendation=OuterRef("pk"))
        return self.assessed_by(agency).filter(Exists(assessed), ~Exists(assessed.filter(agency=agency)))

    def reply_overdue_or_due(self, today: date | None = None) -> RecommendationQuerySet:
        today = today or timezone.localdate()
        return self.filter(reply_due_on__lte=today + timedelta(days=DUE_SOON_DAYS))

    def with_findings(self) -> RecommendationQuerySet:
        """With the assessments that stand, the newest of each party, as `findings`."""
        from activities.models.replies import Assessment

        standing = Assessment.objects.standing().select_related("agency", "acting_for")
        return self.prefetch_related(Prefetch("assessments", standing, to_attr="findings"))

    def of_year(self, year: int) -> RecommendationQuerySet:
        """Issued in this year; one of several years in each of them."""
        return self.filter(year__lte=year).filter(Q(year=year) | Q(last_year__gte=year))

    def about(self, theme: str) -> RecommendationQuerySet:
        """Those whose theme says this, in either language."""
        return self.filter(Q(theme_mn__icontains=theme) | Q(theme_en__icontains=theme))

    def newest_first(self) -> RecommendationQuerySet:
        return self.order_by("-year", F("issued_on").desc(nulls_last=True), "-pk")


class Recommendation(Searched, Recorded):
    """
    A text that asks something of a party, or of somebody beyond the parties such as the Government.

    Replies, the lines that carry it out and assessments are its parts; once one party has replied or assessed, what it
    asks no longer changes.
    """

    NOT_RECORDED = Recorded.NOT_RECORDED | {"locked"}
    PARTS = ("replies", "lines", "assessments")
    SEARCHED = (
        "reference",
        *(
            f"{name}_{code}"
            for name in ("text", "addressee", "document", "paragraph", "theme", "note")
            for code in ("mn", "en")
        ),
    )

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="recommendations", verbose_name=_("agreement")
    )
    kind = models.CharField(
        _("kind"), max_length=14, choices=RecommendationKind, default=RecommendationKind.RECOMMENDATION
    )
    text_mn = ProseField(_("what is asked, in Mongolian"), max_length=2_000, blank=True)
    text_en = ProseField(_("what is asked, in English"), max_length=2_000, blank=True)
    addressee = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("of which party it is asked"),
    )
    addressee_mn = LineField(_("of whom else, in Mongolian"), blank=True)
    addressee_en = LineField(_("of whom else, in English"), blank=True)
    source = models.CharField(_("source"), max_length=12, choices=RecommendationSource)
    inquiry = models.ForeignKey(
        Entry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("inquiry it came of"),
    )
    issuer = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("party that issued it"),
    )
    document_mn = LineField(_("document, in Mongolian"), blank=True)
    document_en = LineField(_("document, in English"), blank=True)
    paragraph_mn = LineField(_("paragraph, in Mongolian"), max_length=120, blank=True)
    paragraph_en = LineField(_("paragraph, in English"), max_length=120, blank=True)
    reference = LineField(_("reference"), max_length=60, blank=True)
    theme_mn = LineField(_("theme, in Mongolian"), max_length=120, blank=True)
    theme_en = LineField(_("theme, in English"), max_length=120, blank=True)
    force = models.CharField(_("how far it binds"), max_length=16, choices=Force, blank=True)
    issued_on = DayField(_("issued on"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), blank=True, validators=YEARS)
    last_year = models.PositiveSmallIntegerField(
        _("last year, if it spans several"), null=True, blank=True, validators=YEARS
    )
    reply_due_on = DayField(_("reply due"), null=True, blank=True)
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("repeats"),
    )
    note_mn = ProseField(_("why it concerns the parties, in Mongolian"), max_length=2_000, blank=True)
    note_en = ProseField(_("why it concerns the parties, in English"), max_length=2_000, blank=True)
    source_url = models.URLField(_("public source"), max_length=500, blank=True)
    source_note = LineField(_("public source, in words"), max_length=500, blank=True)
    text_read = models.CharField(_("how far the text was read"), max_length=8, choices=TextRead, blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("agency that entered it"),
    )
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    locked = models.BooleanField(default=False, editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation or demand")
        verbose_name_plural = _("recommendations and demands")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="recommendation_says_what_is_asked",
                condition=~Q(text_mn="", text_en=""),
                violation_error_message=_("Write what is asked, in at least one language."),
            ),
            CheckAtField(
                field="addressee",
                name="recommendation_is_asked_of_a_party_or_of_others",
                condition=Q(addressee=None) ^ Q(addressee_mn="", addressee_en=""),
                violation_error_message=_("Choose a party, or write below of whom else it is asked."),
            ),
            CheckAtField(
                field="addressee",
                name="nobody_asks_themselves",
                condition=Q(issuer=None) | Q(addressee=None) | ~Q(issuer=F("addressee")),
                violation_error_message=_("Who issued it is not asked by itself."),
            ),
            CheckAtField(
                field="reply_due_on",
                name="recommendation_is_replied_to_after_it_is_issued",
                condition=Q(issued_on=None) | Q(reply_due_on=None) | Q(reply_due_on__gte=F("issued_on")),
                violation_error_message=_("A reply can't be due before the day it was issued."),
            ),
            CheckAtField(
                field="inquiry",
                name="only_an_inquiry_has_an_entry",
                condition=Q(inquiry=None) | Q(source=RecommendationSource.INQUIRY),
                violation_error_message=_("Only what came of an inquiry names one."),
            ),
        ]
        indexes = [models.Index(fields=["addressee", "reply_due_on"], name="recommendation_by_addressee")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.text}" if self.reference else self.text

    def get_absolute_url(self) -> str:
        return reverse("activities:recommendation-detail", args=[self.pk])

    @property
    def text(self) -> str:
        return in_language(self, "text")

    @property
    def document(self) -> str:
        return in_language(self, "document")

    @property
    def paragraph(self) -> str:
        return in_language(self, "paragraph")

    @property
    def theme(self) -> str:
        return in_language(self, "theme")

    @property
    def note(self) -> str:
        return in_language(self, "note")

    @property
    def asked_of(self) -> str:
        return str(self.addressee) if self.addressee else in_language(self, "addressee")

    @property
    def years(self) -> str:
        """«2017», or «2018–2022» where it spans several."""
        return f"{self.year}–{self.last_year}" if self.last_year else str(self.year)

    @property
    def yet_to_assess(self) -> QuerySet[Agency]:
        """The parties whose word on how far it was carried out is still to come."""
        assessed_by = Recommendation.objects.filter(pk=self.pk).assessed_by(OuterRef("pk"))
        parties = Agency.objects.filter(Exists(assessed_by), parties__agreement=self.agreement_id)
        return parties.exclude(pk__in=self.assessments.values("agency")).order_by("parties__pk")

    @property
    def days_without_reply(self) -> int:
        """Days the reply is late, of one that was brought `with_state`; 0 where it is not."""
        if self.state != RecommendationState.REPLY_OVERDUE or self.reply_due_on is None:
            return 0
        return (timezone.localdate() - self.reply_due_on).days

    @property
    def days_not_carried_out(self) -> int:
        """Days past the deadline the addressee gave itself, while nobody has assessed it; brought `with_state`."""
        open_states = {
            RecommendationState.ACCEPTED,
            RecommendationState.PARTLY_ACCEPTED,
            RecommendationState.UNDER_WAY,
        }
        if self.state not in open_states or self.carry_out_by is None:
            return 0
        return max((timezone.localdate() - self.carry_out_by).days, 0)

    def get_answer_display(self) -> str:
        return str(RecommendationState(self.answer).label) if self.answer else ""

    def get_state_display(self) -> str:
        return str(RecommendationState(self.state).label)

    def clean(self) -> None:
        super().clean()
        self._require_days_in_order()
        if not self.agreement_id:  # the form says so, and nothing more can be judged
            return
        self._require_an_addressee()
        if self.issuer_id and not self._is_party(self.issuer_id):
            raise ValidationError({"issuer": gettext("Choose a party to the agreement.")})
        if self.inquiry and self._says_anew("inquiry_id", "source", "issued_on"):
            self._require_an_inquiry()
        if self.repeats and self._says_anew("repeats_id", "year"):
            self._require_an_earlier_one()

    def _says_anew(self, *names: str) -> bool:
        """
        Whether one of these differs from what is kept.

        What its owners write later of an inquiry, or of an earlier one, keeps nobody from replying to this one.
        """
        kept = {name: getattr(self, name) for name in names}
        return not type(self).objects.filter(pk=self.pk, **kept).exists()

    def _is_party(self, agency_id: int) -> bool:
        return self.agreement.parties.filter(agency=agency_id).exists()

    def _require_an_addressee(self) -> None:
        others = self.addressee_mn or self.addressee_en
        if self.addressee_id and others:
            name = "addressee_mn" if self.addressee_mn else "addressee_en"
            raise ValidationError({name: gettext("It is asked of a party already; leave this empty.")})
        if self.addressee_id and not self._is_party(self.addressee_id):
            raise ValidationError({"addressee": gettext("Choose a party to the agreement.")})

    def _require_days_in_order(self) -> None:
        if self.issued_on and self.issued_on > timezone.localdate():
            raise ValidationError({"issued_on": gettext("This day has not come yet.")})
        if self.issued_on and self.year is None:
            self.year = self.issued_on.year
        if self.year is None:
            raise ValidationError({"year": gettext("Write the day it was issued, or the year alone.")})
        if self.last_year and self.last_year <= self.year:
            raise ValidationError({"last_year": gettext("The last year comes after the first.")})
        if self.issued_on and not self.year <= self.issued_on.year <= (self.last_year or self.year):
            raise ValidationError({"year": gettext("The day it was issued is of another year.")})

    def _require_an_inquiry(self) -> None:
        line = self.inquiry.activity
        if not self.inquiry.is_joint or line.kind != Kind.INQUIRY or line.plan.agreement_id != self.agreement_id:
            sentence = gettext("Choose a joint entry of an inquiry under this agreement.")
            raise ValidationError({"inquiry": sentence})
        if self.issued_on and self.issued_on < self.inquiry.starts_on:
            raise ValidationError({"issued_on": gettext("It can't be issued before the inquiry it came of.")})

    def _require_an_earlier_one(self) -> None:
        if self.repeats.agreement_id != self.agreement_id:
            raise ValidationError({"repeats": gettext("Choose one under this agreement.")})
        if self.repeats.year > self.year:
            raise ValidationError({"repeats": gettext("It is later than this one.")})
        earlier = self.repeats
        while earlier is not None:
            if earlier.pk == self.pk and self.pk is not None:
                raise ValidationError({"repeats": gettext("It repeats this one already.")})
            earlier = earlier.repeats

    def audience(self) -> Audience:
        return Audience.agreement(self.agreement_id)
