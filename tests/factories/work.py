from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Activity, ActivityPlace, ActivityState, Entry, Evidence, Indicator, Kind
from tests.factories.frame import DepartmentFactory, ObjectiveFactory, PlanFactory, UserFactory


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    class Params:
        reported_done = factory.Trait(
            state=ActivityState.REPORTED_DONE, reported_done_at=factory.LazyFunction(timezone.now)
        )
        confirmed = factory.Trait(state=ActivityState.CONFIRMED, reported_done_at=factory.LazyFunction(timezone.now))
        differs = factory.Trait(state=ActivityState.DIFFERS, reported_done_at=factory.LazyFunction(timezone.now))

    plan = factory.SubFactory(PlanFactory, adopted=True)
    objective = factory.LazyAttribute(lambda line: ObjectiveFactory(plan=line.plan))
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    kind = Kind.TRAINING
    title_en = factory.Sequence(lambda n: f"Training {n}")
    title_mn = factory.Sequence(lambda n: f"Сургалт {n}")
    lead = factory.LazyAttribute(
        lambda line: DepartmentFactory(agency=line.plan.agreement.parties.select_related("agency").first().agency)
    )
    starts_on = factory.LazyAttribute(lambda line: date(line.plan.year, 1, 1))
    ends_on = factory.LazyAttribute(lambda line: date(line.plan.year, 12, 31))


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    activity = factory.SubFactory(ActivityFactory)
    name_en = "trainers trained"
    name_mn = "бэлтгэсэн сургагч багш"
    unit = "people"
    baseline = 0
    target = 40


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    activity = factory.SubFactory(ActivityFactory)
    author = factory.LazyAttribute(lambda entry: UserFactory(agency=entry.activity.lead.agency))
    agency = factory.LazyAttribute(lambda entry: entry.author.agency)
    starts_on = factory.LazyFunction(timezone.localdate)
    division = "MN-041"
    what_was_done = "A training was held."


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    entry = factory.SubFactory(EntryFactory)
    agency = factory.LazyAttribute(lambda evidence: evidence.entry.agency)
    url = "https://example.org/news"


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = ActivityPlace

    activity = factory.SubFactory(ActivityFactory)
    division = "MN-041"
