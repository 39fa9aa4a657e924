"""Where a person looks for an act that can't be done now, the page says why, and leads to what stands in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.actions.amendments import open_amendment
from activities.models import Activity, ActivityState, Kind
from plans.actions import consent
from plans.models import PlanState, ProposalKind
from tests.factories import ActivityFactory, EntryFactory
from tests.factories.amendments import amended, put
from tests.factories.behind import behind_the_locks
from tests.factories.meetings import (
    GroupMemberFactory,
    MeetingFactory,
    WorkingGroupFactory,
    confirm,
    held_meeting,
    send,
)
from tests.factories.recommendations import RecommendationFactory, ReplyFactory
from tests.factories.reports import confirmed
from tests.year.pages import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ONE_AT_A_TIME = "Amendment 1 is open, and one is open at a time"
CLOSED = "The year is closed."


def page_of(person, thing):
    return Visitor(person).open(thing.get_absolute_url())


# a line of an adopted plan


def test_a_head_reads_why_a_slip_is_not_corrected_now_and_opens_the_amendment(agreed_line, anu, ganaa):
    assert page_of(ganaa, agreed_line).has_link("Correct")
    open_amendment(agreed_line.plan, by=anu)
    page = page_of(ganaa, agreed_line)
    assert not page.has_link("Correct")
    assert f"{ONE_AT_A_TIME}: write the slip into it, or correct it afterwards. Amendment 1" in page
    assert page.link("Amendment 1") == f"/plans/{agreed_line.plan_id}/amendments/1/"
    assert page.has_link("Postpone")


def test_staff_who_never_correct_read_nothing_of_it(agreed_line, anu, bold, chimeg):
    open_amendment(agreed_line.plan, by=anu)
    for person in (bold, chimeg):
        assert "is open, and one is open at a time" not in page_of(person, agreed_line)


def test_while_an_amendment_is_before_the_parties_staff_read_why_no_line_is_amended(
    agreed_line, second_line, anu, ganaa
):
    put(amended(agreed_line, anu).amendment, ganaa)
    page = page_of(anu, second_line)
    assert not page.has_link("Postpone")
    assert "Amendment 1 is before the parties" in page
    assert page.has_link("Amendment 1")


def test_a_confirmed_line_says_that_it_no_longer_changes(agreed_line, bold, chimeg):
    Activity.objects.filter(pk=agreed_line.pk).update(
        state=ActivityState.CONFIRMED, reported_done_at="2027-01-01T00:00Z"
    )
    said = "The line is confirmed; what both sides agreed on it no longer changes."
    assert said in page_of(bold, agreed_line)
    assert said not in page_of(chimeg, agreed_line)


def test_who_logged_an_entry_reads_why_it_is_not_edited_once_a_side_confirmed(agreed_line, anu, bold, ganaa):
    EntryFactory(activity=agreed_line, author=bold)
    said = "A side has confirmed this report"
    assert said not in page_of(bold, agreed_line)
    Activity.objects.filter(pk=agreed_line.pk).update(
        state=ActivityState.REPORTED_DONE, reported_done_at=timezone.now(), reported_agency=bold.agency
    )
    confirmed(agreed_line, ganaa)
    assert said in page_of(bold, agreed_line)
    assert said not in page_of(anu, agreed_line)


def test_in_a_closed_year_the_line_says_beside_its_entries_why_none_is_logged(agreed_line, bold, chimeg):
    EntryFactory(activity=agreed_line, author=bold)
    type(agreed_line.plan).objects.update(state=PlanState.CLOSED)
    assert f"What was done {CLOSED}" in page_of(bold, agreed_line)
    assert f"What was done {CLOSED}" not in page_of(chimeg, agreed_line)


def test_a_line_whose_plan_is_before_the_heads_says_so(draft_plan, anu):
    line = ActivityFactory(plan=draft_plan, lead=anu.department)
    assert page_of(anu, line).has_link("Edit")
    type(draft_plan).objects.update(state=PlanState.PROPOSED)
    assert "The text is before the parties; it changes only when it comes back." in page_of(anu, line)


def test_a_withdrawn_line_says_it_once(agreed_line, anu):
    Activity.objects.filter(pk=agreed_line.pk).update(state=ActivityState.WITHDRAWN)
    assert page_of(anu, agreed_line).words.count("The line was withdrawn by an amendment.") == 1


def test_an_inquiry_of_which_nothing_is_logged_says_when_a_recommendation_is_entered(agreed_line, bold, chimeg):
    with behind_the_locks():
        Activity.objects.update(kind=Kind.INQUIRY)
    said = "They are entered here once the inquiry is logged for both sides."
    assert said in page_of(bold, agreed_line)
    assert said not in page_of(chimeg, agreed_line)
    EntryFactory(activity=agreed_line, author=bold)
    assert said not in page_of(bold, agreed_line)


# the list of amendments


def test_the_list_of_amendments_says_why_none_is_opened(agreed_plan, anu, chimeg):
    open_amendment(agreed_plan, by=anu)
    address = f"/plans/{agreed_plan.pk}/amendments/"
    said = "Amendment 1 is open; finish or drop it first."
    assert said in Visitor(anu).open(address)
    assert said not in Visitor(chimeg).open(address)


# meetings and working groups


def test_a_meeting_of_a_day_to_come_can_be_called_off_on_its_page(agreement, ganaa):
    meeting = MeetingFactory(agreement=agreement, meets_on=timezone.localdate() + timedelta(days=3))
    page = page_of(ganaa, meeting)
    assert page.has_link("Call it off")
    assert not page.has_link("It was held")


def test_the_meeting_leads_a_head_to_its_minutes_and_says_who_else_acts(agreement, anu, ganaa, khulan):
    meeting, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    proposal = send(meeting, ganaa)
    act = "Read and confirm or return"
    assert page_of(khulan, meeting).link(act) == proposal.get_absolute_url()
    confirm(proposal, ganaa)
    page = page_of(ganaa, meeting)
    assert not page.has_link(act)
    assert "Your agency has acted on this text already." in page
    assert not page_of(anu, meeting).has_link(act)
    confirm(proposal, khulan)
    assert not page_of(khulan, meeting).has_link(act)


def test_a_group_the_parties_decide_on_says_why_nobody_is_named(agreement, ganaa, khulan):
    group = WorkingGroupFactory(agreement=agreement)
    assert page_of(ganaa, group).has_link("Name a member of your side")
    for head in (ganaa, khulan):
        GroupMemberFactory(group=group, person=head, is_chair=True)
    consent.put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa)
    page = page_of(khulan, group)
    assert not page.has_link("Name a member of your side")
    assert "The parties are deciding on it; it does not change meanwhile." in page


# recommendations


def test_a_recommendation_that_was_replied_to_says_why_it_is_not_edited(agreement, ganaa, khulan, anu, chimeg):
    asked = RecommendationFactory(agreement=agreement, agency=anu.agency, addressee=khulan.agency)
    assert page_of(anu, asked).has_link("Edit")
    ReplyFactory(recommendation=asked, person=khulan)
    type(asked).objects.update(locked=True)
    said = "A party has replied to it or assessed it; what it asks no longer changes."
    assert said in page_of(anu, asked)
    assert said not in page_of(chimeg, asked)


def test_staff_of_who_is_asked_read_that_their_head_replies(agreement, anu, bold):
    asked = RecommendationFactory(agreement=agreement, agency=anu.agency, addressee=bold.agency)
    assert "No reply of NPA yet. The head of NPA replies." in page_of(bold, asked)
    assert "The head of NPA replies." not in page_of(anu, asked)
