"""The agency to which the draft of an inquiry was sent replies to it itself, once, and the page says who did."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Entry, Inquiry
from plans.models import Compartment, TrailEntry
from plans.verification.records import faults_of
from tests.factories.inquiries import day
from tests.factories.reports import confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PAPER = {"inquiry-replied_on": day(), "inquiry-reply": "no_remarks"}


@pytest.fixture
def sent(log_inquiry, whole_inquiry):
    """An inquiry of the commission whose draft went to the police."""
    assert log_inquiry(**whole_inquiry).status_code == 302
    return Inquiry.objects.get()


@pytest.fixture
def reply(client_of):
    def send(person, **changes):
        entry = Entry.objects.get()
        written = {
            "reply": "disagrees",
            "reply_text": "Тоо буруу.",
            "replied_on": day(),
            "version": str(entry.version),
        }
        written |= {"form_key": str(uuid.uuid4())} | changes
        return client_of(person).post(reverse("activities:entry-draft-reply", args=[entry.pk]), written)

    return send


@pytest.mark.parametrize("who", ["bold", "khulan"])
def test_staff_and_the_head_of_the_addressee_reply_and_the_page_says_who_did(
    sent, reply, who, request, client_of, anu, inquiry_line
):
    person = request.getfixturevalue(who)
    assert reply(person).status_code == 302
    sent.refresh_from_db()
    assert (sent.reply, sent.reply_text, sent.replied_on) == ("disagrees", "Тоо буруу.", timezone.localdate())
    page = " ".join(client_of(anu).get(inquiry_line.get_absolute_url()).content.decode().split())
    assert f"entered by {person} for NPA" in page


def test_the_trail_tells_it_as_an_act_of_the_addressee_and_records_hold(
    sent, reply, bold, anu, client_of, inquiry_line
):
    reply(bold)
    told = TrailEntry.objects.get(verb="entry.draft_replied")
    assert (told.actor_id, told.agency_id) == (bold.pk, bold.agency_id)
    assert list(faults_of(Entry)) == []
    page = client_of(anu).get(reverse("activities:activity-history", args=[inquiry_line.pk])).content.decode()
    assert "replied for its agency to the draft" in page


def test_it_waits_on_the_first_page_of_the_addressee_with_a_link_to_the_act(sent, reply, client_of, bold, anu, chimeg):
    act = reverse("activities:entry-draft-reply", args=[sent.pk])
    home = reverse("activities:home")
    assert act in client_of(bold).get(home).content.decode()
    assert act in client_of(bold).get(sent.entry.activity.get_absolute_url()).content.decode()
    for person in (anu, chimeg):
        assert act not in client_of(person).get(home).content.decode()
        assert act not in client_of(person).get(sent.entry.activity.get_absolute_url()).content.decode()
    reply(bold)
    assert act not in client_of(bold).get(home).content.decode()


def test_who_sent_it_still_records_a_reply_from_paper_and_the_page_says_so(
    sent, edit_inquiry, whole_inquiry, client_of, bold, inquiry_line, reply
):
    assert edit_inquiry(**whole_inquiry | PAPER).status_code == 302
    page = " ".join(client_of(bold).get(inquiry_line.get_absolute_url()).content.decode().split())
    assert "recorded from paper by NHRCM" in page
    assert reply(bold).status_code == 403


def test_once_replied_neither_side_changes_it_alone(sent, reply, edit_inquiry, whole_inquiry, bold):
    reply(bold)
    answer = edit_inquiry(**whole_inquiry | PAPER)
    assert answer.status_code == 422
    assert "neither side changes it alone" in answer.content.decode()
    assert reply(bold, reply="no_remarks").status_code == 403
    as_it_stands = {"inquiry-replied_on": day(), "inquiry-reply": "disagrees", "inquiry-reply_text": "Тоо буруу."}
    assert edit_inquiry(**whole_inquiry | as_it_stands | {"what_was_done": "Засав."}).status_code == 302
    assert Inquiry.objects.get().replied_by == bold


def test_a_reply_on_what_was_changed_meanwhile_comes_back_and_keeps_what_was_typed(
    sent, reply, edit_inquiry, whole_inquiry, bold
):
    edit_inquiry(**whole_inquiry | {"what_was_done": "Өөрчлөв."})
    answer = reply(bold, version="1")
    assert answer.status_code == 409
    assert "Тоо буруу." in answer.content.decode()
    assert Inquiry.objects.get().reply == ""


@pytest.mark.parametrize(
    "changes", [{"reply": ""}, {"replied_on": day(-9)}, {"replied_on": day(1)}, {"replied_on": ""}]
)
def test_a_reply_says_what_it_is_and_has_a_day_since_the_draft_was_sent(sent, reply, bold, changes):
    answer = reply(bold, **changes)
    assert (answer.status_code, "Reply awaited" in answer.text) == (422, True)
    assert "recorded from paper" not in answer.text
    assert Inquiry.objects.get().reply == ""


def test_what_a_side_has_confirmed_takes_no_reply(sent, reply, bold, anu, khulan):
    Activity.objects.update(state="reported_done", reported_done_at=timezone.now(), reported_agency=anu.agency)
    confirmed(sent.entry.activity, khulan)
    assert reply(bold).status_code == 403


def test_a_draft_the_other_side_knows_nothing_of_is_not_found(log_inquiry, whole_inquiry, reply, bold):
    log_inquiry(**whole_inquiry | {"compartment": Compartment.AGENCY})
    assert reply(bold).status_code == 404
