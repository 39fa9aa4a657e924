"""What a side writes for itself before a meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.compartments import Compartment, Compartmented, CompartmentedQuerySet
from plans.models.fields import ProseField
from plans.models.meetings import Meeting
from plans.models.people import User
from plans.models.recorded import Audience


class MeetingNoteQuerySet(CompartmentedQuerySet):
    def visible_to(self, user: User) -> MeetingNoteQuerySet:
        return self.in_reach_of(user).filter(meeting__in=Meeting.objects.visible_to(user))


class MeetingNote(Compartmented):
    """What one side writes for itself to prepare a meeting; the other side never knows of it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes", verbose_name=_("meeting"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False, verbose_name=_("author"))
    text = ProseField(_("note"))
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = MeetingNoteQuerySet.as_manager()

    class Meta(Compartmented.Meta):
        verbose_name = _("own note for a meeting")
        verbose_name_plural = _("own notes for meetings")
        ordering = ["-written_at"]
        constraints = [
            *Compartmented.Meta.constraints,
            models.CheckConstraint(
                name="a_note_for_a_meeting_is_never_joint", condition=~Q(compartment=Compartment.JOINT)
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.meeting}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#notes"

    def within(self) -> Meeting:
        return self.meeting

    def joint_audience(self) -> Audience:
        return self.meeting.audience()
