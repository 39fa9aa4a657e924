"""Opening what was hidden: to the agency, to both sides, and never the other way."""

import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from activities.actions import entries as actions
from activities.actions.entries import EntryParts
from activities.models import Activity, ActivityState, Entry, Evidence
from plans.actions.compartments import name_people
from plans.models import TrailEntry, guards
from plans.verification import records, verify_chains
from plans.workflow import MoveRefused
from tests.factories.compartments import AGENCY, CIRCLE, JOINT, PARTIES, SECRET, SEES, chains, seen
from tests.factories.reports import confirmed

pytestmark = pytest.mark.django_db


def test_opened_to_both_sides_it_counts_moves_its_line_and_is_told_anew(log, line, anu):
    entry = log(AGENCY, progress="finished", files=["a.pdf"], value=Decimal(7), women=5)
    actions.open_entry(entry, JOINT, by=entry.author, version=entry.version)
    assert Entry.objects.visible_to(anu).get().participants == 5
    assert Evidence.objects.visible_to(anu).count() == 1
    assert Activity.objects.get(pk=line.pk).state == ActivityState.REPORTED_DONE
    assert chains()[2:] == [
        ("agency", "entry.opened"),
        ("agreement", "entry.told"),
        ("agency", "evidence.opened"),
        ("agreement", "evidence.told"),
        ("agreement", "activity.reported_done"),
    ]
    said, told = TrailEntry.objects.filter(target_type="activities.entry").order_by("pk")[1:]
    assert said.changes == {"compartment": ["agency", "joint"]}
    assert told.changes["what_was_done"] == [None, SECRET]
    assert told.changes["compartment"] == [None, "joint"]
    assert stories() == []


def test_on_a_line_that_was_confirmed_since_it_is_opened_with_its_evidence_and_asked_anew(log, line, bold, ganaa):
    entry = log(AGENCY, files=["a.pdf"])
    log(progress="finished")
    confirmed(line, ganaa)
    actions.open_entry(entry, JOINT, by=bold, version=entry.version)
    assert entry.evidence.get().is_joint
    line.refresh_from_db()
    assert line.state == ActivityState.REPORTED_DONE


def test_named_people_then_the_agency_then_both_sides(log, khulan, people):
    entry = log(CIRCLE, people=[khulan], files=["a.pdf"])
    actions.open_entry(entry, AGENCY, by=khulan, version=entry.version)
    assert seen(Entry.objects, people) == SEES[AGENCY]
    assert seen(Evidence.objects, people) == SEES[AGENCY]
    actions.open_entry(entry, JOINT, by=khulan, version=entry.version)
    assert seen(Entry.objects, people) == PARTIES
    whole = TrailEntry.objects.get(chain__kind="agreement", verb="entry.told")
    assert whole.changes["circle"] == [None, None]
    assert stories() == []


def stories():
    """Faults of what these tests made by actions; the lines and people come from factories."""
    labels = ("activities.entry", "activities.evidence", "plans.circle")
    assert verify_chains().faults == []
    return [fault for label in labels for fault in faults_of(label)]


def faults_of(label):
    return list(records.faults_of(apps.get_model(label)))


def test_a_story_told_anew_otherwise_is_named(log):
    entry = log(AGENCY)
    actions.open_entry(entry, JOINT, by=entry.author, version=entry.version)
    guards.lift(connection)
    told = TrailEntry.objects.get(verb="entry.told", target_type="activities.entry")
    told.changes["women"] = [None, 6]
    TrailEntry.objects.filter(pk=told.pk).update(changes=told.changes)
    assert "women" in str(faults_of("activities.entry"))
    guards.lay(connection)


def test_nobody_who_knows_of_it_is_shut_out(log, anu, bold):
    entry = log(CIRCLE, people=[anu])
    assert entry.opens_to() == [JOINT]
    with pytest.raises(MoveRefused):
        actions.open_entry(entry, AGENCY, by=bold, version=entry.version)


@pytest.mark.parametrize("compartment", [AGENCY, CIRCLE, JOINT])
def test_what_is_joint_is_never_pulled_back(log, bold, compartment):
    entry = log()
    with pytest.raises(MoveRefused):
        actions.open_entry(entry, compartment, by=bold, version=entry.version)
    assert Entry.objects.get().is_joint


def narrow_to_the_agency(entry):
    Entry.objects.filter(pk=entry.pk).update(compartment=AGENCY, circle=None)


def test_the_database_refuses_to_pull_back_what_is_joint(log):
    entry = log()
    with pytest.raises((IntegrityError, DatabaseError), match="made to forget"), transaction.atomic():
        narrow_to_the_agency(entry)
    guards.lift(connection)
    narrow_to_the_agency(entry)
    assert not Entry.objects.get().is_joint
    guards.lay(connection)


@pytest.mark.parametrize("change", ["agency", "people", "hands"])
def test_the_database_refuses_every_narrowing(log, agreement, khulan, bold, nhrcm, change):
    entry = log(CIRCLE, people=[khulan]) if change == "people" else log(AGENCY)
    other = name_people(agreement, [], by=bold)
    changed = {
        "agency": {"compartment": CIRCLE, "circle": other},
        "people": {"circle": other},
        "hands": {"agency": nhrcm},
    }
    with pytest.raises((IntegrityError, DatabaseError), match="made to forget"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**changed[change])


def test_named_people_without_people_are_refused_by_the_database(log):
    entry = log(AGENCY)
    guards.lift(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(compartment=CIRCLE)
    guards.lay(connection)


def test_the_page_opens_it_on_the_version_that_was_read(log, client_of, bold):
    entry = log(AGENCY)
    address = reverse("activities:entry-open", args=[entry.pk])
    sent = {"to": "joint", "version": entry.version, "form_key": uuid.uuid4()}
    actions.edit_entry(entry, by=bold, version=entry.version, changes={"men": 2}, parts=EntryParts())
    assert client_of(bold).post(address, sent).status_code == 409
    entry.refresh_from_db()
    again = sent | {"version": entry.version, "form_key": uuid.uuid4()}
    assert client_of(bold).post(address, again).status_code == 302
    assert Entry.objects.get().is_joint


def test_a_colleague_reads_it_and_may_not_open_it(log, client_of, delger, khulan):
    address = reverse("activities:entry-open", args=[log(AGENCY).pk])
    assert client_of(delger).get(address).status_code == 403
    assert client_of(khulan).get(address).status_code == 200


def test_what_was_opened_and_confirmed_meanwhile_is_not_taken_back_by_a_page_opened_before(
    log, line, bold, ganaa, in_english
):
    entry = log(AGENCY, progress="finished", files=["a.pdf"])
    stale = entry.evidence.select_related("entry__activity__plan").get()
    actions.open_entry(entry, JOINT, by=bold, version=entry.version)
    confirmed(line, ganaa)
    with pytest.raises(MoveRefused, match="confirmed"):
        actions.remove_evidence(stale, by=bold)
    assert entry.evidence.exists()


def test_what_two_take_back_at_once_is_taken_back_once_and_the_second_gets_a_sentence(log, bold):
    entry = log(JOINT, files=["a.pdf"])
    first, second = (entry.evidence.get() for _page in range(2))
    actions.remove_evidence(first, by=bold)
    with pytest.raises(MoveRefused):
        actions.remove_evidence(second, by=bold)
