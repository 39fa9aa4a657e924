"""What decisions of meetings became or are becoming, and what one side alone says of them."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import ActivityState, Amendment
from plans.actions import decisions as actions
from plans.models import Decision, MeetingKind
from tests.factories import ActivityFactory
from tests.factories.amendments import agreed, put
from tests.factories.meetings import DecisionFactory, MeetingFactory, WorkingGroupFactory
from tests.year.pages import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def decision(agreement, bold):
    held = MeetingFactory(agreement=agreement, confirmed=True, meets_on=date(2026, 1, 10))
    return DecisionFactory(meeting=held, agency=bold.agency, person=bold)


@pytest.fixture
def following(agreement):
    return MeetingFactory(agreement=agreement, meets_on=timezone.localdate() + timedelta(days=20))


@pytest.fixture
def amendment(agreed_plan, decision, bold):
    """It brings one line that is born of the decision."""
    page = Visitor(bold).open(f"{reverse('activities:line-beyond-add', args=[agreed_plan.pk])}?decision={decision.pk}")
    page.send(
        kind="inquiry",
        title_mn="Хяналт шалгалт",
        title_en="Inquiry into storage",
        starts_on=f"{agreed_plan.year}.09.01",
        ends_on=f"{agreed_plan.year}.11.30",
        **{f"indicators-0-{name}": words for name, words in (("name_mn", "хурал"), ("unit", "удаа"), ("target", "3"))},
    )
    return Amendment.objects.get()


def pages(client, decision, following):
    addresses = [
        decision.get_absolute_url(),
        decision.meeting.get_absolute_url(),
        following.get_absolute_url(),
        reverse("activities:meeting-pack", args=[following.pk]),
    ]
    return [client.get(address).content.decode() for address in addresses]


def test_the_line_that_an_amendment_would_bring_is_shown_while_both_heads_decide(
    amendment, decision, following, ganaa, khulan, chimeg, client_of
):
    client = client_of(chimeg)
    for page in pages(client, decision, following):
        assert "Amendment 1" in page
        assert "+1 Inquiry into storage" in page
        assert "waiting consent" not in page
    proposal = put(amendment, ganaa)
    for page in pages(client, decision, following):
        assert "waiting consent" in page
    agreed(proposal, ganaa, khulan)
    for page in pages(client, decision, following):
        assert "+1 Inquiry into storage" in page
        assert "Amendment 1" not in page


def test_a_working_group_is_shown_with_the_decision_it_is_based_on(decision, following, chimeg, client_of):
    WorkingGroupFactory(agreement=decision.meeting.agreement, decision=decision, name_en="Group on storage")
    for page in pages(client_of(chimeg), decision, following):
        assert "Group on storage" in page


def test_an_amendment_that_was_opened_for_a_decision_is_shown_too(agreed_plan, decision, following, bold, client_of):
    Amendment.objects.create(plan=agreed_plan, number=1, decision=decision, opened_by=bold)
    for page in pages(client_of(bold), decision, following):
        assert "Amendment 1" in page


def test_who_reports_it_carried_out_is_shown_what_is_not_finished(adopted_plan, decision, bold, client_of):
    born = {"plan": adopted_plan, "decision": decision, "objective": None, "origin": "beyond"}
    ActivityFactory(title_en="Still planned", **born)
    ActivityFactory(title_en="Long over", state=ActivityState.CONFIRMED, reported_done_at=timezone.now(), **born)
    WorkingGroupFactory(agreement=decision.meeting.agreement, decision=decision, active=True, name_en="Still meeting")
    page = client_of(bold).get(reverse("activities:decision-done", args=[decision.pk])).content.decode()
    assert "Still planned" in page
    assert "Still meeting" in page
    assert "Long over" not in page


def report_done(client, decision):
    form = {"form_key": uuid.uuid4(), "outcome": "Хийв."}
    return client.post(reverse("activities:decision-done", args=[decision.pk]), form)


def test_what_one_side_reports_carried_out_opens_the_next_meeting_until_its_minutes_are_confirmed(
    agreement, decision, following, bold, ganaa, client_of
):
    assert report_done(client_of(bold), decision).status_code == 302
    client, words = client_of(ganaa), f"eported carried out by NPA on {timezone.localdate():%Y.%m.%d}, not yet read"
    assert words in client.get(following.get_absolute_url()).content.decode()
    assert words in client.get(reverse("activities:meeting-pack", args=[following.pk])).content.decode()
    MeetingFactory(
        agreement=agreement,
        meets_on=timezone.localdate() + timedelta(days=30),
        confirmed=True,
        kind=MeetingKind.COORDINATORS,
    )
    after = MeetingFactory(agreement=agreement, meets_on=timezone.localdate() + timedelta(days=40))
    assert list(Decision.objects.unresolved_before(after)) == [decision]
    type(following).objects.filter(pk=following.pk).update(state="confirmed")
    assert list(Decision.objects.unresolved_before(after)) == []


def test_what_one_side_drops_opens_the_next_meeting_too(decision, following, khulan, ganaa, client_of):
    actions.drop_decision(decision, by=khulan, outcome="Хэрэггүй болсон.")
    assert list(Decision.objects.unresolved_before(following)) == [decision]
    assert "ropped by NPA on" in client_of(ganaa).get(following.get_absolute_url()).content.decode()


def test_an_owner_who_left_is_marked_where_the_next_meeting_opens_with_the_decision(
    decision, following, bold, ganaa, client_of
):
    bold.is_active = False
    bold.save()
    for page in pages(client_of(ganaa), decision, following)[1:]:
        assert "has left" in page
