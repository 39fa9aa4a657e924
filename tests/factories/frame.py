import factory
from factory.django import DjangoModelFactory

from plans.models import (
    Agency,
    Agreement,
    AgreementState,
    AnnualPlan,
    Department,
    Objective,
    Occasion,
    Party,
    PlanState,
    Role,
    User,
)

PASSWORD = "five plain words are enough"


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"agency-{n}")
    name_en = factory.LazyAttribute(lambda agency: f"Agency {agency.code}")
    name_mn = factory.LazyAttribute(lambda agency: f"Байгууллага {agency.code}")
    short_name_en = factory.LazyAttribute(lambda agency: agency.code.upper())
    short_name_mn = factory.LazyAttribute(lambda agency: f"Б-{agency.code}")


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    agency = factory.SubFactory(AgencyFactory)
    name_en = factory.Sequence(lambda n: f"Department {n}")
    name_mn = factory.Sequence(lambda n: f"Хэлтэс {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    family_name = "Дорж"
    given_name = factory.Sequence(lambda n: f"Хүн{n}")
    family_name_en = "Dorj"
    given_name_en = factory.Sequence(lambda n: f"Person{n}")
    agency = factory.SubFactory(AgencyFactory)
    department = factory.LazyAttribute(lambda user: DepartmentFactory(agency=user.agency) if user.agency else None)
    role = Role.STAFF
    language = "en"

    @factory.post_generation
    def password(user, create, extracted, **kwargs):
        user.set_password(extracted or PASSWORD)
        user.save(update_fields=["password"])


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Memorandum {n}")
    title_mn = factory.Sequence(lambda n: f"Санамж бичиг {n}")
    state = AgreementState.IN_FORCE
    signed_year = 2017

    @factory.post_generation
    def parties(agreement, create, extracted, **kwargs):
        for agency in extracted or ():
            Party.objects.create(agreement=agreement, agency=agency)


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = AnnualPlan

    class Params:
        adopted = factory.Trait(state=PlanState.ADOPTED)
        closed = factory.Trait(state=PlanState.CLOSED)

    agreement = factory.SubFactory(AgreementFactory)
    year = factory.Sequence(lambda n: 2020 + n % 60)


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_en = factory.Sequence(lambda n: f"Objective {n}")
    title_mn = factory.Sequence(lambda n: f"Зорилт {n}")


class OccasionFactory(DjangoModelFactory):
    class Meta:
        model = Occasion

    agreement = factory.SubFactory(AgreementFactory)
    name_en = factory.Sequence(lambda n: f"Day {n}")
    name_mn = factory.Sequence(lambda n: f"Өдөр {n}")
    month = 12
    day = 10
