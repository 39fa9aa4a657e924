"""An adopted plan changes by an amendment both sides consent to: how one is written and what it can't touch."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from activities.actions.amendments import (
    Seen,
    Why,
    add_line,
    change_line,
    drop_amendment,
    edit_added_line,
    open_amendment,
    remove_change,
)
from activities.models import (
    Activity,
    ActivityState,
    Amendment,
    AmendmentChange,
    AmendmentState,
    ChangeKind,
    IndicatorFigure,
    Reason,
)
from activities.working_copies import copy_of
from plans.actions import consent
from plans.actions.consent import TextChanged
from plans.models import Compartment, PlanState, ProposalState
from plans.trail import StaleVersion
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, EntryFactory, IndicatorFactory
from tests.factories.amendments import BECAUSE, agreed, amended, in_force, new_line, put, read
from tests.factories.behind import behind_the_locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# one at a time


def test_amendments_are_numbered_within_their_plan(agreed_plan, adopted_plan, anu, bold):
    first = open_amendment(agreed_plan, by=anu)
    drop_amendment(first, by=bold)
    second, elsewhere = open_amendment(agreed_plan, by=bold), open_amendment(adopted_plan, by=anu)
    assert [one.number for one in (first, second, elsewhere)] == [1, 2, 1]


def test_one_is_open_at_a_time(agreed_plan, anu, bold):
    open_amendment(agreed_plan, by=anu)
    with pytest.raises(ValidationError, match="open already"):
        open_amendment(agreed_plan, by=bold)
    assert agreed_plan.amendments.count() == 1


def test_the_database_refuses_a_second_open_one(agreed_plan, anu):
    open_amendment(agreed_plan, by=anu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(plan=agreed_plan, number=2, opened_by=anu, state=AmendmentState.PROPOSED)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.PROPOSED, PlanState.CLOSED])
def test_only_an_adopted_plan_is_amended(agreed_plan, anu, state):
    with behind_the_locks():
        type(agreed_plan).objects.filter(pk=agreed_plan.pk).update(state=state)
    with pytest.raises(MoveRefused):
        open_amendment(agreed_plan, by=anu)


def test_the_first_change_of_a_line_opens_the_amendment_and_the_next_joins_it(agreed_line, second_line, anu, bold):
    first, second = amended(agreed_line, anu), amended(second_line, bold)
    assert first.amendment == second.amendment
    assert Amendment.objects.count() == 1


# what an amendment can't touch


@pytest.mark.parametrize("state", [ActivityState.CONFIRMED, ActivityState.WITHDRAWN])
@pytest.mark.parametrize("kind", [ChangeKind.CHANGE, ChangeKind.POSTPONE, ChangeKind.WITHDRAW])
def test_a_line_that_is_over_is_not_amended(agreed_line, anu, state, kind):
    Activity.objects.filter(pk=agreed_line.pk).update(state=state, reported_done_at="2027-01-01T00:00Z")
    with pytest.raises(MoveRefused):
        amended(agreed_line, anu, kind)
    assert not Amendment.objects.exists()


def test_a_line_confirmed_while_the_heads_decide_keeps_it_from_taking_effect(agreed_line, anu, ganaa, khulan):
    proposal = put(amended(agreed_line, anu).amendment, ganaa)
    agreed(proposal, ganaa)
    Activity.objects.filter(pk=agreed_line.pk).update(
        state=ActivityState.CONFIRMED, reported_done_at="2027-01-01T00:00Z"
    )
    with pytest.raises(MoveRefused, match="confirmed"):
        agreed(proposal, khulan)
    assert (read(proposal).state, proposal.acts.count()) == (ProposalState.OPEN, 1)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="Мөр баталгаажсан.")
    assert read(proposal).state == ProposalState.RETURNED


def test_what_the_amendment_lacks_is_said_at_once(agreed_plan, agreed_line, second_line, anu, ganaa):
    amended(agreed_line, anu, title_en="campaign", indicators=[])
    amended(second_line, anu, title_en="campaign", starts_on=None)
    with pytest.raises(MoveRefused) as refused:
        put(Amendment.objects.get(), ganaa)
    assert len(refused.value.reasons) == 4


def test_a_change_that_changes_nothing_is_refused(agreed_line, anu, ganaa):
    change = change_line(agreed_line, ChangeKind.CHANGE, by=anu, seen=Seen(), why=BECAUSE, after=copy_of(agreed_line))
    with pytest.raises(MoveRefused, match="Nothing changes"):
        put(change.amendment, ganaa)


def test_an_empty_amendment_is_not_put_forward(agreed_plan, anu, ganaa):
    with pytest.raises(MoveRefused, match="changes no line"):
        put(open_amendment(agreed_plan, by=anu), ganaa)


def test_every_change_has_its_sentence(agreed_line, anu):
    with pytest.raises(ValidationError):
        amended(agreed_line, anu, why=Why(Reason.LAW, "  "))


def test_an_indicator_with_figures_stays(agreed_line, bold, ganaa):
    entry = EntryFactory(activity=agreed_line, author=bold)
    IndicatorFigure.objects.create(entry=entry, indicator=agreed_line.indicators.get(), value=3)
    new = copy_of(agreed_line)["indicators"][0] | {"id": None}
    with pytest.raises(MoveRefused, match="Figures are recorded"):
        put(amended(agreed_line, bold, indicators=[new]).amendment, ganaa)


def test_figures_the_other_side_may_not_know_of_neither_keep_an_indicator_nor_are_told_of(
    adopted_plan, bold, anu, ganaa, khulan, client_of
):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    entry = EntryFactory(activity=line, author=bold, compartment=Compartment.AGENCY)
    IndicatorFigure.objects.create(entry=entry, indicator=IndicatorFactory(activity=line), value=3)
    new = copy_of(line)["indicators"][0] | {"id": None}
    amendment = amended(line, anu, indicators=[new]).amendment
    assert "Figures are recorded" not in client_of(anu).get(amendment.get_absolute_url()).content.decode()
    agreed(put(amendment, ganaa), ganaa, khulan)
    assert not entry.figures.exists()


def test_an_indicator_without_figures_goes(agreed_line, bold, ganaa, khulan):
    new = copy_of(agreed_line)["indicators"][0] | {"id": None, "name_mn": "шинэ"}
    in_force(amended(agreed_line, bold, indicators=[new]), ganaa, khulan)
    assert agreed_line.indicators.get().name_mn == "шинэ"


# returned, taken back, dropped


def test_a_returned_amendment_is_a_draft_again(agreed_line, anu, ganaa, khulan):
    change = amended(agreed_line, anu)
    proposal = put(change.amendment, ganaa)
    agreed(proposal, ganaa)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="Хугацааг засна уу.")
    assert read(change.amendment).state == AmendmentState.DRAFT
    amended(agreed_line, anu, seen=Seen(change.version), title_en="third reading")
    anew = put(change.amendment, khulan)
    assert anew.digest != proposal.digest
    agreed(anew, ganaa, khulan)
    assert read(agreed_line).title_en == "third reading"


def test_a_frozen_amendment_is_written_by_nobody(agreed_plan, agreed_line, second_line, anu, ganaa):
    change = amended(agreed_line, anu)
    put(change.amendment, ganaa)
    for act in (
        lambda: amended(agreed_line, anu, seen=Seen(1)),
        lambda: amended(second_line, anu),
        lambda: remove_change(change, by=anu),
        lambda: drop_amendment(read(change.amendment), by=anu),
        lambda: add_line(change.amendment, by=anu, why=BECAUSE, after=new_line(agreed_plan, anu.department)),
    ):
        with pytest.raises(MoveRefused):
            act()


def test_a_text_changed_behind_the_application_is_refused(agreed_line, second_line, anu, ganaa):
    proposal = put(amended(agreed_line, anu).amendment, ganaa)
    with behind_the_locks():
        Activity.objects.filter(pk=second_line.pk).update(title_mn="Өөр")
    with pytest.raises(TextChanged):
        agreed(proposal, ganaa)


def test_a_change_taken_out_leaves_the_line_as_it_is(agreed_line, second_line, anu, ganaa, khulan):
    change = amended(agreed_line, anu)
    amended(second_line, anu)
    remove_change(change, by=anu)
    in_force(change, ganaa, khulan)
    assert (read(agreed_line).title_en, read(second_line).title_en) == ("trainers", "re-trained")


# two people at one change


def test_the_second_who_writes_about_a_line_is_told(agreed_line, anu, bold):
    amended(agreed_line, anu)
    with pytest.raises(StaleVersion):
        amended(agreed_line, bold)
    change = AmendmentChange.objects.get()
    amended(agreed_line, bold, seen=Seen(change.version), title_en="second")
    with pytest.raises(StaleVersion):
        amended(agreed_line, anu, seen=Seen(change.version))


def test_who_read_the_line_before_it_was_amended_is_told(agreed_line, anu, ganaa, khulan):
    in_force(amended(agreed_line, anu), ganaa, khulan)
    with pytest.raises(StaleVersion):
        amended(read(agreed_line), anu)
    assert Amendment.objects.open().count() == 0


def test_the_second_who_edits_a_new_line_is_told(agreed_plan, bold, anu):
    amendment = open_amendment(agreed_plan, by=bold)
    change = add_line(amendment, by=bold, why=BECAUSE, after=new_line(agreed_plan, bold.department))
    edit_added_line(change, by=bold, seen=Seen(1), why=BECAUSE, after=new_line(agreed_plan, bold.department, "a"))
    with pytest.raises(StaleVersion):
        edit_added_line(change, by=anu, seen=Seen(1), why=BECAUSE, after=new_line(agreed_plan, bold.department, "b"))
