"""Logging what was done."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from activities.models import ActivityState, Entry, Evidence
from plans.models import Role, TrailEntry, UsedFormKey
from tests.factories import (
    ActivityFactory,
    DepartmentFactory,
    EntryFactory,
    IndicatorFactory,
    ObjectiveFactory,
    UserFactory,
)

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


@pytest.fixture
def line(adopted_plan, bold):
    return ActivityFactory(plan=adopted_plan, lead=bold.department)


def written(**changes):
    return {
        "form_key": str(uuid.uuid4()),
        "starts_on": timezone.localdate().strftime("%Y.%m.%d"),
        "division": "MN-041",
        "women": "14",
        "men": "21",
        "what_was_done": "Хоёр өдрийн сургалт зохион байгуулав.",
        "progress": "going_on",
        "compartment": "joint",
    } | changes


@pytest.fixture
def log(client_of, bold, line):
    client = client_of(bold)

    def send(**changes):
        return client.post(reverse("activities:entry-add", args=[line.pk]), written(**changes))

    return send


def test_a_training_is_logged_with_its_figures_and_its_photo(log, line, bold):
    response = log(files=SimpleUploadedFile("irts.jpg", JPEG))
    assert response.status_code == 302
    entry = Entry.objects.get()
    assert (entry.women, entry.men, entry.sex_not_recorded, entry.participants) == (14, 21, None, 35)
    assert (entry.author, entry.agency) == (bold, bold.agency)
    assert Evidence.objects.get().stored.media_type == "image/jpeg"


def test_a_head_count_stands_beside_the_sum(log, line, client_of, bold):
    assert log(head_count="40").status_code == 302
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert re.search(r">35<.*: 40\b", page, re.DOTALL)


def test_the_first_entry_starts_the_line_and_finished_reports_it_done(log, line):
    log()
    line.refresh_from_db()
    assert line.state == ActivityState.IN_PROGRESS
    log(progress="finished")
    line.refresh_from_db()
    assert line.state == ActivityState.REPORTED_DONE


def test_a_later_entry_reopens_nothing(log, line):
    log(progress="finished")
    log(progress="going_on")
    line.refresh_from_db()
    assert line.state == ActivityState.REPORTED_DONE


@pytest.mark.parametrize(("language", "said"), [("en", "up to 3 MB each."), ("mn", "3 МБ")])
def test_the_form_says_how_large_a_file_may_be_in_the_language_of_the_reader(
    client_of, bold, line, settings, language, said
):
    settings.UPLOAD_MAX_BYTES = 3 * 2**20
    bold.language = language
    bold.save()
    assert said in client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).content.decode()


def test_the_form_says_that_the_province_or_the_place_is_needed(client_of, bold, line):
    page = client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    assert '<p class="hint">Fill in one of the two, or both.</p>' in page
    for name in ("division", "place"):
        assert f'id="id_{name}_helptext"' in page
        assert f'aria-describedby="id_{name}_helptext"' in page


def test_what_it_adds_to_an_indicator_is_counted(log, line):
    indicator = IndicatorFactory(activity=line)
    log(**{f"figure_{indicator.pk}": "35"})
    log(**{f"figure_{indicator.pk}": "3"})
    assert indicator.achieved() == 38


def test_a_figure_that_counts_people_says_so_and_can_follow_the_participants(client_of, bold, line):
    people, sheets = IndicatorFactory(activity=line, unit="хүн"), IndicatorFactory(activity=line, unit="хуудас")
    form = client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).context["form"]
    field = form.fields[f"figure_{people.pk}"]
    assert field.widget.attrs["data-sum-of"] == "women men sex_not_recorded"
    assert "Write the people here too" in str(field.help_text)
    assert "data-sum-of" not in form.fields[f"figure_{sheets.pk}"].widget.attrs


def test_the_form_says_what_it_is_shows_the_files_there_and_leads_back(log, client_of, bold, line):
    log(files=SimpleUploadedFile("irts.jpg", JPEG))
    client = client_of(bold)
    for name, key, heading in (
        ("entry-add", line.pk, "Log what was done"),
        ("entry-edit", Entry.objects.get().pk, "Edit the entry"),
    ):
        page = client.get(reverse(f"activities:{name}", args=[key])).content.decode()
        assert page.split("<h1>")[1].split("</h1>")[0].strip() == heading
        assert f'href="{line.get_absolute_url()}">Cancel</a>' in page
    assert "irts.jpg" in page


def test_the_next_step_of_each_side_is_kept(log, nhrcm):
    log(**{f"step_{nhrcm.pk}": "Асуулга илгээх"})
    assert str(Entry.objects.get().next_steps.get()) == "NHRCM: Асуулга илгээх"


def test_the_same_form_sent_again_makes_one_entry_and_leads_to_the_same_page(log):
    key = str(uuid.uuid4())
    pages = {log(form_key=key)["Location"] for _ in range(3)}
    assert (Entry.objects.count(), len(pages), UsedFormKey.objects.count()) == (1, 1, 1)


def test_a_form_without_its_key_is_not_taken(log):
    assert log(form_key="").status_code == 422
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "mistake",
    [
        {"starts_on": "2026.02.30"},
        {"starts_on": "08/07/2026"},
        {"starts_on": "0001-01-01"},
        {"starts_on": "9999-12-31"},
        {"starts_on": ""},
        {"women": "-1"},
        {"women": "99999999999999999999"},
        {"men": "NaN"},
        {"men": "1e400"},
        {"what_was_done": ""},
        {"what_was_done": "x\x00y"},
        {"what_was_done": "нууц \u202e тэмдэг"},
        {"what_was_done": "x" * 10_001},
        {"division": "MN-999"},
        {"division": "", "place": ""},
        {"progress": "flying"},
        {"link": "javascript:alert(1)"},
    ],
)
def test_a_slip_gets_a_sentence_and_keeps_what_was_typed(log, mistake):
    response = log(**mistake)
    assert response.status_code == 422
    assert not Entry.objects.exists()
    assert "data-error-summary" in response.content.decode()
    if "what_was_done" not in mistake:
        assert "Хоёр өдрийн сургалт" in response.content.decode()


def test_a_day_that_has_not_come_is_refused(log):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert log(starts_on=tomorrow.isoformat()).status_code == 422


def test_an_end_before_the_start_is_refused(log):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert log(ends_on=yesterday.isoformat()).status_code == 422


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("photo.jpg", b"<script>alert(1)</script>"),
        ("photo.jpg.exe", JPEG),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("report.docx", b"PK\x03\x04not a zip"),
        ("report.pdf", b"GIF89a"),
        ("empty.pdf", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(log, name, content):
    assert log(files=SimpleUploadedFile(name, content)).status_code == 422
    assert not Entry.objects.exists()


def test_a_file_over_the_limit_is_refused(log, settings):
    settings.UPLOAD_MAX_BYTES = 100
    assert log(files=SimpleUploadedFile("photo.jpg", JPEG * 3)).status_code == 422


def test_evidence_leaves_as_an_attachment_no_browser_opens(log, client_of, bold):
    log(files=SimpleUploadedFile("ирцийн хуудас; x=1.jpg", JPEG))
    response = client_of(bold).get(reverse("activities:evidence-file", args=[Evidence.objects.get().pk]))
    assert b"".join(response.streaming_content) == JPEG
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_fields_the_form_does_not_have_are_ignored(log, nhrcm, anu, bold):
    log(agency=nhrcm.pk, author=anu.pk, version="9", logged_at="2000-01-01", state="confirmed")
    entry = Entry.objects.get()
    assert (entry.agency, entry.author, entry.version) == (bold.agency, bold, 1)


def test_the_other_side_reads_it_and_may_not_change_it(log, client_of, anu):
    log()
    entry = Entry.objects.get()
    client = client_of(anu)
    assert "Хоёр өдрийн сургалт" in client.get(entry.activity.get_absolute_url()).content.decode()
    assert client.get(reverse("activities:entry-edit", args=[entry.pk])).status_code == 403


def test_a_stale_form_gets_both_texts_and_changes_nothing(client_of, bold, line):
    entry = EntryFactory(activity=line, author=bold, what_was_done="Эхний бичвэр")
    other = UserFactory(agency=bold.agency, role=Role.STAFF)
    address = reverse("activities:entry-edit", args=[entry.pk])
    assert client_of(other).post(address, written(version="1", what_was_done="Түүний бичвэр")).status_code == 302
    response = client_of(bold).post(address, written(version="1", what_was_done="Миний бичвэр"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Түүний бичвэр" in page
    assert "Миний бичвэр" in page
    entry.refresh_from_db()
    assert entry.what_was_done == "Түүний бичвэр"
    assert client_of(bold).post(address, written(version="2", what_was_done="Миний бичвэр")).status_code == 302


def test_the_next_form_is_filled_in_from_the_last_entry(log, client_of, bold, line):
    log(place="Мөрөн сум")
    page = client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    assert "Мөрөн сум" in page


def test_a_draft_plan_takes_no_entries(client_of, bold, draft_plan):
    line = ActivityFactory(plan=draft_plan, lead=DepartmentFactory(agency=bold.agency))
    assert client_of(bold).get(reverse("activities:entry-add", args=[line.pk])).status_code == 403


def test_each_act_leaves_its_entry_in_the_trail(log):
    log(progress="finished")
    assert list(TrailEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "entry.logged",
        "activity.reported_done",
    ]


# drafting


def test_a_line_saved_with_the_next_one_in_mind_opens_the_form_anew_under_the_same_objective(
    client_of, bold, draft_plan
):
    objective = ObjectiveFactory(plan=draft_plan)
    sent = {
        "form_key": str(uuid.uuid4()),
        "kind": "training",
        "objective": objective.pk,
        "title_mn": "Сургалт",
        "lead": bold.department_id,
        "indicators-TOTAL_FORMS": 0,
        "indicators-INITIAL_FORMS": 0,
        "then": "another",
    }
    add = reverse("activities:line-add", args=[draft_plan.pk])
    client = client_of(bold)
    response = client.post(add, sent)
    assert response.url == f"{add}?objective={objective.pk}"
    assert client.get(response.url).context["form"]["objective"].value() == objective.pk


def test_lines_of_a_plan_that_is_carried_out_stand_before_those_of_a_draft_which_are_marked(
    client_of, bold, draft_plan, line
):
    written = ActivityFactory(plan=draft_plan, lead=bold.department, title_en="Line of the draft")
    response = client_of(bold).get(reverse("activities:activity-list"))
    assert list(response.context["page_obj"]) == [line, written]
    before, after = response.content.decode().split("<tbody>")[1].split(written.title_en)
    assert "Draft" in after
    assert "Draft" not in before
