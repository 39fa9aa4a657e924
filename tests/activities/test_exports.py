"""The spreadsheet of a list: the same lines, typed, and nothing a program would carry out."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from activities import exports
from activities.models import ActivityState, IndicatorFigure, Kind, Origin
from plans import spreadsheets
from plans.models import PlanState
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    DepartmentFactory,
    EntryFactory,
    EvidenceFactory,
    IndicatorFactory,
    PlanFactory,
    many_lines,
)

LIST, EXPORT = "activities:activity-list", "activities:activity-export"
FORMS = ("xlsx", "csv")


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


def read(response, form):
    """Headings, and each row as heading → cell."""
    if form == "xlsx":
        headings, *rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
        )
    else:
        headings, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    return headings, [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture
def exported(client_of, bold):
    """The rows Bold gets with this query."""
    client = client_of(bold)

    def get(form, query=""):
        return read(client.get(f"{reverse(EXPORT, args=[form])}?{query}"), form)[1]

    return get


@pytest.fixture
def line(adopted_plan, bold):
    """A line with everything an export says of it."""
    line = ActivityFactory(
        plan=adopted_plan,
        lead=bold.department,
        title_mn="Сургагч багш бэлтгэх",
        title_en="Training of trainers",
        state=ActivityState.IN_PROGRESS,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 11, 20),
        budget_amount=1_500_000,
        position=4,
    )
    indicator = IndicatorFactory(activity=line, baseline=Decimal("-2.5"), target=40)
    entry = EntryFactory(activity=line, author=bold, women=14, men=None, sex_not_recorded=0)
    IndicatorFigure.objects.create(entry=entry, indicator=indicator, value=Decimal("35.5"))
    EvidenceFactory(entry=entry)
    EntryFactory(activity=line, author=bold, women=3, men=None, sex_not_recorded=None)
    return line


@pytest.fixture
def mixed(adopted_plan, agreement, anu, bold):
    """Seventy lines of every sort: three pages of the list, two plans."""
    many_lines(adopted_plan, 60, leads=[bold.department, anu.department], author=bold)
    last_year = PlanFactory(agreement=agreement, year=2025, state=PlanState.CLOSED)
    for place in range(1, 11):
        ActivityFactory(plan=last_year, lead=anu.department, origin=Origin.BEYOND, objective=None, position=place)


# the same lines


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=inquiry",
        "state=confirmed&state=planned&sort=-due",
        "year=2025",
        "quarter=2&evidence=true&sort=title",
        "overdue=true",
        "beyond=false&sort=-number",
        "kind=training&page=2&per_page=25",
        "text=nothing says this",
        "kind=no-such-kind",
    ],
)
def test_it_holds_every_line_the_list_shows_in_the_order_it_shows_them(client_of, bold, exported, mixed, form, query):
    shown = client_of(bold).get(f"{reverse(LIST)}?{query}").context["page_obj"].paginator.object_list
    rows = exported(form, query)
    assert [(row["Number"].removeprefix("'"), row["Title in English"], int(float(row["Year"]))) for row in rows] == [
        (one.number, one.title_en, one.plan.year) for one in shown
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_page_links_the_export_of_its_own_filter(client_of, bold, mixed, form):
    client = client_of(bold)
    page = client.get(f"{reverse(LIST)}?kind=inquiry&sort=-due")
    address = page.context["export"][form]
    assert f'href="{address.replace("&", "&amp;")}"' in page.content.decode()
    rows = read(client.get(address), form)[1]
    assert len(rows) == page.context["page_obj"].paginator.count > 0
    assert {row["Kind"] for row in rows} == {"Inquiry"}


@pytest.mark.parametrize("form", FORMS)
def test_the_export_of_a_plan_holds_that_plan_alone(client_of, bold, mixed, adopted_plan, form):
    address = reverse("activities:plan-activity-export", args=[adopted_plan.pk, form])
    rows = read(client_of(bold).get(f"{address}?year=2025"), form)[1]
    assert len(rows) == 60
    assert {int(float(row["Year"])) for row in rows} == {2026}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_another_agreement_is_in_it(client_of, anu, bold, npa, stranger_agency, dorj, line, form):
    secret = PlanFactory(agreement=AgreementFactory(parties=[stranger_agency, npa]), year=2026, adopted=True)
    hidden = ActivityFactory(plan=secret, lead=DepartmentFactory(agency=stranger_agency), title_en="Hidden line")
    IndicatorFactory(activity=hidden, name_en="Hidden indicator")

    def seen_by(person, query=""):
        return read(client_of(person).get(f"{reverse(EXPORT, args=[form])}?{query}"), form)[1]

    assert {row["Title in English"] for row in seen_by(bold)} == {"Hidden line", "Training of trainers"}
    assert {row["Title in English"] for row in seen_by(anu)} == {"Training of trainers"}
    assert {row["Title in English"] for row in seen_by(dorj)} == {"Hidden line"}
    assert "Hidden" not in str(seen_by(anu))
    assert seen_by(anu, "text=hidden") == seen_by(anu, f"agreement={secret.agreement_id}") == []


# what a cell is


def test_days_figures_and_texts_keep_their_type_in_excel(exported, line, bold):
    (row,) = exported("xlsx")
    assert (row["From"], row["Until"]) == (date(2026, 3, 2), date(2026, 11, 20))
    figures = (
        "Year",
        "Days overdue",
        "Baseline",
        "Target",
        "Achieved",
        "Women, sum of entries",
        "Sex not recorded, sum of entries",
        "Entries",
    )
    assert [row[name] for name in figures] == [2026, 4, -2.5, 40, 35.5, 17, 0, 2]
    assert {type(row[name]) for name in figures} <= {int, float}
    assert (row["Evidence"], row["Budget, MNT"]) == (1, 1_500_000)
    assert row["Number"] == line.number
    assert (row["Title in Mongolian"], row["Kind"], row["State"]) == (
        "Сургагч багш бэлтгэх",
        "Training",
        "In progress",
    )
    assert (row["Lead agency"], row["Lead department"]) == ("NPA", str(bold.department.name_en))
    assert (row["Indicator"], row["Unit"]) == ("trainers trained", "people")


def test_csv_says_the_same(exported, line):
    (row,) = exported("csv")
    assert (row["From"], row["Until"], row["Year"], row["Days overdue"]) == ("2026-03-02", "2026-11-20", "2026", "4")
    assert (Decimal(row["Baseline"]), Decimal(row["Achieved"])) == (Decimal("-2.5"), Decimal("35.5"))
    assert (row["Women, sum of entries"], row["Sex not recorded, sum of entries"]) == ("17", "0")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_recorded_is_an_empty_cell_and_zero_is_a_zero(exported, line, adopted_plan, bold, form):
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_en="bare", starts_on=None, ends_on=None)
    known, bare = exported(form, "sort=due")
    assert known["Men, sum of entries"] == ""
    assert float(known["Sex not recorded, sum of entries"]) == 0
    unknown = (
        "From",
        "Until",
        "Indicator",
        "Unit",
        "Baseline",
        "Target",
        "Achieved",
        "Women, sum of entries",
        "Men, sum of entries",
        "Budget, MNT",
    )
    assert [bare[name] for name in unknown] == [""] * len(unknown)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_stays_text(exported, adopted_plan, bold, start):
    text = f"{start}cmd|' /C calc'!A0"
    bold.department.name_en = bold.department.name_mn = text
    bold.department.save()
    bold.agency.short_name_en = text[:30]
    bold.agency.save()
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn=text, title_en=text)
    IndicatorFactory(activity=line, name_en=text, name_mn=text, unit=text)
    texts = ("Title in Mongolian", "Title in English", "Lead department", "Indicator", "Unit")
    (row,) = exported("csv")
    assert [row[name] for name in texts] == [f"'{text}"] * len(texts)
    assert row["Lead agency"] == f"'{text[:30]}"
    (row,) = exported("xlsx")
    read_back = [row[name].replace("\r\n", "\n").replace("\r", "\n") for name in texts]
    assert read_back == [text.replace("\r", "\n")] * len(texts)


def test_the_number_of_a_line_beyond_the_plan_is_no_sum(exported, adopted_plan, bold):
    ActivityFactory(
        plan=adopted_plan, lead=bold.department, origin=Origin.BEYOND, objective=None, position=3, title_en="beyond"
    )
    assert exported("xlsx")[0]["Number"] == "+3"
    assert exported("csv")[0]["Number"] == "'+3"


def test_the_tenth_line_of_an_objective_is_not_its_first(exported, adopted_plan, bold):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, position=10, title_en="2026.08.18")
    assert exported("xlsx")[0]["Number"] == line.number
    (row,) = exported("csv")
    assert (row["Number"], row["Title in English"]) == (f"'{line.number}", "'2026.08.18")


def test_excel_gets_no_formula_and_no_link_whatever_the_texts(client_of, bold, adopted_plan):
    for text in (
        '=HYPERLINK("http://evil.example","x")',
        "http://evil.example",
        "mailto:a@evil.example",
        "1e5",
        "007",
    ):
        ActivityFactory(plan=adopted_plan, lead=bold.department, title_en=text, source_url="https://example.org/=1")
    content = client_of(bold).get(reverse(EXPORT, args=["xlsx"])).content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in book.namelist() if "rels" in name and "sheet" in name]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert {"1e5", "007"} <= {row[rows[0].index("Title in English")] for row in rows}


def test_quotes_commas_and_line_breaks_stay_in_their_cell(exported, adopted_plan, bold):
    title = 'Сургалт, "давтан"; хоёр\nөдөр'
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn=title)
    assert exported("csv")[0]["Title in Mongolian"] == title
    assert exported("xlsx")[0]["Title in Mongolian"] == title


def test_a_plain_text_gets_no_mark():
    for text in ("", "Сургалт", "100%", "a=b", "'quoted", " =1", "Д-12", "2 удаа", "12 хүн"):
        assert spreadsheets.plain_text(text) == text


# the file itself


def test_the_headings_are_in_the_language_of_the_reader(client_of, bold, line):
    for language in ("mn", "en"):
        bold.language = language
        bold.save()
        with override(language):
            expected = exports.headings()
        for form in FORMS:
            assert read(client_of(bold).get(reverse(EXPORT, args=[form])), form)[0] == expected
    with override("mn"):
        assert all(any("а" <= letter.lower() <= "я" for letter in heading) for heading in exports.headings())


@pytest.mark.parametrize("form", FORMS)
def test_a_line_says_its_agreement_objective_partners_and_places(client_of, bold, anu, line, form):
    line.partners.add(anu.department)
    line.places.create(division="MN-041", detail="Мөрөн")
    (row,) = read(client_of(bold).get(reverse(EXPORT, args=[form])), form)[1]
    assert row["Agreement"] == str(line.plan.agreement)
    assert row["Objective"] == str(line.objective)
    assert row["Partner departments"] == f"NHRCM: {anu.department}"
    assert row["Places"] == "Khuvsgul, Мөрөн"


def test_the_words_in_the_cells_and_the_sheet_are_in_the_language_of_the_reader(client_of, bold, line):
    bold.language = "mn"
    bold.save()
    response = client_of(bold).get(reverse(EXPORT, args=["xlsx"]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    with override("mn"):
        headings = exports.headings()
        (row,) = book.get_sheet_by_index(0).to_python()[1:]
        named = dict(zip(headings, row, strict=True))
        assert named["Төрөл"] == "Сургалт"
        assert Kind.TRAINING.label == "сургалт"
    assert named["Толгойлох байгууллага"] == "ЦЕГ"
    assert book.sheet_names != ["Activities"]


@pytest.mark.parametrize(("form", "media_type"), [("xlsx", spreadsheets.XLSX), ("csv", spreadsheets.CSV)])
def test_it_leaves_as_a_file_named_by_the_day(client_of, bold, line, form, media_type):
    response = client_of(bold).get(reverse(EXPORT, args=[form]))
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="activities-2026-11-24.{form}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8(client_of, bold, line):
    assert client_of(bold).get(reverse(EXPORT, args=["csv"])).content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_list_is_a_file_with_headings(client_of, bold, form):
    headings, rows = read(client_of(bold).get(reverse(EXPORT, args=[form])), form)
    assert len(headings) == len(exports.COLUMNS)
    assert rows == []


@pytest.mark.parametrize("form", ["pdf", "XLSX", "xls", "csv.exe"])
def test_a_form_nobody_knows_is_not_found(client_of, bold, form):
    assert client_of(bold).get(reverse(EXPORT, args=[form])).status_code == 404


def test_more_than_a_worker_should_write_is_refused_with_a_sentence(client_of, bold, mixed, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 69)
    client = client_of(bold)
    response = client.get(reverse(EXPORT, args=["csv"]))
    assert response.status_code == 403
    assert "More than 69 lines; narrow the filter first." in response.content.decode()
    assert client.get(f"{reverse(EXPORT, args=['csv'])}?year=2026").status_code == 200


def test_the_list_of_one_plan_asks_about_its_parties_alone(client_of, bold, adopted_plan, npa, stranger_agency):
    AgreementFactory(parties=[stranger_agency, npa])
    page = client_of(bold).get(reverse("activities:plan-activity-list", args=[adopted_plan.pk]))
    offered = {key for key, _name in page.context["filter"].agencies}
    assert offered == {str(party.agency_id) for party in adopted_plan.agreement.parties.all()}
    everywhere = client_of(bold).get(reverse("activities:activity-list"))
    assert str(stranger_agency.pk) in {key for key, _name in everywhere.context["filter"].agencies}
