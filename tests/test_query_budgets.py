"""How often a page asks the database: within its budget, and as often for three hundred lines as for ten."""

import pytest
from django.urls import reverse

from activities.actions.comments import add_comment, answer
from activities.models import Activity, IndicatorFigure, Kind, RatingReading, SideReading
from plans.actions.annual_plans import add_objective, edit_objective
from plans.models import Objective
from tests.factories import (
    ActivityFactory,
    DepartmentFactory,
    EntryFactory,
    ObjectiveFactory,
    OccasionFactory,
    PlanFactory,
    RatingFactory,
    SnapshotFactory,
    UserFactory,
    many_entries,
    many_lines,
)
from tests.factories.details import advocacy_details, inquiry_details
from tests.factories.meetings import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
)
from tests.factories.recommendations import (
    RecommendationFactory,
)

FEW, MANY = 10, 300
SNAPSHOTS = [("list", []), ("detail", ["half-year"])]


@pytest.fixture
def grow(adopted_plan, anu, bold):
    """Lines of both sides up to this number."""
    leads = [bold.department, anu.department, DepartmentFactory(agency=bold.agency)]

    def up_to(count):
        many_lines(adopted_plan, count - adopted_plan.activities.count(), leads=leads, author=bold)
        assert adopted_plan.activities.count() == count

    return up_to


def equal_for_few_and_many(asked, grow, address):
    grow(FEW)
    few = asked(address)
    grow(MANY)
    assert asked(address) == few


# budgets


@pytest.mark.parametrize(
    "query",
    [
        "",
        "per_page=100",
        "page=3",
        "sort=title",
        "sort=-rating",
        "grade=unrated",
        "text=сургалт&evidence=true&overdue=false&province=MN-041",
        "kind=flying",
        "lead_agency={agency}&department={department}&partner={department}&agreement={agreement}&year=2026",
    ],
)
def test_the_list_of_activities_keeps_its_budget(
    django_assert_max_num_queries, client_of, bold, ganaa, grow, adopted_plan, query
):
    """Two of the twelve are the ratings of the page's lines and how the sides read them."""
    grow(MANY)
    for line in adopted_plan.activities.all()[:30]:
        read(RatingFactory(activity=line, value=70), ganaa)
    client = client_of(bold)
    known = {"agency": bold.agency_id, "department": bold.department_id, "agreement": adopted_plan.agreement_id}
    for address in (
        reverse("activities:activity-list"),
        reverse("activities:plan-activity-list", args=[adopted_plan.pk]),
    ):
        with django_assert_max_num_queries(12, info=address):
            client.get(f"{address}?{query.format(**known)}")


def test_the_page_of_an_activity_keeps_its_budget(django_assert_max_num_queries, client_of, bold, grow, adopted_plan):
    grow(FEW)
    line = Activity.objects.first()
    many_entries([line] * 40, bold)
    client = client_of(bold)
    with django_assert_max_num_queries(19):
        client.get(line.get_absolute_url())


def test_the_search_keeps_its_budget(django_assert_max_num_queries, client_of, bold, grow, agreement):
    grow(60)
    meeting = MeetingFactory(agreement=agreement, confirmed=True)
    for factory in (AgendaItemFactory, DecisionFactory):
        factory.create_batch(8, meeting=meeting, **({"agency": bold.agency} if factory is DecisionFactory else {}))
    RecommendationFactory.create_batch(8, agreement=agreement, addressee=bold.agency)
    client = client_of(bold)
    with django_assert_max_num_queries(20):
        client.get(f"{reverse('activities:search')}?q=а")


def test_the_dashboard_keeps_its_budget(django_assert_max_num_queries, client_of, bold, grow, adopted_plan):
    grow(MANY)
    client = client_of(bold)
    with django_assert_max_num_queries(18):
        client.get(adopted_plan.get_absolute_url())


# as often for many as for few


@pytest.mark.parametrize("query", ["", "per_page=100", "sort=evidence&per_page=100", "overdue=true&per_page=100"])
def test_the_list_asks_as_often_for_many_as_for_few(asked, grow, query):
    equal_for_few_and_many(asked, grow, f"{reverse('activities:activity-list')}?{query}")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_asks_as_often_for_many_as_for_few(asked, grow, form):
    equal_for_few_and_many(asked, grow, reverse("activities:activity-export", args=[form]))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_of_entries_asks_as_often_for_many_as_for_few(asked, grow, form):
    equal_for_few_and_many(asked, grow, reverse("activities:entry-export", args=[form]))


def test_the_dashboard_asks_as_often_for_many_as_for_few(asked, grow, adopted_plan):
    equal_for_few_and_many(asked, grow, adopted_plan.get_absolute_url())


def test_the_first_page_asks_as_often_for_many_as_for_few(asked, grow, agreement):
    equal_for_few_and_many(asked, grow, reverse("activities:home"))


def test_the_page_of_an_activity_asks_as_often_for_many_entries_as_for_few(asked, grow, bold):
    grow(FEW)
    line = Activity.objects.first()
    many_entries([line] * FEW, bold)
    few = asked(line.get_absolute_url())
    many_entries([line] * MANY, bold)
    assert asked(line.get_absolute_url()) == few


def test_pages_ask_as_often_for_many_inquiries_with_their_rows_as_for_few(asked, adopted_plan, anu, bold):
    line = ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.INQUIRY)

    def inquired(count):
        for place in range(count):
            entry = EntryFactory(activity=line, author=anu, division=("MN-041", "MN-061", "MN-1")[place % 3], women=14)
            inquiry_details(of=anu.agency, to=bold.agency, words=f"№ {place}", person=anu).write(entry)

    addresses = [line.get_absolute_url(), reverse("activities:home")]
    inquired(3)
    few = [asked(address) for address in addresses]
    inquired(24)
    assert [asked(address) for address in addresses] == few


def test_pages_ask_as_often_for_much_advocacy_with_its_rows_as_for_little(asked, adopted_plan, agreement, anu, bold):
    line = ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.ADVOCACY)
    addresses = [
        line.get_absolute_url(),
        reverse("activities:occasion-list", args=[agreement.pk]),
        agreement.get_absolute_url(),
        reverse("activities:home"),
    ]

    def told(count):
        for place in range(count):
            of = line if place % 2 else ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.ADVOCACY)
            entry = EntryFactory(activity=of, author=anu, women=14)
            occasion = OccasionFactory(agreement=agreement)
            advocacy_details(words=f"№ {place}", occasion=occasion, day=entry.starts_on, women=2).write(entry)

    told(4)
    few = [asked(address) for address in addresses]
    told(24)
    assert [asked(address) for address in addresses] == few


def read(rating, head):
    """Confirmed by this head for the other side."""
    RatingReading.objects.create(
        rating=rating, agency=head.agency, person=head, reading=SideReading.CONFIRMED, name_mn="Ганаа", at=rating.at
    )


def test_pages_ask_as_often_for_many_ratings_as_for_few(asked, grow, adopted_plan, ganaa):
    grow(FEW)
    first, *lines = Activity.objects.order_by("pk")
    SnapshotFactory(plan=adopted_plan)
    addresses = [
        first.get_absolute_url(),
        adopted_plan.get_absolute_url(),
        f"{reverse('activities:activity-list')}?grade=70",
        reverse("activities:activity-export", args=["csv"]),
        reverse("activities:rating-add", args=[first.pk]),
        *(reverse(f"activities:snapshot-{page}", args=[adopted_plan.pk, *of]) for page, of in SNAPSHOTS),
    ]
    RatingFactory.create_batch(2, activity=first, value=70)
    RatingFactory(activity=lines[0], value=100)
    read(RatingFactory(activity=lines[1], value=70), ganaa)
    few = [asked(address) for address in addresses]
    RatingFactory.create_batch(12, activity=first, value=30)
    for line in lines:
        read(RatingFactory(activity=line, value=70), ganaa)
    assert [asked(address) for address in addresses] == few


def commented(line, bold, count):
    """Comments on this line that mention Bold, each with an answer, by as many colleagues."""
    for place in range(count):
        colleague = UserFactory(agency=bold.agency)
        comment = add_comment(line, by=colleague, text="Тийм үү?", field=("period", "")[place % 2], people=[bold])
        answer(comment, by=bold, text="Тийм.", people=[colleague])


def test_pages_ask_as_often_for_many_comments_as_for_few(asked, draft_plan, bold):
    objective = ObjectiveFactory(plan=draft_plan, number=1)
    lines = many_lines(draft_plan, FEW, leads=[bold.department], author=bold)
    for line in lines:
        Activity.objects.filter(pk=line.pk).update(objective=objective)
    line = Activity.objects.get(pk=lines[0].pk)
    addresses = [
        line.get_absolute_url(),
        draft_plan.get_absolute_url(),
        reverse("activities:plan-adoption", args=[draft_plan.pk]),
        reverse("activities:home"),
    ]
    commented(line, bold, 2)
    few = [asked(address) for address in addresses]
    commented(line, bold, 12)
    commented(Activity.objects.get(pk=lines[1].pk), bold, 3)
    assert [asked(address) for address in addresses] == few


def test_the_list_of_plans_asks_as_often_for_many_as_for_few(asked, agreement):
    addresses = [reverse("plans:plan-list"), reverse("plans:agreement-list"), agreement.get_absolute_url()]
    for year in range(2001, 2004):
        PlanFactory(agreement=agreement, year=year)
    few = [asked(address) for address in addresses]
    for year in range(2004, 2064):
        PlanFactory(agreement=agreement, year=year)
    assert [asked(address) for address in addresses] == few


def test_a_history_asks_as_often_for_many_acts_as_for_few(asked, draft_plan, anu):
    objective = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=anu)
    address = reverse("plans:plan-history", args=[draft_plan.pk])
    few = asked(address)
    for number in range(2, 24):
        edit_objective(objective, by=anu, version=objective.version, changes={"number": number})
        ObjectiveFactory(plan=draft_plan, number=100 + number)
    assert asked(address) == few


def test_the_text_of_a_draft_asks_as_often_for_many_lines_as_for_few(asked, draft_plan, bold):
    for number in range(1, 4):
        ObjectiveFactory(plan=draft_plan, number=number)
    many_lines(draft_plan, FEW, leads=[bold.department], author=bold)
    few = asked(draft_plan.get_absolute_url())
    for number in range(4, 40):
        ObjectiveFactory(plan=draft_plan, number=number)
    many_lines(draft_plan, MANY, leads=[bold.department], author=bold)
    assert asked(draft_plan.get_absolute_url()) == few


# more than one expression of SQLite holds


def test_a_hundred_lines_with_a_dozen_figures_each_are_listed_shown_and_exported(client_of, bold, adopted_plan, anu):
    lines = many_lines(adopted_plan, 100, leads=[bold.department], author=bold)
    measured = {line.pk: line.indicators.get() for line in lines}
    for _month in range(11):
        IndicatorFigure.objects.bulk_create(
            IndicatorFigure(entry=entry, indicator=measured[entry.activity_id], value=1)
            for entry in many_entries(lines, bold)
        )
    client = client_of(bold)
    for address in (
        f"{reverse('activities:activity-list')}?per_page=100",
        reverse("activities:activity-export", args=["csv"]),
        adopted_plan.get_absolute_url(),
    ):
        assert client.get(address).status_code == 200, address


def test_an_activity_with_a_thousand_entries_is_shown(client_of, bold, adopted_plan):
    (line,) = many_lines(adopted_plan, 1, leads=[bold.department], author=bold)
    indicator = line.indicators.get()
    IndicatorFigure.objects.bulk_create(
        IndicatorFigure(entry=entry, indicator=indicator, value=1) for entry in many_entries([line] * 1_100, bold)
    )
    assert client_of(bold).get(line.get_absolute_url()).status_code == 200
