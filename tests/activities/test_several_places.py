"""A campaign in five soums is one form with five rows; and the next time begins where the last one ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import ActivityState, Entry, Kind, Training
from plans.models import Circle, Compartment, PlanState, TrailEntry
from tests.factories import (
    ActivityFactory,
    AgencyFactory,
    AgreementFactory,
    IndicatorFactory,
    PlanFactory,
    UserFactory,
)
from tests.factories.advocacy import whole
from tests.factories.inquiries import day, rows
from tests.factories.trainings import core, whole_course

TODAY = timezone.localdate
SOUMS = ("Төвшрүүлэх", "Цэнхэр", "Хотонт", "Булган", "Их-Тамир")


@pytest.fixture
def line(adopted_plan, bold):
    return ActivityFactory(plan=adopted_plan, lead=bold.department)


@pytest.fixture
def log(client_of, bold, line):
    client = client_of(bold)

    def send(**changes):
        return client.post(reverse("activities:entry-add", args=[line.pk]), core(**changes))

    return send


def soums(*, women="80"):
    return rows("elsewhere", *({"division": "MN-073", "place": soum, "women": women} for soum in SOUMS[1:]))


def test_five_soums_are_five_entries_of_one_text(log, line):
    response = log(**{"division": "MN-073", "place": SOUMS[0], "what_was_done": "Кампанит ажил."}, **soums())
    assert response.status_code == 302
    logged = Entry.objects.filter(activity=line)
    assert {entry.place for entry in logged} == set(SOUMS)
    assert {entry.what_was_done for entry in logged} == {"Кампанит ажил."}
    assert sum(entry.women for entry in logged) == 14 + 4 * 80
    assert TrailEntry.objects.filter(verb="entry.logged").count() == 5


def test_the_page_says_how_many_entries_it_made(client_of, bold, line):
    bold.language = "en"
    bold.save()
    client = client_of(bold)
    sent = client.post(reverse("activities:entry-add", args=[line.pk]), core(**soums()), follow=True)
    assert "5 entries." in sent.content.decode()


def test_what_was_counted_stays_with_the_first(log, line):
    indicator = IndicatorFactory(activity=line)
    log(**{f"figure_{indicator.pk}": "334", "place": SOUMS[0]}, **whole_course(), **soums())
    [figure] = indicator.figures.all()
    assert figure.entry.place == SOUMS[0]
    assert {training.course_kind for training in Training.objects.all()} == {"refresher"}
    assert [training.entry.place for training in Training.objects.exclude(tests=None).distinct()] == [SOUMS[0]]


@pytest.fixture
def people_reached(line):
    return IndicatorFactory(activity=line, unit="хүн")


def figures_of(indicator):
    return {figure.entry.place: figure.value for figure in indicator.figures.all()}


def test_a_figure_that_counts_the_people_of_the_first_place_counts_those_of_the_others(log, people_reached):
    others = ({"place": "Цэнхэр", "women": "8", "men": "3"}, {"place": "Хотонт"})
    sent = {"place": SOUMS[0], "sex_not_recorded": "5", f"figure_{people_reached.pk}": "40"}
    log(**sent, **rows("elsewhere", *others))
    assert figures_of(people_reached) == {SOUMS[0]: 40, "Цэнхэр": 11}
    assert people_reached.achieved() == 51 == Entry.objects.all().people()["total"]


@pytest.mark.parametrize("figure", ["34", "", "0"])
def test_a_figure_that_is_another_than_the_people_stays_with_the_first(log, people_reached, figure):
    log(**{"place": SOUMS[0], f"figure_{people_reached.pk}": figure}, **soums())
    assert set(figures_of(people_reached)) <= {SOUMS[0]}


def test_a_measure_of_something_else_stays_with_the_first_even_where_the_numbers_are_the_same(log, line):
    indicator = IndicatorFactory(activity=line, unit="удаа")
    log(**{"place": SOUMS[0], f"figure_{indicator.pk}": "35"}, **soums())
    assert figures_of(indicator) == {SOUMS[0]: 35}


@pytest.mark.parametrize(("unit", "is_said"), [("хүн", True), ("удаа", False)])
def test_the_form_says_so_where_an_indicator_counts_people(line, form_of, unit, is_said, in_english, bold):
    bold.language = "en"
    bold.save()
    IndicatorFactory(activity=line, unit=unit)
    said = "A figure that counts the people of the first place counts those of each other place too."
    assert (said in form_of(line).content.decode()) is is_said


def test_a_row_has_a_day_of_its_own_or_that_of_the_first(log):
    yesterday = TODAY() - timedelta(days=1)
    other = {"division": "MN-041", "starts_on": yesterday.strftime("%Y.%m.%d")}
    log(**rows("elsewhere", other, {"division": "MN-043"}))
    assert set(Entry.objects.values_list("division", "starts_on")) == {
        ("MN-041", TODAY()),
        ("MN-041", yesterday),
        ("MN-043", TODAY()),
    }


def test_an_empty_row_is_no_place(log):
    log(**rows("elsewhere", {"division": "", "place": "", "women": ""}))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"women": "5"}, "id_elsewhere-0-division"),
        ({"division": "MN-041", "starts_on": "2031.01.01"}, "id_elsewhere-0-starts_on"),
        ({"division": "MN-041", "women": "-1"}, "id_elsewhere-0-women"),
    ],
)
def test_a_row_that_can_not_be_is_refused_at_its_field_and_nothing_is_logged(log, wrong, at):
    response = log(**rows("elsewhere", wrong))
    assert response.status_code == 422
    assert f'href="#{at}"' in response.content.decode()
    assert not Entry.objects.exists()


def test_finished_reports_the_line_once(log, line):
    log(**soums(), progress="finished")
    line.refresh_from_db()
    assert line.state == ActivityState.REPORTED_DONE
    assert TrailEntry.objects.filter(verb="activity.reported_done").count() == 1


def test_who_may_know_is_the_same_for_every_place(log, bold, anu, line):
    log(**soums(), compartment="agency")
    assert set(Entry.objects.values_list("compartment", flat=True)) == {Compartment.AGENCY}
    assert not Entry.objects.visible_to(anu).exists()


def test_named_people_are_one_circle(log, bold, khulan):
    log(**soums(), compartment="circle", people=[str(khulan.pk)])
    assert Circle.objects.count() == 1
    assert Entry.objects.visible_to(khulan).count() == 5


@pytest.fixture
def form_of(client_of, bold):
    def opened(line, query=""):
        return client_of(bold).get(reverse("activities:entry-add", args=[line.pk]) + query)

    return opened


def test_the_next_entry_opens_with_the_place_alone(log, line, form_of):
    log(**whole_course(), place="Мөрөн")
    form = form_of(line).context["form"]
    assert (form["place"].value(), form["starts_on"].value()) == ("Мөрөн", TODAY())
    assert form["what_was_done"].value() in ("", None)
    details = form.details
    assert [name for name in details.fields if details[name].value()] == []
    assert [name for name, rows in details.rows.items() if rows.holds_something] == []


@pytest.mark.parametrize(
    ("kind", "sent"),
    [(Kind.INQUIRY, {"inquiry-question": "Юу?", "inquiry-methods": ["documents"]}), (Kind.ADVOCACY, whole())],
)
def test_of_an_inquiry_and_of_advocacy_nothing_nobody_typed_is_recorded_either(
    client_of, bold, line, form_of, kind, sent
):
    other = ActivityFactory(plan=line.plan, lead=bold.department, kind=kind)
    sent = core(**sent, starts_on=day(-3), ends_on=day())
    assert client_of(bold).post(reverse("activities:entry-add", args=[other.pk]), sent).status_code == 302
    details = form_of(other).context["form"].details
    assert [name for name in details.fields if details[name].value()] == []
    assert any(
        details[name].value()
        for details in [form_of(other, "?same=1").context["form"].details]
        for name in details.fields
    )


def test_same_as_last_time_brings_the_words_too_also_from_another_line_of_the_kind(log, line, form_of, bold):
    log(**whole_course(), place="Мөрөн")
    elsewhere = ActivityFactory(plan=line.plan, lead=bold.department)
    assert "?same=1" in form_of(elsewhere).content.decode()
    assert form_of(elsewhere).context["form"].details["course_kind"].value() in ("", None)
    form = form_of(elsewhere, "?same=1").context["form"]
    assert form["what_was_done"].value() == "Хоёр өдрийн сургалт зохион байгуулав."
    assert form["place"].value() == "Мөрөн"
    assert form.details["course_kind"].value() == "refresher"
    assert form["women"].value() is None


def test_same_as_last_time_never_tells_of_what_one_may_not_know(line, form_of, client_of, bold):
    one, other = UserFactory.create_batch(2, agency=bold.agency, department=bold.department)
    address = reverse("activities:entry-add", args=[line.pk])
    hidden = core(compartment="circle", people=[str(other.pk)], what_was_done="Нууц")
    assert client_of(one).post(address, hidden).status_code == 302
    assert "same=1" not in form_of(line).content.decode()
    assert form_of(line, "?same=1").context["form"]["what_was_done"].value() in ("", None)


@pytest.mark.parametrize("query", ["", "?same=1"])
@pytest.mark.parametrize("compartment", [Compartment.AGENCY, Compartment.CIRCLE])
def test_what_is_not_joint_is_not_carried_into_the_next_form(log, line, form_of, bold, compartment, query):
    other = UserFactory(agency=bold.agency, department=bold.department)
    people = [str(other.pk)] if compartment == Compartment.CIRCLE else []
    assert log(**whole_course(), place="Нууц газар", compartment=compartment, people=people).status_code == 302
    form = form_of(line, query).context["form"]
    assert form["compartment"].value() == Compartment.JOINT
    assert form["place"].value() != "Нууц газар"
    assert form["what_was_done"].value() in ("", None)
    assert form.details["topics"].value() in ("", None)


def test_what_the_parties_of_another_memorandum_know_is_not_carried_to_these(log, line, form_of, bold, npa):
    log(**whole_course())
    other = AgreementFactory(parties=[npa, AgencyFactory()])
    under_it = ActivityFactory(
        plan=PlanFactory(agreement=other, year=line.plan.year, state=PlanState.ADOPTED), lead=bold.department
    )
    assert form_of(under_it, "?same=1").context["form"]["what_was_done"].value() in ("", None)


@pytest.mark.parametrize("compartment", [Compartment.AGENCY, Compartment.CIRCLE])
def test_a_form_that_the_action_refuses_is_still_that_of_a_new_entry(log, bold, compartment):
    """More people in a group than the entry records is seen once the entry is written, and undoes it."""
    other = UserFactory(agency=bold.agency, department=bold.department)
    people = [str(other.pk)] if compartment == Compartment.CIRCLE else []
    too_many = rows("groups", {"of": "category:trainer", "women": "15"})
    response = log(**whole_course(**too_many), **soums(), compartment=compartment, people=people)
    form, page = response.context["form"], response.content.decode()
    assert response.status_code == 422
    assert form.is_new
    assert form["compartment"].value() == compartment
    for name in ("compartment", "people", "elsewhere-3-women"):
        assert f'name="{name}"' in page
    assert "/edit" not in page
