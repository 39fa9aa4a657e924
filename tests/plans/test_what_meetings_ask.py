"""What the record tells who keeps the meetings: a day that passed, an owner or a member who left."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plans.actions import meetings as actions
from plans.models import Meeting, MeetingKind
from tests.factories.meetings import DecisionFactory, GroupMemberFactory, MeetingFactory, WorkingGroupFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_who_keeps_meetings_is_asked_whether_one_of_a_past_day_was_held(agreement, ganaa, anu, client_of):
    past = MeetingFactory(agreement=agreement)
    MeetingFactory(agreement=agreement, held=True)
    MeetingFactory(agreement=agreement, meets_on=timezone.localdate())
    page = client_of(ganaa).get(reverse("activities:home"))
    assert page.context["was_it_held"] == [past]
    for act in ("held", "call-off"):
        assert reverse(f"plans:meeting-{act}", args=[past.pk]) in page.content.decode()
    assert client_of(anu).get(reverse("activities:home")).context["was_it_held"] == []


def test_a_head_is_told_of_decisions_whose_owner_left(agreement, bold, khulan, ganaa, anu, npa, client_of):
    meeting = MeetingFactory(agreement=agreement, confirmed=True)
    left = DecisionFactory(meeting=meeting, agency=npa, person=bold)
    DecisionFactory(meeting=meeting, agency=npa, person=khulan)
    moved = DecisionFactory(meeting=meeting, agency=npa, person=anu)
    bold.is_active = False
    bold.save()
    assert set(client_of(khulan).get(reverse("activities:home")).context["ownerless"]) == {left, moved}
    assert client_of(ganaa).get(reverse("activities:home")).context["ownerless"] == []


def test_a_member_of_a_group_who_left_is_marked(agreement, bold, khulan, client_of):
    group = WorkingGroupFactory(agreement=agreement, active=True)
    GroupMemberFactory(group=group, person=bold)
    GroupMemberFactory(group=group, person=khulan)
    bold.is_active = False
    bold.save()
    assert client_of(khulan).get(group.get_absolute_url()).content.decode().count("has left") == 1


def test_a_group_does_not_meet_before_it_began(agreement, ganaa):
    group = WorkingGroupFactory(agreement=agreement, active=True, starts_on=date(2026, 1, 1))
    early = Meeting(agreement=agreement, kind=MeetingKind.WORKING_GROUP, group=group, meets_on=date(2025, 12, 31))
    with pytest.raises(ValidationError) as refused:
        actions.plan_meeting(early, by=ganaa)
    assert set(refused.value.message_dict) == {"meets_on"}


def test_a_meeting_that_is_to_come_can_be_called_off_on_its_page(agreement, ganaa, client_of):
    meeting = MeetingFactory(agreement=agreement, meets_on=date(2031, 1, 1))
    page = client_of(ganaa).get(meeting.get_absolute_url()).content.decode()
    assert reverse("plans:meeting-call-off", args=[meeting.pk]) in page
    assert reverse("plans:meeting-held", args=[meeting.pk]) not in page
