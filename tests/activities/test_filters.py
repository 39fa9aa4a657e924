"""The filtered list: what each filter shows, together, sorted, in pages."""

from datetime import date, timedelta
from itertools import combinations
from urllib.parse import urlencode

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse

from activities.filters import ActivityFilter
from activities.models import Activity, ActivityState, Kind, Origin
from plans.models import PlanState
from tests import factories
from tests.factories import (
    ActivityFactory,
    DepartmentFactory,
    EntryFactory,
    EvidenceFactory,
    PlaceFactory,
)

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


@pytest.fixture
def world(adopted_plan, agreement, anu, bold, npa, stranger_agency):
    """Lines that are each odd in one respect; Bold of the police sees them all, Anu all but the last."""
    police, commission = bold.department, anu.department
    last_year = factories.PlanFactory(agreement=agreement, year=2025, state=PlanState.CLOSED)
    of_others = factories.PlanFactory(
        agreement=factories.AgreementFactory(parties=[stranger_agency, npa]), year=2026, adopted=True
    )

    def line(name, plan=adopted_plan, lead=police, **fields):
        return ActivityFactory(plan=plan, lead=lead, title_en=name, title_mn="", **fields)

    line("plain")
    line("inquiry", kind=Kind.INQUIRY)
    line("advocacy", kind=Kind.ADVOCACY)
    line("of the commission", lead=commission)
    line("done in spring", ends_on=date(2026, 5, 31), confirmed=True)
    line("late", ends_on=TODAY - timedelta(days=1), state=ActivityState.IN_PROGRESS)
    line("due today", ends_on=TODAY)
    line("due in a fortnight", ends_on=TODAY + timedelta(days=14))
    line("without an end", ends_on=None)
    line("reported", reported_done=True)
    line("joined").partners.add(commission)
    PlaceFactory(activity=line("planned in Khuvsgul"), division="MN-041")
    logged = line("logged in Khuvsgul")
    EvidenceFactory(entry=EntryFactory(activity=logged, author=bold, division="MN-041"))
    EntryFactory(activity=line("logged elsewhere"), author=bold, division="MN-047")
    line("beyond", origin=Origin.BEYOND, objective=None)
    line("last year", plan=last_year, ends_on=date(2025, 12, 31))
    line("of others", plan=of_others)
    return {
        "commission": commission.pk,
        "nhrcm": anu.agency_id,
        "npa": npa.pk,
        "police": police.pk,
        "agreement": agreement.pk,
        "others": of_others.agreement_id,
        "plan": adopted_plan,
    }


EVERY = {
    "plain", "inquiry", "advocacy", "of the commission", "done in spring", "late", "due today", "due in a fortnight",
    "without an end", "reported", "joined", "planned in Khuvsgul", "logged in Khuvsgul", "logged elsewhere", "beyond",
    "last year", "of others",
}  # fmt: skip
DUE_SOON = {"due today", "due in a fortnight"}
NARROWS = {
    "kind=inquiry": {"inquiry"},
    "kind=advocacy": {"advocacy"},
    "lead_agency={nhrcm}": {"of the commission"},
    "lead_agency={npa}": EVERY - {"of the commission"},
    "department={commission}": {"of the commission"},
    "department={police}": EVERY - {"of the commission"},
    "partner={commission}": {"joined"},
    "partner={police}": set(),
    "quarter=1": set(),
    "quarter=2": {"done in spring"},
    "quarter=4": EVERY - {"done in spring", "without an end"},
    "state=confirmed": {"done in spring"},
    "state=confirmed&state=in_progress": {"done in spring", "late"},
    "agreement={agreement}": EVERY - {"of others"},
    "agreement={others}": {"of others"},
    "year=2025": {"last year"},
    "year=2026": EVERY - {"last year"},
    "year=2001": set(),
    "province=MN-041": {"planned in Khuvsgul", "logged in Khuvsgul"},
    "province=MN-047": {"logged elsewhere"},
    "province=online": set(),
    "overdue=true": {"late"},
    "overdue=false": EVERY - {"late"},
    "due_soon=true": DUE_SOON,
    "due_soon=false": EVERY - DUE_SOON,
    "this_week=true": {"due today"},
    "this_week=false": EVERY - {"due today"},
    "evidence=true": {"logged in Khuvsgul"},
    "evidence=false": EVERY - {"logged in Khuvsgul"},
    "beyond=true": {"beyond"},
    "beyond=false": EVERY - {"beyond"},
    "text=inquiry": {"inquiry"},
    "text=KHUVSGUL": {"planned in Khuvsgul", "logged in Khuvsgul"},
    "text=khuvsgul logged": {"logged in Khuvsgul"},
    "text=   ": EVERY,
}


def titles(response):
    """What every page of the list shows, in order."""
    return [line.title_en for line in response.context["page_obj"].paginator.object_list]


@pytest.fixture
def listed(client_of, bold):
    """The list as Bold opens it with this query."""
    client = client_of(bold)

    def get(query="", address=None):
        return client.get(f"{address or reverse('activities:activity-list')}?{query}")

    return get


@pytest.mark.parametrize("query", NARROWS)
def test_each_filter_shows_what_its_name_says(listed, world, query):
    assert set(titles(listed(query.format(**world)))) == NARROWS[query]


def test_without_a_filter_every_line_one_may_see_is_shown(listed, world, client_of, anu):
    assert set(titles(listed())) == EVERY
    assert set(titles(client_of(anu).get(reverse("activities:activity-list")))) == EVERY - {"of others"}


def test_two_filters_show_what_each_of_them_shows(world, bold, rf):
    request = rf.get("/")
    request.user = bold
    for first, second in combinations(NARROWS, 2):
        if first.split("=")[0] == second.split("=")[0]:
            continue
        query = QueryDict(f"{first}&{second}".format(**world))
        shown = ActivityFilter(query, queryset=Activity.objects.visible_to(bold), request=request).qs
        assert {line.title_en for line in shown} == NARROWS[first] & NARROWS[second], query


def test_no_line_is_shown_twice(listed, world, bold):
    line = Activity.objects.get(title_en="logged in Khuvsgul")
    PlaceFactory(activity=line, division="MN-041")
    EvidenceFactory(entry=EntryFactory(activity=line, author=bold, division="MN-041"))
    line.partners.add(world["commission"], DepartmentFactory(agency=bold.agency))
    for query in ("province=MN-041", "evidence=true", "text=logged"):
        assert titles(listed(query)).count("logged in Khuvsgul") == 1, query


def test_the_list_of_a_plan_shows_that_plan_alone_and_asks_neither_agreement_nor_year(listed, world):
    address = reverse("activities:plan-activity-list", args=[world["plan"].pk])
    response = listed("year=2025&agreement=0", address)
    assert set(titles(response)) == EVERY - {"last year", "of others"}
    assert {"year", "agreement"}.isdisjoint(response.context["filter"].form.fields)
    assert response.context["filter"].chips() == []


UNKNOWN = [
    "kind=flying", "lead_agency=999999", "lead_agency=police", "lead_agency=99999999999999999999999", "quarter=5",
    "state=flying", "state=confirmed&state=flying", "agreement=0", "agreement=-1", "year=soon", "year=1", "year=NaN",
    "year=1e400", "year=2026.5", "department=x", "partner=1.5", "province=MN-999", "overdue=maybe", "due_soon=1",
    "this_week=1",
    "evidence=yes", "beyond=null", f"text={'ө' * 201}",
]  # fmt: skip


@pytest.mark.parametrize("query", UNKNOWN)
def test_a_value_that_is_no_choice_shows_an_empty_note_and_which_it_was(listed, world, query):
    response = listed(query)
    page = response.content.decode()
    assert response.status_code == 200
    assert titles(response) == []
    assert "No line meets all the filters at once." in page
    name = query.split("=")[0]
    assert list(response.context["filter"].form.errors) == [name]
    assert str(response.context["filter"].form.errors[name][0]) in page.replace("&#x27;", "'")


def test_a_department_one_may_not_know_of_is_as_unknown_as_one_that_never_was(listed, world):
    hidden = DepartmentFactory()
    never, strange = listed("department=999999"), listed(f"department={hidden.pk}")
    assert titles(strange) == []
    assert strange.context["filter"].form.errors == never.context["filter"].form.errors


def test_filters_nobody_knows_change_nothing(listed, world):
    assert set(titles(listed("colour=green&id=1&plan__year=1999"))) == EVERY


def test_a_plan_without_lines_says_so(listed, agreement):
    empty = factories.PlanFactory(agreement=agreement, year=2030)
    page = listed("", reverse("activities:plan-activity-list", args=[empty.pk])).content.decode()
    assert "No lines yet" in page


# chips


@pytest.fixture
def everything_in_force(world):
    query = (
        "text=training&kind=training&lead_agency={npa}&quarter=4&state=planned&state=in_progress&agreement={agreement}"
        "&year=2026&department={police}&partner={commission}&province=MN-041&overdue=false&due_soon=false"
        "&evidence=true&beyond=false&sort=-due&per_page=50&page=3"
    )
    return query.format(**world)


def test_every_filter_in_force_has_a_chip_in_words(listed, everything_in_force):
    chips = [chip["label"] for chip in listed(everything_in_force).context["filter"].chips()]
    assert len(chips) == 15
    assert {"Kind: training", "Lead agency: NPA", "Due in: quarter IV", "Planned", "In progress"} <= set(chips)
    assert {"Province: Khuvsgul", "Overdue: no", "Has evidence: yes", "Year: 2026"} <= set(chips)


def test_a_chip_removes_its_filter_and_no_other(listed, everything_in_force):
    chips = listed(everything_in_force).context["filter"].chips()
    for chip in chips:
        left = listed(chip["href"].removeprefix("?"))
        assert [one["label"] for one in left.context["filter"].chips()] == [
            one["label"] for one in chips if one is not chip
        ]
        assert left.context["request"].GET["sort"] == "-due"
        assert "page" not in left.context["request"].GET


def test_the_chips_stand_on_the_page_with_the_count(listed, world):
    page = listed("kind=inquiry").content.decode()
    assert "Kind: inquiry" in page
    assert f"1 of {len(EVERY)}" in page


# sorting


@pytest.fixture
def alphabet(adopted_plan, bold):
    for position, title in enumerate(["Фонд", "Өвөл", "Үйл", "Ой", "Пас", "Улс", "Алба", "өв", "яам"], start=1):
        ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn=title, title_en="", position=position)


IN_ORDER = ["Алба", "Ой", "өв", "Өвөл", "Пас", "Улс", "Үйл", "Фонд", "яам"]


def mongolian_titles(response):
    return [line.title_mn for line in response.context["page_obj"]]


def test_titles_stand_in_the_order_of_the_mongolian_alphabet(listed, alphabet):
    assert mongolian_titles(listed("sort=title")) == IN_ORDER
    assert mongolian_titles(listed("sort=-title")) == IN_ORDER[::-1]


def test_a_reader_of_english_gets_the_english_titles_in_order(listed, adopted_plan, bold):
    for mongolian, english in [("Яам", "Audit"), ("Алба", "Survey"), ("Ном", "Handbook")]:
        ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn=mongolian, title_en=english)
    assert titles(listed("sort=title")) == ["Audit", "Handbook", "Survey"]


def test_lines_without_an_end_stand_last_either_way(listed, world):
    assert titles(listed("sort=due"))[-1] == "without an end"
    assert titles(listed("sort=-due"))[-1] == "without an end"
    assert titles(listed("sort=due"))[:3] == ["last year", "done in spring", "late"]


@pytest.mark.parametrize("sort", ["number", "title", "lead", "due", "state", "evidence", "people"])
def test_a_sort_and_its_reverse_show_the_same_lines(listed, world, sort):
    up, down = titles(listed(f"sort={sort}")), titles(listed(f"sort=-{sort}"))
    assert set(up) == set(down) == EVERY
    assert len(up) == len(down) == len(EVERY)


@pytest.mark.parametrize("sort", ["colour", "-", "--due", "plan__agreement__title_mn", "password", "?", ""])
def test_a_sort_nobody_knows_leaves_the_order_of_the_plan(listed, world, sort):
    assert titles(listed(f"sort={sort}")) == titles(listed())


def test_the_sorted_column_says_so_to_a_reader_of_the_screen(listed, world):
    assert 'aria-sort="ascending"' in listed("sort=due").content.decode()
    assert 'aria-sort="descending"' in listed("sort=-due").content.decode()
    assert "aria-sort" not in listed().content.decode()


# pages


@pytest.fixture
def sixty_lines(adopted_plan, bold):
    return factories.many_lines(adopted_plan, 60, leads=[bold.department], author=bold)


def test_a_long_list_comes_in_pages_of_twenty_five(listed, sixty_lines):
    numbers = [[line.number for line in listed(f"page={page}").context["page_obj"]] for page in (1, 2, 3)]
    assert [len(page) for page in numbers] == [25, 25, 10]
    assert [number for page in numbers for number in page] == [f"1.{place}" for place in range(1, 61)]


@pytest.mark.parametrize(
    ("page", "shown"),
    [("2", 2), ("3", 3), ("4", 3), ("99999999999999999999", 3), ("0", 3), ("-1", 3), ("x", 1), ("", 1), ("1.5", 1)],
)
def test_a_page_that_is_not_there_shows_the_nearest(listed, sixty_lines, page, shown):
    assert listed(f"page={page}").context["page_obj"].number == shown


@pytest.mark.parametrize(
    ("wanted", "rows"), [("25", 25), ("50", 50), ("100", 60), ("1000000", 25), ("0", 25), ("x", 25)]
)
def test_a_page_holds_twenty_five_fifty_or_a_hundred(listed, sixty_lines, wanted, rows):
    assert len(listed(f"per_page={wanted}").context["page_obj"].object_list) == rows


def test_the_next_page_keeps_filter_sort_and_size(listed, sixty_lines):
    page = listed("beyond=false&sort=due&per_page=25").content.decode()
    assert 'href="?beyond=false&amp;sort=due&amp;per_page=25&amp;page=2"' in page
    assert "1–25 of 60" in page


def test_sorting_anew_starts_at_the_first_page_and_keeps_the_filter(listed, sixty_lines):
    assert 'href="?beyond=false&amp;sort=due"' in listed("beyond=false&page=2").content.decode()


def test_no_line_is_lost_between_pages_that_sort_by_what_many_share(listed, sixty_lines):
    for sort in ("lead", "state", "evidence"):
        numbers = [
            line.number for page in (1, 2, 3) for line in listed(f"sort={sort}&page={page}").context["page_obj"]
        ]
        assert len(set(numbers)) == 60, sort


def test_htmx_gets_the_results_without_the_frame(client_of, bold, world):
    page = client_of(bold).get(reverse("activities:activity-list"), headers={"HX-Request": "true"}).content.decode()
    assert "<table" in page
    assert "<html" not in page


# search


TYPED = [
    "Төлөвлөгөө", "төлөвлөгөө", "ТӨЛӨВЛӨГӨӨ", "төЛӨв", "ТЄЛЄВЛЄГЄЄ", "толовлогоо", "Тoлoвлoгoo",
    "  төлөвлөгөө   хамтарсан ", "төлөв\u180eлөгөө",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_a_word_is_found_in_either_case_and_from_any_keyboard(listed, adopted_plan, bold, typed):
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Хамтарсан Төлөвлөгөө", title_en="found")
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Сургалт", title_en="other")
    assert titles(listed(urlencode({"text": typed}))) == ["found"]


def test_what_was_logged_under_a_line_finds_it(listed, world, bold):
    EntryFactory(
        activity=Activity.objects.get(title_en="plain"),
        author=bold,
        what_was_done="Мөрдөгчдөөс ШАЛГАЛТ авлаа",
        obstacles="Замын ЦАС",
        place="Мөрөн сум",
    )
    for typed in ("шалгалт", "цас", "МӨРӨН"):
        assert titles(listed(f"text={typed}")) == ["plain"], typed


@pytest.mark.parametrize("typed", ["%", "_", "100%", "%%%%%%%%%%%%", "\\", "'", '"', "(", "[", ".*", "; drop table"])
def test_marks_that_mean_something_to_a_database_are_plain_text(listed, world, typed):
    response = listed(urlencode({"text": typed}))
    assert response.status_code == 200
    assert titles(response) == []


def test_a_mark_is_found_where_it_stands(listed, adopted_plan, bold):
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Хамралт 100%", title_en="found")
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Хамралт 1000", title_en="other")
    assert titles(listed(urlencode({"text": "100%"}))) == ["found"]


def test_what_was_typed_stands_in_the_field_as_text_and_never_as_a_tag(listed, world):
    page = listed(urlencode({"text": "<script>alert(1)</script>"})).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
