"""Synthetic lines by the hundred thousand, to see that pages stay quick; marked as such wherever they show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from activities.actions.samples import record_plan_state
from activities.models import (
    Activity,
    ActivityPlace,
    ActivityState,
    Entry,
    Evidence,
    Indicator,
    IndicatorFigure,
    Kind,
    Progress,
)
from plans import trail
from plans.actions.agreements import add_agreement
from plans.actions.annual_plans import add_objective, start_plan
from plans.actions.samples import record_in_force
from plans.divisions import CAPITAL, PROVINCES
from plans.models import Agency, Agreement, AnnualPlan, Department, Objective, Party, PlanState, Role, User
from plans.text import search_text

BY = trail.Command("make_volume")
TITLE_MN, TITLE_EN = "Зохиомол өгөгдөл, хурд хэмжихэд", "Synthetic records for measuring speed"
LINES_PER_PLAN = 10_000
LINES_PER_BATCH = 1_000
STATES = [
    ActivityState.CONFIRMED,
    ActivityState.REPORTED_DONE,
    ActivityState.IN_PROGRESS,
    ActivityState.PLANNED,
    ActivityState.CONFIRMED,
]
PLACES = [CAPITAL, *PROVINCES]


class SampleMissing(Exception):
    """The agencies of the sample are not here to carry the synthetic lines."""


def make_volume(count: int) -> Iterator[int]:
    """Add `count` lines under a synthetic agreement of the sample's agencies; yields how many stand so far."""
    agencies = list(Agency.objects.filter(code__in=["nhrcm", "npa"]))
    if len(agencies) < 2:
        raise SampleMissing
    agreement = synthetic_agreement(agencies)
    leads = list(Department.objects.filter(agency__in=agencies).select_related("agency"))
    authors = {agency.pk: User.objects.filter(agency=agency, role=Role.STAFF).earliest("pk") for agency in agencies}
    made = 0
    while made < count:
        plan = next_plan(agreement)
        objective = add_objective(Objective(plan=plan, number=1, title_mn=TITLE_MN, title_en=TITLE_EN), by=BY)
        rest = min(LINES_PER_PLAN, count - made)
        for first in range(0, rest, LINES_PER_BATCH):
            add_lines(objective, range(first + 1, min(first + LINES_PER_BATCH, rest) + 1), leads, authors)
            made += min(LINES_PER_BATCH, rest - first)
            yield made
        record_plan_state(plan, PlanState.ADOPTED, by=BY)


def synthetic_agreement(agencies: list[Agency]) -> Agreement:
    found = Agreement.objects.filter(title_en=TITLE_EN).first()
    if found:
        return found
    agreement = Agreement(title_mn=TITLE_MN, title_en=TITLE_EN, signed_year=2001, is_example=True)

    def write_parts() -> None:
        for agency in agencies:
            Party.objects.create(agreement=agreement, agency=agency)

    add_agreement(agreement, by=BY, write_parts=write_parts)
    return record_in_force(agreement, by=BY)


def next_plan(agreement: Agreement) -> AnnualPlan:
    """This year's plan first, then those of the years before."""
    first = agreement.plans.order_by("year").first()
    year = first.year - 1 if first else timezone.localdate().year
    return start_plan(
        AnnualPlan(agreement=agreement, year=year, note_mn=TITLE_MN, note_en=TITLE_EN, is_example=True), by=BY
    )


@transaction.atomic
def add_lines(objective: Objective, numbers: range, leads: list[Department], authors: dict[int, User]) -> None:
    plan = objective.plan
    lines = Activity.objects.bulk_create(line(plan, objective, number, leads) for number in numbers)
    Activity.partners.through.objects.bulk_create(
        Activity.partners.through(activity=one, department=leads[(one.position + 1) % len(leads)]) for one in lines
    )
    ActivityPlace.objects.bulk_create(
        ActivityPlace(activity=one, division=PLACES[one.position % len(PLACES)]) for one in lines
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(activity=one, name_mn="оролцогч", name_en="participants", unit="хүн", target=40) for one in lines
    )
    begun = [one for one in lines if one.state != ActivityState.PLANNED]
    entries = Entry.objects.bulk_create(entry(one, authors[one.lead.agency_id]) for one in begun)
    of_line = {indicator.activity_id: indicator for indicator in indicators}
    IndicatorFigure.objects.bulk_create(
        IndicatorFigure(entry=one, indicator=of_line[one.activity_id], value=35) for one in entries
    )
    evidence = Evidence.objects.bulk_create(
        Evidence(entry=one, agency=one.agency, url="https://example.org/news")
        for one in entries
        if one.activity.position % 3
    )
    trail.append_all(((one, trail.differences({}, one.as_recorded())) for one in lines), "activity.added", by=BY)
    trail.append_all(((one, trail.differences({}, one.as_recorded())) for one in entries), "entry.logged", by=BY)
    trail.append_all(((one, trail.differences({}, one.as_recorded())) for one in evidence), "evidence.added", by=BY)


def line(plan: AnnualPlan, objective: Objective, number: int, leads: list[Department]) -> Activity:
    last_day = plan.starts_on + timedelta(days=number * 7 % 360)
    state = STATES[number % len(STATES)]
    title_mn, title_en = f"Хүний эрхийн сургалт {number}", f"Human-rights training {number}"
    return Activity(
        plan=plan,
        objective=objective,
        position=number,
        kind=list(Kind)[number % 3],
        title_mn=title_mn,
        title_en=title_en,
        lead=leads[number % len(leads)],
        starts_on=last_day - timedelta(days=min(number % 20, (last_day - plan.starts_on).days)),
        ends_on=last_day,
        state=state,
        reported_done_at=timezone.now() if state in {ActivityState.REPORTED_DONE, ActivityState.CONFIRMED} else None,
        search_text=search_text(title_mn, title_en),
    )


def entry(activity: Activity, author: User) -> Entry:
    done = f"Хоёр өдрийн сургалт {activity.position} зохион байгуулав."
    finished = activity.state != ActivityState.IN_PROGRESS
    return Entry(
        activity=activity,
        agency=author.agency,
        author=author,
        starts_on=activity.starts_on,
        division=PLACES[activity.position % len(PLACES)],
        women=activity.position % 30,
        men=activity.position % 25,
        what_was_done=done,
        progress=Progress.FINISHED if finished else Progress.GOING_ON,
        search_text=search_text(done, "", ""),
    )
