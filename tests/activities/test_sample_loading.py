"""How `manage.py load_sample` loads, on which day and into what."""

import datetime
import io

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from activities.models import Activity, ActivityState, Kind
from activities.sample import loading
from plans.models import (
    Agency,
    AnnualPlan,
    PlanState,
    TrailEntry,
)

pytestmark = pytest.mark.django_db


def counts():
    models = [*apps.get_app_config("plans").get_models(), *apps.get_app_config("activities").get_models()]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_the_command_says_whether_it_loaded_and_names_the_sign_ins():
    first, second = io.StringIO(), io.StringIO()
    call_command("load_sample", stdout=first)
    call_command("load_sample", stdout=second)
    assert first.getvalue().startswith("The sample is loaded.")
    assert second.getvalue().startswith("The sample was loaded before; nothing changed.")
    assert all(person.email in first.getvalue() for person in loading.sample_people())


def test_a_database_of_other_people_is_refused_with_a_sentence_and_left_alone(anu):
    before = counts()
    with pytest.raises(CommandError) as refused:
        call_command("load_sample")
    assert str(refused.value) == "This database holds other people's data; the sample is for an empty one."
    assert counts() == before


def test_an_agency_alone_is_other_peoples_data(stranger_agency):
    with pytest.raises(loading.ForeignData):
        loading.load()
    assert Agency.objects.get() == stranger_agency


@pytest.mark.pages
@pytest.mark.parametrize("day", ["2027-01-01", "2028-02-29", "2027-12-31"])
def test_the_example_of_this_year_shows_every_state_and_kind_on_any_day_of_it(day):
    with time_machine.travel(datetime.datetime.fromisoformat(f"{day}T04:00:00+00:00"), tick=False):
        loading.load()
        plan = AnnualPlan.objects.get(year=timezone.localdate().year, agreement__signed_year=2017)
    lines = Activity.objects.filter(plan=plan)
    assert (plan.is_example, plan.state) == (True, PlanState.ADOPTED)
    assert set(lines.values_list("state", flat=True)) == set(ActivityState)
    assert set(lines.values_list("kind", flat=True)) == set(Kind)
    assert {day.year for line in lines for day in (line.starts_on, line.ends_on)} == {plan.year}


def test_what_awaits_confirmation_has_waited_for_weeks_and_no_reader_meets_the_name_of_a_command():
    with time_machine.travel("2027-11-24T04:00:00Z", tick=False):
        loading.load()
        reported = Activity.objects.filter(plan__state=PlanState.ADOPTED, state=ActivityState.REPORTED_DONE)
        waits = {(timezone.now() - moment).days for moment in reported.values_list("reported_done_at", flat=True)}
    assert waits == {9, 22, 62, 90}
    names = set(TrailEntry.objects.filter(actor_id=None).values_list("actor_name_mn", "actor_name_en"))
    assert names == {("Жишээ өгөгдөл", "Sample data")}
