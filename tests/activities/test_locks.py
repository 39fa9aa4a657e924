"""
What the parties agreed to, confirmed or closed stays, whoever asks: tried with SQL and the account of the product.

Behind every case stand the acts of the product that lead there; what the product itself still does with the thing is
tried elsewhere.
"""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from activities.actions.closing import decide_fates, open_closing
from activities.actions.recommendations import add_proofs, assess, name_line, reply
from activities.models import (
    Assessment,
    CarryingOut,
    ChangeKind,
    Comment,
    Fate,
    KnowledgeTest,
    LineFate,
    Progress,
    Reply,
    Session,
    Snapshot,
    SnapshotPeriod,
)
from activities.models.locks import parts_of_entries
from plans.actions import consent
from plans.actions import working_groups as groups
from plans.actions.decisions import add_decision
from plans.actions.meetings import call_off, plan_meeting, write_note
from plans.models import Decision, GroupMember, Meeting, MeetingNote, ProposalKind, guards
from tests.factories import ActivityFactory, EntryFactory, EvidenceFactory
from tests.factories.amendments import agreed, amended, in_force, put, read
from tests.factories.behind import behind_the_locks
from tests.factories.meetings import WorkingGroupFactory, confirm, held_meeting, send
from tests.factories.recommendations import RecommendationFactory
from tests.factories.reports import confirmed, log
from tests.factories.trainings import course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
EVERY_ACT = ("INSERT", "UPDATE", "DELETE")
WORDS = "'Өөр'"


def passing(table, column, value=WORDS, acts=EVERY_ACT, where="TRUE"):
    """Which of the acts on the rows of a table no trigger refuses: a copy added, a column changed, the row deleted."""
    statements = {
        "INSERT": f"INSERT INTO {table} SELECT * FROM {table} WHERE {where}",
        "UPDATE": f"UPDATE {table} SET {column} = {value} WHERE {where}",
        "DELETE": f"DELETE FROM {table} WHERE {where}",
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE {where}")
        assert cursor.fetchone()[0], f"{table} has no row to try it on"
    return [f"{act} {table}.{column}" for act in acts if not is_refused(statements[act])]


def is_refused(statement):
    """By a trigger, in its own words; what is not refused is taken back."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return any(guard.refusal in str(refused) for guard in guards.GUARDS)
    return False


def all_passing(*cases):
    return [passed for case in cases for passed in passing(*case)]


OF_A_MEETING = (
    ("plans_agendaitem", "minutes_mn"),
    ("plans_attendee", "was_present", "NULL"),
    ("plans_decision", "text_mn"),
    ("plans_meetingnote", "text"),
    ("plans_meeting", "place", WORDS, ("UPDATE", "DELETE")),
    ("plans_meeting", "meets_on", "'2020-08-19'", ("UPDATE",)),
    ("plans_meeting", "state", "'planned'", ("UPDATE",)),
)


@pytest.fixture
def meeting(agreement, ganaa, khulan, npa):
    """Held, with its agenda, attendance, a decision and a note of one side."""
    meeting, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    add_decision(Decision(meeting=meeting, text_mn="Сургалт хийнэ.", agency=npa), by=ganaa)
    write_note(MeetingNote(meeting=meeting, text="Тэмдэглэл"), by=ganaa, compartment="agency")
    return read(meeting)


# meetings


def test_nothing_written_in_a_meeting_changes_once_its_minutes_are_sent(meeting, ganaa):
    send(meeting, ganaa)
    assert all_passing(*OF_A_MEETING, ("plans_decision", "due_on", "'2030-01-01'", ("UPDATE",))) == []


def test_nothing_written_in_a_meeting_changes_once_its_minutes_are_confirmed(meeting, ganaa, khulan):
    confirm(send(meeting, ganaa), ganaa, khulan)
    assert all_passing(*OF_A_MEETING) == []


def test_how_far_a_decision_has_come_is_still_told(meeting, ganaa, khulan):
    confirm(send(meeting, ganaa), ganaa, khulan)
    assert passing("plans_decision", "due_on", "'2030-01-01'", ("UPDATE",)) == []
    assert passing("plans_decision", "moved_to", "'2030-01-01'", ("UPDATE",)) == ["UPDATE plans_decision.moved_to"]


def test_minutes_that_came_back_are_written_again(meeting, ganaa, khulan):
    proposal = send(meeting, ganaa)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="Гурав дахь асуудлыг нэмнэ үү.")
    assert passing("plans_agendaitem", "minutes_mn", WORDS, ("UPDATE",)) == ["UPDATE plans_agendaitem.minutes_mn"]


def test_the_lock_is_the_text_that_was_sent_and_not_a_state_that_somebody_changes(meeting, ganaa):
    send(meeting, ganaa)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_meeting SET state = 'held'")
    assert passing("plans_agendaitem", "minutes_mn") == []


def test_nothing_is_written_in_a_meeting_that_was_called_off(agreement, ganaa, meeting):
    off = plan_meeting(Meeting(agreement=agreement, meets_on=date(2030, 1, 1)), by=ganaa)
    call_off(off, by=ganaa, reason="Цаг агаар.")
    of_it = f"id = {off.pk}"
    assert passing("plans_meeting", "meets_on", "'2030-01-02'", ("UPDATE", "DELETE"), of_it) == []
    assert passing("plans_meeting", "state", "'planned'", ("UPDATE",), of_it) == []
    assert is_refused(f"UPDATE plans_agendaitem SET meeting_id = {off.pk}")


# working groups


@pytest.fixture
def group(agreement, ganaa, khulan):
    group = WorkingGroupFactory(agreement=agreement, active=True)
    for head in (ganaa, khulan):
        groups.name_member(GroupMember(group=group, person=head, is_chair=True), by=head)
    return group


def dissolving(group, by):
    written = {"ended_on": timezone.localdate(), "ended_because": "Дууссан.", "report": "Тайлан."}
    return groups.put_end_forward(group, by=by, version=read(group).version, changes=written, file=None)


OF_A_GROUP = (
    ("plans_groupmember", "from_on", "'2026-02-02'"),
    ("plans_workinggroup", "report", WORDS, ("UPDATE", "DELETE")),
    ("plans_workinggroup", "ended_on", "'2026-12-02'", ("UPDATE",)),
    ("plans_workinggroup", "mandate_mn", WORDS, ("UPDATE",)),
)


def test_a_group_the_parties_are_deciding_on_does_not_change(group, ganaa):
    dissolving(group, ganaa)
    assert all_passing(*OF_A_GROUP) == []


def test_a_dissolved_group_keeps_its_members_and_its_report(group, ganaa, khulan):
    confirm(dissolving(group, ganaa), ganaa, khulan)
    assert all_passing(*OF_A_GROUP, ("plans_workinggroup", "state", "'active'", ("UPDATE",))) == []


# plans and amendments


OF_A_PLAN = (
    ("activities_activity", "title_mn"),
    ("activities_activity", "ends_on", "'2027-12-30'", ("UPDATE",)),
    ("activities_activity", "lead_id", "lead_id + 1", ("UPDATE",)),
    ("activities_activity_partners", "department_id", "department_id + 1"),
    ("activities_activityplace", "detail"),
    ("activities_indicator", "target", "1"),
    ("plans_objective", "title_mn"),
    ("plans_annualplan", "note_mn", WORDS, ("UPDATE", "DELETE")),
    ("plans_annualplan", "half_year_on", "'2027-06-20'", ("UPDATE",)),
)


def test_a_plan_before_the_parties_does_not_change(draft_plan, agreed_plan):
    """The plan is the same; its first text lies before them still."""
    with behind_the_locks(), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_proposal SET state = 'open'")
        cursor.execute("UPDATE plans_annualplan SET state = 'proposed', adopted_on = NULL")
    assert all_passing(*OF_A_PLAN) == []


def test_an_adopted_plan_changes_by_no_statement(agreed_plan):
    assert all_passing(*OF_A_PLAN) == []
    for state in ("draft", "proposed"):
        assert passing("plans_annualplan", "state", f"'{state}'", ("UPDATE",)) == []


def test_a_draft_is_written(draft_plan, anu):
    ActivityFactory(plan=draft_plan, lead=anu.department)
    assert len(passing("activities_activity", "title_mn", WORDS, ("UPDATE", "DELETE"))) == 2


def test_an_amendment_in_force_opens_the_plan_for_nothing_else(agreed_line, anu, ganaa, khulan):
    in_force(amended(agreed_line, anu), ganaa, khulan)
    assert read(agreed_line).title_en == "re-trained"
    assert all_passing(*OF_A_PLAN) == []


def test_an_amendment_reads_as_it_was_put_to_the_parties(agreed_line, anu, ganaa, khulan):
    proposal = put(amended(agreed_line, anu).amendment, ganaa)
    of_it = (
        ("activities_amendment", "note", WORDS, ("UPDATE", "DELETE")),
        ("activities_amendment", "is_correction", "TRUE", ("UPDATE",)),
        ("activities_amendmentchange", "explanation"),
    )
    assert all_passing(*of_it, *OF_A_PLAN) == []
    agreed(proposal, ganaa, khulan)
    assert all_passing(*of_it, ("activities_amendment", "in_force_on", "'2027-01-01'", ("UPDATE",))) == []


def test_a_line_that_is_over_is_not_opened_again(agreed_line, anu, ganaa, khulan):
    in_force(amended(agreed_line, anu, ChangeKind.WITHDRAW), ganaa, khulan)
    assert passing("activities_activity", "state", "'planned'", ("UPDATE",), f"id = {agreed_line.pk}") == []


# a report a side has confirmed


@pytest.fixture
def reported(adopted_plan, anu, bold):
    """A training with all its short rows and evidence, reported done by the police."""
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    entry = course(
        line,
        bold,
        "basic",
        sessions=[Session(held_on=timezone.localdate(), topic="Эрх")],
        tests=[KnowledgeTest(moment="before", people=10, mean=50)],
    )
    EvidenceFactory(entry=entry, agency=bold.agency)
    log(line, bold, Progress.FINISHED)
    return line


OF_A_REPORT = (
    ("activities_entry", "what_was_done", WORDS, ("UPDATE", "DELETE")),
    ("activities_entry", "women", "NULL", ("UPDATE",)),
    ("activities_training", "topics"),
    ("activities_session", "topic"),
    ("activities_knowledgetest", "mean", "99"),
    ("activities_evidence", "title"),
)


def test_what_was_reported_stays_once_a_side_has_confirmed_it(reported, ganaa):
    confirmed(reported, ganaa)
    assert all_passing(*OF_A_REPORT) == []


def test_before_that_it_is_corrected(reported):
    assert len(all_passing(*OF_A_REPORT)) >= 7


def test_what_was_logged_after_the_confirmation_is_no_part_of_it(reported, ganaa, bold):
    confirmed(reported, ganaa)
    later = EntryFactory(activity=read(reported), author=bold)
    assert passing("activities_entry", "what_was_done", WORDS, ("UPDATE",), f"id = {later.pk}") != []


def test_what_one_side_keeps_to_itself_was_not_confirmed(reported, ganaa, bold):
    own = EntryFactory(activity=reported, author=bold, compartment="agency")
    confirmed(reported, ganaa)
    assert passing("activities_entry", "what_was_done", WORDS, ("UPDATE",), f"id = {own.pk}") != []


def test_every_table_of_an_entry_and_its_details_has_the_lock():
    parts = {model._meta.model_name for model in parts_of_entries()}
    assert {"nextstep", "inquiry", "finding", "mediaitem", "trainergroup"} <= parts
    named = {guard.name for guard in guards.GUARDS}
    assert {f"{part}_{lock}" for part in parts for lock in ("as_confirmed", "of_a_closed_year")} <= named


def test_every_lock_is_laid_on_every_act():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger")
        laid = {name for (name,) in cursor.fetchall()}
    assert {f"{guard.name}_{act.lower()}" for guard in guards.GUARDS for act in guard.acts} - laid == set()


# a closed year


@pytest.fixture
def closed_year(agreed_plan, agreed_line, second_line, bold, anu, ganaa, khulan):
    entry = EntryFactory(activity=read(agreed_line), author=bold)
    EvidenceFactory(entry=entry, agency=bold.agency)
    Comment.objects.create(plan=agreed_plan, activity=agreed_line, author=bold, agency=bold.agency, text="Санал")
    closing = open_closing(agreed_plan, by=ganaa)
    fates = [LineFate(activity=one, fate=Fate.DROP, reason="Дуусаагүй.") for one in agreed_plan.activities.all()]
    decide_fates(closing, by=ganaa, version=closing.version, fates=fates)
    agreed(consent.put_forward(ProposalKind.CLOSING, read(closing), by=ganaa), ganaa, khulan)
    return read(agreed_plan)


def test_a_closed_year_changes_by_no_statement(closed_year):
    of_it = (
        ("activities_entry", "what_was_done"),
        ("activities_comment", "text"),
        ("activities_evidence", "title"),
        ("activities_activity", "state", "'confirmed'"),
        ("activities_linefate", "reason"),
        ("activities_closing", "state", "'draft'", ("UPDATE", "DELETE")),
        ("plans_annualplan", "state", "'adopted'", ("UPDATE", "DELETE")),
    )
    assert all_passing(*of_it, *OF_A_PLAN) == []


def test_a_closed_year_takes_no_snapshot_but_the_one_of_its_closing(closed_year):
    snapshot = Snapshot.objects.get(plan=closed_year)
    assert snapshot.at_closing
    snapshot.pk, snapshot.period, snapshot.at_closing = None, SnapshotPeriod.HALF_YEAR, False
    snapshot.set_on = snapshot.as_of
    with pytest.raises(DatabaseError, match="The year is closed"), transaction.atomic():
        snapshot.save(force_insert=True)


def test_what_becomes_of_the_lines_stays_while_the_parties_decide(agreed_plan, ganaa):
    closing = open_closing(agreed_plan, by=ganaa)
    fates = [LineFate(activity=one, fate=Fate.DROP, reason="Үгүй.") for one in agreed_plan.activities.all()]
    decide_fates(closing, by=ganaa, version=closing.version, fates=fates)
    assert passing("activities_linefate", "reason", WORDS, ("UPDATE",)) != []
    consent.put_forward(ProposalKind.CLOSING, read(closing), by=ganaa)
    assert (
        all_passing(("activities_linefate", "reason"), ("activities_closing", "state", "'draft'", ("DELETE",))) == []
    )


# recommendations


def test_all_that_is_said_of_a_recommendation_stays_once_a_party_has_replied(agreement, khulan):
    asked = RecommendationFactory(agreement=agreement, addressee=khulan.agency)
    with_note = ("activities_recommendation", "note_mn", WORDS, ("UPDATE",))
    assert passing(*with_note) != []
    reply(Reply(recommendation=asked, answer="accepted", replied_on=date(2026, 3, 20)), by=khulan)
    assert all_passing(with_note, ("activities_recommendation", "source_url", WORDS, ("UPDATE",))) == []


def test_what_an_assessment_has_read_stays(agreement, adopted_plan, bold, ganaa, khulan):
    asked = RecommendationFactory(agreement=agreement, addressee=khulan.agency)
    add_proofs(asked, by=bold, links=["https://example.org/proof"])
    name_line(CarryingOut(recommendation=asked, activity=ActivityFactory(plan=adopted_plan)), by=bold)
    proof = ("activities_proof", "title", WORDS, ("UPDATE", "DELETE"))
    line = ("activities_carryingout", "activity_id", "activity_id + 1", ("UPDATE", "DELETE"))
    assert len(all_passing(proof)) == 2
    found = Assessment(recommendation=asked, outcome="carried_out", sentence="Тийм.", assessed_on=date(2026, 6, 1))
    assess(found, by=ganaa)
    assert all_passing(proof, line) == []


# laying them


def test_holding_a_row_before_saying_why_it_does_not_change_is_no_change(agreed_plan):
    assert passing("plans_objective", "version", "version + 1", ("UPDATE",)) != []


def test_lifted_nothing_is_refused_and_laid_anew_everything_is(agreed_plan):
    with behind_the_locks():
        assert len(passing("plans_objective", "title_mn", WORDS, ("UPDATE",))) == 1
    assert passing("plans_objective", "title_mn", WORDS, ("UPDATE",)) == []


def test_before_a_migration_only_those_that_look_into_other_tables_are_lifted(agreed_plan):
    guards.lift(connection, only_looking_elsewhere=True)
    try:
        assert len(passing("plans_objective", "title_mn", WORDS, ("UPDATE",))) == 1
        assert passing("plans_annualplan", "note_mn", WORDS, ("UPDATE",)) == []
    finally:
        guards.lay(connection)
