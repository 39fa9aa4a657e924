"""Where a plan stands: every figure is the count of the list it opens."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
import time_machine
from django.urls import reverse

from activities.models import Activity, ActivityState, Kind, Origin
from activities.reports.plan_status import plan_status
from plans.actions.consent import consent
from plans.models import PlanState
from tests.factories import ActivityFactory, EntryFactory, EvidenceFactory, PlanFactory
from tests.factories.meetings import held_meeting, send

TODAY = date(2026, 11, 24)
DONE = {ActivityState.REPORTED_DONE, ActivityState.CONFIRMED}
MOMENT = datetime(2026, 11, 4, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


@pytest.fixture
def mixed(adopted_plan, agreement, anu, bold):
    """Every state × kind, led by turns, due in every quarter and in none, some beyond the plan; beside it another."""
    leads = [bold.department, anu.department]
    ends = [date(2026, 2, 28), date(2026, 5, 31), date(2026, 9, 30), date(2026, 12, 31), None]
    place = 0
    for state in ActivityState:
        for kind in Kind:
            for beyond in (False, False, True):
                line = ActivityFactory(
                    plan=adopted_plan,
                    lead=leads[place % 2],
                    kind=kind,
                    state=state,
                    reported_done_at=MOMENT if state in {*DONE, ActivityState.DIFFERS} else None,
                    ends_on=ends[place % 5],
                    **({"origin": Origin.BEYOND, "objective": None} if beyond else {}),
                )
                if place % 4 == 0:
                    EvidenceFactory(entry=EntryFactory(activity=line, author=bold, women=10, men=None))
                place += 1
    other = PlanFactory(agreement=agreement, year=2025, adopted=True)
    ActivityFactory(plan=other, lead=bold.department, ends_on=date(2025, 3, 1))
    return adopted_plan


class Links(HTMLParser):
    """The links of a page: address, class, spoken label, and the texts inside."""

    def __init__(self, page):
        super().__init__()
        self.found, self._open = [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            named = dict(attributes)
            self._open = {
                "href": named.get("href", ""),
                "class": named.get("class") or "",
                "label": named.get("aria-label", ""),
                "texts": [],
            }

    def handle_data(self, data):
        if self._open is not None and data.strip():
            self._open["texts"].append(data.strip())

    def handle_endtag(self, tag):
        if tag == "a" and self._open is not None:
            self.found.append(self._open)
            self._open = None


def figure_of(link):
    """What the link says it opens; None where it says no figure."""
    if link["label"]:
        return int(link["label"].rsplit(": ", 1)[1])
    texts = link["texts"][1:] if link["class"].startswith("figure") else link["texts"]
    return int(texts[0]) if texts and texts[0].isdecimal() else None


@pytest.fixture
def page_of(client_of, bold):
    client = client_of(bold)

    def get(plan):
        return client.get(plan.get_absolute_url())

    return get


def status_of(plan):
    return plan_status(plan, Activity.objects.filter(plan=plan))


def how(page, label):
    """What a figure at the head of the page says: its value, its unit, and how it came to be."""
    found = re.search(
        rf'<div class="label">{label}</div>\s*<div class="value">([^<]*)(?:<small>([^<]*)</small>)?\s*</div>'
        r'(?:\s*<div class="how">([^<]*)</div>)?',
        page,
    )
    return tuple((part or "").strip() for part in found.groups())


# figures and what they open


@pytest.mark.parametrize("state", [PlanState.PROPOSED, PlanState.ADOPTED, PlanState.CLOSED])
def test_every_figure_is_the_count_of_the_list_it_opens(client_of, bold, mixed, page_of, state):
    mixed.state = state
    mixed.save()
    client, lines = client_of(bold), reverse("activities:plan-activity-list", args=[mixed.pk])
    links = [link for link in Links(page_of(mixed).content.decode()).found if link["href"].startswith(lines)]
    figures = [
        (figure_of(link), link["href"])
        for link in links
        if figure_of(link) is not None and "people=" not in link["href"]  # a sum of people, not a count of lines
    ]
    opened = {href: client.get(href).context["page_obj"].paginator.count for _figure, href in figures}
    assert figures == [(opened[href], href) for _figure, href in figures]
    assert len(figures) > 50


def test_no_figure_counts_by_a_filter_the_list_does_not_know(client_of, bold, mixed, page_of):
    client, lines = client_of(bold), reverse("activities:plan-activity-list", args=[mixed.pk])
    for link in Links(page_of(mixed).content.decode()).found:
        if link["href"].startswith(f"{lines}?"):
            applied = client.get(link["href"]).context["filter"]
            asked = [pair for pair in link["href"].split("?")[1].split("&") if pair]
            assert len(applied.chips()) == len(asked), link["href"]


@pytest.mark.pages
def test_every_other_link_of_the_page_opens_too(client_of, bold, mixed, page_of):
    client = client_of(bold)
    for link in Links(page_of(mixed).content.decode()).found:
        if link["href"].startswith("/"):
            assert client.get(link["href"]).status_code == 200, link["href"]


def test_each_figure_at_the_head_of_the_page_opens_its_lines(mixed, page_of):
    page = page_of(mixed).content.decode()
    heads = re.findall(r'<(a|div) class="figure [^>]*>\s*<div class="label">([^<]*)</div>', page)
    assert [label for tag, label in heads if tag != "a"] == []


def test_the_parts_of_a_table_add_up_to_its_rows_and_each_line_stands_in_one(client_of, bold, mixed, page_of):
    client, counted = client_of(bold), {}
    for title, _head, rows in page_of(mixed).context["tables"]:
        for row in rows:
            assert sum(part["count"] for part in row.parts) == row.group.total
        lists = [client.get(row.all).context["page_obj"].paginator.object_list for row in rows]
        counted[title] = {line for lines in lists for line in lines}
        assert len(counted[title]) == sum(row.group.total for row in rows)
    assert counted["By kind"] == counted["By agency"] > counted["By quarter"]
    assert {line.ends_on for line in counted["By kind"] - counted["By quarter"]} == {None}


def test_the_figures_say_what_was_recorded(mixed, page_of):
    page = page_of(mixed).content.decode()
    lines = list(mixed.activities.all())
    inside = [line for line in lines if line.origin != Origin.BEYOND]
    agreed = [line for line in inside if line.state != ActivityState.WITHDRAWN]
    done = [line for line in inside if line.state in DONE]
    assert how(page, "Done")[:2] == (str(len(done)), f"of {len(agreed)}")
    unfinished = {ActivityState.PLANNED, ActivityState.IN_PROGRESS, ActivityState.DIFFERS, ActivityState.POSTPONED}
    late = [line for line in lines if line.state in unfinished and line.ends_on and line.ends_on < TODAY]
    assert how(page, "Overdue") == (str(len(late)), "", f"oldest by {(TODAY - date(2026, 2, 28)).days} days")
    reported = [line for line in lines if line.state == ActivityState.REPORTED_DONE]
    assert how(page, "Awaiting confirmation") == (str(len(reported)), "", "longest 20 days")
    assert how(page, "Lines with evidence")[0] == str(sum(line.entries.exists() for line in lines))


def test_a_page_of_a_plan_without_lines_divides_by_nothing(adopted_plan, page_of):
    page = page_of(adopted_plan).content.decode()
    assert how(page, "Done")[:2] == ("0", "of 0")
    assert how(page, "Overdue")[0] == how(page, "Awaiting confirmation")[0] == "0"
    assert status_of(adopted_plan).done_share == 0


@pytest.mark.parametrize("state", [PlanState.PROPOSED, PlanState.CLOSED])
def test_nothing_is_overdue_in_a_plan_that_is_not_carried_out(mixed, page_of, state):
    mixed.state = state
    mixed.save()
    assert how(page_of(mixed).content.decode(), "Overdue")[0] == "0"


@pytest.mark.parametrize("state", [PlanState.PROPOSED, PlanState.CLOSED])
def test_nobody_is_waited_for_in_a_plan_that_is_not_carried_out(mixed, page_of, state):
    mixed.state = state
    mixed.save()
    page = page_of(mixed).content.decode()
    assert "Awaiting confirmation" not in page
    assert "Who is waited for" not in page


def test_what_was_reported_today_waits_since_today(adopted_plan, bold, page_of):
    ActivityFactory(
        plan=adopted_plan,
        lead=bold.department,
        state=ActivityState.REPORTED_DONE,
        reported_done_at=datetime(2026, 11, 24, 3, tzinfo=UTC),
    )
    page = page_of(adopted_plan).content.decode()
    assert how(page, "Awaiting confirmation") == ("1", "", "since today")
    assert '<span class="quieter nowrap">today</span>' in page


@pytest.mark.parametrize(
    ("moment", "overdue"),
    [
        ("2026-11-24T15:30:00Z", ("0", "", "")),  # half past eleven at night in Ulaanbaatar
        ("2026-11-24T16:30:00Z", ("1", "", "oldest by 1 day")),  # half past midnight
    ],
)
def test_a_line_is_overdue_from_the_day_after_its_last(adopted_plan, bold, client_of, moment, overdue):
    ActivityFactory(plan=adopted_plan, lead=bold.department, ends_on=TODAY)
    with time_machine.travel(moment, tick=False):
        page = client_of(bold).get(adopted_plan.get_absolute_url()).content.decode()
    assert how(page, "Overdue") == overdue


def test_a_stranger_finds_no_dashboard_and_another_plan_adds_nothing(client_of, dorj, mixed, page_of, agreement, bold):
    before = page_of(mixed).context["status"].cells
    other = PlanFactory(agreement=agreement, year=2031, adopted=True)
    EvidenceFactory(entry=EntryFactory(activity=ActivityFactory(plan=other, lead=bold.department), women=99))
    assert page_of(mixed).context["status"].cells == before
    assert client_of(dorj).get(mixed.get_absolute_url()).status_code == 404


# beyond the plan


def lines_columns(page):
    """The figures of «Lines» in the tables, by the address each opens."""
    return {
        link["href"]: link["texts"][0]
        for link in Links(page).found
        if re.search(r"\?(kind=\w+|lead_agency=\d+|quarter=\d)(&beyond=false)?$", link["href"])
    }


def test_a_line_beyond_the_plan_never_enters_the_denominator(adopted_plan, bold, page_of):
    ActivityFactory(plan=adopted_plan, lead=bold.department, confirmed=True)
    ActivityFactory(plan=adopted_plan, lead=bold.department)
    before = how(page_of(adopted_plan).content.decode(), "Done")
    assert before == ("1", "of 2", "beyond the plan: 0 of 0")
    for situation in ({"confirmed": True}, {}):
        ActivityFactory(plan=adopted_plan, lead=bold.department, origin=Origin.BEYOND, objective=None, **situation)
    after = how(page_of(adopted_plan).content.decode(), "Done")
    assert after == ("1", "of 2", "beyond the plan: 1 of 2")
    assert status_of(adopted_plan).done_share == 50


def test_a_line_beyond_the_plan_changes_no_row_of_the_tables_either(adopted_plan, bold, page_of):
    ActivityFactory(plan=adopted_plan, lead=bold.department)
    before = lines_columns(page_of(adopted_plan).content.decode())
    assert before
    ActivityFactory(plan=adopted_plan, lead=bold.department, origin=Origin.BEYOND, objective=None)
    assert lines_columns(page_of(adopted_plan).content.decode()) == before


def test_a_withdrawn_line_leaves_the_denominator_and_stays_on_the_page(adopted_plan, bold, page_of):
    ActivityFactory(plan=adopted_plan, lead=bold.department, confirmed=True)
    ActivityFactory(plan=adopted_plan, lead=bold.department, state=ActivityState.WITHDRAWN)
    page = page_of(adopted_plan).content.decode()
    assert how(page, "Done")[:2] == ("1", "of 1")
    assert "postponed, withdrawn: 1" in page


# people


def reached(page):
    """People reached: the total, and how it is made up."""
    value, _unit, made_of = how(page, "People reached")
    parts = dict(part.split(": ") for part in made_of.split(";")[0].split(" · "))
    return value, parts


@pytest.mark.parametrize(
    ("entries", "total", "women", "men", "not_recorded"),
    [
        ([(14, 21, 3), (6, 9, 2)], "55", "20", "30", "5"),
        ([(14, None, None)], "14", "14", "not recorded", "–"),
        ([(None, None, 712)], "712", "not recorded", "not recorded", "712"),
        ([(0, 0, 0)], "0", "0", "0", "0"),
        ([(None, 5, None), (0, None, None)], "5", "0", "5", "–"),
        ([(None, None, None)], "not recorded", "not recorded", "not recorded", "–"),
        ([], "not recorded", "not recorded", "not recorded", "–"),
    ],
)
def test_women_men_and_not_recorded_are_kept_apart_and_unknown_is_not_zero(
    adopted_plan, bold, page_of, entries, total, women, men, not_recorded
):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    for numbers in entries:
        EntryFactory(
            activity=line, author=bold, **dict(zip(("women", "men", "sex_not_recorded"), numbers, strict=True))
        )
    value, parts = reached(page_of(adopted_plan).content.decode())
    assert value == total
    assert parts == {"women": women, "men": men, "not recorded": not_recorded}


def test_the_page_says_that_people_are_a_sum_of_entries(mixed, page_of):
    assert "sum of entries, who came twice counts twice" in how(page_of(mixed).content.decode(), "People reached")[2]


# lists beside the figures


def test_the_longest_overdue_stands_first_with_its_days(mixed, page_of):
    shown = list(page_of(mixed).context["overdue"])
    assert [line.ends_on for line in shown] == sorted(line.ends_on for line in shown)
    assert "269 days" in page_of(mixed).content.decode()


def test_who_is_waited_for_stands_by_side_and_opens_its_lines(mixed, page_of, client_of, bold):
    waiting = page_of(mixed).context["waiting"]
    assert waiting
    for side, address in waiting:
        assert [line.reported_done_at for line in side.lines] == sorted(line.reported_done_at for line in side.lines)
        for line in side.lines:
            assert side.agency in line.awaited_agencies
        assert client_of(bold).get(address).context["page_obj"].paginator.count == side.count


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2025-12-31", 0),
        ("2026-01-01", pytest.approx(100 / 365)),
        ("2026-11-24", pytest.approx(100 * 328 / 365)),
        ("2026-12-31", 100),
        ("2027-05-01", 100),
    ],
)
def test_the_time_elapsed_is_a_share_of_the_year_of_the_plan(adopted_plan, day, share):
    status = plan_status(adopted_plan, Activity.objects.filter(plan=adopted_plan), date.fromisoformat(day))
    assert status.elapsed_share == share


def test_a_draft_shows_its_text_and_no_figures(draft_plan, bold, page_of):
    line = ActivityFactory(plan=draft_plan, lead=bold.department, title_en="A line of the draft")
    response = page_of(draft_plan)
    page = response.content.decode()
    assert line.title_en in page
    assert line.objective.title_en in page
    assert 'class="figures"' not in page
    assert "status" not in response.context


def test_a_text_put_to_the_parties_stands_under_each_side_that_has_yet_to_act_on_it(
    adopted_plan, agreement, ganaa, khulan, client_of
):
    meeting, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    minutes = send(meeting, ganaa)

    def waited_for():
        page = client_of(khulan).get(adopted_plan.get_absolute_url())
        assert f'href="{minutes.get_absolute_url()}"' in page.text
        return [(side.agency.code, side.texts, side.count) for side, _address in page.context["waiting"]]

    assert sorted(waited_for()) == [("nhrcm", [minutes], 0), ("npa", [minutes], 0)]
    consent(minutes, by=ganaa, digest=minutes.digest)
    assert waited_for() == [("npa", [minutes], 0)]
