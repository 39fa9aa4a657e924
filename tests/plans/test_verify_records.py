"""
The table of tampering, row by row: what was done behind the product's back, and what of it is seen.

The database is made by the product's own actions; the owner of the database lifts the triggers first.
"""

import hashlib
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from activities.models import Activity, Entry, Evidence, Indicator, LineVersion
from plans import trail
from plans.actions.annual_plans import add_objective, remove_objective
from plans.actions.people import choose_language, edit_person
from plans.models import AnnualPlan, Chain, ConsentAct, Objective, Proposal, StoredFile, TrailEntry, User, guards
from plans.models.trail import ORIGIN
from plans.verification import Checkpoint, NoCheckpoint, heads_file, parse_heads, verify_chains, verify_records
from plans.verification.records import CHANGED, GONE, RETOLD, UNRECORDED
from tests.factories.recorded import recorded_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def world():
    return recorded_world()


@pytest.fixture
def unguarded(world):
    """As the owner of the database, who can lift the triggers."""
    guards.lift(connection)
    yield
    guards.lay(connection)


@pytest.fixture
def joint(world):
    return Chain.objects.get(kind="agreement", key=world.agreement.pk)


@pytest.fixture
def kept(world, tmp_path):
    """The heads the other agency kept, in a file."""
    path = tmp_path / "heads.txt"
    path.write_text(heads_file(world.second))
    return path


def verified(*arguments):
    """What `verify_trail` says, and whether it is broken."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("verify_trail", *arguments, stdout=out, stderr=errors)
    except CommandError:
        return errors.getvalue()
    return ""


def kinds():
    return {fault.kind for fault in verify_records()}


def chained_anew(chain):
    """Every digest of a chain written anew, as who can write the database does it."""
    head = ORIGIN
    for place, entry in enumerate(TrailEntry.objects.filter(chain=chain).order_by("sequence"), start=1):
        entry.sequence, entry.previous = place, head
        head = entry.computed_digest()
        TrailEntry.objects.filter(pk=entry.pk).update(sequence=place, previous=entry.previous, digest=head)
    Chain.objects.filter(pk=chain.pk).update(length=place, head=head)


# what nobody touched


def test_what_was_made_by_actions_holds(world, kept, joint):
    assert verify_records() == []
    assert verified("--records") == ""
    assert verified("--from", joint.checkpoint, "--heads", str(kept)) == ""


def test_what_was_removed_by_an_action_holds(world, unguarded):
    plan = AnnualPlan.objects.get(pk=world.plan.pk)
    AnnualPlan.objects.filter(pk=plan.pk).update(state="draft")
    objective = add_objective(Objective(plan=plan, number=2, title_mn="Илүү"), by=world.first_head)
    remove_objective(objective, by=world.first_head)
    AnnualPlan.objects.filter(pk=plan.pk).update(state="adopted")
    assert verify_records() == []


def test_a_thing_whose_audience_changed_is_followed_through_both_chains(world):
    person = User.objects.get(pk=world.staff.pk)
    changes = {"agency": world.first, "department": world.first_head.department}
    edit_person(person, by=world.first_head, version=person.version, changes=changes)
    choose_language(User.objects.get(pk=person.pk), "en")
    assert verify_records() == []


def test_a_field_that_came_later_has_its_first_value_before_any_entry_names_it(world, unguarded):
    first = TrailEntry.objects.filter(target_type="plans.annualplan").order_by("pk").first()
    changes = {name: pair for name, pair in first.changes.items() if name not in {"turn", "is_example", "note_mn"}}
    TrailEntry.objects.filter(pk=first.pk).update(changes=changes)
    assert verify_records() == []


# row 1: an old entry edited, who did it changed, one of the middle deleted


@pytest.mark.parametrize("column", ["changes", "actor_name_mn"])
def test_an_old_entry_that_was_edited_is_seen(world, unguarded, joint, column):
    value = {"changes": {"number": [None, 7]}, "actor_name_mn": "Өөр хүн"}[column]
    TrailEntry.objects.filter(chain=joint, sequence=3).update(**{column: value})
    assert f"{joint}, 3: " in verified()


def test_an_entry_deleted_in_the_middle_is_seen(world, unguarded, joint):
    TrailEntry.objects.filter(chain=joint, sequence=4).delete()
    assert f"{joint}, 4: " in verified()


# row 2: the last entries cut off


def test_the_last_three_cut_off_are_seen_by_the_chain_and_by_the_records(world, unguarded, joint, kept):
    TrailEntry.objects.filter(chain=joint, sequence__gt=joint.length - 3).delete()
    assert f"{joint}, {joint.length - 2}: " in verified()
    last = TrailEntry.objects.filter(chain=joint).latest("sequence")
    Chain.objects.filter(pk=joint.pk).update(length=last.sequence, head=last.digest)
    assert verified() == ""
    assert f"activities.evidence {world.entry.evidence.last().pk}" in verified("--records")
    assert f"The chain has only {last.sequence} entries." in verified("--heads", str(kept), "--no-records")


# row 3: the whole chain computed anew


def test_a_chain_computed_anew_is_seen_by_a_kept_head_alone(world, unguarded, joint, kept):
    TrailEntry.objects.filter(chain=joint, sequence=3).update(actor_name_mn="Өөр хүн")
    chained_anew(joint)
    Proposal.objects.update(checkpoint="")
    assert verified("--records") == ""
    assert "written anew" in verified("--heads", str(kept), "--no-records")
    assert "written anew" in verified("--from", joint.checkpoint, "--no-records")


def test_a_head_kept_early_sees_what_was_rewritten_before_it(world, unguarded, joint):
    early = TrailEntry.objects.get(chain=joint, sequence=5).checkpoint
    assert verified("--from", early) == ""
    TrailEntry.objects.filter(chain=joint, sequence=2).update(actor_name_mn="Өөр хүн")
    chained_anew(joint)
    assert "written anew" in verified("--from", early)


def test_the_checkpoint_on_an_adopted_text_is_held_against_its_chain_too(world, unguarded, joint):
    TrailEntry.objects.filter(chain=joint, sequence=3).update(actor_name_mn="Өөр хүн")
    chained_anew(joint)
    assert "written anew" in verified()
    Proposal.objects.update(checkpoint="of no chain")
    assert "no checkpoint" in verified()


# row 4: a record changed or deleted, and not the trail


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Activity, {"title_mn": "Өөр сургалт"}),
        (Activity, {"state": "planned"}),
        (AnnualPlan, {"adopted_on": "2020-01-01"}),
        (Entry, {"women": 140}),
        (Indicator, {"target": 4}),
        (User, {"role": "head"}),
        (ConsentAct, {"order_number": "А/99"}),
        (ConsentAct, {"name_mn": "Өөр хүн"}),
        (Proposal, {"text": {"heading": {}, "parts": []}}),
        (LineVersion, {"text": {"rows": []}}),
        (StoredFile, {"digest": "ab" * 32}),
        (Evidence, {"url": "https://example.org/other"}),
    ],
    ids=lambda value: getattr(value, "__name__", None) or next(iter(value)),
)
def test_a_record_changed_beside_the_trail_is_seen(world, unguarded, model, changes):
    rows = model.objects.all()
    if model is User:
        rows = rows.filter(pk=world.staff.pk)
    elif model is Evidence:
        rows = rows.exclude(url="")
    row = rows.order_by("pk").first()
    model.objects.filter(pk=row.pk).update(**changes)
    assert CHANGED in kinds()
    assert verified() == "" or model is Proposal
    assert verified("--records") != ""


def test_the_field_that_was_changed_is_named(world, unguarded):
    Activity.objects.update(title_mn="Өөр", budget_amount=1)
    [fault] = verify_records()
    assert str(fault) == (
        f"activities.activity {world.line.pk}: the trail tells another value of title_mn, budget_amount."
    )


def test_a_record_deleted_beside_the_trail_is_seen(world, unguarded):
    Entry.objects.all().delete()
    [fault] = verify_records()
    assert (fault.kind, fault.record) == (GONE, f"activities.entry {world.entry.pk}")


def test_a_record_added_beside_the_trail_is_seen(world, unguarded):
    Objective.objects.create(plan=world.plan, number=9, title_mn="Нууцаар нэмсэн")
    [fault] = verify_records()
    assert (fault.kind, "no entry" in fault.reason) == (UNRECORDED, True)


def test_a_record_whose_entries_begin_with_a_change_is_seen(world, unguarded):
    objective = Objective.objects.create(plan=world.plan, number=9, title_mn="Нууцаар нэмсэн")
    with trail.recording(objective, "objective.changed", by=world.first_head):
        objective.title_mn = "Ил болгосон"
    [fault] = verify_records()
    assert (fault.kind, fault.reason) == (UNRECORDED, "no entry tells how it was added.")


def test_a_record_changed_and_then_changed_back_by_an_act_is_seen(world, unguarded):
    line = Activity.objects.get(pk=world.line.pk)
    Activity.objects.filter(pk=line.pk).update(title_mn="Өөр")
    with trail.recording(line, "activity.changed", by=world.staff):
        line.title_mn = world.line.title_mn
    [fault] = verify_records()
    assert (fault.kind, "title_mn" in fault.reason) == (RETOLD, True)


def test_the_first_fault_of_each_kind_is_named_and_the_others_counted(world, unguarded):
    for number in (8, 9):
        Objective.objects.create(plan=world.plan, number=number, title_mn="Нууцаар нэмсэн")
    Activity.objects.update(title_mn="Өөр")
    faults = {fault.kind: fault for fault in verify_records()}
    assert set(faults) == {UNRECORDED, CHANGED}
    assert faults[UNRECORDED].others == 1
    assert "and 1 more" in str(faults[UNRECORDED])


# row 5: a forged entry added


def test_a_forged_entry_at_the_end_is_not_seen_by_chain_records_or_heads_but_has_no_receipt(
    world, joint, kept, mailoutbox, django_capture_on_commit_callbacks
):
    """Who writes the database can write what the product would write; only the mail it would have sent is missing."""
    with django_capture_on_commit_callbacks(execute=True):
        other = trail.append(world.proposal, "consent.taken_back", by=world.first_head, changes={})
    assert verified("--heads", str(kept)) == ""
    assert not [mail for mail in mailoutbox if other.digest in mail.body]


# what is given on the command line


def test_a_line_that_is_no_checkpoint_is_refused(world, tmp_path):
    for wrong in ("agreement:1 312", "", "agreement:1 -1 " + "0" * 64, "agreement:1 3 " + "g" * 64):
        with pytest.raises(CommandError):
            call_command("verify_trail", "--from", wrong)
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing\n")
    for name in (empty, tmp_path / "none.txt", tmp_path):
        with pytest.raises(CommandError):
            call_command("verify_trail", "--heads", str(name))


def test_a_checkpoint_typed_from_paper_is_read_with_its_spaces_and_capitals(joint):
    typed = f"  {str(joint).title()}   {joint.length}\t{joint.head.upper()} "
    assert Checkpoint.parse(typed) == Checkpoint(str(joint), joint.length, joint.head)
    with pytest.raises(NoCheckpoint):
        Checkpoint.parse("agreement 1")


def test_the_kept_file_holds_the_heads_that_agency_may_read_and_no_other(world, tmp_path):
    path = tmp_path / "two.txt"
    call_command("write_heads", "--agency", "two", "--to", str(path))
    chains = {one.chain for one in parse_heads(path.read_text())}
    assert chains == {f"agreement:{world.agreement.pk}", f"agency:{world.second.pk}"}
    out = io.StringIO()
    call_command("write_heads", "--agency", "two", stdout=out)
    assert parse_heads(out.getvalue()) == parse_heads(path.read_text())
    for arguments in (("--agency", "nobody"), ("--agency", "two", "--to", str(tmp_path / "no" / "where"))):
        with pytest.raises(CommandError):
            call_command("write_heads", *arguments)


def test_digests_are_those_of_sha_256(world):
    entry = TrailEntry.objects.select_related("chain").first()
    assert entry.digest == hashlib.sha256(entry.canonical()).hexdigest()
    assert verify_chains().faults == []
