"""A recommendation with what comes after it, each in the plainest form."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from activities.models import Assessment, CarryingOut, Proof, Recommendation, Reply
from tests.factories.frame import AgreementFactory
from tests.factories.work import ActivityFactory


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = Recommendation

    agreement = factory.SubFactory(AgreementFactory)
    addressee = factory.LazyAttribute(lambda one: one.agreement.parties.select_related("agency").last().agency)
    text_mn = factory.Sequence(lambda n: f"Зөвлөмж {n}")
    text_en = factory.Sequence(lambda n: f"Recommendation {n}")
    source = "report"
    issued_on = date(2026, 3, 2)
    year = 2026


class OfficialActFactory(DjangoModelFactory):
    recommendation = factory.SubFactory(RecommendationFactory)
    agency = factory.LazyAttribute(lambda act: act.person.agency)
    name_mn = factory.LazyAttribute(lambda act: act.person.short_name)


class ReplyFactory(OfficialActFactory):
    class Meta:
        model = Reply

    answer = "accepted"
    replied_on = date(2026, 3, 20)


class AssessmentFactory(OfficialActFactory):
    class Meta:
        model = Assessment

    outcome = "carried_out"
    sentence = "Хэрэгжсэн."
    assessed_on = date(2026, 6, 1)


class CarryingOutFactory(DjangoModelFactory):
    class Meta:
        model = CarryingOut

    recommendation = factory.SubFactory(RecommendationFactory)
    activity = factory.SubFactory(ActivityFactory)


class ProofFactory(DjangoModelFactory):
    class Meta:
        model = Proof

    recommendation = factory.SubFactory(RecommendationFactory)
    url = "https://example.org/reply"
