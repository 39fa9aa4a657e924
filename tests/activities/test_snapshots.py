"""Half a year and a year are frozen once, on the plan's day or after it, and stay as they were."""

import uuid
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from activities.actions.ratings import differ_from_rating, rate
from activities.actions.snapshots import freeze_due, freeze_snapshot
from activities.models import Activity, Snapshot, SnapshotPeriod
from activities.reports.snapshot import snapshot_content
from activities.texts import plan_text
from plans.actions.annual_plans import edit_plan
from plans.models import AnnualPlan, Chain, PlanState, TrailEntry
from plans.models.consent import digest_of
from plans.trail import Command
from plans.verification import verify_records
from plans.workflow import MoveRefused
from tests.activities.test_rating_pages import text_of
from tests.factories import ActivityFactory, PlanFactory, RatingFactory
from tests.factories.behind import behind_the_locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BY = Command("freeze_snapshots")
WHY = "Хагасыг нь хийсэн."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-07-03T04:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def rated_line(line, bold, ganaa):
    seventy = line.plan.agreement.rating_scale.grades.get(value=70)
    rating = rate(line, by=bold, grade=seventy, explanation=WHY)
    differ_from_rating(rating, by=ganaa, sentence="Бид 30 гэж үзнэ.")
    return line


def freeze(plan, period=SnapshotPeriod.HALF_YEAR):
    return freeze_snapshot(plan, period, by=BY, render=snapshot_content)


def days(plan, **chosen):
    AnnualPlan.objects.filter(pk=plan.pk).update(**chosen)


def due():
    frozen, refused = freeze_due(by=BY, render=snapshot_content)
    assert refused == []
    return [(one.period, one.as_of) for one in frozen]


def test_it_is_frozen_on_its_day_once_and_the_command_may_be_run_again(rated_line, clock, capsys):
    clock.move_to("2026-07-02T04:00:00Z")
    call_command("freeze_snapshots")
    assert not Snapshot.objects.exists()
    clock.move_to("2026-07-03T04:00:00Z")
    for _ in range(3):
        call_command("freeze_snapshots")
    snapshot = Snapshot.objects.get()
    assert (snapshot.period, snapshot.set_on, snapshot.as_of) == ("half-year", date(2026, 7, 3), date(2026, 7, 3))
    assert capsys.readouterr().out.count("half-year") == 1
    assert TrailEntry.objects.latest("pk").verb == "snapshot.frozen"


def test_frozen_later_it_says_the_day_it_was_really_frozen(rated_line, clock, client_of, chimeg):
    clock.move_to("2026-07-09T04:00:00Z")
    assert due() == [("half-year", date(2026, 7, 9))]
    shown = text_of(client_of(chimeg).get(Snapshot.objects.get().get_absolute_url()))
    assert "Frozen on 2026.07.09 · the plan sets 2026.07.03" in shown


def test_the_year_follows_and_a_half_year_is_not_made_up_for_then(rated_line, clock):
    clock.move_to("2026-12-23T04:00:00Z")
    assert due() == [("year", date(2026, 12, 23))]
    assert due() == []


def test_what_was_frozen_says_the_same_whatever_happens_after(rated_line, bold, client_of, chimeg):
    snapshot = freeze(rated_line.plan)
    hundred = rated_line.plan.agreement.rating_scale.grades.get(value=100)
    rate(rated_line, by=bold, grade=hundred, explanation="Дууссан.", seen=rated_line.ratings.get().pk)
    Activity.objects.update(title_en="Another title")
    client = client_of(chimeg)
    shown = text_of(client.get(snapshot.get_absolute_url()))
    for words in ("(1 × 70) / 1 = 70 / 1 = 70.00", "70 · under way", WHY, "Бид 30 гэж үзнэ.", "reads it otherwise"):
        assert words in shown
    assert "Another title" not in shown
    assert digest_of(Snapshot.objects.get().content) == snapshot.digest
    assert Chain.objects.get(key=snapshot.plan.agreement_id, kind="agreement").length > 1
    assert "Mean rating: 100.00" in text_of(client.get(rated_line.plan.get_absolute_url()))


def test_it_reads_in_both_languages(rated_line, chimeg, client_of):
    freeze(rated_line.plan)
    chimeg.language = "mn"
    chimeg.save()
    shown = text_of(client_of(chimeg).get(Snapshot.objects.get().get_absolute_url()))
    assert "70 · хэрэгжих шатандаа" in shown


def test_a_rating_that_lapsed_is_not_frozen_as_if_it_stood(line, bold, clock):
    rate(line, by=bold, grade=None, explanation="Намар болно.")
    clock.move_to("2026-12-22T04:00:00Z")
    Activity.objects.update(ends_on=date(2026, 10, 1))
    [row] = freeze(line.plan, SnapshotPeriod.YEAR).content["lines"]
    assert (row["words"]["en"], row["explanation"], row["on"], row["readings"]) == ("due, not rated", "", "", [])


def test_lines_beyond_the_plan_are_frozen_apart(rated_line, adopted_plan):
    RatingFactory(activity=ActivityFactory(plan=adopted_plan, objective=None, origin="beyond"), value=0)
    content = freeze(adopted_plan).content
    assert (content["plan"]["mean"], content["beyond"]["mean"]) == ("70.00", "0.00")
    assert [row["beyond"] for row in content["lines"]] == [False, True]


def test_before_its_day_or_twice_it_is_refused(rated_line, adopted_plan, clock):
    freeze(adopted_plan)
    with pytest.raises(ValidationError, match="frozen already"):
        freeze(adopted_plan)
    with pytest.raises(ValidationError, match="has not come yet"):
        freeze(adopted_plan, SnapshotPeriod.YEAR)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.PROPOSED, PlanState.CLOSED])
def test_only_a_year_that_is_carried_out_is_frozen(rated_line, adopted_plan, state):
    days(adopted_plan, state=state)
    assert due() == []
    with pytest.raises(MoveRefused):
        freeze(adopted_plan)


@pytest.mark.parametrize(
    "refusal", [MoveRefused(["The year is closed."]), ValidationError({"period": "The year is closed."})]
)
def test_a_plan_that_is_refused_keeps_no_other_from_being_frozen_and_the_log_shows_it(
    rated_line, adopted_plan, monkeypatch, capsys, refusal
):
    last = PlanFactory(agreement=adopted_plan.agreement, year=2025, adopted=True)

    def render(plan, today):
        if plan == adopted_plan:
            raise refusal
        return snapshot_content(plan, today)

    monkeypatch.setattr("activities.management.commands.freeze_snapshots.snapshot_content", render)
    with pytest.raises(CommandError) as failed:
        call_command("freeze_snapshots")
    assert f"{adopted_plan.agreement}, Joint annual plan 2026, half-year: The year is closed." in str(failed.value)
    assert failed.value.returncode == 1
    assert [one.plan for one in Snapshot.objects.all()] == [last]
    assert "Joint annual plan 2025, year" in capsys.readouterr().out


def test_a_plan_adopted_after_the_day_has_nothing_to_freeze_of_it(rated_line, adopted_plan):
    with behind_the_locks():
        days(adopted_plan, adopted_on=date(2026, 7, 4))
    assert due() == []


@pytest.mark.parametrize("act", ["UPDATE activities_snapshot SET mean = 100", "DELETE FROM activities_snapshot"])
def test_the_database_refuses_to_change_or_delete_it(rated_line, act):
    freeze(rated_line.plan)
    with pytest.raises(DatabaseError, match="stays as it was frozen"), transaction.atomic():
        connection.cursor().execute(act)


def test_the_records_are_what_the_trail_tells_of_it(rated_line):
    freeze(rated_line.plan)
    assert [fault for fault in verify_records() if "snapshot" in fault.record] == []


# the days


def test_a_head_chooses_other_days_while_the_plan_is_a_draft(draft_plan, ganaa, client_of):
    client, address = client_of(ganaa), reverse("activities:snapshot-days", args=[draft_plan.pk])
    sent = {"form_key": uuid.uuid4(), "version": draft_plan.version, "half_year_on": "2027.06.25", "year_on": ""}
    assert client.post(address, sent).status_code == 302
    draft_plan.refresh_from_db()
    assert (draft_plan.half_year_snapshot_on, draft_plan.year_snapshot_on) == (date(2027, 6, 25), date(2027, 12, 22))
    assert TrailEntry.objects.latest("pk").changes == {"half_year_on": [None, "2027-06-25"]}
    assert "2027.06.25" in text_of(client.get(reverse("activities:snapshot-list", args=[draft_plan.pk])))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"half_year_on": "2026.07.03"}, "Write a day of the plan&#x27;s year, 2027."),
        ({"year_on": "2028.01.05"}, "Write a day of the plan&#x27;s year, 2027."),
        ({"half_year_on": "2027.12.22"}, "The half-year snapshot comes before that of the year."),
        ({"year_on": "2027.06.01"}, "The half-year snapshot comes before that of the year."),
        ({"year_on": "маргааш"}, "Write the year, month and day, such as 2026.11.27."),
    ],
)
def test_days_that_cannot_be_get_a_sentence_and_stay_typed(draft_plan, ganaa, client_of, days, sentence):
    sent = {"form_key": uuid.uuid4(), "version": draft_plan.version} | days
    page = client_of(ganaa).post(reverse("activities:snapshot-days", args=[draft_plan.pk]), sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert next(iter(days.values())) in page.content.decode()


def test_of_two_who_change_the_days_the_second_sees_both(draft_plan, ganaa, client_of):
    edit_plan(draft_plan, by=ganaa, version=1, changes={"year_on": date(2027, 12, 10)})
    sent = {"form_key": uuid.uuid4(), "version": 1, "year_on": "2027.12.15"}
    page = client_of(ganaa).post(reverse("activities:snapshot-days", args=[draft_plan.pk]), sent)
    assert page.status_code == 409
    assert "2027.12.10" in text_of(page)


def test_of_an_adopted_plan_the_days_no_longer_change(adopted_plan, ganaa, client_of):
    address = reverse("activities:snapshot-days", args=[adopted_plan.pk])
    assert client_of(ganaa).get(address).status_code == 403


def test_the_text_of_a_plan_names_the_days_only_where_they_were_chosen(draft_plan, ganaa):
    before = plan_text(draft_plan)
    assert [row["key"] for row in before["parts"][0]["rows"]] == ["note_mn", "note_en"]
    edit_plan(draft_plan, by=ganaa, version=1, changes={"half_year_on": date(2027, 6, 25)})
    after = plan_text(draft_plan)
    assert after["parts"][0]["rows"][-1]["value"] == {"mn": "2027.06.25", "en": "2027.06.25"}
    edit_plan(draft_plan, by=ganaa, version=2, changes={"half_year_on": None})
    assert digest_of(plan_text(draft_plan)) == digest_of(before)


@pytest.mark.parametrize("period", ["half-year", "year", "month", "9" * 400])
def test_a_snapshot_that_was_never_frozen_is_not_found(adopted_plan, chimeg, client_of, period):
    address = reverse("activities:snapshot-detail", args=[adopted_plan.pk, period])
    assert client_of(chimeg).get(address).status_code == 404
