"""Synthetic lines for benchmarks: marked as such, and recorded like all else."""

import pytest
from django.core.management import CommandError, call_command

from activities.models import Activity, Entry
from activities.sample.volume import make_volume
from plans.models import Agreement, TrailEntry
from plans.verification import verify_chains

pytestmark = pytest.mark.django_db


@pytest.fixture
def volume(nhrcm, npa, anu, bold):
    return list(make_volume(25))


def test_the_lines_asked_for_stand_under_an_agreement_marked_synthetic(volume):
    assert volume == [25]
    assert Activity.objects.count() == 25
    assert Agreement.objects.get().is_example
    assert "Synthetic" in Agreement.objects.get().title_en


def test_every_line_and_entry_stands_in_the_trail(volume):
    added = TrailEntry.objects.filter(verb__in=["activity.added", "entry.logged"]).count()
    assert added == Activity.objects.count() + Entry.objects.count()
    assert verify_chains().faults == []


def test_every_line_is_one_the_forms_would_take(volume):
    for thing in [*Activity.objects.all(), *Entry.objects.all()]:
        thing.full_clean()


def test_a_second_run_adds_an_earlier_year(volume):
    list(make_volume(5))
    assert Activity.objects.count() == 30
    assert Agreement.objects.get().plans.count() == 2


def test_without_the_sample_the_command_says_what_to_do():
    with pytest.raises(CommandError, match="run load_sample first"):
        call_command("make_volume", activities=1)
