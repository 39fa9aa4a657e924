"""docs/verify_trail.py, run as an agency runs it: another process, with Python and nothing else."""

import ast
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from plans import trail
from plans.actions import consent
from plans.models import Chain, ProposalKind, TrailEntry
from plans.models.trail import ORIGIN
from plans.verification import heads_file
from tests.factories.recorded import recorded_world

pytestmark = pytest.mark.django_db

VERIFIER = Path(__file__).resolve().parents[2] / "docs" / "verify_trail.py"


@pytest.fixture
def world():
    return recorded_world()


@pytest.fixture
def joint(world):
    return Chain.objects.get(kind="agreement", key=world.agreement.pk)


@pytest.fixture
def download(client_of, world):
    def get(person, chain=""):
        return client_of(person).get(reverse("plans:history-trail"), {"chain": chain} if chain else {}).getvalue()

    return get


@pytest.fixture
def downloaded(download, world, joint):
    return download(world.second_head, str(joint))


@pytest.fixture
def run(tmp_path):
    def verified(content, *arguments):
        """The exit code and the words, with no environment and no packages."""
        path = tmp_path / "trail.jsonl"
        path.write_bytes(content)
        command = [sys.executable, "-I", "-S", str(VERIFIER), str(path), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env={}, timeout=30, check=False)
        assert done.stderr == b"", done.stderr
        return done.returncode, done.stdout.decode()

    return verified


def forged(line, **changes):
    """A line with these columns and a digest that fits them, as a forger would write it."""
    entry = json.loads(line) | changes
    entry.pop("digest")
    one = TrailEntry()
    one.text = lambda: entry
    one.digest = one.computed_digest()
    return one.line()


def test_it_needs_nothing_but_the_standard_library():
    tree = ast.parse(VERIFIER.read_text(), feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))


def test_a_downloaded_trail_holds_and_its_head_is_named(downloaded, run, joint):
    code, said = run(downloaded)
    assert code == 0
    assert joint.checkpoint in said


def test_everything_one_may_read_is_downloaded_and_nothing_else(download, world, run):
    content = download(world.second_head)
    chains = {json.loads(line)["chain"] for line in content.splitlines()}
    assert chains == {f"agreement:{world.agreement.pk}", f"agency:{world.second.pk}"}
    assert len(content.splitlines()) == TrailEntry.objects.visible_to(world.second_head).count()
    assert run(content)[0] == 0


def test_it_goes_on_where_an_odd_word_stands_in_an_entry(world, joint, download, run):
    for odd in ("\u2028", "\x7f", "ᠮᠣᠩᠭᠣᠯ \u180e", "😀", '"\\', "\u0085", "1e5"):
        trail.append(world.objective, "objective.changed", by=world.first_head, changes={"title_en": ["", odd]})
    assert run(download(world.first_head, str(joint)))[0] == 0


def test_after_one_byte_was_changed_it_fails_at_the_entry_that_was_changed(downloaded, run):
    lines = downloaded.splitlines(keepends=True)
    chance = random.Random(2026)
    for place in chance.sample(range(len(downloaded)), 60):
        changed = bytearray(downloaded)
        changed[place] ^= 1 << chance.randrange(8)
        number = downloaded[:place].count(b"\n") + 1
        code, said = run(bytes(changed))
        assert (code, f"line {number}:" in said) == (1, True), (place, said)
    assert len(lines) > 5


def test_an_entry_taken_out_or_put_elsewhere_is_missed(downloaded, run):
    lines = downloaded.splitlines(keepends=True)
    code, said = run(b"".join(lines[:3] + lines[4:]))
    assert (code, "entry 4 is missing" in said) == (1, True)
    assert run(b"".join([lines[1], lines[0], *lines[2:]]))[0] == 1


def test_an_entry_written_anew_with_its_digest_breaks_the_next(downloaded, run):
    lines = downloaded.splitlines(keepends=True)
    lines[2] = forged(lines[2], actor_name_mn="Өөр хүн")
    code, said = run(b"".join(lines))
    assert (code, "line 4:" in said) == (1, True)


def test_what_is_no_trail_is_said_to_be_none(run):
    for content in (b"", b"\n", b"[]\n", b"{}\n", b"null\n", b"\xff\n", b"[" * 100_000 + b"\n", b'{"chain": []}\n'):
        assert run(content)[0] == 1, content[:20]


def test_a_file_that_ends_in_the_middle_is_not_whole(downloaded, run):
    assert run(downloaded[:-1])[0] == 1
    assert run(downloaded[:-50])[0] == 1


def test_the_last_entries_cut_off_are_seen_by_a_head_that_was_kept(downloaded, run, joint):
    cut = b"".join(downloaded.splitlines(keepends=True)[:-3])
    assert run(cut)[0] == 0
    code, said = run(cut, "--from", joint.checkpoint)
    assert (code, f"only {joint.length - 3}" in said) == (1, True)


def test_a_chain_computed_anew_is_seen_by_heads_that_were_kept(downloaded, run, joint, world, tmp_path):
    heads = tmp_path / "heads.txt"
    heads.write_text(heads_file(world.second))
    code, said = run(downloaded, "--heads", heads)
    assert (code, "not in this file" in said) == (0, True)  # the agency's own chain was not downloaded
    lines, anew, head = downloaded.splitlines(), [], ORIGIN
    for line in lines:
        anew.append(forged(line, actor_name_mn="Өөр хүн", previous=head))
        head = json.loads(anew[-1])["digest"]
    assert run(b"".join(anew))[0] == 0
    for kept in (("--heads", heads), ("--from", joint.checkpoint)):
        code, said = run(b"".join(anew), *kept)
        assert (code, "written anew" in said) == (1, True)


def test_a_checkpoint_of_another_chain_or_none_at_all_is_no_proof(downloaded, run):
    assert run(downloaded, "--from", "agreement:999 1 " + "0" * 64)[0] == 1
    assert run(downloaded, "--from", "agreement:1")[0] == 1
    assert run(downloaded, "--heads", "/nowhere/heads.txt")[0] == 1


def test_a_forged_act_at_the_end_is_seen_by_its_missing_receipt_alone(
    world, joint, download, run, tmp_path, mailoutbox, django_capture_on_commit_callbacks
):
    """The other side holds a receipt of each act the product carried out; of the forged one there is none."""
    mails = tmp_path / "mails"
    mails.mkdir()
    with django_capture_on_commit_callbacks(execute=True):
        proposal = consent.put_forward(ProposalKind.AGREEMENT_END, world.agreement, by=world.first_head)
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
        consent.take_back_consent(proposal, by=world.first_head)
        consent.take_back(proposal, by=world.first_head)
    received = [mail for mail in mailoutbox if mail.to == [world.second_head.email]]
    assert len(received) == 3
    for number, mail in enumerate(received):
        (mails / f"{number}.eml").write_bytes(mail.message().as_bytes())
    earlier = TrailEntry.objects.filter(verb="consent.given").select_related("chain").order_by("pk")[:2]
    (mails / "earlier.txt").write_text("\n".join(one.checkpoint for one in earlier))
    content = download(world.second_head, str(joint))
    assert run(content, "--receipts", mails) == run(content)
    again = trail.append(proposal, "consent.given", by=world.first_head, changes={})
    content = download(world.second_head, str(joint))
    assert run(content)[0] == 0
    code, said = run(content, "--receipts", mails)
    assert (code, f"entry {again.sequence}: consent.given" in said, "no receipt" in said) == (1, True, True)


def test_every_act_that_sends_a_receipt_is_one_the_verifier_asks_a_receipt_for():
    constants = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(VERIFIER.read_text()).body
        if isinstance(node, ast.Assign) and node.targets[0].id == "ACTS_WITH_RECEIPT"
    }
    assert set(constants["ACTS_WITH_RECEIPT"]) == {
        "consent.given",
        "consent.refused",
        "consent.taken_back",
        "proposal.taken_back",
    }


def test_the_verifier_is_handed_out_beside_the_trail(client_of, world):
    response = client_of(world.second_head).get(reverse("plans:history-verifier"))
    assert response.getvalue() == VERIFIER.read_bytes()
