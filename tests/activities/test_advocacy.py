"""Advocacy: what an entry says of it through the form, what is refused, and who knows of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.models import Advocacy, Entry, Event, Kind
from plans.models import Compartment, TrailEntry
from plans.verification.records import faults_of
from tests.factories import ActivityFactory, OccasionFactory
from tests.factories.advocacy import PROPOSAL, whole, written
from tests.factories.inquiries import day, errors_at, rows


@pytest.fixture
def advocacy_line(adopted_plan, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.ADVOCACY)
    line.partners.add(anu.department)
    return line


@pytest.fixture
def occasion(agreement):
    return OccasionFactory(agreement=agreement, name_en="Human Rights Day")


@pytest.fixture
def log(client_of, bold, advocacy_line):
    client = client_of(bold)

    def send(**changes):
        return client.post(reverse("activities:entry-add", args=[advocacy_line.pk]), written(**changes))

    return send


@pytest.fixture
def edit(client_of, bold):
    client = client_of(bold)

    def send(**changes):
        entry = Entry.objects.get()
        sent = written(**changes) | {"version": str(entry.version)}
        return client.post(reverse("activities:entry-edit", args=[entry.pk]), sent)

    return send


# what is kept


def test_it_is_logged_with_its_short_core_alone(log, occasion):
    assert log(**{"advocacy-occasion": str(occasion.pk)}).status_code == 302
    advocacy = Advocacy.objects.get()
    assert (advocacy.advocacy_kind, advocacy.occasion, advocacy.aware_before) == ("campaign", occasion, None)


def test_an_entry_that_says_nothing_of_it_has_none(log):
    assert log(**{"advocacy-advocacy_kind": ""}).status_code == 302
    assert not Advocacy.objects.exists()


def test_everything_it_says_is_kept_and_shown(log, occasion, client_of, anu, advocacy_line):
    assert log(**whole(**{"advocacy-occasion": str(occasion.pk)})).status_code == 302
    advocacy = Advocacy.objects.get()
    assert {one.audience for one in advocacy.audiences.all()} == {"public", "herders"}
    assert [advocacy.channels.count(), advocacy.materials.count(), advocacy.media.count()] == [2, 2, 1]
    assert advocacy.events.get().people == advocacy.attendance == 14
    page = client_of(anu).get(advocacy_line.get_absolute_url()).content.decode()
    for said in (
        "Human Rights Day",
        "Хүчирхийлэл хувийн хэрэг биш.",
        "Herders, the general public",
        "12,000",
        "printed 500",
        "handed out 430",
        'href="https://example.org/1"',
        "printed: 500 · handed out: 430",
    ):
        assert said in page
    for said in ("before 34 % (n 200)", "after 51 % (n 180)"):
        assert said in " ".join(page.split())


def test_reach_is_added_to_no_participants(log, client_of, anu, advocacy_line):
    log(**whole())
    context = client_of(anu).get(advocacy_line.get_absolute_url()).context
    assert context["people"]["total"] == Entry.objects.get().participants == 35


def test_a_proposal_says_what_came_of_it(log, client_of, anu, advocacy_line):
    assert log(**PROPOSAL).status_code == 302
    page = client_of(anu).get(advocacy_line.get_absolute_url()).content.decode()
    for said in ("Журамд өөрчлөлт оруулах.", "Хууль зүйн яам", "Taken up in part", "Хэсэгчлэн тусгав."):
        assert said in page


def test_the_same_in_another_place_speaks_to_the_same_people_and_counts_nothing_again(log):
    elsewhere = rows("elsewhere", {"division": "MN-073", "place": "Хотонт", "women": "40"})
    assert log(**whole(**{"advocacy-audiences": ["police", "public"]}) | elsewhere).status_code == 302
    other = Advocacy.objects.get(entry__place="Хотонт")
    assert {one.audience for one in other.audiences.all()} == {"police", "public"}
    assert not other.channels.exists()
    assert not other.materials.exists()


def test_it_is_edited_and_rows_are_taken_out(log, edit):
    log(**whole())
    replaced = ("materials-", "channels-")
    changed = {
        name: said
        for name, said in whole(**{"advocacy-audiences": ["police"]}).items()
        if not name.startswith(replaced)
    }
    changed |= rows("materials", {"what": "Ном", "handed_out": "10"}) | rows("channels")
    assert edit(**changed).status_code == 302
    advocacy = Advocacy.objects.get()
    assert [one.audience for one in advocacy.audiences.all()] == ["police"]
    assert [one.what for one in advocacy.materials.all()] == ["Ном"]
    assert not advocacy.channels.exists()


def test_saved_unchanged_nothing_is_changed(log, edit, occasion):
    said = whole(**{"advocacy-occasion": str(occasion.pk)})
    log(**said)
    before = Entry.objects.get().as_recorded()
    assert edit(**said).status_code == 302
    assert Entry.objects.get().as_recorded() == before
    assert TrailEntry.objects.filter(verb="entry.changed").latest("pk").changes == {}


def test_the_form_opens_with_what_stands_also_with_an_occasion_that_was_retired(log, occasion, client_of, bold):
    log(**whole(**{"advocacy-occasion": str(occasion.pk)}))
    occasion.retired_on = "2026-01-01"
    occasion.save()
    form = client_of(bold).get(reverse("activities:entry-edit", args=[Entry.objects.get().pk])).context["form"].details
    assert form["occasion"].value() == occasion.pk
    assert list(form.fields["occasion"].queryset) == [occasion]
    assert set(form["audiences"].value()) == {"public", "herders"}
    assert form.opens_the_rest


def test_the_trail_tells_of_it_once_and_in_words(log, client_of, anu, advocacy_line):
    log(**whole())
    told = TrailEntry.objects.get(verb="entry.logged")
    (_none, [advocacy]) = told.changes["advocacy"]
    assert (advocacy["aware_after"], len(advocacy["channels"])) == (51, 2)
    page = client_of(anu).get(reverse("activities:activity-history", args=[advocacy_line.pk])).content.decode()
    for said in ("the general public", "Орон нутгийн радио", "Зурагт хуудас"):
        assert said in page


def test_records_hold_against_the_trail(log, edit):
    log(**whole())
    edit(**whole() | PROPOSAL)
    assert list(faults_of(Entry)) == []
    Advocacy.objects.update(aware_after=99)
    assert [fault.kind for fault in faults_of(Entry)] == ["changed"]


def test_same_as_last_time_brings_what_the_last_was_for_and_none_of_its_figures(
    log, occasion, client_of, bold, advocacy_line
):
    log(**whole(**{"advocacy-occasion": str(occasion.pk)}))
    address = reverse("activities:entry-add", args=[advocacy_line.pk])
    form = client_of(bold).get(f"{address}?same=1").context["form"].details
    assert (form["occasion"].value(), form["message"].value()) == (occasion.pk, "Хүчирхийлэл хувийн хэрэг биш.")
    assert set(form["audiences"].value()) == {"public", "herders"}
    assert form["aware_before"].value() is None
    assert not form.rows["channels"].initial


def test_a_campaign_in_five_soums_is_one_form_with_five_entries(log, occasion):
    soums = rows("elsewhere", *({"place": name, "women": "8"} for name in ("Булган", "Ихтамир", "Тариат", "Цэцэрлэг")))
    assert log(**whole(**{"advocacy-occasion": str(occasion.pk)}), **soums).status_code == 302
    assert Entry.objects.count() == Advocacy.objects.filter(occasion=occasion).count() == 5
    assert Event.objects.count() == 1


# what is refused


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"aware_before": "101"}, "aware_before", "Write a percentage up to 100."),
        ({"aware_after": "32000"}, "aware_after", "Write a percentage up to 100."),
        ({"proposed": "Журам."}, "advocacy_kind", "Choose «policy proposal» where something was proposed."),
        ({"outcome": "waiting"}, "advocacy_kind", "Choose «policy proposal» where something was proposed."),
        (
            {"advocacy_kind": "proposal", "outcome": "waiting", "outcome_on": day(-1)},
            "outcome",
            "Choose what they answered.",
        ),
        ({"advocacy_kind": "proposal", "outcome_text": "Үгүй."}, "outcome", "Choose what they answered."),
        ({"advocacy_kind": "proposal", "outcome": "rejected"}, "outcome_on", "Write the day of the answer."),
        (
            {"advocacy_kind": "proposal", "outcome": "rejected", "outcome_on": day(-4)},
            "outcome_on",
            "An answer can't come before the proposal.",
        ),
        (
            {"advocacy_kind": "proposal", "outcome": "rejected", "outcome_on": day(1)},
            "outcome_on",
            "This day has not come yet.",
        ),
        ({"occasion": "{elsewhere}"}, "occasion", "Choose an occasion of this agreement's calendar."),
        ({"occasion": "{retired}"}, "occasion", "Choose an occasion of this agreement's calendar."),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_no_advocacy_says_is_refused_at_its_field(log, agreement, changes, field, sentence):
    known = {
        "elsewhere": OccasionFactory().pk,
        "retired": OccasionFactory(agreement=agreement, retired_on="2026-01-01").pk,
    }
    sent = {f"advocacy-{name}": value.format(**known) for name, value in changes.items()}
    response = log(**sent)
    assert errors_at(response, f"advocacy-{field}") == [sentence]
    assert 'value="21"' in response.content.decode()


def test_what_does_not_fit_a_row_is_said_at_its_field(log):
    more = rows("materials", {"what": "Ном", "printed": "10", "handed_out": "11"})
    sentence = "No more can be handed out than was printed."
    assert errors_at(log(**more), "materials-0-handed_out") == [sentence]
    for outside in (-4, -2):
        event = rows("events", {"name": "Нээлт", "held_on": day(outside)})
        sentence = "Write a day between the first and the last day of the entry."
        assert errors_at(log(**event), "events-0-held_on") == [sentence]
    item = rows("media", {"title": "Мэдээ", "published_on": day(1)})
    assert errors_at(log(**item), "media-0-published_on") == ["This day has not come yet."]


def test_events_draw_no_more_people_than_the_entry_records(log):
    two = rows("events", *({"name": name, "held_on": day(-3), "women": "18"} for name in ("Нээлт", "Хаалт")))
    sentence = "The events drew 36 people, more than the 35 the entry records."
    response = log(**two)
    assert errors_at(response, "women") == [sentence]
    assert "Хаалт" in response.content.decode()
    unknown = {"women": "", "men": ""} | rows("events", {"name": "Нээлт", "held_on": day(-3), "women": "18"})
    assert errors_at(log(**unknown), "women")
    assert log(**rows("events", {"name": "Нээлт", "held_on": day(-3)})).status_code == 302


def test_handed_out_is_free_where_nobody_recorded_what_was_printed(log):
    assert log(**rows("materials", {"what": "Ном", "handed_out": "11"})).status_code == 302


def test_the_rules_of_the_rows_hold_for_every_door(log):
    log(**whole())
    advocacy = Advocacy.objects.get()
    Event.objects.update(women=900)
    with pytest.raises(ValidationError, match="more than the 35"):
        advocacy.check_rows()
    Event.objects.update(held_on="2026-01-01")
    with pytest.raises(ValidationError, match="between the first and the last day"):
        advocacy.check_rows()
    advocacy.occasion = OccasionFactory()
    with pytest.raises(ValidationError) as refused:
        advocacy.full_clean()
    assert set(refused.value.message_dict) == {"occasion"}


TOO_MUCH = ["урд\x00хойно", "ө" * 2_001]
NO_THING = ["-1", "0", "9" * 5_000, "нэг"]
NO_COUNT = ["-1", "1000001", "9" * 5_000, "NaN", "арав"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("advocacy-advocacy_kind", ["flying"]),
        ("advocacy-occasion", NO_THING),
        ("advocacy-message", TOO_MUCH),
        ("advocacy-audiences", ["flying"]),
        ("advocacy-aware_before", [*NO_COUNT, "33.5"]),
        ("advocacy-asked_after", NO_COUNT),
        ("advocacy-outcome", ["flying"]),
        ("advocacy-outcome_on", ["2026.02.30", "9999-12-31", "маргааш"]),
        ("channels-0-channel_kind", ["flying", ""]),
        ("channels-0-reach", NO_COUNT),
        ("channels-0-name", TOO_MUCH),
        ("events-0-name", [*TOO_MUCH, ""]),
        ("events-0-held_on", ["2026.02.30", "маргааш", ""]),
        ("events-0-men", NO_COUNT),
        ("materials-0-what", [*TOO_MUCH, ""]),
        ("materials-0-printed", NO_COUNT),
        ("media-0-title", [*TOO_MUCH, ""]),
        ("media-0-url", ["javascript:alert(1)", "http://["]),
    ],
)
def test_what_nobody_means_gets_a_sentence_at_its_field_and_nothing_is_saved(log, field, values):
    for value in values:
        response = log(**whole(**{field: value}))
        assert errors_at(response, field), value
        assert "Тараах хуудас" in response.content.decode()


# who knows of it


def test_what_is_for_the_own_agency_is_seen_with_its_entry_alone(log, client_of, anu, bold, occasion, advocacy_line):
    said = whole(**{"advocacy-occasion": str(occasion.pk)})
    assert log(**said, compartment=Compartment.AGENCY).status_code == 302
    assert list(Advocacy.objects.visible_to(bold)) == [Advocacy.objects.get()]
    assert not Advocacy.objects.visible_to(anu).exists()
    calendar = reverse("activities:occasion-list", args=[occasion.agreement_id])
    for address in (advocacy_line.get_absolute_url(), calendar):
        assert "Зурагт хуудас" not in client_of(anu).get(address).content.decode()
    assert str(advocacy_line) not in client_of(anu).get(calendar).content.decode()
    assert client_of(anu).get(advocacy_line.get_absolute_url()).context["given_out"] is None
    assert str(advocacy_line.title_en) in client_of(bold).get(calendar).content.decode()
