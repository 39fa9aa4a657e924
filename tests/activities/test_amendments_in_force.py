"""What the last consent writes into the lines, once; what is kept for ever; corrections."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from activities import amending
from activities.actions.activities import LineParts, edit_line, remove_line
from activities.actions.amendments import (
    Seen,
    add_line,
    change_line,
    correct_line,
    open_amendment,
)
from activities.actions.entries import EntryParts, log_entry
from activities.models import (
    Activity,
    ActivityState,
    Amendment,
    AmendmentState,
    ChangeKind,
    Entry,
    LineVersion,
    Origin,
)
from activities.texts import lines_of, plan_text
from activities.working_copies import copy_of
from plans.actions import consent
from plans.models import ProposalKind, TrailEntry
from plans.models.consent import digest_of
from plans.texts import differences
from plans.verification import verify_chains
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory
from tests.factories.amendments import BECAUSE, agreed, amended, in_force, new_line, put, read
from tests.factories.behind import behind_the_locks
from tests.factories.meetings import DecisionFactory, MeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# what it was born of


@pytest.fixture
def born_of_a_decision(agreed_plan, agreed_line, anu):
    """An amendment with one change, and the decision it was born of."""
    meeting = MeetingFactory(agreement=agreed_plan.agreement, confirmed=True)
    decision = DecisionFactory(meeting=meeting, number=3, text_mn="Хугацааг сунгана.", text_en="Extend the term.")
    open_amendment(agreed_plan, by=anu, decision=decision)
    return amended(agreed_line, anu).amendment


def test_the_parties_consent_to_the_decision_it_was_born_of(born_of_a_decision, ganaa, khulan):
    proposal = put(born_of_a_decision, ganaa)
    (head, *_others) = proposal.text["parts"]
    (row,) = [row for row in head["rows"] if row["key"] == "decision"]
    assert row["value"]["en"] == "Meeting of the heads, 2020.08.18: 3. Extend the term."
    assert row["value"]["mn"].endswith("2020.08.18: 3. Хугацааг сунгана.")
    agreed(proposal, ganaa, khulan)
    assert read(born_of_a_decision).state == AmendmentState.IN_FORCE


def test_one_put_to_the_parties_before_the_text_said_so_takes_effect_as_it_was_put(
    born_of_a_decision, monkeypatch, ganaa, khulan
):
    with monkeypatch.context() as before:
        before.setattr(amending, "decision_rows", lambda amendment: [])
        proposal = put(born_of_a_decision, ganaa)
    agreed(proposal, ganaa, khulan)
    assert read(born_of_a_decision).state == AmendmentState.IN_FORCE


def test_one_that_came_back_says_it_when_it_is_put_anew(born_of_a_decision, monkeypatch, ganaa, khulan):
    with monkeypatch.context() as before:
        before.setattr(amending, "decision_rows", lambda amendment: [])
        proposal = put(born_of_a_decision, ganaa)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="Шийдвэрийг бичнэ үү.")
    assert "Extend the term." in str(put(born_of_a_decision, ganaa).text)


# nothing before the last consent, everything with it, once


def test_nothing_changes_before_the_last_consent(agreed_plan, agreed_line, second_line, anu, ganaa, khulan):
    stands = plan_text(agreed_plan)
    amended(agreed_line, anu)
    change = amended(second_line, anu, ChangeKind.WITHDRAW)
    proposal = put(change.amendment, ganaa)
    agreed(proposal, ganaa)
    assert plan_text(agreed_plan) == stands
    assert {one.state for one in agreed_plan.activities.all()} == {ActivityState.PLANNED}
    assert set(LineVersion.objects.values_list("number", flat=True)) == {0}
    agreed(proposal, khulan)
    assert plan_text(agreed_plan) != stands
    assert read(change.amendment).state == AmendmentState.IN_FORCE


def test_the_lines_read_as_the_text_said(agreed_plan, agreed_line, bold, anu, ganaa, khulan):
    other = agreed_plan.objectives.get(number=2)
    indicators = copy_of(agreed_line)["indicators"]
    indicators[0]["target"] = "120.5"
    indicators.append(indicators[0] | {"id": None, "name_mn": "шинэ", "name_en": "new"})
    change = amended(
        agreed_line,
        bold,
        title_mn="Өөр",
        starts_on=f"{agreed_plan.year}-04-01",
        ends_on=f"{agreed_plan.year}-09-30",
        objective=other.pk,
        lead=anu.department.pk,
        partners=[bold.department.pk],
        places=[{"division": "MN-041", "detail": "Ханх"}, {"division": "MN-1", "detail": ""}],
        indicators=indicators,
        budget_amount=1_500_000,
        budget_note="улсын төсөв",
    )
    proposal = put(change.amendment, ganaa)
    agreed(proposal, ganaa, khulan)
    said = next(part for part in proposal.text["parts"] if part["key"] == f"line-{agreed_line.pk}")
    (reads,) = [one for one in lines_of(agreed_plan) if one.pk == agreed_line.pk]
    assert amending.amended_part(said["key"], reads) == said
    assert (reads.number, reads.lead, reads.ends_on) == ("2.1", anu.department, date(agreed_plan.year, 9, 30))


def test_the_text_of_the_plan_is_digested_with_the_changes(agreed_plan, agreed_line, anu, ganaa):
    proposal = put(amended(agreed_line, anu).amendment, ganaa)
    rows = {row["key"]: row["value"]["en"] for row in proposal.text["parts"][0]["rows"]}
    assert rows["stands"] == digest_of(plan_text(agreed_plan))


def test_it_takes_effect_once(agreed_line, anu, ganaa, khulan):
    proposal = put(amended(agreed_line, anu).amendment, ganaa)
    agreed(proposal, ganaa, khulan)
    for head in (ganaa, khulan):
        with pytest.raises(MoveRefused):
            consent.consent(proposal, by=head, digest=proposal.digest)
    assert TrailEntry.objects.filter(verb="activity.amended").count() == 1
    assert TrailEntry.objects.filter(verb="amendment.in_force").count() == 1


def test_every_line_has_its_entry_in_the_trail(agreed_plan, agreed_line, second_line, bold, ganaa, khulan):
    with behind_the_locks():
        Activity.objects.filter(pk=agreed_line.pk).update(ends_on=date(agreed_plan.year, 6, 30))
    amended(agreed_line, bold, ChangeKind.POSTPONE, starts_on="2027-10-01", ends_on="2027-12-31")
    change = amended(second_line, bold, ChangeKind.WITHDRAW)
    add_line(read(change.amendment), by=bold, why=BECAUSE, after=new_line(agreed_plan, bold.department))
    in_force(change, ganaa, khulan)
    verbs = list(TrailEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-5:] == [
        "consent.given",
        "activity.postponed",
        "activity.withdrawn",
        "activity.added_by_amendment",
        "amendment.in_force",
    ]
    assert verify_chains().faults == []


def test_what_does_not_change_stays_out_of_the_trail(agreed_line, anu, ganaa, khulan):
    in_force(amended(agreed_line, anu, title_en="other"), ganaa, khulan)
    entry = TrailEntry.objects.get(verb="activity.amended")
    assert set(entry.changes) == {"title_en"}


# the baseline and the versions


def test_the_baseline_never_changes(agreed_line, anu, ganaa, khulan):
    baseline = LineVersion.objects.filter(activity=agreed_line, number=0).values().get()
    in_force(amended(agreed_line, anu), ganaa, khulan)
    in_force(amended(read(agreed_line), anu, ChangeKind.WITHDRAW, seen=Seen(0, 1)), ganaa, khulan)
    assert LineVersion.objects.filter(activity=agreed_line, number=0).values().get() == baseline
    assert list(agreed_line.versions.values_list("number", flat=True)) == [0, 1, 2]


def test_each_touched_line_keeps_its_text_with_the_amendments_number(agreed_line, second_line, anu, ganaa, khulan):
    amendment = in_force(amended(agreed_line, anu), ganaa, khulan)
    version = LineVersion.objects.get(activity=agreed_line, number=amendment.number)
    assert version.data["title_en"] == "re-trained"
    assert {row["key"]: row["value"]["en"] for row in version.text["rows"]}["title_en"] == "re-trained"
    assert not LineVersion.objects.filter(activity=second_line, number=amendment.number).exists()


def test_a_line_adopted_before_its_text_was_kept_gets_its_baseline_first(adopted_plan, bold, ganaa, khulan):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, title_en="as it was")
    in_force(amended(line, bold, title_en="as it is"), ganaa, khulan)
    assert [version.data["title_en"] for version in line.versions.order_by("number")] == ["as it was", "as it is"]


def test_the_proposal_shows_the_difference_for_ever(agreed_plan, agreed_line, second_line, bold, ganaa, khulan):
    amended(agreed_line, bold, title_mn="trainers two")
    change = amended(second_line, bold, ChangeKind.WITHDRAW)
    add_line(read(change.amendment), by=bold, why=BECAUSE, after=new_line(agreed_plan, bold.department, "added"))
    proposal = put(change.amendment, ganaa)
    agreed(proposal, ganaa, khulan)
    proposal.refresh_from_db()
    found = {one.said["en"]: one for one in differences(proposal.text["before"], proposal.text)}
    assert {heading: one.kind for heading, one in found.items()} == {
        "1.1 re-trained": "changed",
        "1.2 campaign": "withdrawn",
        "1.3 added": "added",
    }
    assert ("Reason", "the funding changed") in [(k.capitalize(), v[0][1]) for k, v in found["1.2 campaign"].why]
    title = next(row for row in found["1.1 re-trained"].rows if row.label == "title in Mongolian")
    assert [(piece.kind, piece.words) for piece in title.after] == [("kept", "trainers"), ("new", " two")]


def test_a_line_under_another_objective_is_shown_as_moved(agreed_plan, agreed_line, anu, ganaa):
    change = change_line(
        agreed_line,
        ChangeKind.CHANGE,
        by=anu,
        seen=Seen(),
        why=BECAUSE,
        after=copy_of(agreed_line) | {"objective": agreed_plan.objectives.get(number=2).pk},
    )
    text = put(change.amendment, ganaa).text
    (one,) = differences(text["before"], text)
    assert (one.kind, [(row.label, row.language) for row in one.rows]) == (
        "moved",
        [("objective", "en"), ("objective", "mn")],
    )


# what is added, postponed, withdrawn


def test_added_lines_take_the_last_places_of_their_objective(agreed_plan, bold, ganaa, khulan):
    amendment = open_amendment(agreed_plan, by=bold)
    for title in ("one", "two"):
        change = add_line(amendment, by=bold, why=BECAUSE, after=new_line(agreed_plan, bold.department, title))
    in_force(change, ganaa, khulan)
    added = agreed_plan.activities.filter(origin=Origin.AMENDMENT).order_by("position")
    assert [one.number for one in added] == ["1.3", "1.4"]
    assert [version.number for one in added for version in one.versions.all()] == [1, 1]
    assert added[0].indicators.get().target == 40


def test_a_postponed_line_ends_later(agreed_plan, agreed_line, bold, ganaa):
    change = amended(agreed_line, bold, ChangeKind.POSTPONE, ends_on=f"{agreed_plan.year}-02-01")
    with pytest.raises(MoveRefused, match="ends later"):
        put(change.amendment, ganaa)


def test_only_amendments_postpone_or_withdraw(agreed_plan, agreed_line, anu, bold):
    for state in (ActivityState.POSTPONED, ActivityState.WITHDRAWN):
        with pytest.raises(MoveRefused):
            edit_line(read(agreed_line), by=anu, version=1, changes={"state": state}, parts=LineParts())
    with pytest.raises(MoveRefused):
        remove_line(read(agreed_line), by=anu)
    assert read(agreed_line).state == ActivityState.PLANNED


def test_no_work_is_logged_under_a_withdrawn_line(agreed_line, bold, ganaa, khulan):
    in_force(amended(agreed_line, bold, ChangeKind.WITHDRAW), ganaa, khulan)
    entry = Entry(activity=agreed_line, starts_on=date(2027, 2, 1), division="MN-041", what_was_done="Сургалт")
    with pytest.raises(MoveRefused, match="withdrawn"):
        log_entry(entry, by=bold, parts=EntryParts())


def test_a_postponed_line_becomes_overdue_by_its_new_day(agreed_plan, agreed_line, bold, ganaa, khulan):
    last = date(agreed_plan.year, 12, 31)
    with behind_the_locks():
        Activity.objects.filter(pk=agreed_line.pk).update(ends_on=date(agreed_plan.year, 6, 30))
    in_force(amended(agreed_line, bold, ChangeKind.POSTPONE, ends_on=last.isoformat()), ganaa, khulan)
    assert read(agreed_line).state == ActivityState.POSTPONED
    assert not Activity.objects.overdue(last).filter(pk=agreed_line.pk).exists()
    assert Activity.objects.overdue(last + timedelta(days=1)).filter(pk=agreed_line.pk).exists()


def test_a_postponed_line_goes_on_with_the_work(agreed_plan, agreed_line, bold, ganaa, khulan):
    with behind_the_locks():
        Activity.objects.filter(pk=agreed_line.pk).update(ends_on=date(agreed_plan.year, 3, 31))
    in_force(amended(read(agreed_line), bold, ChangeKind.POSTPONE, ends_on=f"{agreed_plan.year}-12-31"), ganaa, khulan)
    agreed_line = read(agreed_line)
    assert (agreed_line.state, agreed_line.ends_on) == (ActivityState.POSTPONED, date(agreed_plan.year, 12, 31))
    agreed_line.start()
    assert agreed_line.state == ActivityState.IN_PROGRESS


# corrections


def corrected(line, by, **words):
    return correct_line(line, by=by, seen=Seen(), after=copy_of(line) | {"title_en": "trainers.", **words})


def test_a_correction_is_one_step_here_and_one_there(agreed_line, ganaa, khulan):
    proposal = corrected(agreed_line, ganaa)
    assert (proposal.kind, proposal.state, read(agreed_line).title_en) == (ProposalKind.CORRECTION, "open", "trainers")
    agreed(proposal, khulan)
    assert read(agreed_line).title_en == "trainers."
    assert LineVersion.objects.get(activity=agreed_line, number=1).data["title_en"] == "trainers."


def test_a_correction_touches_words_alone(agreed_plan, agreed_line, ganaa, khulan):
    indicators = copy_of(agreed_line)["indicators"]
    indicators[0] |= {"name_en": "trainers trained.", "target": "1", "unit": "x"}
    agreed(corrected(agreed_line, ganaa, ends_on="2027-01-01", partners=[], indicators=indicators), khulan)
    agreed_line, indicator = read(agreed_line), agreed_line.indicators.get()
    assert (agreed_line.ends_on, agreed_line.partners.count()) == (date(agreed_plan.year, 12, 31), 1)
    assert (indicator.name_en, indicator.target, indicator.unit) == ("trainers trained.", 35, "people")


def test_a_returned_correction_is_over(agreed_line, ganaa, khulan):
    proposal = corrected(agreed_line, ganaa)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="Алдаа биш.")
    assert Amendment.objects.get().state == AmendmentState.DROPPED
    assert read(agreed_line).title_en == "trainers"


def test_a_correction_waits_until_the_open_amendment_is_decided(agreed_line, second_line, anu, ganaa):
    amended(agreed_line, anu)
    with pytest.raises(ValidationError, match="open already"):
        corrected(second_line, ganaa)


# what the database refuses


def test_the_database_keeps_what_was_decided(agreed_line, anu, ganaa, khulan):
    in_force(amended(agreed_line, anu), ganaa, khulan)
    for sql in (
        "UPDATE activities_amendment SET state = 'draft'",
        "UPDATE activities_amendment SET number = 7",
        "DELETE FROM activities_amendment",
        "UPDATE activities_lineversion SET data = '{}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
