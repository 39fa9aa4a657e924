"""Two at once on one report: a head and who acts for them, two heads, a head and who logs more."""

import threading
import uuid

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from activities.actions.confirmations import ReportChanged, confirm
from activities.models import Activity, ActivityState, Confirmation
from activities.reported import read_anew, report_text, seen
from plans.models import Role, TrailEntry
from plans.models.consent import digest_of
from plans.verification import verify_chains
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, UserFactory
from tests.factories.reports import digest, log

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 4


def at_once(*acts):
    """Run the acts in threads that start together; what each returned or raised, in order."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            results[place] = act()
        except (MoveRefused, ReportChanged) as refused:
            results[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def reported(adopted_plan, bold, anu):
    """A new line of the police and the commission, reported by the police."""

    def new():
        line = ActivityFactory(plan=adopted_plan, lead=bold.department)
        line.partners.add(anu.department)
        log(line, bold)
        return Activity.objects.get(pk=line.pk)

    return new


def test_of_several_heads_of_one_side_who_press_at_once_one_confirms(reported, ganaa, nhrcm):
    heads = [ganaa, *(UserFactory(agency=nhrcm, role=Role.HEAD) for _ in range(3))]
    for _round in range(ROUNDS):
        line = reported()
        shown = digest(line)
        outcomes = at_once(*(lambda head=head, one=line, d=shown: confirm(one, by=head, digest=d) for head in heads))
        assert sum(isinstance(outcome, Confirmation) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, MoveRefused) for outcome in outcomes) == len(heads) - 1
    assert Confirmation.objects.count() == ROUNDS
    assert TrailEntry.objects.filter(verb="activity.confirmed").count() == ROUNDS
    assert verify_chains().faults == []


def test_one_form_sent_eight_times_at_once_is_one_confirmation(reported, ganaa):
    line = reported()
    text = report_text(read_anew(line))
    form = {"form_key": str(uuid.uuid4()), "digest": digest_of(text), "seen": seen(text)}
    address = reverse("activities:activity-confirm", args=[line.pk])
    clients = [Client() for _ in range(8)]
    for client in clients:
        client.force_login(ganaa, backend="allauth.account.auth_backends.AuthenticationBackend")
    answers = at_once(*(lambda c=client: c.post(address, form) for client in clients))
    assert {(answer.status_code, answer.get("Location")) for answer in answers} == {(302, line.get_absolute_url())}
    assert Confirmation.objects.count() == 1


def test_what_is_logged_at_the_same_moment_is_named_or_came_after(reported, ganaa, bold):
    for _round in range(ROUNDS):
        line = reported()
        shown = digest(line)
        answer, entry = at_once(
            lambda one=line, d=shown: confirm(one, by=ganaa, digest=d), lambda one=line: log(one, bold, "going_on")
        )
        line.refresh_from_db()
        assert line.state == ActivityState.REPORTED_DONE
        if isinstance(answer, Confirmation):  # the entry came after, and is asked anew
            assert f"entry-{entry.pk}" not in {part["key"] for part in answer.reported["parts"]}
            assert answer.digest == shown
        else:
            assert isinstance(answer, ReportChanged)
    assert verify_chains().faults == []


def test_the_last_two_of_three_sides_who_press_at_once_confirm_the_line(reported, ganaa, adopted_plan):
    third = UserFactory(role=Role.HEAD)
    adopted_plan.agreement.parties.create(agency=third.agency)
    for _round in range(ROUNDS):
        line = reported()
        line.partners.add(third.department)
        shown = digest(line)
        at_once(*(lambda head=head, one=line, d=shown: confirm(one, by=head, digest=d) for head in (ganaa, third)))
        line.refresh_from_db()
        assert line.state == ActivityState.CONFIRMED
    assert TrailEntry.objects.filter(verb="activity.confirmed").count() == ROUNDS
    assert TrailEntry.objects.filter(verb="activity.confirmation_given").count() == ROUNDS
