"""A recommendation with what comes after it, each in the plainest form."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.actions import recommendations as actions
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


def read(thing):
    return Recommendation.objects.with_state().get(pk=thing.pk)


def reply(asked, by, answer="accepted", **fields):
    plain = {"replied_on": timezone.localdate(), "reason": "" if answer == "accepted" else "Төсөвгүй."}
    return actions.reply(Reply(recommendation=asked, answer=answer, **plain | fields), by=by)


def assess(asked, by, outcome="carried_out", **fields):
    plain = {"assessed_on": timezone.localdate(), "sentence": "Хэсэгт очиж үзэв."}
    return actions.assess(Assessment(recommendation=asked, outcome=outcome, **plain | fields), by=by)


def name_line(asked, line, by):
    return actions.name_line(CarryingOut(recommendation=asked, activity=line), by=by)
