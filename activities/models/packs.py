"""What is printed for a meeting: its agenda, what is open, and where the plan stood on a day."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models import Audience, Meeting, Recorded, User
from plans.models.fields import DayField


class MeetingPackQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> MeetingPackQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class MeetingPack(Recorded):
    """
    The pack of a meeting as it was frozen; another freeze is another pack, and the earlier ones stay.

    `content` is plain data in both languages (activities/reports/meeting_pack.py); its digest stands in the trail.
    """

    NOT_RECORDED = Recorded.NOT_RECORDED | {"content"}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(_("number"))
    as_of = DayField(_("as of"))
    content = models.JSONField()
    digest = models.CharField(_("digest"), max_length=64)
    checkpoint = models.CharField(_("checkpoint"), max_length=90)
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("frozen by"))
    frozen_at = models.DateTimeField(_("frozen"))

    objects = MeetingPackQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting pack")
        verbose_name_plural = _("meeting packs")
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(name="one_meeting_pack_per_number", fields=["meeting", "number"])]

    def __str__(self) -> str:
        return gettext("Pack %(number)s, %(meeting)s") % {"number": self.number, "meeting": self.meeting}

    def get_absolute_url(self) -> str:
        return f"{reverse('activities:meeting-pack', args=[self.meeting_id])}?number={self.number}"

    def within(self) -> Meeting:
        return self.meeting

    def audience(self) -> Audience:
        return self.meeting.audience()
