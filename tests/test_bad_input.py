"""What no person means, written in every form: refused with a sentence, kept on the page, nothing half-saved."""

import re
from pathlib import Path
from unittest.mock import patch

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.html import escape

from activities.models import Activity, Indicator
from plans.models import Role, User
from tests.factories import DepartmentFactory
from tests.factories.bad_input import BAD, CHOSEN
from tests.factories.forms import CONFIRMATIONS, FORMS, KEPT, things_to_write_on, who_sends, written

MISSING = 987_654


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


@pytest.fixture
def things(draft_plan, adopted_plan, agreement, anu, bold, khulan, nhrcm, npa):
    known = {"npa": npa.pk, "nhrcm": nhrcm.pk}
    return things_to_write_on(draft_plan, adopted_plan, agreement, bold) | known


@pytest.fixture
def browsers(client_of, bold, khulan, tuya):
    return {"bold": client_of(bold), "khulan": client_of(khulan), "tuya": client_of(tuya)}


@pytest.fixture
def send(things, browsers):
    """Send a form with these changes, as a person who may."""

    def post(name, at=None, **changes):
        sent = {key: value for key, value in (written(things, name) | changes).items() if value is not None}
        return browsers[who_sends(name)].post(reverse(name, args=at or things["at"][name]), sent)

    return post


def everything_recorded():
    """Every row of every table of the product, as the database holds it."""
    found = {}
    with connection.cursor() as cursor:
        for app in ("plans", "activities"):
            for model in apps.get_app_config(app).get_models(include_auto_created=True):
                table, key = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
                cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608
                found[model._meta.label] = cursor.fetchall()
    return found


def sentence_at(page, field):
    """What stands at the field, or nothing."""
    _before, found, after = page.partition(f'id="id_{field}_error"')
    return after.partition("<span>")[2].partition("</span>")[0].strip() if found else ""


def filled_in(text, things):
    return text.format(**things) if text.startswith("{") or "_{" in text else text


def test_the_plain_form_is_taken(send, case):
    before = everything_recorded()
    for name in (*FORMS, *CONFIRMATIONS):
        with case(name=name):
            assert send(name).status_code == 302
            assert everything_recorded() != before


@pytest.mark.parametrize("name", FORMS)
def test_what_nobody_means_gets_a_sentence_at_its_field_and_changes_nothing(send, things, case, name):
    before = everything_recorded()
    for field, values in BAD[FORMS[name]].items():
        with case(field=field):
            texts = [filled_in(value, things) for value in values]
            assert wrongly_taken(send, things, name, filled_in(field, things), texts) == []
            assert everything_recorded() == before


def wrongly_taken(send, things, name, field, values):
    """
    What is wrong with the answers to these values in a field.

    The page of the first is read whole; of the others the field alone, as it would stand there.
    """
    first, *others = values
    wrong = [
        (first[:20], fault) for fault in faults_of_the_page(send(name, **{field: first}), things, name, field, first)
    ]
    with patch.object(SimpleTemplateResponse, "rendered_content", ""):
        for value in others:
            wrong += [(value[:20], fault) for fault in faults_of_the_field(send(name, **{field: value}), field, value)]
    return wrong


def faults_of_the_page(response, things, name, field, value):
    page = response.content.decode()
    if response.status_code != 422:
        yield f"answered {response.status_code}"
        return
    if not sentence_at(page, field) or "data-error-summary" not in page:
        yield "no sentence at the field"
    if KEPT not in page and things["plain"][FORMS[name]].get(field) != KEPT:
        yield "the rest was not kept"
    if value.isprintable() and field not in CHOSEN and escape(value.strip()) not in page:
        yield "what was typed was not kept"


def faults_of_the_field(response, field, value):
    if response.status_code != 422:
        yield f"answered {response.status_code}"
        return
    shown = next(bound for form in forms_of(response.context_data) for bound in form if bound.html_name == field)
    if not shown.errors:
        yield "no sentence at the field"
    if value.isprintable() and field not in CHOSEN and escape(value.strip()) not in str(shown):
        yield "what was typed was not kept"


def forms_of(context):
    """The forms of a page, those of rows with them."""
    waiting = list(context.values())
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, BaseForm):
            yield thing
            waiting += getattr(thing, "other_forms", [])
        elif isinstance(thing, BaseFormSet):
            waiting += thing.forms


# several fields together


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("activities:entry-add", {"starts_on": "2026.11.20", "ends_on": "2026.11.19"}),
        ("activities:entry-edit", {"starts_on": "2026.11.20", "ends_on": "2025.11.21"}),
        ("activities:line-add", {"starts_on": "2027.06.30", "ends_on": "2027.06.29"}),
        ("activities:line-edit", {"starts_on": "2027.12.31", "ends_on": "2027.01.01"}),
    ],
)
def test_an_end_before_the_start_is_said_at_the_last_day(send, name, days):
    before = everything_recorded()
    response = send(name, **days)
    page = response.content.decode()
    assert response.status_code == 422
    assert everything_recorded() == before
    assert all(f'value="{day}"' in page for day in days.values())
    assert "The last day can&#x27;t be before the first." in page
    assert sentence_at(page, "ends_on")


def test_a_line_needs_a_title_in_one_language(send):
    before = everything_recorded()
    response = send("activities:line-add", title_mn="", budget_note=KEPT)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write the title in at least one language." in page
    assert KEPT in page
    assert everything_recorded() == before


@pytest.mark.parametrize(
    ("name", "taken", "sentence"),
    [
        ("plans:plan-start", {"year": "2027"}, "The agreement has a plan for this year."),
        ("plans:objective-add", {"number": "7"}, "The plan has an objective of this number."),
        ("plans:objective-edit", {"number": "8"}, "The plan has an objective of this number."),
    ],
)
def test_a_number_that_is_taken_is_refused_with_its_sentence(send, name, taken, sentence):
    before = everything_recorded()
    response = send(name, **taken)
    page = response.content.decode()
    assert (response.status_code, sentence in page, KEPT in page) == (422, True, True)
    assert everything_recorded() == before


def test_a_lead_of_an_agency_that_is_no_party_is_refused_even_past_the_form(draft_plan, things):
    line = Activity.objects.get(pk=things["at"]["activities:line-edit"][0])
    line.lead = DepartmentFactory()
    with pytest.raises(ValidationError) as refused:
        line.full_clean()
    assert set(refused.value.message_dict) == {"lead"}


# files


WRONG_FILES = {
    "page.html": b"<script>alert(1)</script>",
    "photo.jpg": b"<script>alert(1)</script>",
    "empty.pdf": b"",
    "long.pdf": b"%PDF-" + b"0" * 2_000,
    "ө" * 300 + ".exe": b"MZ",
}


@pytest.mark.parametrize("name", ["activities:entry-add", "activities:entry-edit"])
@pytest.mark.parametrize("file", WRONG_FILES)
def test_one_wrong_file_among_good_ones_saves_none_of_them(send, settings, name, file):
    settings.UPLOAD_MAX_BYTES = 1_000
    before = everything_recorded()
    files = [SimpleUploadedFile("good.pdf", b"%PDF-1.7"), SimpleUploadedFile("x", WRONG_FILES[file])]
    files[1]._name = file
    response = send(name, files=files)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence_at(page, "files")
    assert KEPT in page
    assert everything_recorded() == before
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_more_files_than_a_form_takes_are_refused(send):
    files = [SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.7") for n in range(11)]
    response = send("activities:entry-add", files=files)
    assert response.status_code == 422
    assert sentence_at(response.content.decode(), "files") == "Send at most 10 files at once."


# what the page itself sends


@pytest.mark.parametrize("key", [None, "", "x", "0" * 31, "\x00", "9" * 5_000])
def test_a_form_without_its_key_is_sent_back_with_its_text(send, case, key):
    before = everything_recorded()
    for name in (*FORMS, *CONFIRMATIONS):
        with case(name=name):
            response = send(name, form_key=key)
            page = response.content.decode()
            assert response.status_code == 422
            assert "The form came incomplete. Please send it once more." in page
            assert name in CONFIRMATIONS or KEPT in page
            assert everything_recorded() == before


def test_who_may_write_no_more_when_a_form_arrives_has_what_was_typed_beside_the_refusal(send, case, things):
    before = everything_recorded()
    for name in FORMS:
        with case(name=name):
            User.objects.update(role=Role.OBSERVER)
            response = send(name)
            assert (response.status_code, KEPT in response.text) == (403, True)
            assert "Not saved" in response.text.partition("</title>")[0]
        assert everything_recorded() == before


def test_what_was_typed_on_a_thing_that_is_not_there_comes_back_and_nothing_else_of_the_form(send, case, things):
    before = everything_recorded()
    for name in [name for name in (*FORMS, *CONFIRMATIONS) if things["at"][name]]:
        with case(name=name):
            sent = written(things, name)
            page = send(name, at=[MISSING for _part in things["at"][name]], **sent)
            assert page.status_code == 404
            assert "is not here any more, or not open to you" in page.text
            assert ("What you typed" in page.text, KEPT in page.text) == (name in FORMS,) * 2
            assert sent["form_key"] not in page.text
        assert everything_recorded() == before


def test_who_may_not_know_of_a_thing_gets_the_answer_of_one_that_never_was(things, case, client_of, dorj):
    stranger = client_of(dorj)
    for name in [name for name in (*FORMS, *CONFIRMATIONS) if things["at"][name]]:
        with case(name=name):
            sent, there = written(things, name), things["at"][name]
            pages = [stranger.post(reverse(name, args=at), sent) for at in (there, [MISSING for _part in there])]
            assert [page.status_code for page in pages] == [404, 404]
            assert len({re.sub(r'"X-CSRFToken": ?"[^"]+|value="[^"]+"', "", page.text) for page in pages}) == 1


def test_the_measures_of_a_line_that_is_not_there_come_back_row_by_row(send):
    rows = {"indicators-TOTAL_FORMS": "2", "indicators-1-name_mn": "үзлэг", "indicators-1-baseline": "0"}
    assert "бэлтгэсэн багш, хүн, 40\nүзлэг, 0" in send("activities:line-edit", at=[MISSING], **rows).text


def test_of_a_thing_that_is_not_there_no_record_is_named(send, things, nhrcm):
    page = send(
        "plans:decision-edit", at=[MISSING], agency=str(nhrcm.pk), department=str(things["department_elsewhere"])
    )
    assert [row["label"] for row in page.context["typed"]] == ["Decision in Mongolian", "Due"]


@pytest.mark.parametrize("version", [None, "", "0", "-1", "2", "99999999999999999999", "9" * 5_000, "x", "\x00"])
def test_a_version_that_is_not_the_present_one_overwrites_nothing(send, case, version):
    before = everything_recorded()
    for name in [name for name in FORMS if name.endswith(("-edit", "reply-add", "assessment-add"))]:
        with case(name=name):
            response = send(name, version=version)
            assert response.status_code in {409, 422}
            assert KEPT in response.content.decode()
            assert everything_recorded() == before


@pytest.mark.parametrize("name", ["activities:line-add", "activities:line-edit"])
@pytest.mark.parametrize(
    "management",
    [
        {"indicators-TOTAL_FORMS": None},
        {"indicators-TOTAL_FORMS": "x"},
        {"indicators-TOTAL_FORMS": "99999999999999999999"},
        {"indicators-TOTAL_FORMS": "9" * 5_000},
        {"indicators-INITIAL_FORMS": None},
        {"indicators-INITIAL_FORMS": "1"},
        {"indicators-INITIAL_FORMS": "1", "indicators-0-id": "9" * 5_000},
    ],
)
def test_rows_of_indicators_that_nobody_was_shown_are_refused(send, name, management):
    before = everything_recorded()
    response = send(name, **management)
    assert response.status_code == 422
    assert "data-error-summary" in response.content.decode()
    assert everything_recorded() == before


@pytest.mark.parametrize("deleted", ["", "on"])
def test_an_indicator_of_another_line_is_never_touched_through_the_rows_of_this_one(send, things, deleted):
    before = Indicator.objects.filter(pk=things["indicator"]).values().get()
    rows = {"indicators-INITIAL_FORMS": "1", "indicators-0-id": str(before["id"]), "indicators-0-DELETE": deleted}
    send("activities:line-edit", **rows)
    assert Indicator.objects.filter(pk=before["id"]).values().get() == before


def test_a_million_rows_make_no_page_of_a_thousand(send):
    page = send("activities:line-add", **{"indicators-TOTAL_FORMS": "1000000"}).content.decode()
    assert page.count('-unit" ') < 50
