"""Many rows at once, for what must not grow with their number."""

from datetime import date, timedelta

from activities.models import Activity, ActivityPlace, ActivityState, Entry, Evidence, Indicator, IndicatorFigure, Kind
from plans.models import AnnualPlan, Department, User

STATES = [ActivityState.PLANNED, ActivityState.IN_PROGRESS, ActivityState.REPORTED_DONE, ActivityState.CONFIRMED]


def many_lines(plan: AnnualPlan, count: int, *, leads: list[Department], author: User) -> list[Activity]:
    """Lines of mixed kind, lead, state and quarter, each with a partner, a place, an indicator and one entry."""
    objective = plan.objectives.first() or plan.objectives.create(number=1, title_mn="Зорилт", title_en="Objective")
    first = plan.activities.count() + 1
    lines = Activity.objects.bulk_create(
        Activity(
            plan=plan,
            objective=objective,
            position=place,
            kind=list(Kind)[place % 3],
            title_mn=f"Сургалт {place}",
            title_en=f"Training {place}",
            lead=leads[place % len(leads)],
            starts_on=plan.starts_on,
            ends_on=plan.starts_on + timedelta(days=place % 365),
            state=STATES[place % 4],
            reported_done_at="2026-06-01T00:00:00Z",
        )
        for place in range(first, first + count)
    )
    Activity.partners.through.objects.bulk_create(
        Activity.partners.through(activity=line, department=leads[0]) for line in lines
    )
    ActivityPlace.objects.bulk_create(ActivityPlace(activity=line, division="MN-041") for line in lines)
    indicators = Indicator.objects.bulk_create(
        Indicator(activity=line, name_mn="бэлтгэсэн багш", name_en="trainers", unit="хүн", target=40) for line in lines
    )
    entries = many_entries(lines, author)
    IndicatorFigure.objects.bulk_create(
        IndicatorFigure(entry=entry, indicator=indicator, value=35)
        for entry, indicator in zip(entries, indicators, strict=True)
    )
    return lines


def many_entries(lines: list[Activity], author: User) -> list[Entry]:
    """One entry of this person under each line given, with a link beside it."""
    entries = Entry.objects.bulk_create(
        Entry(
            activity=line,
            agency=author.agency,
            author=author,
            starts_on=date(2026, 5, 11),
            division="MN-041",
            women=14,
            men=21,
            what_was_done="Хоёр өдрийн сургалт.",
        )
        for line in lines
    )
    Evidence.objects.bulk_create(
        Evidence(entry=entry, agency=entry.agency, url="https://example.org/news") for entry in entries
    )
    return entries
