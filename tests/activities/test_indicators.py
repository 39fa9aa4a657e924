"""How an indicator is read: chosen in the draft, kept by amendments, and what comes of it on the page."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from activities.models import Activity, Indicator, Reading
from activities.reports.suppression import HIDDEN
from activities.texts import line_rows
from plans.models import TrailEntry
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory


@pytest.fixture
def draft_line(draft_plan, bold):
    objective = ObjectiveFactory(plan=draft_plan, number=1)
    return ActivityFactory(plan=draft_plan, objective=objective, lead=bold.department)


@pytest.fixture
def save(client_of, bold, draft_line):
    client = client_of(bold)

    def send(indicator=None, **row):
        line = Activity.objects.get(pk=draft_line.pk)
        plain = {"name_mn": "зөвлөмжийн биелэлт", "unit": "%", "target": "80"} | row
        if indicator:
            plain["id"] = str(indicator.pk)
        sent = {
            "form_key": str(uuid.uuid4()),
            "version": str(line.version),
            "kind": line.kind,
            "objective": str(line.objective_id),
            "title_mn": line.title_mn,
            "title_en": line.title_en,
            "lead": str(line.lead_id),
            "starts_on": line.starts_on.strftime("%Y.%m.%d"),
            "ends_on": line.ends_on.strftime("%Y.%m.%d"),
            "indicators-TOTAL_FORMS": "2",
            "indicators-INITIAL_FORMS": "1" if indicator else "0",
            "indicators-1-reading": "sum",
        } | {f"indicators-0-{name}": value for name, value in plain.items()}
        return client.post(reverse("activities:line-edit", args=[line.pk]), sent)

    return send


def test_a_draft_says_how_an_indicator_is_read_and_an_untouched_row_is_none(save, draft_line):
    assert save(reading="latest").status_code == 302
    assert draft_line.indicators.get().reading == Reading.LATEST


def test_left_out_the_reading_stays_as_it_is(save, draft_line):
    indicator = IndicatorFactory(activity=draft_line, unit="%", reading=Reading.LATEST)
    assert save(indicator).status_code == 302
    assert Indicator.objects.get(pk=indicator.pk).reading == Reading.LATEST
    assert save(indicator, reading="sum").status_code == 302
    assert Indicator.objects.get(pk=indicator.pk).reading == Reading.SUM


def test_the_trail_tells_of_another_reading_and_the_text_of_the_line_stays_as_it_was(save, draft_line):
    save()
    before = line_rows(Activity.objects.get(pk=draft_line.pk))
    save(draft_line.indicators.get(), reading="latest")
    told = TrailEntry.objects.filter(target_type="activities.activity").latest("pk")
    assert [row["reading"] for row in told.changes["indicators"][1]] == ["latest"]
    assert line_rows(Activity.objects.get(pk=draft_line.pk)) == before


def test_no_amendment_changes_the_reading_for_its_text_would_not_say_so(client_of, bold, agreed_line):
    page = client_of(bold).get(reverse("activities:line-amend", args=[agreed_line.pk])).content.decode()
    assert "indicators-0-target" in page
    assert "indicators-0-reading" not in page


def test_where_the_latest_counts_the_form_of_an_entry_says_so(client_of, bold, line):
    line.indicators.update(reading=Reading.LATEST, unit="%")
    page = client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    assert "the latest entry counts, not the sum" in page


# by province


def cells(table, name):
    labels = [row.label for row in table.rows]
    return [cell for _heading, cell in table.rows[labels.index(name)].cells]


@pytest.fixture
def table_of(client_of, anu, line):
    def read():
        return client_of(anu).get(line.get_absolute_url()).context["by_province"]

    return read


def test_people_and_the_sum_of_an_indicator_are_shown_by_province(log, table_of):
    log(women=14, men=21, value=Decimal(35))
    log(women=9, men=None, division="MN-061", value=Decimal(9))
    log(women=6, men=8, division="MN-061", value=Decimal(14))
    table = table_of()
    assert cells(table, "Khuvsgul") == [14, 21, None, 35]
    assert cells(table, "Dornod") == [15, 8, None, 23]
    assert [cell for _heading, cell in table.totals] == [29, 29, None, 58]
    assert not table.hides


def test_a_few_are_hidden_and_no_total_tells_them(log, table_of, client_of, anu, line):
    log(women=2, men=21, value=Decimal(23))
    log(women=9, men=7, division="MN-061", value=Decimal(16))
    log(women=12, men=30, division="MN-1", value=Decimal(42))
    table = table_of()
    women = [row.cells[0][1] for row in table.rows]
    assert cells(table, "Khuvsgul")[0] is HIDDEN
    assert women.count(HIDDEN) >= 2
    assert {row.cells[3][1] for row in table.rows} == {HIDDEN}
    assert "it is shown to nobody" in client_of(anu).get(line.get_absolute_url()).content.decode()


def test_work_in_one_province_has_no_such_table(log, table_of):
    log(women=14)
    log(women=7)
    assert table_of() is None
