"""Where a report is answered: the page of its line, the first page, and who may answer in which state."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, ActivityState, Confirmation
from activities.reported import read_anew, report_text, seen
from plans.models.consent import digest_of
from tests.factories import ActivityFactory, EntryFactory
from tests.factories.reports import WHY, differed, log

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def line(adopted_plan, bold, anu):
    """Led by the police, joined by the commission."""
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    return line


@pytest.fixture
def entry(line, bold):
    return log(line, bold)


def now(line):
    return Activity.objects.get(pk=line.pk)


# the page


def form(line, **fields):
    text = report_text(read_anew(line))
    return {"form_key": str(uuid.uuid4()), "digest": digest_of(text), "seen": seen(text)} | fields


@pytest.fixture
def answer(client_of, line):
    def send(person, act="confirm", **fields):
        address = reverse(f"activities:activity-{act}", args=[line.pk])
        return client_of(person).post(address, form(line) | fields)

    return send


def test_the_page_says_who_reported_who_is_awaited_and_offers_the_answer(entry, line, client_of, ganaa, bold):
    page = client_of(ganaa).get(line.get_absolute_url()).content.decode()
    for words in (bold.short_name, "awaiting NHRCM since today", "Confirm for NHRCM", "We read it otherwise"):
        assert words in page
    assert "Confirm for" not in client_of(bold).get(line.get_absolute_url()).content.decode()


def test_sent_twice_it_is_recorded_once_and_leads_to_the_same_page(entry, line, answer, ganaa):
    key = str(uuid.uuid4())
    pages = {answer(ganaa, form_key=key)["Location"] for _ in range(3)}
    assert (pages, Confirmation.objects.count()) == ({line.get_absolute_url()}, 1)


def test_what_came_meanwhile_is_shown_and_the_sentence_is_kept(entry, line, answer, ganaa, bold):
    shown = form(line)
    log(line, bold, "going_on", what_was_done="Хожуу бичсэн")
    response = answer(ganaa, "differ", **shown, sentence=WHY)
    page = response.content.decode()
    assert response.status_code == 409
    assert [part["rows"][2][1] for part in response.context["new_parts"]] == [[("", "Хожуу бичсэн")]]
    assert WHY in page
    assert form(line)["digest"] in page
    assert not Confirmation.objects.exists()


def test_a_difference_without_a_sentence_comes_back(entry, answer, ganaa):
    assert answer(ganaa, "differ").status_code == 422
    assert answer(ganaa, "differ", sentence=WHY).status_code == 302


def test_both_readings_and_the_earlier_ones_are_read_on_the_page(entry, line, answer, ganaa, bold, client_of):
    answer(ganaa, "differ", sentence=WHY)
    assert WHY in client_of(bold).get(line.get_absolute_url()).content.decode()
    log(line, bold)
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert "Earlier readings" in page
    assert WHY in page


def test_the_first_page_shows_each_side_what_waits_for_it(entry, line, client_of, ganaa, anu, bold):
    home = reverse("activities:home")
    assert "Awaiting your confirmation" in client_of(ganaa).get(home).content.decode()
    assert client_of(anu).get(home).context["reported"] == [line]
    response = client_of(bold).get(home)
    assert (response.context["reported"], response.context["sent"]) == ([], [line])
    assert "awaiting NHRCM since today" in response.content.decode()


# every state × answer × role × side

STATES = {
    ActivityState.PLANNED: None,
    ActivityState.IN_PROGRESS: None,
    ActivityState.REPORTED_DONE: ("confirm", "differ"),
    ActivityState.CONFIRMED: None,
    ActivityState.DIFFERS: ("confirm",),  # the side that differs may come to agree
    ActivityState.POSTPONED: None,
    ActivityState.WITHDRAWN: None,
}
WHO = {  # what a person gets where the answer is open; 422: a head, but not asked
    "ganaa": 302,  # head of the side that is asked
    "khulan": 422,  # head of the side that reported
    **dict.fromkeys(("anu", "bold", "chimeg", "saraa", "tuya"), 403),
    "dorj": 404,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ["confirm", "differ"])
@pytest.mark.parametrize("person", WHO)
def test_who_may_answer_in_which_state(line, ganaa, bold, answer, request, state, act, person):
    moment = timezone.now()
    EntryFactory(activity=line, author=bold)
    Activity.objects.update(state=state, reported_done_at=moment, reported_by=bold, reported_agency=bold.agency)
    if state == ActivityState.DIFFERS:
        Activity.objects.update(state=ActivityState.REPORTED_DONE)
        differed(line, ganaa)
    response = answer(request.getfixturevalue(person), act, sentence=WHY)
    is_open = act in (STATES[state] or ())
    assert response.status_code == (422 if WHO[person] == 302 and not is_open else WHO[person])
    taken = response.status_code == 302
    assert Confirmation.objects.count() == taken + (state == ActivityState.DIFFERS)
    becomes = {"confirm": ActivityState.CONFIRMED, "differ": ActivityState.DIFFERS}[act]
    assert now(line).state == (becomes if taken else state)
