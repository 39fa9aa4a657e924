"""`manage.py verify_trail` names the first broken link, whatever was done to the tables behind the product."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from plans.actions.annual_plans import add_objective, edit_objective
from plans.models import Chain, Objective, TrailEntry, guards
from plans.verification import verify_chains

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def trail_of_six(draft_plan, anu):
    objective = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=anu)
    for version in range(1, 6):
        edit_objective(objective, by=anu, version=version, changes={"title_mn": f"Зорилт {version}"})
    return list(TrailEntry.objects.order_by("sequence"))


@pytest.fixture
def unguarded():
    """As the owner of the database, who can lift the triggers."""
    guards.lift(connection)
    yield
    guards.lay(connection)


def test_a_trail_nobody_touched_holds(trail_of_six):
    verification = verify_chains()
    assert (verification.chains, verification.entries, verification.faults) == (1, 6, [])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("changes", {"title_mn": ["Зорилт", "Өөр"]}),
        ("actor_name_mn", "Өөр хүн"),
        ("agency_name_en", "Another agency"),
        ("at", "2020-01-01T00:00:00Z"),
        ("verb", "objective.removed"),
        ("target_id", 999),
    ],
)
def test_a_changed_entry_is_named(trail_of_six, unguarded, column, value):
    TrailEntry.objects.filter(pk=trail_of_six[2].pk).update(**{column: value})
    [fault] = verify_chains().faults
    assert fault.sequence == 3
    assert "changed" in fault.reason


def test_a_changed_entry_with_its_digest_written_anew_breaks_the_next_link(trail_of_six, unguarded):
    changed = trail_of_six[2]
    changed.actor_name_mn = "Өөр хүн"
    TrailEntry.objects.filter(pk=changed.pk).update(actor_name_mn="Өөр хүн", digest=changed.computed_digest())
    [fault] = verify_chains().faults
    assert fault.sequence == 4


def test_an_entry_taken_out_of_the_middle_is_missed(trail_of_six, unguarded):
    TrailEntry.objects.filter(pk=trail_of_six[2].pk).delete()
    [fault] = verify_chains().faults
    assert "missing before entry 4" in fault.reason


def test_the_last_entries_taken_away_are_missed(trail_of_six, unguarded):
    TrailEntry.objects.filter(sequence__gt=4).delete()
    [fault] = verify_chains().faults
    assert (fault.sequence, "6 entries; 4 are here" in fault.reason) == (5, True)


def test_an_entry_added_behind_the_head_is_seen(trail_of_six, unguarded):
    Chain.objects.update(length=5, head=trail_of_six[4].digest)
    assert len(verify_chains().faults) == 1


def test_the_command_ends_with_a_fault_where_a_link_is_broken(trail_of_six, unguarded):
    out = io.StringIO()
    call_command("verify_trail", stdout=out)
    assert "6 entries in 1 chains" in out.getvalue()
    TrailEntry.objects.filter(pk=trail_of_six[2].pk).update(verb="objective.removed")
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_trail", stdout=out, stderr=errors)
    assert ", 3: " in errors.getvalue()
