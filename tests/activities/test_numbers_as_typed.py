"""A number is recorded as it was typed, or it is refused; nothing is guessed and nothing becomes «not recorded»."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from activities.models import Entry, Training
from plans.numbers import DecimalNumberField
from tests.factories import ActivityFactory, IndicatorFactory
from tests.factories.inquiries import errors_at, rows
from tests.factories.trainings import core, whole_course

AT_THE_MEAN = {"moment": "after", "people": "35"}


@pytest.fixture
def line(adopted_plan, bold):
    return ActivityFactory(plan=adopted_plan, lead=bold.department)


@pytest.fixture
def log(client_of, bold, line):
    def send(**changes):
        return client_of(bold).post(reverse("activities:entry-add", args=[line.pk]), core(**changes))

    return send


@pytest.mark.parametrize(
    ("typed", "meant"), [("1,5", "1.5"), ("1.5", "1.5"), (" 16 ", "16"), ("0,5", "0.5"), ("16,0", "16")]
)
def test_a_decimal_comma_and_a_point_are_one(log, typed, meant):
    assert log(**whole_course(**{"training-hours": typed})).status_code == 302
    assert Training.objects.get().hours == Decimal(meant)


def test_a_mean_and_a_figure_of_an_indicator_take_a_comma_too(log, line):
    indicator = IndicatorFactory(activity=line)
    test = rows("tests", AT_THE_MEAN | {"mean": "6,5", "maximum": "10,0", "pass_mark": ",5"})
    assert log(**whole_course(**test), **{f"figure_{indicator.pk}": "334,25"}).status_code == 302
    test = Training.objects.get().tests.get()
    assert (test.mean, test.maximum, test.pass_mark) == (Decimal("6.5"), Decimal(10), Decimal("0.5"))
    assert indicator.figures.get().value == Decimal("334.25")


@pytest.mark.parametrize("typed", ["5e", "5e1", "1,000.5", "1 5", "1_5", "1.5.1", ",", "-", "арав", "NaN", "٥"])
def test_what_is_no_number_is_refused_at_its_field_and_kept_as_typed(log, typed, in_english):
    response = log(**whole_course(**{"training-hours": typed}))
    assert errors_at(response, "training-hours") == ["Enter a number."]
    assert response.context["form"].details["hours"].value() == typed
    assert f'value="{typed}"' in response.content.decode()


@pytest.mark.parametrize("typed", ["1,000", "12,345"])
def test_a_comma_between_thousands_is_never_read_as_a_decimal_one(log, line, typed):
    indicator = IndicatorFactory(activity=line)
    assert errors_at(log(**{f"figure_{indicator.pk}": typed}), f"figure_{indicator.pk}")


@pytest.mark.parametrize("typed", ["5e", "1,5", "1.5", "1,000", "арав"])
@pytest.mark.parametrize("field", ["women", "training-satisfaction", "tests-0-people"])
def test_what_is_no_whole_number_is_refused_where_people_are_counted(log, field, typed, in_english):
    sent = whole_course(**rows("tests", AT_THE_MEAN)) | {field: typed}
    assert errors_at(log(**sent), field) == ["Enter a whole number."]


def test_a_form_that_is_opened_again_adds_no_zeros(log, client_of, bold, line):
    indicator = IndicatorFactory(activity=line)
    test = rows("tests", AT_THE_MEAN | {"mean": "61.5"})
    log(**whole_course(**test), **{f"figure_{indicator.pk}": "350"})
    form = client_of(bold).get(reverse("activities:entry-edit", args=[Entry.objects.get().pk])).context["form"]
    [test] = [form for form in form.details.rows["tests"].forms if form.initial]
    shown = [form.details["hours"], test["mean"], test["maximum"], form[f"figure_{indicator.pk}"]]
    assert [field.value() for field in shown] == ["16", "61.5", "100", "350"]


def test_every_number_with_decimals_that_is_typed_takes_a_comma():
    fields = [
        field
        for model in apps.get_models()
        if model._meta.app_label in {"activities", "plans"}
        for field in model._meta.concrete_fields
        if isinstance(field, models.DecimalField)
    ]
    assert fields
    assert [str(field) for field in fields if not isinstance(field.formfield(), DecimalNumberField)] == []
