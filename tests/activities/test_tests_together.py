"""What the tests of a plan came to on its dashboard."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.models import CourseKind, KnowledgeTest, Moment
from activities.reports.tests_together import means
from plans.models import Compartment
from tests.factories import ActivityFactory
from tests.factories.trainings import course


@pytest.fixture
def line(adopted_plan, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    return line


TESTS = st.lists(
    st.builds(
        KnowledgeTest,
        moment=st.sampled_from(Moment.values),
        people=st.integers(0, 400),
        mean=st.none() | st.decimals(0, 100, places=2),
    ),
    max_size=8,
)


@given(TESTS)
def test_the_mean_lies_between_the_lowest_and_the_highest_and_counts_everybody_once(tests):
    for mean in means(tests):
        of_moment = [test for test in tests if test.moment == mean.moment]
        known = [test.percent for test in of_moment if test.percent is not None and test.people]
        assert mean.people == sum(test.people for test in of_moment)
        assert mean.tests == len(of_moment)
        assert (mean.percent is None) == (not known)
        if known:
            assert min(known) <= mean.percent <= max(known)


def test_a_test_weighs_as_many_as_sat_it():
    [mean] = means([*after(300, Decimal(80)), *after(100, Decimal(60)), *after(7, None)])
    assert (mean.percent, mean.tests, mean.people, mean.without_mean) == (Decimal("75.00"), 3, 407, 1)


def after(people, mean, maximum=100):
    return [KnowledgeTest(moment=Moment.AFTER, people=people, mean=mean, maximum=maximum)]


def test_the_dashboard_says_it_and_opens_the_lines_and_a_hidden_test_adds_nothing(line, bold, anu, client_of):
    course(line, bold, CourseKind.BASIC, tests=after(20, 16, maximum=20))
    course(line, bold, CourseKind.BASIC, tests=after(200, 10), compartment=Compartment.AGENCY)
    for person in (anu, bold):
        page = client_of(person).get(line.plan.get_absolute_url()).content.decode()
        assert "80 %" in page
        address = reverse("activities:plan-activity-list", args=[line.plan_id]) + "?tests=after"
        assert f'href="{address}"' in page
        assert [one.pk for one in client_of(person).get(address).context["page_obj"]] == [line.pk]
        other = client_of(person).get(address.replace("after", "before"))
        assert not other.context["page_obj"].object_list
