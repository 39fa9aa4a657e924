"""What others changed stands on the first page an act a row, however many things it touched."""

from datetime import date

import pytest
import time_machine

from activities.actions.activities import LineParts, add_line
from activities.actions.closing import decide_fates, open_closing
from activities.actions.entries import EntryParts, log_entry
from activities.models import Activity, ChangeKind, Entry, Fate, LineFate
from plans.actions import consent
from plans.actions.annual_plans import add_objective
from plans.models import Objective, ProposalKind, TrailEntry
from tests.factories import ActivityFactory, IndicatorFactory
from tests.factories.amendments import agreed, amended, in_force, put
from tests.factories.meetings import confirm, held_meeting, send
from tests.year.pages import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def on_one_day():
    with time_machine.travel("2027-03-08T04:00:00Z", tick=False):
        yield


@pytest.fixture
def rows(client_of):
    """The rows of a person's first page: the act, the thing, how many others."""

    def read(person):
        changes = client_of(person).get("/").context["changes"]
        return [(one.act, one.entry.target_name, one.others) for one in changes]

    return read


def logged(line, by, place=""):
    return Entry(activity=line, starts_on=date(2027, 3, 1), what_was_done="Сургалт", place=place)


# an amendment


def test_an_amendment_that_took_effect_is_one_row_that_counts_its_lines_and_opens_them(
    agreed_plan, agreed_line, second_line, anu, ganaa, khulan, chimeg
):
    amended(agreed_line, anu)
    amended(second_line, anu, ChangeKind.WITHDRAW)
    agreed(put(agreed_plan.amendments.get(), ganaa), ganaa, khulan)
    home = Visitor(chimeg).open("/")
    row = f"D.Khulan, NPA: put the amendment in force Amendment 1, {agreed_plan} · 2 lines changed"
    assert row in home
    assert "by an amendment" not in home
    page = home.follow(f"Amendment 1, {agreed_plan}")
    assert "re-trained" in page
    assert "campaign" in page


def test_nothing_of_it_is_missing_in_the_history(agreed_line, anu, ganaa, khulan, chimeg):
    in_force(amended(agreed_line, anu), ganaa, khulan)
    page = Visitor(chimeg).open("/history/")
    for act in ("consented", "changed the line by an amendment", "put the amendment in force"):
        assert f"D.Khulan, NPA: {act}" in page


def test_a_consent_that_brought_no_effect_yet_stands_for_itself(agreed_line, anu, ganaa, rows):
    agreed(put(amended(agreed_line, anu).amendment, ganaa), ganaa)
    assert [act for act, _name, _others in rows(anu)][:2] == ["consented", "put the text to the parties"]


def test_the_changes_somebody_writes_into_an_amendment_are_one_row_that_opens_it(
    agreed_line, second_line, anu, bold, client_of
):
    for line in (agreed_line, second_line):
        amended(line, anu)
    change = client_of(bold).get("/").context["changes"][0]
    assert (change.act, change.others) == ("wrote a change into the amendment", 1)
    assert change.page == f"/plans/{agreed_line.plan_id}/amendments/1/"


# a plan


def test_the_lines_somebody_adds_to_a_draft_are_one_row_that_opens_the_plan(draft_plan, anu, bold, client_of):
    objective = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=anu)
    for name in ("first", "second", "third"):
        line = Activity(plan=draft_plan, objective=objective, kind="training", title_en=name, lead=anu.department)
        add_line(line, by=anu, parts=LineParts())
    newest, before = client_of(bold).get("/").context["changes"]
    assert (newest.act, newest.entry.target_name, newest.others) == ("added the line", "1.3 third", 2)
    assert newest.page == draft_plan.get_absolute_url()
    assert before.act == "added the objective"
    assert "1.3 third and 2 others" in Visitor(bold).open("/")


def test_the_adoption_is_one_row_for_the_last_consent(agreed_plan, anu, rows):
    assert rows(anu)[0] == ("adopted the plan", str(agreed_plan), 0)
    assert rows(anu)[1][0] == "consented"


def test_what_is_put_to_the_parties_is_one_row(agreed_plan, anu, rows):
    assert [act for act, _name, _others in rows(anu)].count("put the plan forward for adoption") == 0
    assert "put the text to the parties" in [act for act, _name, _others in rows(anu)]


def test_the_closing_is_one_row_whatever_goes_on_next_year(
    agreed_plan, agreed_line, second_line, ganaa, khulan, anu, rows
):
    closing = open_closing(agreed_plan, by=ganaa)
    fates = [LineFate(activity=one, fate=Fate.CARRY_OVER, reason="Дуусаагүй.") for one in (agreed_line, second_line)]
    decide_fates(closing, by=ganaa, version=closing.version, fates=fates)
    agreed(consent.put_forward(ProposalKind.CLOSING, type(closing).objects.get(), by=ganaa), ganaa, khulan)
    assert TrailEntry.objects.filter(verb="activity.carried_over").count() == 2
    acts = [act for act, _name, _others in rows(anu)][:3]
    assert acts == ["froze the snapshot of the ratings", "closed the plan", "consented"]


def test_minutes_that_both_confirmed_are_one_row(agreement, anu, ganaa, khulan, rows):
    meeting, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    confirm(send(meeting, ganaa), ganaa, khulan)
    assert [act for act, _name, _others in rows(anu)][:2] == ["confirmed the minutes", "consented"]


# the work


def test_the_same_work_in_five_soums_is_one_row_that_opens_the_line(adopted_plan, bold, anu, client_of):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    IndicatorFactory(activity=line)
    elsewhere = [logged(line, bold, f"{number}-р сум") for number in range(2, 6)]
    with time_machine.travel(f"{adopted_plan.year}-03-08T04:00:00Z", tick=False):
        for entry in (first := logged(line, bold, "1-р сум"), *elsewhere):
            entry.starts_on = date(adopted_plan.year, 3, 1)
        log_entry(first, by=bold, parts=EntryParts(), elsewhere=elsewhere)
    of_entries = [one for one in client_of(anu).get("/").context["changes"] if one.act == "logged what was done"]
    assert [(one.others, one.page) for one in of_entries] == [(4, line.get_absolute_url())]


@pytest.mark.parametrize("apart", ["another person", "another line", "another day"])
def test_what_is_not_of_one_hand_on_one_thing_and_day_stands_apart(
    agreed_line, second_line, bold, anu, ganaa, rows, apart
):
    log_entry(logged(agreed_line, bold), by=bold, parts=EntryParts())
    line, by = agreed_line, bold
    if apart == "another person":
        by = anu
    if apart == "another line":
        line = second_line
    days = 1 if apart == "another day" else 0
    with time_machine.travel(f"2027-03-{8 + days:02}T04:00:00Z", tick=False):
        log_entry(logged(line, by), by=by, parts=EntryParts())
        found = [others for act, _name, others in rows(ganaa) if act == "logged what was done"]
    assert found == [0, 0]
