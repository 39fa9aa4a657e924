"""What the filters of the list of one plan offer."""

import pytest
from django.urls import reverse

from tests.factories import AgencyFactory, AgreementFactory, DepartmentFactory


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["department", "partner"])
def test_the_list_of_a_plan_offers_departments_of_its_parties_alone(adopted_plan, bold, client_of, name):
    third = AgencyFactory()
    AgreementFactory(parties=[bold.agency, third])
    other = DepartmentFactory(agency=third)

    def offered(address):
        field = client_of(bold).get(address).context["filter"].form.fields[name]
        return {key for key, _label in field.choices}

    in_plan = offered(reverse("activities:plan-activity-list", args=[adopted_plan.pk]))
    assert str(bold.department_id) in in_plan
    assert str(other.pk) in offered(reverse("activities:activity-list")) - in_plan
