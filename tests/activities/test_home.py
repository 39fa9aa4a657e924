"""What waits for whom on the first page."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from activities.actions.activities import LineParts, add_line, remove_line
from activities.models import Activity, ActivityState, Origin, Progress
from activities.reports.home import standing
from activities.reports.plan_status import plan_status
from plans.actions.annual_plans import add_objective, send_to_other_side
from plans.actions.people import choose_language
from plans.models import AgreementState, Objective, PlanState
from plans.trail import Command
from tests.factories import ActivityFactory, AgreementFactory, DepartmentFactory, PlanFactory
from tests.factories.reports import log
from tests.year.pages import Visitor

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


@pytest.fixture
def lines(adopted_plan, anu, bold):
    """Late, due and done lines of either side."""
    police, commission = bold.department, anu.department

    def line(name, lead=police, **fields):
        return ActivityFactory(plan=adopted_plan, lead=lead, title_en=name, **fields)

    line("late of the police", ends_on=TODAY - timedelta(days=40), state=ActivityState.IN_PROGRESS)
    line("later of the police", ends_on=TODAY - timedelta(days=80))
    line("due of the police", ends_on=TODAY + timedelta(days=14))
    line("far off", ends_on=TODAY + timedelta(days=15))
    line("late of the commission", commission, ends_on=TODAY - timedelta(days=1))
    line("joined by the police", commission, ends_on=TODAY).partners.add(police)
    line("reported by the police", reported_done=True).partners.add(commission)
    line("reported by the commission", commission, reported_done=True).partners.add(police)
    line("withdrawn", ends_on=TODAY - timedelta(days=9), state=ActivityState.WITHDRAWN)
    line("confirmed", ends_on=TODAY - timedelta(days=9), confirmed=True)


@pytest.fixture
def home(client_of):
    def get(person):
        return client_of(person).get(reverse("activities:home"))

    return get


def names(found):
    return [line.title_en for line in found]


# staff


def test_staff_see_first_what_of_their_department_is_longest_overdue_then_what_is_due(lines, home, bold):
    context = home(bold).context
    assert names(context["overdue"]) == ["later of the police", "late of the police"]
    assert names(context["this_week"]) == ["joined by the police"]
    assert names(context["soon"]) == ["due of the police"]


@pytest.mark.parametrize(("days", "at"), [(5, "this_week"), (6, "soon")])
def test_a_week_ends_on_sunday(home, bold, adopted_plan, days, at):
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_en="due", ends_on=TODAY + timedelta(days=days))
    assert names(home(bold).context[at]) == ["due"]
    assert names(Activity.objects.due_this_week()) == (["due"] if at == "this_week" else [])


def test_below_them_stands_what_waits_for_other_departments_of_the_agency(lines, home, bold, khulan, adopted_plan):
    colleagues = DepartmentFactory(agency=bold.agency, name_en="Training department")
    for title, days in (("late of colleagues", -5), ("due of colleagues", 3), ("far off of colleagues", 30)):
        day = TODAY + timedelta(days=days)
        ActivityFactory(plan=adopted_plan, lead=colleagues, title_en=title, ends_on=day)
    response = home(bold)
    assert names(response.context["of_colleagues"]) == ["late of colleagues", "due of colleagues"]
    assert "late of colleagues" not in names(response.context["overdue"])
    assert "NPA, Training department" in " ".join(response.content.decode().split())
    assert home(khulan).context["of_colleagues"] == []


def test_the_other_side_has_its_own_list(lines, home, anu):
    context = home(anu).context
    assert names(context["overdue"]) == ["late of the commission"]
    assert names(context["this_week"]) == ["joined by the police"]


def test_every_line_that_waits_has_a_button_that_opens_the_form(lines, home, client_of, bold):
    page = home(bold).content.decode()
    buttons = re.findall(r'href="(/activities/\d+/entries/new/)"', page)
    assert len(buttons) == 4
    client = client_of(bold)
    assert [client.get(address).status_code for address in buttons] == [200] * 4
    assert "Overdue · 80 days" in page


def test_what_the_other_side_reported_waits_for_one_s_own(lines, home, bold, anu):
    assert names(home(bold).context["reported"]) == ["reported by the commission"]
    assert names(home(anu).context["reported"]) == ["reported by the police"]


def test_a_line_a_partner_reported_waits_for_the_lead_and_not_for_the_partner(
    home, client_of, adopted_plan, anu, bold
):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, title_en="joint")
    line.partners.add(anu.department)
    log(line, anu, Progress.FINISHED)
    log(line, bold, Progress.GOING_ON)
    assert names(home(anu).context["reported"]) == []
    assert names(home(bold).context["reported"]) == ["joint"]
    assert f"reported by NHRCM · {adopted_plan}" in " ".join(home(bold).content.decode().split())
    ((side, _opens),) = client_of(anu).get(adopted_plan.get_absolute_url()).context["waiting"]
    assert side.agency == bold.agency


def test_with_nothing_due_the_page_says_so_and_leads_on(home, bold, adopted_plan):
    page = home(bold).content.decode()
    assert "Nothing of yours is due in the next two weeks." in page
    assert "Nothing awaits your side." in page
    assert f'href="{reverse("activities:activity-list")}"' in page


def test_lines_of_a_plan_that_is_not_carried_out_wait_for_nobody(home, bold, agreement):
    for year, state in ((2024, PlanState.CLOSED), (2025, PlanState.PROPOSED), (2027, PlanState.DRAFT)):
        plan = PlanFactory(agreement=agreement, year=year, state=state)
        ActivityFactory(plan=plan, lead=bold.department, starts_on=None, ends_on=TODAY - timedelta(days=5))
        ActivityFactory(plan=plan, lead=bold.department, starts_on=None, ends_on=TODAY)
    context = home(bold).context
    assert context["overdue"] == context["soon"] == context["plans"] == []


def test_a_long_list_is_cut_and_the_page_says_where_the_rest_stands(home, bold, adopted_plan):
    for _ in range(9):
        ActivityFactory(plan=adopted_plan, lead=bold.department, ends_on=TODAY - timedelta(days=5))
    response = home(bold)
    assert len(response.context["overdue"]) == 8
    assert "overdue=true" in response.content.decode()


# heads


def test_a_head_sees_where_each_plan_stands(lines, home, khulan, adopted_plan, bold):
    ActivityFactory(plan=adopted_plan, lead=bold.department, origin=Origin.BEYOND, objective=None, confirmed=True)
    page = " ".join(home(khulan).content.decode().split())
    assert adopted_plan.get_absolute_url() in page
    assert "done 3 of 9 · overdue 3 · awaiting confirmation 2" in page


def test_the_figures_at_home_are_those_of_the_dashboard(lines, adopted_plan, bold, khulan):
    for situation in ({"confirmed": True}, {"ends_on": TODAY - timedelta(days=3)}, {"state": ActivityState.WITHDRAWN}):
        ActivityFactory(plan=adopted_plan, lead=bold.department, origin=Origin.BEYOND, objective=None, **situation)
    (at_home,) = standing(khulan)
    status = plan_status(adopted_plan, Activity.objects.filter(plan=adopted_plan))
    assert (at_home.total, at_home.done, at_home.overdue, at_home.awaiting) == (
        status.total,
        status.done,
        status.overdue,
        status.awaiting,
    )


def test_a_head_is_warned_of_an_agreement_that_ends_soon_and_staff_are_not(home, khulan, bold, agreement):
    agreement.ends_on = TODAY + timedelta(days=30)
    agreement.save()
    page = home(khulan).content.decode()
    assert "In force until 2026.12.24:" in page
    assert agreement.get_absolute_url() in page
    assert "In force until" not in home(bold).content.decode()


def test_a_head_logs_too(lines, home, khulan):
    response = home(khulan)
    assert names(response.context["overdue"]) == ["later of the police", "late of the police"]
    assert "/entries/new/" in response.content.decode()


def test_a_draft_waits_for_both_sides(home, khulan, anu, draft_plan):
    for person in (khulan, anu):
        assert draft_plan.get_absolute_url() in home(person).content.decode()


# observers, administrators, strangers


@pytest.mark.parametrize("person", ["chimeg", "tuya"])
def test_who_does_not_log_is_asked_for_no_work(lines, home, person, request):
    page = home(request.getfixturevalue(person)).content.decode()
    assert "/entries/new/" not in page
    assert "Overdue and due soon" not in page


def test_an_observer_reads_where_the_plans_stand_and_what_was_reported(lines, home, chimeg, adopted_plan):
    response = home(chimeg)
    assert adopted_plan.get_absolute_url() in response.content.decode()
    assert names(response.context["reported"]) == ["reported by the commission"]


def test_a_stranger_finds_an_empty_page(lines, home, dorj, draft_plan, agreement):
    agreement.ends_on = TODAY
    agreement.save()
    response = home(dorj)
    context = response.context
    for name in ("overdue", "soon", "reported", "plans", "drafts", "changes", "ending_soon"):
        assert context[name] == [], name
    assert "of the police" not in response.content.decode()


def test_an_agreement_of_others_adds_nothing(lines, home, bold, anu, npa, stranger_agency):
    other = AgreementFactory(
        parties=[npa, stranger_agency], state=AgreementState.IN_FORCE, ends_on=TODAY, title_en="Other agreement"
    )
    plan = PlanFactory(agreement=other, year=2026, adopted=True)
    lead = DepartmentFactory(agency=stranger_agency)
    ActivityFactory(plan=plan, lead=lead, reported_done_at=datetime(2026, 1, 1, tzinfo=UTC), state="reported_done")
    assert "Other agreement" not in home(anu).content.decode()
    assert len(home(bold).context["plans"]) == 2
    assert len(home(anu).context["plans"]) == 1


# what changed


def test_what_others_did_on_the_joint_record_stands_there_in_words_and_one_s_own_does_not(home, draft_plan, anu, bold):
    add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт", title_en="An objective"), by=anu)
    page = " ".join(home(bold).content.decode().split())
    assert "D.Anu, NHRCM: added the objective" in page
    assert "1. An objective" in page
    assert "2026.11.24 12:00" in page
    assert home(anu).context["changes"] == []


def test_each_change_opens_what_was_changed_and_a_removed_line_opens_its_plan(home, client_of, draft_plan, anu, bold):
    objective = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=anu)
    parts = LineParts(partners=[], places=[], indicators=[])

    def add():
        line = Activity(plan=draft_plan, objective=objective, kind="training", title_mn="Сургалт", lead=anu.department)
        return add_line(line, by=anu, parts=parts)

    remove_line(add(), by=anu)
    kept = add()
    pages = [change.page for change in home(bold).context["changes"]]
    plan = draft_plan.get_absolute_url()
    assert pages == [kept.get_absolute_url(), plan, plan, plan]
    assert [client_of(bold).get(page).status_code for page in set(pages)] == [200, 200]


def test_what_a_command_brought_is_no_news(home, draft_plan, bold):
    add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=Command("load_sample"))
    assert home(bold).context["changes"] == []


def test_what_a_person_of_either_agency_does_for_themselves_stands_nowhere(home, agreement, anu, bold, ganaa):
    choose_language(anu, "mn")
    assert home(bold).context["changes"] == home(ganaa).context["changes"] == []


# whose move it is


def test_the_side_whose_move_it_is_reads_so_with_the_note_at_home_and_on_the_draft(draft_plan, npa, anu, bold):
    send_to_other_side(draft_plan, by=anu, to=npa, note="Please add the lines of the police.")
    for person, words in ((bold, "Your side's move"), (anu, "Move of NPA")):
        home = Visitor(person).open("/")
        assert f"Please add the lines of the police. {words}" in home
        assert "Whose move it is: NPA Please add" in home.follow(draft_plan.get_absolute_url())
