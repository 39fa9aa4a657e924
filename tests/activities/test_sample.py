"""What `manage.py load_sample` brings."""

import csv
import datetime
import itertools

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from activities.models import (
    Activity,
    ActivityState,
    Advocacy,
    CarryingOut,
    Entry,
    Evidence,
    Kind,
    Origin,
    Recommendation,
    RecommendationState,
)
from activities.sample import loading, tables
from plans.models import (
    Agreement,
    AnnualPlan,
    Decision,
    Meeting,
    PlanState,
    Role,
    TrailEntry,
    User,
    WorkingGroup,
)
from tests.activities.test_sample_loading import counts
from tests.plans.test_verify_records import verified

CHEAP = ["django.contrib.auth.hashers.MD5PasswordHasher"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("the sample")]

PUBLISHED_YEARS = [2017, 2018, 2019, 2020]


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once; each test leaves it as it was."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), PASSWORD_HASHERS=CHEAP)
    with django_db_blocker.unblock(), files, transaction.atomic():
        assert loading.load()
        yield
        transaction.set_rollback(True)


def test_loading_twice_makes_nothing_twice(sample):
    loaded = counts()
    assert not loading.load()
    assert counts() == loaded


def published():
    return tables.read("published_activities", tables.PublishedActivity)


def test_every_row_of_a_table_has_a_cell_for_each_heading():
    for path in sorted(tables.DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            headings, *rows = csv.reader(file, strict=True)
        assert rows, path.name
        assert [row for row in rows if len(row) != len(headings)] == [], path.name


def test_a_cell_is_read_as_what_its_field_holds():
    test_of_investigators, *_ = [row for row in published() if row.indicator_value]
    assert test_of_investigators.kind is Kind.TRAINING
    assert test_of_investigators.starts_on == datetime.date(2018, 8, 30)
    assert (test_of_investigators.participants, str(test_of_investigators.indicator_value)) == (329, "83.5")


def test_an_empty_cell_is_not_recorded_and_no_zero():
    consultation, *_ = [row for row in published() if row.participants is None]
    assert consultation.indicator_value is None


def test_every_published_activity_is_there_with_its_days_and_its_source(sample):
    for row in published():
        line = Activity.objects.get(plan__year=row.starts_on.year, title_en=row.title_en, plan__is_example=False)
        assert (line.title_mn, line.kind, line.source_url) == (row.title_mn, row.kind, row.source_url)
        assert (line.starts_on, line.ends_on) == (row.starts_on, row.ends_on)
        entry = line.entries.get()
        assert (entry.starts_on, entry.source_url) == (row.starts_on, row.source_url)
        assert Evidence.objects.get(entry=entry).url == row.source_url


def test_the_published_years_hold_only_what_has_a_public_source(sample):
    lines = Activity.objects.filter(plan__year__in=PUBLISHED_YEARS)
    assert lines.count() == len(published()) + len(tables.read("agreed_2020", tables.AgreedLine))
    assert not lines.filter(source_url="").exists()
    assert not AnnualPlan.objects.filter(is_example=False).exclude(year__in=PUBLISHED_YEARS).exists()


def test_the_published_years_are_closed(sample):
    states = AnnualPlan.objects.filter(year__in=PUBLISHED_YEARS).values_list("state", flat=True)
    assert list(states) == [PlanState.CLOSED] * 4


def test_women_and_men_apart_were_never_published_and_stay_not_recorded(sample):
    entries = Entry.objects.filter(activity__plan__is_example=False)
    assert set(entries.values_list("women", "men")) == {(None, None)}


def test_a_number_of_participants_nobody_published_stays_not_recorded(sample):
    for row in published():
        entry = Entry.objects.get(activity__title_en=row.title_en, source_url=row.source_url)
        assert entry.participants == row.participants
    assert Entry.objects.filter(source_url__contains="asiapacificforum").get().participants is None


def test_what_was_agreed_in_2020_stays_planned_beyond_the_plan_without_days_or_work(sample):
    for row in tables.read("agreed_2020", tables.AgreedLine):
        line = Activity.objects.get(plan__year=2020, title_en=row.title_en)
        assert (line.origin, line.state) == (Origin.BEYOND, ActivityState.PLANNED)
        assert (line.starts_on, line.ends_on, line.entries.count()) == (None, None, 0)
        assert "whether it was held was not published" in line.origin_note_en


def test_plans_that_are_no_record_are_marked_as_an_example_and_say_so(sample):
    this_year = timezone.localdate().year
    examples = AnnualPlan.objects.filter(is_example=True)
    assert sorted(examples.values_list("year", flat=True)) == [this_year, this_year, this_year + 1]
    assert all("not real" in plan.note_en and "бодит биш" in plan.note_mn for plan in examples)
    assert Agreement.objects.get(is_example=True).signed_year == 2015


def test_the_plan_of_next_year_is_a_draft_that_both_still_write(sample):
    plan = AnnualPlan.objects.get(year=timezone.localdate().year + 1)
    assert (plan.state, plan.is_example) == (PlanState.DRAFT, True)
    assert set(plan.activities.values_list("lead__agency__code", flat=True)) == {"nhrcm", "npa"}


def test_each_role_of_both_agencies_has_a_sign_in(sample, client):
    for agency, role in itertools.product(("nhrcm", "npa"), Role):
        person = User.objects.filter(agency__code=agency, role=role, email__endswith=f"@{loading.DOMAIN}").first()
        assert person, (agency, role)
        assert client.login(email=person.email, password=loading.PASSWORD), person.email


def test_all_of_the_sample_stands_in_the_trail(sample):
    for model, verb in ((Activity, "activity.added"), (Entry, "entry.logged"), (AnnualPlan, "plan.added")):
        recorded = TrailEntry.objects.filter(verb=verb).values_list("target_id", flat=True)
        assert sorted(recorded) == sorted(model.objects.values_list("pk", flat=True))


def test_all_of_the_sample_stands_as_the_trail_tells_it(sample):
    assert verified("--records") == ""


# meetings


def test_the_heads_meeting_of_2020_is_there_with_its_nine_units_and_what_became_of_its_decisions(sample):
    meeting = Meeting.objects.get(is_example=False)
    assert (meeting.meets_on, meeting.state) == (datetime.date(2020, 8, 18), "confirmed")
    units = meeting.attendees.filter(department__isnull=False)
    assert {one.unit_mn for one in units} == {one.department.name_mn for one in units}
    assert units.count() == 9
    born = [list(decision.activities.all()) for decision in meeting.decisions.order_by("number")]
    assert [line.number for [line] in born] == [f"+{number}" for number in range(1, 9)]
    assert meeting.decisions.get(text_en__contains="Re-training").text_en.endswith("second half of 2020")
    assert WorkingGroup.objects.get(is_example=False).decision.meeting == meeting


def test_the_sample_shows_a_meeting_in_every_state_and_a_group_that_is_due_to_end(sample):
    assert set(Meeting.objects.values_list("state", flat=True)) == {"planned", "sent", "confirmed"}
    assert Decision.objects.overdue().exists()
    assert [group.is_example for group in WorkingGroup.objects.active() if group.is_due_to_end] == [True]


def test_the_discussion_of_26_june_2019_names_its_occasion_and_nothing_else_was_invented(sample):
    advocacy = Advocacy.objects.get(entry__starts_on=datetime.date(2019, 6, 26))
    assert advocacy.occasion.name_en == "International Day in Support of Victims of Torture"
    assert (advocacy.advocacy_kind, advocacy.message, advocacy.aware_before) == ("", "", None)
    assert not advocacy.channels.exists()
    assert (
        not Advocacy.objects.filter(entry__activity__plan__year__in=PUBLISHED_YEARS).exclude(pk=advocacy.pk).exists()
    )


def test_the_campaign_in_five_soums_of_the_example_is_five_entries_with_all_there_is_to_record_in_one(sample):
    line = Activity.objects.get(title_en__contains="five soums of Arkhangai")
    entries = list(line.entries.all())
    assert len({entry.place for entry in entries}) == 5
    assert sum(entry.participants for entry in entries) == 960
    [whole] = Advocacy.objects.filter(entry__in=entries, channels__isnull=False).distinct()
    assert all(rows.exists() for rows in (whole.events, whole.materials, whole.media, whole.audiences))
    assert {outcome for outcome in Advocacy.objects.values_list("outcome", flat=True) if outcome}


# recommendations


def test_every_published_recommendation_is_there_with_its_source_and_nothing_invented(sample):
    rows = tables.read("recommendations", tables.PublishedRecommendation)
    published = Recommendation.objects.filter(is_example=False).with_state()
    assert sorted(published.values_list("reference", flat=True)) == sorted(row.ref for row in rows)
    for row in rows:
        asked = published.get(reference=row.ref)
        assert (asked.text_en, asked.document_en, asked.theme_en) == (row.summary, row.mechanism, row.theme)
        assert asked.source_url or asked.source_note, row.ref
        assert (asked.state, asked.reply_due_on, asked.proofs.count()) == ("asked", None, 0)
        assert row.year.startswith(str(asked.year))
        assert asked.issued_on is None or asked.issued_on.year == asked.year
    assert published.get(reference="US-TIP").years == "2018–2022"
    assert set(published.exclude(repeats=None).values_list("repeats__reference", flat=True)) == {"UPR1-84.2"}


def test_the_example_shows_a_recommendation_in_every_state(sample):
    examples = Recommendation.objects.filter(is_example=True).with_state()
    assert set(examples.values_list("state", flat=True)) == set(RecommendationState.values)
    assert all(asked.text_mn.startswith("Жишээ") and asked.text_en.startswith("Example") for asked in examples)
    assert examples.get(state="asked").repeats.is_example
    assert CarryingOut.objects.filter(activity__plan__is_example=False).count() == 0
