"""Two at once: the same form many times, many people on one line; and what happens with the guard off."""

import contextlib
import threading
import uuid
from itertools import pairwise

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Entry
from plans import trail
from plans.actions import once as once_action
from plans.models import Chain, TrailEntry
from tests.factories import ActivityFactory, ObjectiveFactory, UserFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def at_once(acts):
    """Run the acts in threads that start together; what each returned, in order."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            results[place] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def browser_of(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def entry_form(key):
    return {
        "form_key": key,
        "starts_on": timezone.localdate().isoformat(),
        "division": "MN-041",
        "what_was_done": "Сургалт",
        "progress": "going_on",
        "compartment": "joint",
    }


def test_one_form_sent_eighteen_times_at_once_makes_one_entry(adopted_plan, bold):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    address, key = reverse("activities:entry-add", args=[line.pk]), str(uuid.uuid4())
    clients = [browser_of(bold) for _ in range(18)]
    answers = at_once([lambda c=client: c.post(address, entry_form(key)) for client in clients])
    assert Entry.objects.count() == 1
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1


def test_without_the_key_the_same_eighteen_make_many(adopted_plan, bold, monkeypatch):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    address, key = reverse("activities:entry-add", args=[line.pk]), str(uuid.uuid4())

    @contextlib.contextmanager
    def unguarded(user, key):
        yield once_action.UsedFormKey(user=user, key=key)

    monkeypatch.setattr("plans.views.writing.once", unguarded)
    clients = [browser_of(bold) for _ in range(4)]
    at_once([lambda c=client: c.post(address, entry_form(key)) for client in clients])
    assert Entry.objects.count() == 4


def line_form(line, title):
    return {
        "form_key": str(uuid.uuid4()),
        "version": str(line.version),
        "objective": str(line.objective_id),
        "kind": line.kind,
        "title_mn": title,
        "lead": str(line.lead_id),
        "indicators-TOTAL_FORMS": "0",
        "indicators-INITIAL_FORMS": "0",
    }


@pytest.fixture
def draft_line(draft_plan, bold):
    return ActivityFactory(
        plan=draft_plan, objective=ObjectiveFactory(plan=draft_plan, number=1), lead=bold.department, position=1
    )


def sixteen_save(line, agency):
    address = reverse("activities:line-edit", args=[line.pk])
    clients = [browser_of(UserFactory(agency=agency)) for _ in range(16)]
    titles = [f"Хүн {place}-ийн бичвэр" for place in range(16)]
    answers = at_once(
        [
            lambda c=client, t=title: c.post(address, line_form(line, t))
            for client, title in zip(clients, titles, strict=True)
        ]
    )
    return titles, answers


def test_of_sixteen_who_save_one_line_one_wins_and_fifteen_keep_their_text(draft_line, npa):
    titles, answers = sixteen_save(draft_line, npa)
    assert sorted(answer.status_code for answer in answers) == [302] + [409] * 15
    won = Activity.objects.get().title_mn
    for title, answer in zip(titles, answers, strict=True):
        if answer.status_code == 409:
            page = answer.content.decode()
            assert title in page
            assert won in page


def test_without_the_version_the_last_of_them_overwrites_the_rest(draft_line, npa, monkeypatch):
    locked = trail._lock
    monkeypatch.setattr("plans.trail._lock", lambda target, version: locked(target, None))
    _titles, answers = sixteen_save(draft_line, npa)
    assert {answer.status_code for answer in answers} == {302}


def test_many_acts_at_once_leave_one_whole_chain(adopted_plan, bold):
    lines = [ActivityFactory(plan=adopted_plan, lead=bold.department) for _ in range(6)]
    clients = [browser_of(bold) for _ in lines]
    at_once(
        [
            lambda c=client, a=line: c.post(
                reverse("activities:entry-add", args=[a.pk]), entry_form(str(uuid.uuid4()))
            )
            for client, line in zip(clients, lines, strict=True)
        ]
    )
    entries = list(TrailEntry.objects.order_by("sequence"))
    assert [entry.sequence for entry in entries] == list(range(1, 13))
    for before, after in pairwise(entries):
        assert after.previous == before.digest
    assert Chain.objects.get().head == entries[-1].digest
    assert connection.vendor in {"sqlite", "postgresql"}
