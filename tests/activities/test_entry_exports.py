"""The spreadsheet of entries: those of the lines shown that a person may know of, with what their kind adds."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from activities import exports
from activities.actions.entries import EntryParts, log_entry
from activities.models import Entry, Kind, NextStep
from plans.models import Compartment
from tests.factories import ActivityFactory, EntryFactory, EvidenceFactory
from tests.factories.details import advocacy_details, inquiry_details, training_details

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
EXPORT = "activities:entry-export"


def read(response, form="csv"):
    if form == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        headings, *rows = book.get_sheet_by_index(0).to_python()
    else:
        headings, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture
def exported(client_of):
    def get(person, query="", form="csv"):
        return read(client_of(person).get(f"{reverse(EXPORT, args=[form])}?{query}"), form)

    return get


@pytest.fixture
def logged(adopted_plan, bold):
    """Work under a line of this kind, with what its kind adds."""

    def log(kind, details=None, **parts):
        line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=kind, title_en=f"A {kind}")
        entry = Entry(
            activity=line, starts_on=timezone.localdate(), division="MN-041", what_was_done="Хийв.", women=14, men=21
        )
        return log_entry(entry, by=bold, parts=EntryParts(details=details, **parts))

    return log


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_entry_is_a_row_with_its_line_its_figures_and_its_course(logged, exported, bold, anu, form):
    steps = [NextStep(agency=anu.agency, step="Гэрчилгээ олгох")]
    entry = logged(Kind.TRAINING, training_details(None, words="Эрх", women=None), next_steps=steps)
    EvidenceFactory(entry=entry)
    (row,) = exported(anu, form=form)
    said = {
        "Title in English": "A training",
        "Plan": str(entry.activity.plan),
        "Agency": "NPA",
        "Who logged it": str(bold),
        "Province or district": "Khuvsgul",
        "What was done": "Хийв.",
        "Next steps": "NHRCM: Гэрчилгээ олгох",
        "Who may know of it": "Joint",
        "Training: kind of course": "basic course",
        "Training: topics": "Эрх",
        "Training: trainers": "from the agencies: 2",
        "Inquiry: guideline number": "",
    }
    assert said == {heading: row[heading] for heading in said}
    numbers = {"Women": 14, "Men": 21, "Evidence": 1, "Test, after the course: how many sat the test": 30}
    numbers |= {"Test, after the course: mean": 83.5, "Test, after the course: passed": 28}
    assert numbers == {heading: float(row[heading]) for heading in numbers}
    assert row["Sex not recorded"] == ""


def test_an_inquiry_stands_in_columns_of_its_own_with_findings_by_theme(logged, exported, npa, nhrcm, bold, anu):
    logged(Kind.INQUIRY, inquiry_details(of=npa, to=nhrcm, words="Шалгав", sent_on=timezone.localdate()))
    (row,) = exported(anu)
    assert row["Inquiry: guideline number"] == "Шалгав"
    assert row["Inquiry: methods"] == "reading of documents; interviews"
    assert row["Inquiry: sites"] == "kind of place: police unit, province or district: Khuvsgul, soum or place: Шалгав"
    assert row["Inquiry: draft sent to"] == "NHRCM"
    assert row["Findings: material conditions"] == "gravity: serious, where: Шалгав, what was found: Шалгав"
    assert row["Findings: complaints"] == ""


def test_advocacy_stands_in_columns_of_its_own_with_the_reach_of_each_channel(logged, exported, anu):
    logged(Kind.ADVOCACY, advocacy_details(words="Аян", day=timezone.localdate()))
    (row,) = exported(anu)
    assert row["Advocacy: channels"] == "channel: radio, which one: Аян, reach, people: 12000"
    assert row["Advocacy: materials"] == "material: Аян, printed: 700, handed out: 450"
    assert row["Advocacy: what came of it"] == "waiting for an answer"


def test_it_holds_the_entries_of_exactly_the_lines_shown(logged, exported, anu):
    logged(Kind.TRAINING)
    logged(Kind.INQUIRY)
    assert [row["Kind"] for row in exported(anu, "kind=inquiry")] == ["Inquiry"]
    assert len(exported(anu)) == 2


def test_what_a_person_may_not_know_of_is_no_row_and_no_evidence(logged, exported, bold, anu):
    entry = logged(Kind.TRAINING)
    EntryFactory(activity=entry.activity, author=bold, compartment=Compartment.AGENCY)
    EvidenceFactory(entry=entry, compartment=Compartment.AGENCY)
    assert [(row["Who may know of it"], row["Evidence"]) for row in exported(anu)] == [("Joint", "0")]
    assert sorted(row["Who may know of it"] for row in exported(bold)) == ["Joint", "Own agency"]
    assert {row["Evidence"] for row in exported(bold)} == {"0", "1"}


def test_what_looks_like_a_formula_stays_text(logged, exported, anu):
    logged(Kind.TRAINING, training_details(None, words="=1+1", women=None))
    (row,) = exported(anu)
    assert row["Training: topics"] == "'=1+1"
    (row,) = exported(anu, form="xlsx")
    assert row["Training: topics"] == "=1+1"


def test_small_counts_by_category_are_no_column(logged, exported, anu):
    logged(Kind.TRAINING, training_details(None, words="Эрх", women=14))
    (row,) = exported(anu)
    assert not any("category" in heading.lower() for heading in row)


def test_every_heading_is_there_once():
    headings = exports.headings(exports.ENTRY_COLUMNS)
    assert len(set(headings)) == len(headings)


def test_more_than_a_worker_should_write_is_refused_with_a_sentence(logged, client_of, anu, monkeypatch):
    logged(Kind.TRAINING)
    monkeypatch.setattr(exports, "MOST_ENTRIES", 0)
    response = client_of(anu).get(reverse(EXPORT, args=["csv"]))
    assert response.status_code == 403
    assert "More than 0 entries; narrow the filter first." in response.content.decode()


def test_the_list_offers_it_with_its_own_filter(logged, client_of, anu):
    logged(Kind.TRAINING)
    page = client_of(anu).get(f"{reverse('activities:activity-list')}?kind=training").content.decode()
    assert f"{reverse(EXPORT, args=['xlsx'])}?kind=training" in page
    assert client_of(anu).get(reverse(EXPORT, args=["pdf"])).status_code == 404
