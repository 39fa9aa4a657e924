"""Who may know of an entry and its evidence: each compartment, each person, each door."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from activities.actions import entries as actions
from activities.actions.entries import EntryParts
from activities.models import Activity, ActivityState, Entry, Evidence, Indicator, Reading
from activities.reported import read_anew, report_text
from plans.actions.compartments import change_people, name_people
from plans.models import Chain, Circle, TrailEntry
from plans.verification import titles, verify_records
from tests.factories import UserFactory
from tests.factories.compartments import AGENCY, CIRCLE, PARTIES, PDF, SECRET, SEES, add_own, chains, seen

pytestmark = pytest.mark.django_db


# who sees what


@pytest.mark.parametrize("compartment", SEES)
def test_an_entry_its_evidence_and_its_trail_are_seen_by_its_compartment_alone(log, people, compartment):
    named = [people["khulan"], people["anu"]] if compartment == CIRCLE else []
    log(compartment, people=named, files=["a.pdf"])
    assert seen(Entry.objects, people) == SEES[compartment]
    assert seen(Evidence.objects, people) == SEES[compartment]
    assert seen(TrailEntry.objects.filter(verb="entry.logged"), people) == SEES[compartment]
    assert seen(TrailEntry.objects.filter(verb="evidence.added"), people) == SEES[compartment]


@pytest.mark.parametrize("compartment", SEES)
def test_every_door_opens_for_those_who_may_know_alone(log, people, client_of, line, compartment):
    named = [people["khulan"], people["anu"]] if compartment == CIRCLE else []
    entry = log(compartment, people=named, files=["a.pdf"])
    evidence = entry.evidence.get()
    for name, person in people.items():
        client, knows = client_of(person), name in SEES[compartment]
        file = reverse("activities:evidence-file", args=[evidence.pk])
        for answer in (client.get(file), client.head(file)):
            answer.getvalue()
            assert (answer.status_code == 200) is knows
        for door in ("entry-edit", "entry-open", "entry-people", "evidence-add"):
            address = reverse(f"activities:{door}", args=[entry.pk])
            for method in (client.get, client.post):
                assert (method(address).status_code == 404) is not knows, (name, door)
        for door in ("evidence-open", "evidence-remove"):
            address = reverse(f"activities:{door}", args=[evidence.pk])
            for method in (client.get, client.post):
                assert (method(address).status_code == 404) is not knows, (name, door)
        found = client.get(reverse("activities:activity-list"), {"text": SECRET}).content.decode()
        assert (line.title_en in found) is knows, name
        if name in PARTIES:
            for page in (line.get_absolute_url(), reverse("activities:activity-history", args=[line.pk])):
                assert (SECRET in client.get(page).content.decode()) is knows, (name, page)
        assert (SECRET in client.get(reverse("plans:history")).content.decode()) is knows, name
        trail = client.get(reverse("plans:history-trail")).getvalue().decode()
        assert (SECRET in trail) is knows, name


def test_who_is_named_and_moves_to_another_agency_knows_of_nothing_more(log, khulan, stranger_agency, nhrcm):
    log(CIRCLE, people=[khulan])
    khulan.agency = nhrcm
    assert not Entry.objects.visible_to(khulan).exists()
    assert not Chain.objects.visible_to(khulan).filter(kind="circle").exists()


def test_who_works_for_no_agency_sees_nothing(log):
    log()
    operator = UserFactory(agency=None, is_superuser=True)
    assert not Entry.objects.visible_to(operator).exists()
    assert not Entry.objects.in_reach_of(operator).exists()
    assert not Chain.objects.visible_to(operator).exists()


def test_only_people_of_the_parties_are_named(agreement, bold, dorj):
    with pytest.raises(ValidationError):
        name_people(agreement, [dorj], by=bold)
    assert not Circle.objects.exists()


def test_who_names_people_is_one_of_them_and_stays_one(agreement, bold, khulan, delger):
    circle = name_people(agreement, [khulan], by=bold)
    change_people(circle, [delger], by=bold, version=circle.version)
    assert {member.person for member in circle.members.all()} == {bold, delger}
    assert verify_records_of("plans.circle") == []


def verify_records_of(label):
    return [fault for fault in verify_records() if fault.record.startswith(label)]


def test_the_chain_of_named_people_is_called_by_their_names(log, khulan, bold):
    log(CIRCLE, people=[khulan])
    chain = Chain.objects.get(kind="circle")
    [title] = titles([chain]).values()
    assert str(bold) in title
    assert str(khulan) in title


# what is not joint counts for nobody and moves nothing


@pytest.mark.parametrize("compartment", [AGENCY, CIRCLE])
def test_it_moves_no_line_bumps_no_version_and_stands_in_no_joint_chain(log, line, khulan, compartment):
    before = Activity.objects.get(pk=line.pk)
    entry = log(compartment, people=[khulan], progress="finished", files=["a.pdf"], value=Decimal(7))
    actions.edit_entry(entry, by=entry.author, version=entry.version, changes={"men": 3}, parts=EntryParts())
    actions.remove_evidence(entry.evidence.get(), by=entry.author)
    after = Activity.objects.get(pk=line.pk)
    assert (after.state, after.version) == (ActivityState.PLANNED, before.version)
    assert not TrailEntry.objects.filter(chain__kind="agreement").exists()


@pytest.mark.parametrize("reader", ["anu", "bold"])
def test_both_sides_read_the_same_figures_of_joint_entries_alone(log, line, request, reader):
    user = request.getfixturevalue(reader)
    log(AGENCY, women=500, value=Decimal(900), division="MN-071", files=["a.pdf"])
    log(women=14, value=Decimal(20))
    shown = Activity.objects.visible_to(user).with_figures().get(pk=line.pk)
    assert (shown.entry_count, shown.evidence_count, shown.women) == (1, 0, 14)
    assert shown.measures[0].achieved() == 20
    assert Entry.objects.joint().people()["total"] == 14
    lines = Activity.objects.visible_to(user)
    assert not lines.in_division("MN-071").exists()
    assert not lines.with_evidence().exists()


def test_the_latest_figure_is_that_of_the_latest_joint_entry(log, line):
    Indicator.objects.update(reading=Reading.LATEST)
    log(value=Decimal(20))
    log(AGENCY, value=Decimal(900))
    assert line.indicators.get().achieved() == 20


def test_a_report_that_the_other_side_confirms_names_joint_things_alone(log, line):
    joint = log(progress="finished", files=["a.pdf"])
    text = report_text(read_anew(line))
    log(AGENCY)
    add_own(joint)
    assert report_text(read_anew(line)) == text


def test_the_page_says_that_it_is_not_counted(log, line, client_of, bold):
    log(AGENCY, women=500, value=Decimal(3))
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert "Own agency" in page
    assert "It is not counted in the joint figures and moves nothing." in page
    assert "Only NPA knows of it." in page


def test_the_next_form_is_filled_in_from_what_one_may_know_alone(log, client_of, delger, line, khulan):
    log(CIRCLE, people=[khulan], place="Нууц газар")
    page = client_of(delger).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    assert "Нууц газар" not in page


# evidence for one's own agency beside a joint entry


def test_it_leaves_the_joint_entry_and_its_chain_untouched(log, anu, bold):
    entry = log()
    joint, version = Chain.objects.get(kind="agreement"), entry.version
    [own] = add_own(entry)
    assert Chain.objects.get(kind="agreement").head == joint.head
    assert Entry.objects.get().version == version
    assert "own.pdf" not in str(TrailEntry.objects.filter(chain=joint).values_list("changes", flat=True))
    assert not Evidence.objects.visible_to(anu).exists()
    assert Evidence.objects.visible_to(bold).get() == own
    assert not Evidence.objects.joint().exists()


def test_evidence_is_never_for_more_people_than_its_entry(log):
    entry = log(AGENCY)
    wider = Evidence(entry=entry, agency=entry.agency, url="https://example.org")
    with pytest.raises(ValidationError):
        wider.full_clean()


def test_it_is_opened_to_both_sides(log, anu, client_of, bold):
    entry = log()
    [own] = add_own(entry)
    address = reverse("activities:evidence-open", args=[own.pk])
    assert "This can't be undone." in client_of(bold).get(address).content.decode()
    assert client_of(bold).post(address, {"form_key": uuid.uuid4()}).status_code == 302
    assert Evidence.objects.visible_to(anu).get() == own
    assert chains()[-2:] == [("agency", "evidence.opened"), ("agreement", "evidence.told")]
    assert client_of(bold).post(address, {"form_key": uuid.uuid4()}).status_code == 403


# the form


def sent(**changes):
    return {
        "form_key": str(uuid.uuid4()),
        "starts_on": timezone.localdate().strftime("%Y.%m.%d"),
        "division": "MN-041",
        "what_was_done": SECRET,
        "progress": "going_on",
    } | changes


def test_the_form_logs_for_named_people(client_of, line, bold, khulan):
    address = reverse("activities:entry-add", args=[line.pk])
    response = client_of(bold).post(address, sent(compartment="circle", people=[khulan.pk]), follow=True)
    page = response.text
    assert ("Only those who may know of it see it." in page, "It stands in the record." in page) == (True, False)
    assert {member.person for member in Entry.objects.get().circle.members.all()} == {bold, khulan}


@pytest.mark.parametrize(
    "wrong", [{}, {"compartment": "circle"}, {"compartment": "secret"}, {"compartment": "circle", "people": [0]}]
)
def test_a_form_that_does_not_say_who_may_know_writes_nothing(client_of, line, bold, wrong):
    address = reverse("activities:entry-add", args=[line.pk])
    assert client_of(bold).post(address, sent(**wrong)).status_code == 422
    assert not Entry.objects.exists()


def test_it_offers_colleagues_and_of_the_other_side_heads_and_who_acted(client_of, line, bold, anu, ganaa, log):
    silent = UserFactory(agency=anu.agency, given_name_en="Silent")
    log(by=anu)
    page = client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    assert [str(person) in page for person in (anu, ganaa, silent)] == [True, True, False]


def test_who_named_people_names_others(client_of, log, bold, khulan, delger):
    entry = log(CIRCLE, people=[khulan])
    address = reverse("activities:entry-people", args=[entry.pk])
    sent = {"people": [delger.pk], "version": entry.circle.version, "form_key": uuid.uuid4()}
    assert client_of(bold).post(address, sent).status_code == 302
    assert Entry.objects.visible_to(delger).exists()
    assert not Entry.objects.visible_to(khulan).exists()
    assert client_of(khulan).get(address).status_code == 404


def test_evidence_for_ones_own_agency_is_added_on_its_page(client_of, log, bold, anu):
    entry = log()
    address = reverse("activities:evidence-add", args=[entry.pk])
    assert client_of(bold).post(address, {"form_key": uuid.uuid4()}).status_code == 422
    sent = {"form_key": uuid.uuid4(), "files": SimpleUploadedFile("own.pdf", PDF)}
    assert client_of(bold).post(address, sent).status_code == 302
    assert not Evidence.objects.visible_to(anu).exists()
