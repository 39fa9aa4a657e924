"""The calendar of an agreement: when each occasion comes, who keeps it, and what was done for it."""

import uuid
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities.models import Kind
from plans.actions import occasions as actions
from plans.actions.agreements import add_agreement
from plans.models import Agreement, Occasion, TrailEntry
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, EntryFactory, OccasionFactory
from tests.factories.details import advocacy_details
from tests.factories.recorded import BY

pytestmark = pytest.mark.django_db


def form(**fields):
    return {"form_key": str(uuid.uuid4()), "version": "1"} | fields


def written(**changes):
    return form(name_mn="Хүний эрхийн өдөр", name_en="Human Rights Day", month="12", day="10") | changes


@pytest.fixture
def add(client_of, tuya, agreement):
    def send(**changes):
        return client_of(tuya).post(reverse("plans:occasion-add", args=[agreement.pk]), written(**changes))

    return send


@pytest.fixture
def calendar(client_of, agreement):
    """What a person gets of the calendar."""

    def of(person):
        return client_of(person).get(reverse("activities:occasion-list", args=[agreement.pk]))

    return of


# when it comes


@pytest.mark.parametrize(
    ("today", "begins", "ends"),
    [
        (date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 10)),
        (date(2026, 12, 10), date(2026, 11, 25), date(2026, 12, 10)),
        (date(2026, 12, 11), date(2027, 11, 25), date(2027, 12, 10)),
    ],
)
def test_an_occasion_of_several_days_comes_until_its_last_is_over(today, begins, ends):
    assert Occasion(month=11, day=25, until_month=12, until_day=10).coming(today) == (begins, ends)


def test_one_over_new_year_ends_in_the_next():
    occasion = Occasion(month=12, day=28, until_month=1, until_day=5)
    assert occasion.coming(date(2027, 1, 3)) == (date(2026, 12, 28), date(2027, 1, 5))
    assert occasion.in_year(2026) == (date(2026, 12, 28), date(2027, 1, 5))


def test_the_last_of_february_is_held_on_the_28th_where_there_is_no_other():
    occasion = Occasion(month=2, day=29)
    assert [occasion.in_year(year)[0].day for year in (2027, 2028)] == [28, 29]


@time_machine.travel("2026-11-26T04:00:00Z", tick=False)
def test_the_next_soon_is_the_first_to_begin_and_not_one_that_goes_on(agreement):
    OccasionFactory(agreement=agreement, month=11, day=25, until_month=12, until_day=10)
    OccasionFactory(agreement=agreement, month=12, day=3, retired_on=date(2026, 1, 1))
    assert agreement.occasions.next_soon() is None
    last = OccasionFactory(agreement=agreement, month=12, day=26)
    assert agreement.occasions.next_soon() == last
    today = OccasionFactory(agreement=agreement, month=11, day=26)
    assert (agreement.occasions.next_soon(), today.days_to_come) == (today, 0)


@time_machine.travel("2026-11-26T04:00:00Z", tick=False)
def test_the_page_holds_the_year_in_the_order_in_which_it_comes(calendar, bold, agreement):
    for month, day, name in ((3, 8, "Women"), (12, 10, "Rights"), (11, 25, "Violence"), (11, 26, "Republic")):
        until = {"until_month": 12, "until_day": 10} if name == "Violence" else {}
        OccasionFactory(agreement=agreement, month=month, day=day, name_en=name, **until)
    response = calendar(bold)
    assert [str(one.occasion) for one in response.context["coming"]] == ["Violence", "Republic", "Rights", "Women"]
    page = " ".join(response.content.decode().split())
    assert page.index("going on") < page.index("today") < page.index("in 14 days") < page.index("in 102 days")
    assert "Edit</a>" not in page


# what was done for it


def test_the_page_names_the_lines_of_this_year_and_the_last(calendar, adopted_plan, agreement, anu, bold):
    occasion = OccasionFactory(agreement=agreement)
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.ADVOCACY, title_en="A week of rights")
    with time_machine.travel("2026-11-26T04:00:00Z", tick=False):
        for day in (date(2025, 12, 10), date(2026, 5, 1), date(2026, 5, 2), date(2024, 12, 10)):
            entry = EntryFactory(activity=line, author=bold, starts_on=day)
            advocacy_details(words="Аян", occasion=occasion, day=day).write(entry)
        response = calendar(anu)
    [one] = response.context["coming"]
    assert [(held.year, held.line, held.entries) for held in one.held] == [(2026, line, 2), (2025, line, 1)]
    assert "A week of rights" in response.content.decode()


# who keeps it


def test_an_administrator_adds_an_occasion_and_the_trail_tells_it_once(add, agreement, calendar, bold):
    assert add(until_month="12", until_day="12", first_year="1950", note="Улаанбаатар").status_code == 302
    occasion = agreement.occasions.get()
    assert occasion.in_year(2026) == (date(2026, 12, 10), date(2026, 12, 12))
    assert [entry.verb for entry in TrailEntry.objects.about(occasion)] == ["occasion.added"]
    assert list(faults_of(Occasion)) == []
    page = calendar(bold).content.decode()
    assert "Human Rights Day" in page
    assert "Улаанбаатар" in page


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"month": "13"}, "month", "Write a month from 1 to 12."),
        ({"day": "0"}, "day", "Write a day from 1 to 31."),
        ({"month": "11", "day": "31"}, "day", "This month has no such day."),
        ({"month": "2", "day": "30"}, "day", "This month has no such day."),
        ({"until_month": "4", "until_day": "31"}, "until_day", "This month has no such day."),
        ({"until_month": "12"}, "until_day", "Write both the month and the day, or neither."),
        ({"until_day": "12"}, "until_day", "Write both the month and the day, or neither."),
        ({"first_year": "95"}, "first_year", "Write a year from 1900 to 2100."),
        ({"name_mn": "Эмэгтэйчүүдийн өдөр"}, "name_mn", "An occasion of this name is there already."),
        ({"name_mn": ""}, "name_mn", "This field is required."),
    ],
)
def test_what_no_occasion_says_is_refused_at_its_field(add, agreement, changes, field, sentence):
    OccasionFactory(agreement=agreement, name_mn="Эмэгтэйчүүдийн өдөр")
    response = add(**changes)
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [sentence]
    assert "Human Rights Day" in response.content.decode()
    assert agreement.occasions.count() == 1


def test_the_database_holds_its_days(agreement):
    for wrong in ({"month": 2, "day": 30}, {"until_month": 4}, {"until_month": 4, "until_day": 31}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OccasionFactory(agreement=agreement, **wrong)


def test_it_is_changed_on_the_version_that_was_seen(add, agreement, client_of, tuya, saraa):
    add()
    occasion = agreement.occasions.get()
    address = reverse("plans:occasion-edit", args=[occasion.pk])
    assert client_of(tuya).post(address, written(note="нэг")).status_code == 302
    late = client_of(saraa).post(address, written(note="хоёр"))
    assert late.status_code == 409
    assert agreement.occasions.get().note == "нэг"


def test_saved_unchanged_nothing_is_changed(add, agreement, client_of, tuya):
    add()
    occasion = agreement.occasions.get()
    client_of(tuya).post(reverse("plans:occasion-edit", args=[occasion.pk]), written())
    assert TrailEntry.objects.about(occasion).get(verb="occasion.changed").changes == {}


def test_one_that_is_retired_stays_with_its_work_and_is_taken_up_again(add, agreement, calendar, client_of, tuya):
    add()
    occasion = agreement.occasions.get()
    client = client_of(tuya)
    assert client.post(reverse("plans:occasion-retire", args=[occasion.pk]), form()).status_code == 302
    context = calendar(tuya).context
    assert (context["coming"], [one.occasion for one in context["retired"]]) == ([], [occasion])
    assert client.get(reverse("plans:occasion-edit", args=[occasion.pk])).status_code == 403
    assert client.post(reverse("plans:occasion-take-up", args=[occasion.pk]), form()).status_code == 302
    assert not agreement.occasions.get().is_retired
    assert client.get(reverse("plans:occasion-take-up", args=[occasion.pk])).status_code == 403
    assert {entry.verb for entry in TrailEntry.objects.about(occasion)} == {
        "occasion.added",
        "occasion.retired",
        "occasion.taken_up_again",
    }


def test_what_is_retired_meanwhile_is_not_changed(agreement, tuya):
    occasion = OccasionFactory(agreement=agreement)
    opened = Occasion.objects.get(pk=occasion.pk)
    actions.retire_occasion(occasion, by=tuya)
    with pytest.raises(MoveRefused):
        actions.edit_occasion(opened, by=tuya, version=2, changes={"note": "хоёр"})
    with pytest.raises(MoveRefused):
        actions.retire_occasion(Occasion.objects.get(), by=tuya)


# the standard ones


def test_a_new_agreement_begins_with_the_standard_occasions(nhrcm, npa):
    agreement = Agreement(title_mn="Санамж бичиг")
    add_agreement(agreement, by=BY, write_parts=lambda: None)
    days = {occasion.name_en: occasion.in_year(2026) for occasion in agreement.occasions.all()}
    assert days["Human Rights Day"][0] == date(2026, 12, 10)
    assert days["International Day in Support of Victims of Torture"][0] == date(2026, 6, 26)
    assert days["16 Days against Gender-Based Violence"] == (date(2026, 11, 25), date(2026, 12, 10))
    told = TrailEntry.objects.filter(verb="occasion.taken_over")
    assert told.count() == len(days)
    assert list(faults_of(Occasion)) == []


def test_an_agreement_without_a_calendar_takes_them_over_once(agreement, calendar, client_of, tuya, bold):
    address = reverse("plans:occasions-standard", args=[agreement.pk])
    assert f'href="{address}"' in calendar(tuya).content.decode()
    assert address not in calendar(bold).content.decode()
    OccasionFactory(agreement=agreement, name_mn="Хүний эрхийн өдөр", retired_on=date(2026, 1, 1))
    counts = []
    for _again in range(2):
        assert client_of(tuya).post(address, form()).status_code == 302
        counts.append(agreement.occasions.count())
    assert counts[0] == counts[1] > 10
    assert agreement.occasions.filter(name_mn="Хүний эрхийн өдөр").count() == 1


def test_each_agreement_keeps_its_own(agreement, tuya, calendar, dorj):
    OccasionFactory(agreement=agreement)
    OccasionFactory(name_en="Of another")
    assert [one.name_en for one in Occasion.objects.visible_to(tuya)] != []
    assert not Occasion.objects.visible_to(tuya).filter(name_en="Of another").exists()
    assert calendar(dorj).status_code == 404


@time_machine.travel("2026-11-26T04:00:00Z", tick=False)
def test_the_first_page_and_the_agreements_name_the_next(agreement, client_of, bold):
    OccasionFactory(agreement=agreement, name_en="Human Rights Day")
    for address in ("/", agreement.get_absolute_url()):
        page = " ".join(client_of(bold).get(address).content.decode().split())
        assert "Human Rights Day" in page
        assert "in 14 days" in page
