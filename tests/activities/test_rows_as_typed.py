"""Rows come back in the order in which they were typed, in the form and on the page."""

import pytest
from django.urls import reverse

from activities.models import Entry, Kind
from plans.models import TrailEntry
from tests.factories import ActivityFactory
from tests.factories.inquiries import day, rows
from tests.factories.trainings import core, whole_course

TRAINERS = (
    {"origin": "internal", "number": 3},
    {"origin": "external", "number": 8},
    {"origin": "internal", "number": 5},
)
SESSIONS = tuple({"held_on": day(-at % 3 - 2), "topic": f"Сэдэв {at}"} for at in (4, 1, 3, 2))
SITES = ({"site_kind": "school", "place": "Хотонт"}, {"site_kind": "police", "place": "Булган"})
FINDINGS = tuple(
    {"theme": "labour", "gravity": gravity, "place": place, "text": place}
    for gravity, place in (("mend", "Ө"), ("serious", "Я"), ("serious", "А"))
)


@pytest.fixture
def line(adopted_plan, bold):
    return ActivityFactory(plan=adopted_plan, lead=bold.department)


@pytest.fixture
def browser(client_of, bold):
    return client_of(bold)


def log(browser, line, **sent):
    sent = core(starts_on=day(-9), ends_on=day(), **sent)
    response = browser.post(reverse("activities:entry-add", args=[line.pk]), sent)
    assert response.status_code == 302, [form.errors for form in response.context["form"].other_forms]
    return Entry.objects.get()


def edit(browser, entry, **sent):
    sent = core(starts_on=day(-9), ends_on=day(), version=str(entry.version), **sent)
    assert browser.post(reverse("activities:entry-edit", args=[entry.pk]), sent).status_code == 302
    entry.refresh_from_db()


def in_the_form(browser, entry, name, field):
    form = browser.get(reverse("activities:entry-edit", args=[entry.pk])).context["form"]
    return [row[field].value() for row in form.details.rows[name].forms if row.initial]


def test_trainers_and_sessions_stand_as_they_were_typed(browser, line):
    entry = log(browser, line, **whole_course(**rows("trainers", *TRAINERS), **rows("sessions", *SESSIONS)))
    assert in_the_form(browser, entry, "trainers", "number") == [3, 8, 5]
    assert in_the_form(browser, entry, "sessions", "topic") == [row["topic"] for row in SESSIONS]
    page = browser.get(line.get_absolute_url()).content.decode()
    places = [page.index(row["topic"]) for row in SESSIONS]
    assert places == sorted(places)


def test_a_row_put_in_between_stays_there_and_the_others_keep_their_keys(browser, line):
    entry = log(browser, line, **whole_course(**rows("trainers", *TRAINERS)))
    before = set(entry.training.trainers.values_list("pk", flat=True))
    more = (TRAINERS[2], {"origin": "external", "number": 4}, *TRAINERS[:2])
    edit(browser, entry, **whole_course(**rows("trainers", *more)))
    assert in_the_form(browser, entry, "trainers", "number") == [5, 4, 3, 8]
    assert before < set(entry.training.trainers.values_list("pk", flat=True))
    [change] = TrailEntry.objects.filter(verb="entry.changed")
    assert "position" not in str(change.changes)


def test_sites_and_findings_of_an_inquiry_too_but_a_page_names_what_is_serious_first(browser, adopted_plan, bold):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.INQUIRY)
    entry = log(
        browser, line, **{"inquiry-inquiry_kind": "visit"}, **rows("sites", *SITES), **rows("findings", *FINDINGS)
    )
    assert in_the_form(browser, entry, "sites", "place") == ["Хотонт", "Булган"]
    assert in_the_form(browser, entry, "findings", "place") == ["Ө", "Я", "А"]
    page = browser.get(line.get_absolute_url()).content.decode()
    places = [page.index(f'<span class="prose">{place}</span>') for place in ("Я", "А", "Ө")]
    assert places == sorted(places)
