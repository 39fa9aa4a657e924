"""What the tests of compartments share: a line of both sides, and an entry of Bold for whom he chooses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions.entries import EntryParts, log_entry
from activities.models import Activity, Entry
from plans.models import Compartment, Role
from tests.factories import ActivityFactory, IndicatorFactory, UserFactory
from tests.factories.compartments import PDF, PEOPLE, SECRET


@pytest.fixture
def delger(npa):
    """A colleague of Bold who is named nowhere."""
    return UserFactory(agency=npa, role=Role.STAFF, given_name="Дэлгэр")


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def line(adopted_plan, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    IndicatorFactory(activity=line)
    return line


@pytest.fixture
def log(line, bold):
    def logged(compartment=Compartment.JOINT, *, by=bold, people=(), files=(), value=None, **fields):
        plain = {"starts_on": timezone.localdate(), "division": "MN-041", "what_was_done": SECRET, "women": 5}
        parts = EntryParts(
            files=[SimpleUploadedFile(name, PDF) for name in files], figures={line.indicators.get(): value}
        )
        entry = Entry(activity=Activity.objects.get(pk=line.pk), **plain | fields)
        return log_entry(entry, by=by, parts=parts, compartment=compartment, people=people)

    return logged
