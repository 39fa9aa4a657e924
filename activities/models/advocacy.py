"""How the public was spoken to: occasion, message, audiences, channels, events, materials, proposals."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activities import PEOPLE
from activities.models.entries import DetailsRow, Entry, EntryDetails, known_sum
from plans.models import Occasion, User
from plans.models.constraints import CheckAtField
from plans.models.fields import CountField, DayField, LineField, ProseField


class AdvocacyKind(models.TextChoices):
    CAMPAIGN = "campaign", _("campaign")
    EVENT = "event", _("public event")
    MEDIA = "media", _("media")
    MATERIALS = "materials", _("materials")
    PROPOSAL = "proposal", _("policy proposal")


class ProposalOutcome(models.TextChoices):
    """What came of a proposal."""

    WAITING = "waiting", _("waiting for an answer")
    TAKEN_UP = "taken_up", _("taken up")
    PARTLY = "partly", _("taken up in part")
    REJECTED = "rejected", _("rejected")


DECIDED = (ProposalOutcome.TAKEN_UP, ProposalOutcome.PARTLY, ProposalOutcome.REJECTED)
OUTSIDE_THE_ENTRY = _("Write a day between the first and the last day of the entry.")
MORE_THAN_RECORDED = _("The events drew %(counted)s people, more than the %(recorded)s the entry records.")


def share_field(name: Any) -> models.PositiveSmallIntegerField:
    """Whole percent of those asked."""
    return models.PositiveSmallIntegerField(name, null=True, blank=True)


def at_most_all(field: str) -> CheckAtField:
    return CheckAtField(
        field=field,
        name=f"{field}_at_most_all",
        condition=Q(**{field: None}) | Q(**{f"{field}__lte": 100}),
        violation_error_message=_("Write a percentage up to 100."),
    )


class AdvocacyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AdvocacyQuerySet:
        """Details are part of their entry, and known to whom it is."""
        return self.filter(entry__in=Entry.objects.visible_to(user))


class Advocacy(EntryDetails):
    """What an entry says of a campaign, event, media work, materials or proposal; its key is the entry's."""

    PARTS = ("audiences", "channels", "events", "materials", "media")
    DESCRIBES = ("advocacy_kind", "occasion", "message")
    DESCRIBING_ROWS = ("audiences",)

    advocacy_kind = models.CharField(_("form of advocacy"), max_length=10, choices=AdvocacyKind, blank=True)
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="advocacy", verbose_name=_("occasion")
    )
    message = ProseField(_("message"), blank=True, max_length=1_000)
    aware_before = share_field(_("knew it before, %"))
    asked_before = CountField(_("asked before"))
    aware_after = share_field(_("know it afterwards, %"))
    asked_after = CountField(_("asked afterwards"))
    proposed = ProseField(_("what was proposed"), blank=True, max_length=2_000)
    proposed_to = LineField(_("to whom"), blank=True)
    outcome = models.CharField(_("what came of it"), max_length=8, choices=ProposalOutcome, blank=True)
    outcome_on = DayField(_("day of the answer"), null=True, blank=True)
    outcome_text = ProseField(_("the answer in their words"), blank=True, max_length=2_000)

    objects = AdvocacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("advocacy")
        verbose_name_plural = _("advocacy")
        constraints = [
            at_most_all("aware_before"),
            at_most_all("aware_after"),
            CheckAtField(
                field="advocacy_kind",
                name="only_a_proposal_proposes",
                condition=Q(advocacy_kind=AdvocacyKind.PROPOSAL)
                | Q(proposed="", proposed_to="", outcome="", outcome_on=None, outcome_text=""),
                violation_error_message=_("Choose «policy proposal» where something was proposed."),
            ),
            CheckAtField(
                field="outcome",
                name="an_answer_says_what_it_is",
                condition=Q(outcome_on=None, outcome_text="") | Q(outcome__in=DECIDED),
                violation_error_message=_("Choose what they answered."),
            ),
            CheckAtField(
                field="outcome_on",
                name="an_answer_has_its_day",
                condition=~Q(outcome__in=DECIDED) | Q(outcome_on__isnull=False),
                violation_error_message=_("Write the day of the answer."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    @property
    def awareness_was_asked(self) -> bool:
        said = (self.aware_before, self.asked_before, self.aware_after, self.asked_after)
        return any(value is not None for value in said)

    @property
    def attendance(self) -> int | None:
        """Of its events together; None where none recorded any."""
        return known_sum(event.people for event in self.events.all())

    def clean(self) -> None:
        super().clean()
        if self.occasion and self.occasion.agreement_id != self.entry.activity.plan.agreement_id:
            raise ValidationError({"occasion": _("Choose an occasion of this agreement's calendar.")})
        if self.outcome_on and self.outcome_on > timezone.localdate():
            raise ValidationError({"outcome_on": _("This day has not come yet.")})
        if self.outcome_on and self.entry.starts_on and self.outcome_on < self.entry.starts_on:
            raise ValidationError({"outcome_on": _("An answer can't come before the proposal.")})

    def check_rows(self) -> None:
        """Raises ValidationError where an event lies outside the entry, or they drew more people than it records."""
        if not all(event.lies_within(self.entry) for event in self.events.all()):
            raise ValidationError(OUTSIDE_THE_ENTRY)
        recorded = self.entry.participants or 0
        if (self.attendance or 0) > recorded:
            said = {"counted": self.attendance, "recorded": recorded}
            raise ValidationError({"women": ValidationError(MORE_THAN_RECORDED, params=said)})


class AudienceKind(models.TextChoices):
    """Whom the message is for."""

    PUBLIC = "public", _("the general public")
    WOMEN = "women", _("women")
    CHILDREN = "children", _("children and youth")
    PARENTS = "parents", _("parents")
    ELDERLY = "elderly", _("older people")
    DISABLED = "disabled", _("people with disabilities")
    LGBT = "lgbt", _("sexual minorities")
    HERDERS = "herders", _("herders")
    MIGRANTS = "migrants", _("migrants")
    DETAINED = "detained", _("people in detention")
    VICTIMS = "victims", _("victims of crime")
    TEACHERS = "teachers", _("teachers and social workers")
    EMPLOYERS = "employers", _("employers and business")
    POLICE = "police", _("police officers")
    SERVANTS = "servants", _("public servants")
    LAWMAKERS = "lawmakers", _("lawmakers and decision makers")
    MEDIA = "media", _("journalists")
    OTHER = "other", _("others")


class AdvocacyAudience(DetailsRow):
    """One group of people the message is for."""

    advocacy = models.ForeignKey(Advocacy, models.CASCADE, related_name="audiences")
    audience = models.CharField(_("audience"), max_length=10, choices=AudienceKind)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["audience"]
        constraints = [models.UniqueConstraint(name="each_audience_once", fields=["advocacy", "audience"])]

    def __str__(self) -> str:
        return self.get_audience_display()


class ChannelKind(models.TextChoices):
    RADIO = "radio", _("radio")
    TELEVISION = "television", _("television")
    NEWSPAPER = "newspaper", _("newspaper")
    SOCIAL = "social", _("social media")
    WEBSITE = "website", _("website")
    POSTER = "poster", _("poster")
    MEETING = "meeting", _("meeting")
    SMS = "sms", _("text message (SMS)")
    OTHER = "other", _("other")


class Channel(DetailsRow):
    """
    A way the message went, and how many it reached.

    Reach is not people met: it counts among no participants, and over several channels it is the same people.
    """

    advocacy = models.ForeignKey(Advocacy, models.CASCADE, related_name="channels")
    channel_kind = models.CharField(_("channel"), max_length=10, choices=ChannelKind)
    name = LineField(_("which one"), blank=True)
    reach = CountField(_("reach, people"))

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["position", "channel_kind", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_kind_display()} {self.name}".strip()


class Event(DetailsRow):
    """What people came to, and how many came."""

    advocacy = models.ForeignKey(Advocacy, models.CASCADE, related_name="events")
    name = LineField(_("event"))
    held_on = DayField(_("date"))
    women = CountField(_("women"))
    men = CountField(_("men"))
    sex_not_recorded = CountField(_("not recorded"))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["position", "held_on", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.held_on:%Y.%m.%d} {self.name}"

    @property
    def people(self) -> int | None:
        return known_sum(getattr(self, name) for name in PEOPLE)

    def lies_within(self, entry: Entry) -> bool:
        return entry.starts_on <= self.held_on <= (entry.ends_on or entry.starts_on)


class Material(DetailsRow):
    """What was printed, and how much of it was handed out."""

    advocacy = models.ForeignKey(Advocacy, models.CASCADE, related_name="materials")
    what = LineField(_("material"))
    printed = CountField(_("printed"))
    handed_out = CountField(_("handed out"))

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["position", "what", "pk"]
        constraints = [
            CheckAtField(
                field="handed_out",
                name="no_more_handed_out_than_printed",
                condition=Q(printed=None) | Q(handed_out=None) | Q(handed_out__lte=F("printed")),
                violation_error_message=_("No more can be handed out than was printed."),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class MediaItem(DetailsRow):
    """What an outlet published of it."""

    advocacy = models.ForeignKey(Advocacy, models.CASCADE, related_name="media")
    title = LineField(_("title of the item"))
    outlet = LineField(_("outlet"), blank=True)
    published_on = DayField(_("published on"), null=True, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("media item")
        verbose_name_plural = _("media items")
        ordering = ["position", "published_on", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.published_on and self.published_on > timezone.localdate():
            raise ValidationError({"published_on": _("This day has not come yet.")})
