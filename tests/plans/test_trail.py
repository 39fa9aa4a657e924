import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from plans import trail
from plans.actions.annual_plans import add_objective, edit_objective, remove_objective
from plans.actions.people import choose_language
from plans.models import Chain, ChainKind, Objective, TrailEntry, User, guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(draft_plan, anu):
    return add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт", title_en="Objective"), by=anu)


def test_an_act_leaves_one_entry_that_says_who_for_whom_and_what(objective, anu):
    entry = TrailEntry.objects.get()
    assert (entry.verb, entry.actor_id, entry.agency_id) == ("objective.added", anu.pk, anu.agency_id)
    assert entry.changes["title_mn"] == [None, "Зорилт"]


def test_a_change_keeps_the_old_and_the_new(objective, anu):
    edit_objective(objective, by=anu, version=1, changes={"title_mn": "Шинэ зорилт"})
    entry = TrailEntry.objects.latest("pk")
    assert entry.changes == {"title_mn": ["Зорилт", "Шинэ зорилт"]}


def test_what_was_removed_stays_readable_in_the_trail(objective, anu):
    remove_objective(objective, by=anu)
    assert not Objective.objects.exists()
    assert TrailEntry.objects.latest("pk").changes["title_mn"] == ["Зорилт", None]


def test_entries_are_chained_by_their_digests(objective, anu):
    edit_objective(objective, by=anu, version=1, changes={"number": 2})
    first, second = TrailEntry.objects.order_by("sequence")
    assert second.previous == first.digest
    assert [entry.computed_digest() for entry in (first, second)] == [first.digest, second.digest]
    assert Chain.objects.get().head == second.digest


def test_each_audience_has_a_chain_of_its_own(objective, anu):
    choose_language(anu, "mn")
    kinds = set(TrailEntry.objects.values_list("chain__kind", "sequence"))
    assert kinds == {(ChainKind.AGREEMENT, 1), (ChainKind.AGENCY, 1)}


def test_what_one_agency_keeps_to_itself_leaves_no_gap_for_the_other(objective, anu, bold):
    choose_language(anu, "mn")
    edit_objective(objective, by=anu, version=1, changes={"number": 2})
    seen = TrailEntry.objects.visible_to(bold).order_by("sequence")
    assert [entry.sequence for entry in seen] == [1, 2]


def test_a_stranger_reads_none_of_it(objective, dorj):
    assert not TrailEntry.objects.visible_to(dorj).exists()


def test_the_database_refuses_to_change_or_delete_an_entry(objective):
    for attempt in (lambda: TrailEntry.objects.update(verb="x"), lambda: TrailEntry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert TrailEntry.objects.get().verb == "objective.added"


def test_without_its_triggers_the_database_would_let_it_through(objective):
    guards.lift(connection)
    try:
        assert TrailEntry.objects.update(actor_name_mn="Хэн нэгэн") == 1
        entry = TrailEntry.objects.get()
        assert entry.computed_digest() != entry.digest
    finally:
        guards.lay(connection)


def test_a_refused_act_leaves_no_entry(objective, anu):
    with pytest.raises(trail.StaleVersion):
        edit_objective(objective, by=anu, version=7, changes={"number": 2})
    assert TrailEntry.objects.count() == 1


def test_a_verb_nobody_registered_is_refused(objective, anu):
    with pytest.raises(LookupError):
        trail.append(objective, "objective.bent", by=anu, changes={})


def test_the_system_operator_comes_and_goes_by_commands_that_leave_an_entry(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "five plain words are enough")
    call_command("createsuperuser", email="Operator@example.mn", given_name="Бат", interactive=False, verbosity=0)
    operator = User.objects.get(email="operator@example.mn")
    call_command("end_operator", "operator@example.mn", verbosity=0)
    operator.refresh_from_db()
    assert not operator.is_active
    verbs = [entry.verb for entry in TrailEntry.objects.about(operator)]
    assert verbs == ["person.deactivated", "operator.added"]
