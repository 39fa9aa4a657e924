"""How an inquiry was made: its guideline, sites, team, findings, and the draft sent for factual correction."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.entries import DetailsRow, Entry, EntryDetails, known_sum
from activities.models.inquiry_team import barred, is_party, sentence_of_barred
from plans.divisions import Division
from plans.models import Agency, Compartment, PlanState, User
from plans.models.constraints import CheckAtField
from plans.models.fields import CountField, DayField, LineField, ProseField

INTERVIEWED = ("women_interviewed", "men_interviewed", "interviewed_not_recorded")
STANDS_ONCE_REPLIED = ("draft_sent_on", "draft_sent_to_id", "replied_on", "reply", "reply_text", "replied_by_id")


class InquiryKind(models.TextChoices):
    STUDY = "study", _("study")
    THEMATIC = "thematic", _("thematic inquiry")
    VISIT = "visit", _("monitoring visit")
    SURVEY = "survey", _("survey")


class Announcement(models.TextChoices):
    ANNOUNCED = "announced", _("announced")
    UNANNOUNCED = "unannounced", _("not announced")


class Method(models.TextChoices):
    INTERVIEWS = "interviews", _("interviews")
    DOCUMENTS = "documents", _("reading of documents")
    OBSERVATION = "observation", _("observation on the spot")
    QUESTIONNAIRE = "questionnaire", _("questionnaire")
    STATISTICS = "statistics", _("statistics")


class DraftReply(models.TextChoices):
    """What an agency answers to the draft that was sent to it for factual correction."""

    CORRECTED = "corrected", _("corrected")
    NO_REMARKS = "no_remarks", _("no remarks")
    DISAGREES = "disagrees", _("disagrees")


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> InquiryQuerySet:
        """Details are part of their entry, and known to whom it is."""
        return self.filter(entry__in=Entry.objects.visible_to(user))

    def awaiting_a_reply(self) -> InquiryQuerySet:
        """
        Drafts sent for factual correction that nobody answered yet, the longest due first; of years that go on.

        A reply that came once the line was confirmed stands in a later entry of the line, with the same draft.
        """
        same = {name: OuterRef(name) for name in ("entry__activity", "draft_sent_to", "draft_sent_on")}
        answered = Inquiry.objects.filter(**same, entry__compartment=Compartment.JOINT, replied_on__isnull=False)
        waiting = self.filter(~Exists(answered), draft_sent_on__isnull=False, replied_on=None)
        waiting = waiting.filter(entry__activity__plan__state=PlanState.ADOPTED)
        return waiting.order_by(F("reply_due_on").asc(nulls_last=True), "draft_sent_on", "entry__logged_at")

    def of_agency(self, agency: int | None) -> InquiryQuerySet:
        """Drafts this agency sent, or was sent."""
        return self.filter(Q(entry__agency=agency) | Q(draft_sent_to=agency))

    def with_lines(self) -> InquiryQuerySet:
        """With the line each stands under, and both agencies."""
        line = "entry__activity"
        return self.select_related(
            f"{line}__plan", f"{line}__objective", "entry__agency", "draft_sent_to", "replied_by"
        )


class Inquiry(EntryDetails):
    """What an entry says of a study, inquiry, visit or survey; its key is the entry's."""

    PARTS = ("methods", "sites", "team", "exclusions", "findings")
    DESCRIBES = ("inquiry_kind", "legal_basis", "guideline_number", "guideline_on", "question", "announcement")
    DESCRIBING_ROWS = ("methods",)

    inquiry_kind = models.CharField(_("form of inquiry"), max_length=10, choices=InquiryKind, blank=True)
    legal_basis = LineField(_("legal basis"), blank=True)
    guideline_number = LineField(_("guideline number"), max_length=60, blank=True)
    guideline_on = DayField(_("date of the guideline"), null=True, blank=True)
    question = ProseField(_("question of the inquiry"), blank=True, max_length=2_000)
    announcement = models.CharField(_("announced beforehand"), max_length=12, choices=Announcement, blank=True)
    women_interviewed = CountField(_("women interviewed"))
    men_interviewed = CountField(_("men interviewed"))
    interviewed_not_recorded = CountField(_("interviewed, sex not recorded"))
    draft_sent_on = DayField(_("draft sent for factual correction on"), null=True, blank=True)
    draft_sent_to = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("draft sent to")
    )
    reply_due_on = DayField(_("reply due"), null=True, blank=True)
    replied_on = DayField(_("reply received on"), null=True, blank=True)
    reply = models.CharField(_("reply"), max_length=10, choices=DraftReply, blank=True)
    reply_text = ProseField(_("reply in their words"), blank=True, max_length=2_000)
    replied_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("who replied for the agency"),
    )
    """None where the reply came on paper, and who sent the draft recorded it."""

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiry")
        constraints = [
            CheckAtField(
                field="draft_sent_to",
                name="a_draft_that_was_sent_names_to_whom",
                condition=Q(draft_sent_on=None) | Q(draft_sent_to__isnull=False),
                violation_error_message=_("Choose the agency the draft was sent to."),
            ),
            CheckAtField(
                field="draft_sent_on",
                name="a_draft_that_was_sent_has_its_day",
                condition=Q(draft_sent_to=None) | Q(draft_sent_on__isnull=False),
                violation_error_message=_("Write the day on which the draft was sent."),
            ),
            CheckAtField(
                field="reply_due_on",
                name="reply_due_after_the_draft_was_sent",
                condition=Q(reply_due_on=None) | Q(draft_sent_on__isnull=False, reply_due_on__gte=F("draft_sent_on")),
                violation_error_message=_("A reply is due on or after the day on which the draft was sent."),
            ),
            CheckAtField(
                field="replied_on",
                name="reply_came_after_the_draft_was_sent",
                condition=Q(replied_on=None) | Q(draft_sent_on__isnull=False, replied_on__gte=F("draft_sent_on")),
                violation_error_message=_("A reply can't come before the draft was sent."),
            ),
            CheckAtField(
                field="replied_on",
                name="a_reply_has_its_day",
                condition=Q(reply="") | Q(replied_on__isnull=False),
                violation_error_message=_("Write the day on which the reply came."),
            ),
            CheckAtField(
                field="reply",
                name="a_reply_says_what_it_is",
                condition=Q(replied_on=None, reply_text="") | ~Q(reply=""),
                violation_error_message=_("Choose what they replied."),
            ),
            models.CheckConstraint(
                name="who_replied_for_the_agency_did_reply", condition=Q(replied_by=None) | ~Q(reply="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    @property
    def interviewed(self) -> int | None:
        """Women, men and not recorded together; None where none of the three was recorded."""
        return known_sum(getattr(self, name) for name in INTERVIEWED)

    @property
    def awaits_reply(self) -> bool:
        return self.draft_sent_on is not None and self.replied_on is None

    @property
    def days_overdue(self) -> int:
        """By how many days the reply is late; 0 where it came or is not due yet."""
        if not self.awaits_reply or self.reply_due_on is None:
            return 0
        return max((timezone.localdate() - self.reply_due_on).days, 0)

    def clean(self) -> None:
        super().clean()
        today, first_day = timezone.localdate(), self.entry.starts_on
        if self.guideline_on and first_day and self.guideline_on > first_day:
            raise ValidationError({"guideline_on": _("A guideline is issued before the work begins.")})
        for name in ("draft_sent_on", "replied_on"):
            if (day := getattr(self, name)) and day > today:
                raise ValidationError({name: _("This day has not come yet.")})
        if self.draft_sent_to_id and not is_party(self.entry, self.draft_sent_to_id):
            raise ValidationError({"draft_sent_to": _("Choose a party to the agreement.")})
        former = Inquiry.objects.filter(pk=self.pk, replied_on__isnull=False).first()
        if former and any(getattr(former, name) != getattr(self, name) for name in STANDS_ONCE_REPLIED):
            raise ValidationError({"reply": _("A reply to this draft is recorded; neither side changes it alone.")})

    def check_rows(self) -> None:
        """Raises ValidationError where somebody is on the team who may not take part."""
        for member, _exclusion in barred(self.team.all(), self.exclusions.all()):
            raise ValidationError(sentence_of_barred(member))


class InquiryMethod(DetailsRow):
    """One way in which it was inquired."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="methods")
    method = models.CharField(_("method"), max_length=14, choices=Method)

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ["method"]
        constraints = [models.UniqueConstraint(name="each_method_once", fields=["inquiry", "method"])]

    def __str__(self) -> str:
        return self.get_method_display()


class SiteKind(models.TextChoices):
    """What kind of place was inquired into."""

    POLICE_UNIT = "police", _("police unit")
    HOLDING = "holding", _("holding room")
    WORKPLACE = "workplace", _("workplace")
    SCHOOL = "school", _("school or dormitory")
    HEALTH = "health", _("hospital or shelter")
    STORE = "store", _("store of hazardous materials")
    HOUSEHOLDS = "households", _("households")
    OTHER = "other", _("other place")


class InquirySite(DetailsRow):
    """One place that was inquired into."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="sites")
    site_kind = models.CharField(_("kind of place"), max_length=10, choices=SiteKind)
    division = models.CharField(_("province or district"), max_length=12, choices=Division, blank=True)
    place = LineField(_("soum or place"), blank=True)
    note = LineField(_("note"), blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["position", "division", "place", "pk"]
        constraints = [
            CheckAtField(
                field="division",
                name="a_site_says_where_it_is",
                condition=~Q(division="") | ~Q(place=""),
                violation_error_message=_("Say where it was: a province or district, or the place in words."),
            ),
        ]

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.get_division_display(), self.place) if part)
        return f"{self.get_site_kind_display()}: {where}"


class Theme(models.TextChoices):
    CONDITIONS = "conditions", _("material conditions")
    SAFEGUARDS = "safeguards", _("safeguards on arrest")
    ILL_TREATMENT = "treatment", _("ill-treatment")
    COMPLAINTS = "complaints", _("complaints")
    LABOUR = "labour", _("labour rights")
    DOMESTIC_VIOLENCE = "violence", _("domestic violence")
    VULNERABLE = "vulnerable", _("vulnerable groups")
    OTHER = "other", _("other theme")


class Gravity(models.TextChoices):
    SERIOUS = "serious", _("serious")
    TO_MEND = "mend", _("to be remedied")
    GOOD = "good", _("good practice")


class Finding(DetailsRow):
    """What was found under one theme, and how grave it is."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="findings")
    theme = models.CharField(_("theme"), max_length=10, choices=Theme)
    gravity = models.CharField(_("gravity"), max_length=7, choices=Gravity)
    place = LineField(_("where"), blank=True)
    text = ProseField(_("what was found"), max_length=2_000)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["position", "theme", "-gravity", "place", "pk"]

    def __str__(self) -> str:
        return f"{self.get_theme_display()}: {self.text}"
