"""What one side reported done, the other confirms, or differs and says how; both readings stay."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from activities.actions.confirmations import ReportChanged, confirm
from activities.actions.entries import EntryParts, edit_entry, remove_evidence
from activities.models import Activity, ActivityState, Confirmation, Entry, Evidence
from activities.reported import new_since, read_anew, report_text, seen
from plans.models import ActingAuthority, Audience, PlanState, Role, TrailEntry
from plans.models.consent import digest_of
from plans.verification import verify_chains
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, AgencyFactory, DepartmentFactory, UserFactory
from tests.factories.reports import confirmed, differed, digest, log

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def line(adopted_plan, bold, anu):
    """Led by the police, joined by the commission."""
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    return line


@pytest.fixture
def entry(line, bold):
    return log(line, bold)


def now(line):
    return Activity.objects.get(pk=line.pk)


def awaited(line):
    return sorted(agency.code for agency in now(line).awaited_agencies)


def awaiting(agency):
    return set(Activity.objects.awaiting(agency))


# who is awaited


def test_the_other_side_is_awaited_for_what_the_lead_reported(entry, line, nhrcm, npa):
    assert awaited(line) == ["nhrcm"]
    assert (awaiting(nhrcm), awaiting(npa)) == ({line}, set())


def test_the_lead_is_awaited_for_what_a_partner_reported(line, anu, nhrcm, npa):
    log(line, anu)
    assert awaited(line) == ["npa"]
    assert (awaiting(nhrcm), awaiting(npa)) == (set(), {line})


def test_on_a_line_of_one_side_its_own_head_is_awaited(adopted_plan, bold, khulan, npa):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(DepartmentFactory(agency=npa))
    log(line, bold)
    assert awaited(line) == ["npa"]
    assert awaiting(npa) == {line}
    confirmed(line, khulan)
    assert (now(line).state, awaiting(npa)) == (ActivityState.CONFIRMED, set())


def test_nobody_confirms_their_own_report(adopted_plan, khulan, npa):
    line = ActivityFactory(plan=adopted_plan, lead=khulan.department)
    log(line, khulan)
    with pytest.raises(MoveRefused, match="You reported"):
        confirmed(line, khulan)
    confirmed(line, UserFactory(agency=npa, role=Role.HEAD))
    assert now(line).state == ActivityState.CONFIRMED


def test_a_line_whose_reporter_is_not_recorded_counts_as_reported_by_its_lead(adopted_plan, bold, anu, nhrcm):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, reported_done=True)
    line.partners.add(anu.department)
    assert awaited(line) == ["nhrcm"]
    assert awaiting(nhrcm) == {line}


def test_a_line_under_way_awaits_nobody(line, bold, nhrcm):
    log(line, bold, "going_on")
    assert awaited(line) == []
    assert awaiting(nhrcm) == set()


def test_the_days_awaited_are_days_of_the_calendar(entry, line):
    Activity.objects.update(reported_done_at=timezone.now() - timedelta(days=12))
    assert now(line).days_awaited == 12


# of several parties


@pytest.fixture
def of_three(adopted_plan, line, bold):
    """The line, joined by a third party; and that party's head."""
    third = AgencyFactory(code="gabp")
    adopted_plan.agreement.parties.create(agency=third)
    head = UserFactory(agency=third, role=Role.HEAD)
    line.partners.add(head.department)
    log(line, bold)
    return line, head


def test_of_several_the_line_is_confirmed_once_the_last_has_confirmed(of_three, ganaa):
    line, third = of_three
    assert awaited(line) == ["gabp", "nhrcm"]
    confirmed(line, ganaa)
    assert (now(line).state, awaited(line)) == (ActivityState.REPORTED_DONE, ["gabp"])
    assert awaiting(third.agency) == {line}
    confirmed(line, third)
    assert (now(line).state, awaited(line)) == (ActivityState.CONFIRMED, [])


def test_it_differs_as_soon_as_one_does_and_the_others_may_still_answer(of_three, ganaa):
    line, third = of_three
    differed(line, ganaa)
    assert (now(line).state, awaited(line)) == (ActivityState.DIFFERS, ["gabp"])
    confirmed(line, third)
    assert now(line).state == ActivityState.DIFFERS
    confirmed(line, ganaa)
    assert now(line).state == ActivityState.CONFIRMED


def test_who_confirms_after_having_differed_gives_the_others_their_turn(of_three, ganaa):
    line, _third = of_three
    differed(line, ganaa)
    confirmed(line, ganaa)
    assert (now(line).state, awaited(line)) == (ActivityState.REPORTED_DONE, ["gabp"])


def test_what_one_of_several_confirmed_is_no_longer_edited(of_three, ganaa, bold):
    line, _third = of_three
    confirmed(line, ganaa)
    entry = line.entries.get()
    with pytest.raises(MoveRefused, match="no longer changes"):
        edit_entry(entry, by=bold, version=entry.version, changes={"women": 99}, parts=EntryParts())
    with pytest.raises(MoveRefused, match="no longer changes"):
        remove_evidence(entry.evidence.get(), by=bold)
    assert Entry.objects.get().women is None


# what an answer keeps, and the trail


def test_a_confirmation_keeps_who_when_in_what_post_and_what_was_reported(entry, line, ganaa):
    answer = confirmed(line, ganaa)
    answer.refresh_from_db()
    assert (answer.name, answer.post, answer.agency) == (ganaa.short_name, str(ganaa.department), ganaa.agency)
    assert (answer.digest, answer.acting_for) == (digest_of(answer.reported), None)
    assert [part["key"] for part in answer.reported["parts"]][-1] == f"entry-{entry.pk}"


@pytest.mark.parametrize(("answer", "verb"), [(confirmed, "activity.confirmed"), (differed, "activity.differs")])
def test_an_answer_is_one_entry_of_the_joint_trail(entry, line, ganaa, adopted_plan, answer, verb):
    before = TrailEntry.objects.count()
    answer(line, ganaa)
    (told,) = TrailEntry.objects.order_by("pk")[before:]
    assert (told.verb, told.target_id, told.actor_id) == (verb, line.pk, ganaa.pk)
    assert str(told.chain) == f"{Audience.agreement(1).kind}:{adopted_plan.agreement_id}"
    assert set(told.changes) == {"state", "confirmations"}
    assert verify_chains().faults == []


def test_a_part_of_the_sides_says_so_in_the_trail(of_three, ganaa):
    line, _third = of_three
    confirmed(line, ganaa)
    told = TrailEntry.objects.order_by("pk").last()
    assert (told.verb, set(told.changes)) == ("activity.confirmation_given", {"confirmations"})


def test_who_acts_for_a_head_is_named_with_the_head(entry, line, anu, ganaa, nhrcm):
    today = timezone.localdate()
    ActingAuthority.objects.create(
        agency=nhrcm, person=anu, head=ganaa, from_on=today, until_on=today, order_number="Б/7"
    )
    answer = confirmed(line, anu)
    assert (answer.name, answer.acting_for_name) == (anu.short_name, ganaa.short_name)


def test_to_differ_takes_a_sentence(entry, line, ganaa):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        differed(line, ganaa, "")
    assert not Confirmation.objects.exists()


# you confirm what you saw


def test_an_entry_that_came_since_the_page_was_shown_refuses_the_answer(entry, line, ganaa, bold):
    shown = report_text(read_anew(line))
    later = log(line, bold, "going_on")
    with pytest.raises(ReportChanged) as refused:
        confirm(now(line), by=ganaa, digest=digest_of(shown))
    assert [part["key"] for part in new_since(refused.value.stands, seen(shown))] == [f"entry-{later.pk}"]
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(women=99),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(what_was_done="Өөр"),
        lambda entry: Evidence.objects.filter(entry=entry).update(url="https://example.org/other"),
        lambda entry: Activity.objects.update(title_mn="Өөр гарчиг"),
        lambda entry: Activity.objects.update(reported_done_at=timezone.now()),
    ],
)
def test_any_word_of_the_report_counts(entry, line, ganaa, change):
    shown = digest(line)
    change(entry)
    with pytest.raises(ReportChanged):
        confirm(now(line), by=ganaa, digest=shown)


def test_without_the_digest_the_answer_would_name_what_nobody_saw(entry, line, ganaa, bold, monkeypatch):
    shown = digest(line)
    log(line, bold, "going_on", what_was_done="Хожуу бичсэн")
    monkeypatch.setattr("activities.actions.confirmations.digest_of", lambda text: shown)
    confirm(now(line), by=ganaa, digest=shown)
    assert "Хожуу бичсэн" in str(Confirmation.objects.get().reported)


def test_a_post_given_up_meanwhile_is_a_right_given_up(entry, line, ganaa):
    type(ganaa).objects.filter(pk=ganaa.pk).update(role=Role.STAFF)
    with pytest.raises(MoveRefused, match="Only a head"):
        confirmed(line, ganaa)


def test_nothing_is_confirmed_once_the_year_is_closed(entry, line, ganaa, adopted_plan, nhrcm):
    type(adopted_plan).objects.update(state=PlanState.CLOSED)
    assert (awaited(line), awaiting(nhrcm)) == ([], set())
    with pytest.raises(MoveRefused):
        confirmed(line, ganaa)


# after a difference


def test_after_a_difference_to_report_again_asks_anew_and_both_readings_stay(entry, line, ganaa, bold):
    differed(line, ganaa)
    log(line, bold)
    assert (now(line).state, awaited(line)) == (ActivityState.REPORTED_DONE, ["nhrcm"])
    confirmed(line, ganaa)
    assert now(line).state == ActivityState.CONFIRMED
    assert [one.reading for one in Confirmation.objects.all()] == ["differs", "confirmed"]


def test_who_differs_is_not_overridden_by_its_own_staff(entry, line, ganaa, anu):
    differed(line, ganaa)
    log(line, anu)
    assert (now(line).state, now(line).reporter.code) == (ActivityState.DIFFERS, "npa")


def test_to_mend_a_slip_in_a_finished_entry_reports_nothing_anew(entry, line, ganaa, bold):
    differed(line, ganaa)
    entry.refresh_from_db()
    edit_entry(entry, by=bold, version=entry.version, changes={"women": 12}, parts=EntryParts())
    assert now(line).state == ActivityState.DIFFERS


@pytest.mark.parametrize("progress", ["going_on", "finished"])
def test_what_is_logged_after_a_confirmation_is_reported_anew(entry, line, ganaa, bold, client_of, progress):
    confirmed(line, ganaa)
    log(line, bold, progress)
    assert (now(line).state, awaited(line)) == (ActivityState.REPORTED_DONE, ["nhrcm"])
    page = client_of(ganaa).get(line.get_absolute_url())
    assert [one.reading for one in page.context["earlier_readings"]] == ["confirmed"]
    confirmed(line, ganaa)
    assert now(line).state == ActivityState.CONFIRMED


def test_what_was_confirmed_stays_and_what_was_logged_since_is_mended_until_it_is(entry, line, ganaa, bold):
    confirmed(line, ganaa)
    later = log(line, bold, "going_on")
    edit_entry(later, by=bold, version=later.version, changes={"women": 50}, parts=EntryParts())
    entry.refresh_from_db()
    with pytest.raises(MoveRefused, match="no longer changes"):
        edit_entry(entry, by=bold, version=entry.version, changes={"women": 500}, parts=EntryParts())
    confirmed(line, ganaa)
    later.refresh_from_db()
    with pytest.raises(MoveRefused, match="no longer changes"):
        edit_entry(later, by=bold, version=later.version, changes={"women": 500}, parts=EntryParts())


def test_of_several_who_confirmed_already_is_asked_anew_too(of_three, ganaa, bold):
    line, _third = of_three
    confirmed(line, ganaa)
    log(line, bold, "going_on")
    assert set(awaited(line)) == {"nhrcm", "gabp"}


def test_more_on_a_report_nobody_has_confirmed_is_part_of_it(entry, line, bold):
    reported_at = now(line).reported_done_at
    log(line, bold)
    assert now(line).reported_done_at == reported_at


def test_the_form_says_that_a_confirmed_line_is_reported_anew(entry, line, ganaa, bold, client_of):
    address, sentence = f"{line.get_absolute_url()}entries/new/", "reports the line done anew"
    assert sentence not in client_of(bold).get(address).content.decode()
    confirmed(line, ganaa)
    assert sentence in client_of(bold).get(address).content.decode()


# what the database refuses


def test_the_database_keeps_every_reading(entry, line, ganaa):
    confirmed(line, ganaa)
    for sql in (
        "UPDATE activities_confirmation SET reading = 'differs', sentence = 'x'",
        "UPDATE activities_confirmation SET name_mn = 'x'",
        "DELETE FROM activities_confirmation",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize("fault", [{"name_mn": ""}, {"reading": "differs"}, {}])
def test_the_database_refuses_a_nameless_a_speechless_and_a_second_reading(entry, line, ganaa, fault):
    answer = confirmed(line, ganaa)
    answer.pk = None
    for name, value in fault.items():
        setattr(answer, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer.save(force_insert=True)
