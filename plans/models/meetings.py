"""The meetings of an agreement's parties: what was on the agenda, who was there, what was said."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from plans.calendar import long_date
from plans.models.agreements import Agreement
from plans.models.fields import LARGEST_NUMBER, DayField, LineField, ProseField
from plans.models.people import Agency, Department, User
from plans.models.recorded import Audience, Recorded, in_language
from plans.models.searched import Searched, SearchedQuerySet
from plans.models.working_groups import WorkingGroup
from plans.workflow import Workflow


class MeetingKind(models.TextChoices):
    HEADS = "heads", _("meeting of the heads")
    COORDINATORS = "coordinators", _("meeting of the coordinators")
    WORKING_GROUP = "working_group", _("meeting of the working group")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planned")  # either side writes the agenda
    HELD = "held", _("held")  # who was there, the minutes and the decisions are written
    SENT = "sent", _("minutes sent")  # frozen, the heads decide on the minutes
    CONFIRMED = "confirmed", _("minutes confirmed")  # by every party; locked
    CALLED_OFF = "called_off", _("called off")  # it never took place


WRITTEN = (MeetingState.PLANNED, MeetingState.HELD)
"""States in which either side writes in the meeting."""


class MeetingQuerySet(SearchedQuerySet):
    def visible_to(self, user: User) -> MeetingQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def saying(self, word: str) -> Q:
        """In its place, or on its agenda and in the minutes of it."""
        items = AgendaItem.objects.filter(meeting=OuterRef("pk"), search_text__contains=word)
        return super().saying(word) | Exists(items)

    def held(self) -> MeetingQuerySet:
        """Held, and their minutes are being written."""
        return self.filter(state=MeetingState.HELD)

    def planned(self) -> MeetingQuerySet:
        return self.filter(state=MeetingState.PLANNED)

    def to_come(self, today: date | None = None) -> MeetingQuerySet:
        """Planned, the next one first."""
        today = today or timezone.localdate()
        return self.planned().filter(meets_on__gte=today).order_by("meets_on", "pk")

    def day_passed(self) -> MeetingQuerySet:
        """Planned for a day that is over: nobody said whether it was held."""
        return self.planned().filter(meets_on__lt=timezone.localdate()).order_by("meets_on", "pk")


class Meeting(Workflow, Searched, Recorded):
    """A meeting under an agreement; its minutes bind once the head of every party has confirmed them."""

    SEARCHED = ("place",)
    MOVES = {
        MeetingState.PLANNED: {MeetingState.HELD, MeetingState.CALLED_OFF},
        MeetingState.HELD: {MeetingState.SENT},
        MeetingState.SENT: {
            MeetingState.CONFIRMED,
            MeetingState.HELD,  # returned, with a comment, or taken back
        },
        MeetingState.CONFIRMED: set(),
        MeetingState.CALLED_OFF: set(),
    }

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="meetings", verbose_name=_("agreement"))
    kind = models.CharField(_("kind"), max_length=14, choices=MeetingKind, default=MeetingKind.HEADS)
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("working group"),
    )
    meets_on = DayField(_("day"))
    begins = models.TimeField(_("time"), null=True, blank=True)
    place = LineField(_("place"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED, editable=False, db_index=True
    )
    called_off_because = LineField(_("why it was called off"), blank=True, editable=False)
    source_url = models.URLField(_("public source"), max_length=500, blank=True, editable=False)
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-meets_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_meeting_is_called_off_with_its_reason",
                condition=~Q(state=MeetingState.CALLED_OFF) | ~Q(called_off_because=""),
                violation_error_message=_("Say in a sentence why it is called off."),
            ),
            models.CheckConstraint(
                name="a_meeting_of_a_group_names_it",
                condition=Q(kind=MeetingKind.WORKING_GROUP, group__isnull=False)
                | (~Q(kind=MeetingKind.WORKING_GROUP) & Q(group=None)),
                violation_error_message=_("Choose the group where a working group meets, and only there."),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "kind", "meets_on"], name="meeting_by_agreement")]

    def __str__(self) -> str:
        return f"{self.name}, {self.meets_on:%Y.%m.%d}"

    def said(self) -> list[str]:
        """Its place, and its day in the ways people write one."""
        days = (f"{self.meets_on:%Y.%m.%d}", *(long_date(self.meets_on, language) for language in ("mn", "en")))
        return [*super().said(), *days]

    def get_absolute_url(self) -> str:
        return reverse("activities:meeting-detail", args=[self.pk])

    @property
    def name(self) -> str:
        said = self.get_kind_display()
        return said[:1].upper() + said[1:]

    @property
    def is_written(self) -> bool:
        """Whether either side still writes in it."""
        return self.state in WRITTEN

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_to_be_prepared(self) -> bool:
        """Its day has not passed, so that a pack of today serves it."""
        return self.is_written and self.meets_on >= timezone.localdate()

    @property
    def is_held(self) -> bool:
        return self.state == MeetingState.HELD

    @property
    def is_confirmed(self) -> bool:
        return self.state == MeetingState.CONFIRMED

    def clean(self) -> None:
        super().clean()
        if self.group and self.group.agreement_id != self.agreement_id:
            raise ValidationError({"group": gettext("Choose a group under this agreement.")})
        if (self.kind == MeetingKind.WORKING_GROUP) != bool(self.group):
            raise ValidationError({"group": gettext("Choose the group where a working group meets, and only there.")})
        if self.is_planned and self.group and self.group.starts_on and self.meets_on < self.group.starts_on:
            began = gettext("The group began on %(day)s.") % {"day": f"{self.group.starts_on:%Y.%m.%d}"}
            raise ValidationError({"meets_on": began})

    def hold(self) -> None:
        """It took place; from now on its minutes are written."""
        self._become(MeetingState.HELD, unless=self.missing_to_be_held())

    def missing_to_be_held(self) -> list[str]:
        """Why it can't be recorded as held yet, as sentences."""
        if self.meets_on > timezone.localdate():
            return [gettext("This day has not come yet; a meeting is recorded once it was held.")]
        return []

    def call_off(self, reason: str) -> None:
        """It does not take place."""
        self._become(MeetingState.CALLED_OFF)
        self.called_off_because = reason

    def send(self) -> None:
        """Its minutes are frozen, for the heads to confirm."""
        self._become(MeetingState.SENT)

    def give_back(self) -> None:
        """A party returned the minutes, or they were taken back: they are written on."""
        self._become(MeetingState.HELD)

    def confirm(self) -> None:
        """The head of every party has confirmed the minutes."""
        self._become(MeetingState.CONFIRMED)

    def within(self) -> Agreement:
        return self.agreement

    def audience(self) -> Audience:
        return Audience.agreement(self.agreement_id)


class PartOfMeeting(Recorded):
    """Something written in a meeting; `locked` once its minutes are confirmed (plans/models/guards.py)."""

    NOT_RECORDED = Recorded.NOT_RECORDED | {"locked"}

    meeting: Meeting
    locked = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def within(self) -> Meeting:
        return self.meeting

    def audience(self) -> Audience:
        return self.meeting.audience()

    def require_of_party(self, name: str, agency_id: int | None, sentence: str) -> None:
        """ValidationError at the field `name` where an agency is set that is no party."""
        if agency_id and not self.meeting.agreement.parties.filter(agency=agency_id).exists():
            raise ValidationError({name: sentence})


class PartOfMeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> PartOfMeetingQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class AgendaItem(Searched, PartOfMeeting):
    """One matter on the agenda, by the side that proposed it, and what the minutes say of it."""

    SEARCHED = ("title_mn", "title_en", "minutes_mn", "minutes_en")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)]
    )
    title_mn = LineField(_("title in Mongolian"))
    title_en = LineField(_("title in English"), blank=True)
    proposed_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    begins = models.TimeField(_("time"), null=True, blank=True)
    minutes_mn = ProseField(_("minutes in Mongolian"), blank=True)
    minutes_en = ProseField(_("minutes in English"), blank=True)

    objects = PartOfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("agenda")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                name="one_agenda_item_per_number",
                fields=["meeting", "number"],
                violation_error_message=_("The agenda has an item of this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.pk}"

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def minutes(self) -> str:
        return in_language(self, "minutes")

    def clean(self) -> None:
        super().clean()
        self.require_of_party("proposed_by", self.proposed_by_id, gettext("Choose a party to the agreement."))


class Attendee(PartOfMeeting):
    """
    Somebody who is expected, and who was there or was not: a person or a unit of a party, or a guest.

    Name, post and unit are kept in both languages as they were on the day.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees", verbose_name=_("meeting"))
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person of a party")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    name_mn = LineField(_("name in Mongolian"), blank=True)
    name_en = LineField(_("name in English"), blank=True)
    post_mn = LineField(_("post on the day, in Mongolian"), blank=True)
    post_en = LineField(_("post on the day, in English"), blank=True)
    unit_mn = LineField(_("unit on the day, in Mongolian"), blank=True, editable=False)
    unit_en = LineField(_("unit on the day, in English"), blank=True, editable=False)
    was_present = models.BooleanField(_("was there"), null=True, blank=True)

    objects = PartOfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendance")
        ordering = ["agency", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_attendee_is_somebody",
                condition=Q(person__isnull=False) | Q(department__isnull=False) | ~Q(name_mn="", name_en=""),
                violation_error_message=_("Choose a person or a department, or write a name."),
            ),
            models.UniqueConstraint(
                name="a_person_attends_once",
                fields=["meeting", "person"],
                violation_error_message=_("This person stands in the attendance already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.unit or str(self.person or self.department or "")

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#attendance"

    @property
    def name(self) -> str:
        return in_language(self, "name") or (str(self.person) if self.person else "")

    @property
    def post(self) -> str:
        return in_language(self, "post") or (self.person.post if self.person else "")

    @property
    def unit(self) -> str:
        return in_language(self, "unit") or str(self.department or "")

    def clean(self) -> None:
        super().clean()
        if self.pk is not None:  # who it is never changes; where they work now does not matter
            return
        no_party = gettext("Choose somebody who works for a party to the agreement; a guest's name is written.")
        if self.person:
            self.require_of_party("person", self.person.agency_id or 0, no_party)
            if self.agency_id and self.agency_id != self.person.agency_id:
                raise ValidationError({"agency": gettext("This person works for another agency.")})
        if self.department and self.agency_id and self.agency_id != self.department.agency_id:
            raise ValidationError({"department": gettext("Choose a department of the same agency.")})
        self.require_of_party("agency", self.agency_id, gettext("Choose a party to the agreement."))
        of_department = self.department.agency_id if self.department else None
        self.require_of_party("department", of_department, gettext("Choose a party to the agreement."))

    def take_agency(self) -> None:
        """Whoever is chosen stands under their own agency."""
        if self.person:
            self.agency_id = self.person.agency_id
        elif self.department:
            self.agency_id = self.department.agency_id

    def keep_as_on_the_day(self) -> None:
        """Name, post and unit as they read today, where nobody wrote them."""
        department = self.department or (self.person.department if self.person else None)
        for language in ("mn", "en"):
            with override(language):
                for name, said in (
                    ("name", str(self.person or "")),
                    ("post", self.person.post if self.person else ""),
                    ("unit", str(department or "")),
                ):
                    if not getattr(self, f"{name}_{language}"):
                        setattr(self, f"{name}_{language}", said)
