"""People of both sides with a mandate and a term."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models.agreements import Agreement
from plans.models.constraints import CheckAtField
from plans.models.documents import StoredFile
from plans.models.fields import DayField, LineField, ProseField
from plans.models.people import Agency, User
from plans.models.recorded import Audience, Recorded, in_language
from plans.models.searched import Searched, SearchedQuerySet
from plans.workflow import Workflow

DUE_TO_END_DAYS = 30


class WorkingGroupState(models.TextChoices):
    DRAFT = "draft", _("draft")  # either side writes it
    ACTIVE = "active", _("active")  # every party has consented to its mandate
    ENDED = "ended", _("dissolved")  # every party has consented to its final report


class WorkingGroupQuerySet(SearchedQuerySet):
    def visible_to(self, user: User) -> WorkingGroupQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def active(self) -> WorkingGroupQuerySet:
        return self.filter(state=WorkingGroupState.ACTIVE)


class WorkingGroup(Workflow, Searched, Recorded):
    """
    A group the parties set up together: what for, on what basis, by which order, until when.

    Its mandate and its end are texts that every party consents to; whom a side sends is that side's own affair.
    """

    SEARCHED = ("name_mn", "name_en", "mandate_mn", "mandate_en", "basis", "order_number", "report")
    MOVES = {
        WorkingGroupState.DRAFT: {WorkingGroupState.ACTIVE},
        WorkingGroupState.ACTIVE: {WorkingGroupState.ENDED},
        WorkingGroupState.ENDED: set(),
    }

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="groups", verbose_name=_("agreement"))
    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"), blank=True)
    mandate_mn = ProseField(_("mandate in Mongolian"))
    mandate_en = ProseField(_("mandate in English"), blank=True)
    decision = models.ForeignKey(
        "plans.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("decision it is based on"),
    )
    basis = LineField(_("other basis, in words"), blank=True)
    order_number = LineField(_("order number"), max_length=60, blank=True)
    order_on = DayField(_("date of the order"), null=True, blank=True)
    starts_on = DayField(_("from"), null=True, blank=True)
    ends_on = DayField(_("until"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=WorkingGroupState,
        default=WorkingGroupState.DRAFT,
        editable=False,
        db_index=True,
    )
    report = ProseField(_("final report"), blank=True, editable=False)
    report_file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("final report as a file"),
    )
    ended_on = DayField(_("dissolved on"), null=True, blank=True, editable=False)
    ended_because = ProseField(_("why it is dissolved"), blank=True, max_length=2_000, editable=False)
    next_ends_on = DayField(_("new last day"), null=True, blank=True, editable=False)
    next_term_because = ProseField(_("why it works until another day"), blank=True, max_length=2_000, editable=False)
    source_url = models.URLField(_("public source"), max_length=500, blank=True, editable=False)
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            CheckAtField(
                field="ends_on",
                name="working_group_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
            CheckAtField(
                field="ended_on",
                name="working_group_ends_once_it_began",
                condition=Q(starts_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                violation_error_message=_("It can't be dissolved before it began."),
            ),
            CheckAtField(
                field="next_ends_on",
                name="working_group_has_another_term_after_it_starts",
                condition=Q(starts_on=None) | Q(next_ends_on=None) | Q(next_ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
            CheckAtField(
                field="next_ends_on",
                name="another_term_has_another_last_day",
                condition=Q(ends_on=None) | Q(next_ends_on=None) | ~Q(next_ends_on=F("ends_on")),
                violation_error_message=_("It is the last day already; write another one."),
            ),
            models.CheckConstraint(
                name="a_dissolved_group_says_why",
                condition=~Q(state=WorkingGroupState.ENDED) | (~Q(ended_because="") & Q(ended_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:working-group-detail", args=[self.pk])

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def mandate(self) -> str:
        return in_language(self, "mandate")

    @property
    def is_draft(self) -> bool:
        return self.state == WorkingGroupState.DRAFT

    @property
    def is_active(self) -> bool:
        return self.state == WorkingGroupState.ACTIVE

    @property
    def dissolved_on(self) -> date | None:
        """None while it is not; a day is written before the parties consent to it."""
        return self.ended_on if self.state == WorkingGroupState.ENDED else None

    @property
    def days_to_its_end(self) -> int | None:
        """Days left of its term; below zero where the term is over. None where it is not active or has no end."""
        if not self.is_active or self.ends_on is None:
            return None
        return (self.ends_on - timezone.localdate()).days

    @property
    def is_due_to_end(self) -> bool:
        """Active, and the last day of the term is within 30 days or has passed."""
        days = self.days_to_its_end
        return days is not None and days <= DUE_TO_END_DAYS

    def clean(self) -> None:
        super().clean()
        if self.decision and (
            self.decision.meeting.agreement_id != self.agreement_id or not self.decision.meeting.is_confirmed
        ):
            sentence = gettext("Choose a decision of confirmed minutes under this agreement.")
            raise ValidationError({"decision": sentence})
        if self.ended_on and self.ended_on > timezone.localdate():
            raise ValidationError({"ended_on": gettext("This day has not come yet; a group ends today or earlier.")})

    def set_up(self) -> None:
        """Every party has consented to its mandate."""
        self._become(WorkingGroupState.ACTIVE)

    def take_next_term(self) -> None:
        """Every party has consented to another last day; why stands in the text they consented to."""
        self.ends_on, self.next_ends_on, self.next_term_because = self.next_ends_on, None, ""

    def end(self) -> None:
        """Every party has consented to its final report and its end."""
        self._become(WorkingGroupState.ENDED, unless=self.missing_to_end())

    def missing_to_end(self) -> list[str]:
        """Why it can't be dissolved yet, as sentences: only people know whether a planned meeting took place."""
        still_planned = gettext("«%(meeting)s» is still planned: record it as held, or call it off.")
        return [still_planned % {"meeting": meeting} for meeting in self.meetings.planned().order_by("meets_on")]

    def within(self) -> Agreement:
        return self.agreement

    def audience(self) -> Audience:
        return Audience.agreement(self.agreement_id)


class GroupMemberQuerySet(models.QuerySet):
    def overlapping(self, from_on: date | None, until_on: date | None) -> GroupMemberQuerySet:
        """Whose days share one with these; without a day, from the beginning or to the end of the group."""
        sharing = self
        if from_on:
            sharing = sharing.filter(Q(until_on=None) | Q(until_on__gte=from_on))
        if until_on:
            sharing = sharing.filter(Q(from_on=None) | Q(from_on__lte=until_on))
        return sharing

    def visible_to(self, user: User) -> GroupMemberQuerySet:
        return self.filter(group__in=WorkingGroup.objects.visible_to(user))


class GroupMember(Recorded):
    """Whom a side sends to a working group, from when until when."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="members", editable=False, verbose_name=_("working group")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", editable=False, verbose_name=_("agency"))
    is_chair = models.BooleanField(_("chairs for their side"), default=False)
    from_on = DayField(_("from"), null=True, blank=True)
    until_on = DayField(_("until"), null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a working group")
        verbose_name_plural = _("members")
        ordering = ["agency", "-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_person_is_member_once",
                fields=["group", "person"],
                condition=Q(until_on=None),
                violation_error_message=_("This person is a member already."),
            ),
            CheckAtField(
                field="until_on",
                name="membership_ends_after_it_starts",
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return self.group.get_absolute_url()

    @property
    def days(self) -> str:
        """From when until when, as a text holds it; empty where neither is written."""
        first, last = (f"{day:%Y.%m.%d}" if day else "" for day in (self.from_on, self.until_on))
        return f"{first}–{last}" if first or last else ""

    @property
    def last_day(self) -> date | None:
        """Of the membership; that of the group where it was dissolved before."""
        return min((day for day in (self.until_on, self.group.dissolved_on) if day), default=None)

    @property
    def never_began(self) -> bool:
        """The group was dissolved before the member's first day."""
        return self.from_on is not None and self.last_day is not None and self.last_day < self.from_on

    @property
    def is_over(self) -> bool:
        return self.last_day is not None and self.last_day < timezone.localdate()

    @property
    def has_left(self) -> bool:
        """Still a member by the record, though no longer at work for the agency that sent them."""
        return not self.is_over and (not self.person.is_active or self.person.agency_id != self.agency_id)

    def clean(self) -> None:
        super().clean()
        if beyond := self.beyond(self.group.starts_on, self.group.ends_on):
            raise ValidationError(beyond)
        if self.person_id:
            self.require_once()
        if self.pk is not None or not self.person_id:  # who has moved on since can still be given a last day
            return
        if not self.group.agreement.parties.filter(agency=self.person.agency_id).exists():
            raise ValidationError({"person": gettext("Choose somebody who works for a party to the agreement.")})
        if not self.person.is_active:
            left = gettext("%(person)s has left; choose somebody else.") % {"person": self.person}
            raise ValidationError({"person": left})

    def beyond(self, starts_on: date | None, ends_on: date | None) -> dict[str, str]:
        """Of its days those outside this term, by the names of their fields, each with a sentence."""
        sentences = {}
        for name, day in (("from_on", self.from_on), ("until_on", self.until_on)):
            if day and starts_on and day < starts_on:
                early = gettext("The term of the group begins on %(day)s.")
                sentences[name] = early % {"day": f"{starts_on:%Y.%m.%d}"}
            if day and ends_on and day > ends_on:
                late = gettext("The term of the group ends on %(day)s.")
                sentences[name] = late % {"day": f"{ends_on:%Y.%m.%d}"}
        return sentences

    def require_once(self) -> None:
        """Nobody is a member twice on one day; of one who was, another term stands beside the first."""
        others = GroupMember.objects.filter(group=self.group_id, person=self.person_id).exclude(pk=self.pk)
        other = others.overlapping(self.from_on, self.until_on).first()
        if other is None:
            return
        already = gettext("This person is a member already: %(days)s.") % {"days": other.days}
        if not other.days:
            already = gettext("This person is a member already.")
        raise ValidationError({"person" if self.pk is None else "from_on": already})

    def within(self) -> WorkingGroup:
        return self.group

    def audience(self) -> Audience:
        return self.group.audience()
