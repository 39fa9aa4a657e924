"""What a meeting decided: by whom, until when, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models.fields import DayField, ProseField
from plans.models.meetings import AgendaItem, Meeting, MeetingState, PartOfMeeting, PartOfMeetingQuerySet
from plans.models.people import Agency, Department, Role, User
from plans.models.recorded import in_language
from plans.models.searched import Searched, SearchedQuerySet
from plans.workflow import MoveRefused, Workflow

DUE_SOON_DAYS = 14
DUE_NOW = Coalesce("moved_to", "due_on")
OWNER_LEFT = Q(person__is_active=False) | (Q(person__isnull=False) & ~Q(person__agency=F("agency")))


class DecisionState(models.TextChoices):
    OPEN = "open", _("open")  # to be carried out by its owner
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")  # it is not carried out, and a sentence says why


class DecisionQuerySet(SearchedQuerySet, PartOfMeetingQuerySet):
    def agreed(self) -> DecisionQuerySet:
        """In minutes that every party has confirmed; before that it binds nobody."""
        return self.filter(meeting__state=MeetingState.CONFIRMED)

    def open(self) -> DecisionQuerySet:
        return self.agreed().filter(state=DecisionState.OPEN)

    def overdue(self, today: date | None = None) -> DecisionQuerySet:
        return self.open().alias(due=DUE_NOW).filter(due__lt=today or timezone.localdate())

    def overdue_or_due_soon(self) -> DecisionQuerySet:
        soon = timezone.localdate() + timedelta(days=DUE_SOON_DAYS)
        return self.open().alias(due=DUE_NOW).filter(due__lte=soon)

    def of_person(self, user: User) -> DecisionQuerySet:
        """
        Owned by this person, or by their department where no person is named.

        Heads and administrators answer too for what nobody of their agency answers for, who left or was never named.
        """
        mine = Q(person=user)
        if user.department_id:
            mine |= Q(person=None, department=user.department_id)
        if user.role in {Role.HEAD, Role.ADMINISTRATOR}:
            mine |= Q(agency=user.agency_id, person=None, department=None)
            mine |= Q(agency=user.agency_id) & OWNER_LEFT
        return self.filter(mine)

    def without_owner(self, agency: Agency | None) -> DecisionQuerySet:
        """Open, of this agency, and whoever was to carry it out has left."""
        return self.open().filter(OWNER_LEFT, agency=agency)

    def unresolved_before(self, meeting: Meeting) -> DecisionQuerySet:
        """
        What earlier meetings of this kind, or of this group, left open: the next one opens with it.

        One side alone says that a decision is carried out, or drops it; so that too is laid before the others, until
        the minutes of a later meeting are confirmed.
        """
        alike = Meeting.objects.filter(agreement=meeting.agreement_id, kind=meeting.kind, group=meeting.group_id)
        later = alike.filter(state=MeetingState.CONFIRMED, meets_on__gt=OuterRef("resolved_on"))
        earlier = self.agreed().filter(meeting__in=alike.filter(meets_on__lte=meeting.meets_on).exclude(pk=meeting.pk))
        return earlier.filter(Q(state=DecisionState.OPEN) | ~Exists(later))

    def with_owners(self) -> DecisionQuerySet:
        return self.select_related("meeting__agreement", "agency", "department", "person", "item")

    def open_first(self) -> DecisionQuerySet:
        place = Case(When(state=DecisionState.OPEN, then=Value(0)), default=Value(1))
        return self.order_by(place, DUE_NOW.asc(nulls_last=True), "-meeting__meets_on", "number", "pk")


class Decision(Workflow, Searched, PartOfMeeting):
    """
    What a meeting decided, with its owner and the day it is due.

    What its text says, the day with it, no longer changes once the minutes are confirmed; how far it has come does,
    each time by an act with a sentence. Another day stands beside that of the minutes once every party agreed to it.
    """

    SEARCHED = ("text_mn", "text_en", "outcome")
    MOVES = {
        DecisionState.OPEN: {DecisionState.DONE, DecisionState.DROPPED},
        DecisionState.DONE: {DecisionState.OPEN},
        DecisionState.DROPPED: {DecisionState.OPEN},
    }

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name=_("meeting"))
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("item of the agenda"),
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    text_mn = ProseField(_("decision in Mongolian"), max_length=2_000)
    text_en = ProseField(_("decision in English"), max_length=2_000, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("responsible agency"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible department")
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible person")
    )
    due_on = DayField(_("due"), null=True, blank=True)
    moved_to = DayField(_("due by what was agreed since"), null=True, blank=True, editable=False)
    asked_to = DayField(_("another day"), null=True, blank=True)
    asked_because = ProseField(_("why another day"), blank=True, max_length=2_000, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=DecisionState, default=DecisionState.OPEN, editable=False, db_index=True
    )
    outcome = ProseField(_("what was said of it last"), blank=True, max_length=2_000, editable=False)
    resolved_on = DayField(_("resolved on"), null=True, blank=True, editable=False)
    resolved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name=_("resolved by")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(name="one_decision_per_number", fields=["meeting", "number"]),
            models.CheckConstraint(
                name="a_resolved_decision_says_how",
                condition=Q(state=DecisionState.OPEN) | (~Q(outcome="") & Q(resolved_on__isnull=False)),
                violation_error_message=_("Say in a sentence what became of it."),
            ),
            models.CheckConstraint(
                name="another_day_is_asked_for_with_its_reason",
                condition=Q(asked_to=None, asked_because="") | (Q(asked_to__isnull=False) & ~Q(asked_because="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="decision_by_due_day")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("activities:decision-detail", args=[self.pk])

    @property
    def text(self) -> str:
        return in_language(self, "text")

    @property
    def is_open(self) -> bool:
        return self.state == DecisionState.OPEN

    @property
    def owner(self) -> str:
        """The agency, its department and person, as far as they are named."""
        return ", ".join(str(one) for one in (self.agency, self.department, self.person) if one)

    @property
    def said_by_one_side(self) -> str:
        """That it is carried out or dropped, as long as the next meeting opens with it; empty while it is open."""
        words = {
            DecisionState.DONE: gettext("reported carried out by %(agency)s on %(day)s, not yet read by the others"),
            DecisionState.DROPPED: gettext("dropped by %(agency)s on %(day)s, not yet read by the others"),
        }.get(DecisionState(self.state))
        return words % {"agency": self.agency, "day": f"{self.resolved_on:%Y.%m.%d}"} if words else ""

    @property
    def owner_has_left(self) -> bool:
        return self.person is not None and (not self.person.is_active or self.person.agency_id != self.agency_id)

    @property
    def due_now(self) -> date | None:
        """The day of the minutes, or the one that every party agreed to since."""
        return self.moved_to or self.due_on

    @property
    def days_overdue(self) -> int:
        """Days past the due one; 0 where it is not overdue. A day that is only asked for changes nothing."""
        if not self.is_open or self.due_now is None or not self.meeting.is_confirmed:
            return 0
        return max((timezone.localdate() - self.due_now).days, 0)

    def clean(self) -> None:
        super().clean()
        if self.item and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": gettext("Choose an item of this meeting.")})
        self.require_of_party("agency", self.agency_id, gettext("Choose a party to the agreement."))
        if self.is_open and self.agency_id:
            self._require_an_owner_who_is_there()

    def _require_an_owner_who_is_there(self) -> None:
        if self.department and self.department.agency_id != self.agency_id:
            raise ValidationError({"department": gettext("Choose a department of the responsible agency.")})
        if self.person and not self.person.is_active:
            left = gettext("%(person)s has left; choose somebody else.") % {"person": self.person}
            raise ValidationError({"person": left})
        if self.person and self.person.agency_id != self.agency_id:
            raise ValidationError({"person": gettext("Choose a person of the responsible agency.")})

    def finish(self, outcome: str, *, by: User) -> None:
        """Its owner carried it out."""
        self._resolve(DecisionState.DONE, outcome, by)

    def drop(self, outcome: str, *, by: User) -> None:
        """It is not carried out; the other side can take it up again."""
        self._resolve(DecisionState.DROPPED, outcome, by)

    def take_up_again(self, reason: str) -> None:
        """One of the parties does not hold it resolved; where its owner has left, the agency answers for it."""
        self._become(DecisionState.OPEN)
        if self.owner_has_left:
            self.person = None
        self.outcome, self.resolved_on, self.resolved_by = reason, None, None

    def ask_for(self, day: date, reason: str) -> None:
        """Who answers for it asks the parties for another day; that of the minutes stands until all have agreed."""
        if self.asked_to:
            raise MoveRefused([gettext("Another day is asked for already; the parties answer that first.")])
        self.asked_to, self.asked_because = day, reason

    def agree_to_the_day(self) -> None:
        """The head of every party has consented to it."""
        self.moved_to = self.asked_to
        self.asked_to, self.asked_because = None, ""

    def leave_the_day(self) -> None:
        """A party returned what was asked, or it was taken back."""
        self.asked_to, self.asked_because = None, ""

    def _resolve(self, state: str, outcome: str, by: User) -> None:
        self._become(state)
        self.outcome, self.resolved_on, self.resolved_by = outcome, timezone.localdate(), by
