"""How often the pages of meetings, groups and recommendations ask the database: as often for many as for few."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ActivityFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendeeFactory,
    DecisionFactory,
    MeetingFactory,
    WorkingGroupFactory,
)
from tests.factories.recommendations import (
    AssessmentFactory,
    CarryingOutFactory,
    ProofFactory,
    RecommendationFactory,
    ReplyFactory,
)


def test_meetings_and_decisions_ask_as_often_for_many_as_for_few(asked, agreement, npa):
    meeting, upcoming = MeetingFactory(agreement=agreement, confirmed=True), MeetingFactory(agreement=agreement)
    upcoming.meets_on = date(2031, 1, 1)
    upcoming.save()
    WorkingGroupFactory(agreement=agreement, decision=DecisionFactory(meeting=meeting, agency=npa))
    addresses = [
        *(reverse(f"plans:{name}-list") for name in ("meeting", "decision", "working-group")),
        *(one.get_absolute_url() for one in (meeting, upcoming)),
        reverse("activities:meeting-pack", args=[upcoming.pk]),
        agreement.get_absolute_url(),
        reverse("activities:home"),
        f"{reverse('activities:search')}?q=а",
    ]

    def more(count):
        for _ in range(count):
            DecisionFactory(meeting=meeting, agency=npa, due_on=meeting.meets_on)
            AgendaItemFactory(meeting=meeting)
            AttendeeFactory(meeting=meeting)
            MeetingFactory(agreement=agreement)
            WorkingGroupFactory(agreement=agreement)

    more(26)  # more than a page, from which on a list has its filter
    few = [asked(address) for address in addresses]
    more(20)
    assert [asked(address) for address in addresses] == few


@pytest.mark.parametrize(
    ("query", "budget"),
    [
        ("", 8),
        ("per_page=100&sort=state", 8),
        ("page=2&sort=-issued", 8),
        ("text=зөвлөмж&theme=эрх&state=asked&state=accepted&addressee=others&year=2026&agreement={agreement}", 8),
    ],
)
def test_the_list_of_recommendations_keeps_its_budget(
    django_assert_max_num_queries, client_of, bold, agreement, query, budget
):
    RecommendationFactory.create_batch(60, agreement=agreement, addressee=bold.agency)
    client = client_of(bold)
    with django_assert_max_num_queries(budget):
        client.get(f"{reverse('activities:recommendation-list')}?{query.format(agreement=agreement.pk)}")


def test_recommendations_ask_as_often_for_many_as_for_few(asked, agreement, adopted_plan, npa, bold, ganaa, khulan):
    one = RecommendationFactory(agreement=agreement, addressee=npa)
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    pages = [
        reverse("activities:recommendation-list") + "?per_page=100",
        reverse("activities:recommendation-export", args=["csv"]),
        one.get_absolute_url(),
        reverse("activities:recommendation-lines", args=[one.pk]),
        line.get_absolute_url(),
        adopted_plan.get_absolute_url(),
        reverse("activities:home"),
    ]

    def more(count):
        for _ in range(count):
            later = RecommendationFactory(
                agreement=agreement, addressee=npa, issuer=ganaa.agency, repeats=one, reply_due_on=date(2026, 4, 1)
            )
            CarryingOutFactory(recommendation=later, activity=line, agency=npa)
            CarryingOutFactory(
                recommendation=one, activity=ActivityFactory(plan=adopted_plan, lead=bold.department), agency=npa
            )
            ReplyFactory(recommendation=one, person=khulan)
            AssessmentFactory(recommendation=one, person=ganaa, outcome="partly_carried_out")
            ProofFactory(recommendation=one, agency=npa)

    more(3)
    few = [asked(page) for page in pages]
    more(20)
    assert [asked(page) for page in pages] == few
