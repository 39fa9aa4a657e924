from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import (
    Activity,
    ActivityPlace,
    ActivityState,
    Because,
    Entry,
    Evidence,
    Indicator,
    Kind,
    Rating,
    Snapshot,
    SnapshotPeriod,
)
from activities.reports.snapshot import snapshot_content
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


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = Rating

    class Params:
        value = None

    activity = factory.SubFactory(ActivityFactory)
    grade = factory.LazyAttribute(
        lambda rating: (
            None
            if rating.value is None
            else rating.activity.plan.agreement.rating_scale.grades.get(value=rating.value)
        )
    )
    explanation = "As agreed."
    because = Because.DONE
    agency = factory.LazyAttribute(lambda rating: rating.activity.lead.agency)
    person = factory.LazyAttribute(lambda rating: UserFactory(agency=rating.agency))
    name_mn = name_en = "Bold"
    at = factory.LazyFunction(timezone.now)


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    plan = factory.SubFactory(PlanFactory, adopted=True)
    period = SnapshotPeriod.HALF_YEAR
    set_on = factory.LazyAttribute(lambda snapshot: snapshot.plan.half_year_snapshot_on)
    as_of = factory.SelfAttribute("set_on")
    content = factory.LazyAttribute(lambda snapshot: snapshot_content(snapshot.plan, snapshot.as_of)[0])
    digest = "ab" * 32
    checkpoint = "agreement:1 1 ab"
    frozen_at = factory.LazyFunction(timezone.now)
