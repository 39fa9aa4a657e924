#!/usr/bin/env python3
"""
Verifies a trail that was downloaded from MOU Tracker. It needs Python 3.8 or newer and nothing else, and no network.

    python3 verify_trail.py trail.jsonl
    python3 verify_trail.py trail.jsonl --from "agreement:1 312 9f86d08..."   a checkpoint you hold on paper
    python3 verify_trail.py trail.jsonl --heads heads-2026-11-24.txt          a file of heads you kept
    python3 verify_trail.py trail.jsonl --receipts mails/                     the receipts you hold, as .eml or .txt

It ends with 0 where everything fits and with 1 where something does not; the first broken entry is named.
What this proves and what it can't: docs/trail.md.
"""

import argparse
import email
import email.policy
import hashlib
import json
import pathlib
import re
import sys

FORMAT = "mou-trail-1"
ORIGIN = "0" * 64
CHECKPOINT = re.compile(r"\b([a-z]+:\d{1,18})\s+(\d{1,18})\s+([0-9a-f]{64})\b")
ACTS_WITH_RECEIPT = ("consent.given", "consent.refused", "consent.taken_back", "proposal.taken_back")


class Broken(Exception):
    """The first thing that does not fit."""


def written(entry):
    """The one way an entry is written down: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_entry(line, number):
    """One line of the file; it must be written in the one way, byte for byte."""
    if not line.endswith(b"\n"):
        raise Broken(f"line {number}: the file ends in the middle of an entry")
    try:
        entry = json.loads(line.decode("utf-8"))
        chain, sequence = entry["chain"], entry["sequence"]
        previous, digest = entry["previous"], entry["digest"]
        whole = written(entry) + b"\n" == line
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Broken(f"line {number}: this is no entry of a trail") from None
    if not whole or entry.get("format") != FORMAT or not (isinstance(chain, str) and isinstance(sequence, int)):
        raise Broken(f"line {number}: this is not written as entries are")
    text = written({name: value for name, value in entry.items() if name != "digest"})
    return entry, f"line {number}: {chain}, entry {sequence}", previous, digest, hashlib.sha256(text).hexdigest()


def read_trail(file):
    """Every chain of the file: its digests in their order, and the acts of which a receipt was sent."""
    chains, acts = {}, []
    for number, line in enumerate(file, start=1):
        entry, place, previous, digest, computed = read_entry(line, number)
        digests = chains.setdefault(entry["chain"], [])
        if digest != computed:
            raise Broken(f"{place}: it was changed after it was written")
        if entry["sequence"] != len(digests) + 1:
            raise Broken(f"{place}: entry {len(digests) + 1} is missing before it")
        if previous != (digests[-1] if digests else ORIGIN):
            raise Broken(f"{place}: it does not follow the entry before it")
        digests.append(digest)
        if entry.get("verb") in ACTS_WITH_RECEIPT:
            acts.append(entry)
    if not chains:
        raise Broken("there is no entry in it")
    return chains, acts


def checkpoints_in(text):
    return [(chain, int(sequence), digest) for chain, sequence, digest in CHECKPOINT.findall(text.lower())]


def hold_against(chains, checkpoint):
    """The chain must still run through a checkpoint that was kept outside."""
    chain, sequence, digest = checkpoint
    digests = chains[chain]
    if sequence > len(digests):
        raise Broken(f"{chain}: you hold its entry {sequence}; the file has only {len(digests)}")
    if digest != (digests[sequence - 1] if sequence else ORIGIN):
        raise Broken(f"{chain}, entry {sequence}: it is not the one you hold; the chain was written anew")


def texts_in(path):
    """The words of a mail, of a text file, or of every one of them in a folder."""
    for name in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if name.is_file():
            content = name.read_bytes()
            if name.suffix.lower() == ".eml":
                message = email.message_from_bytes(content, policy=email.policy.default)
                body = message.get_body(preferencelist=("plain", "html"))
                yield body.get_content() if body else ""
            else:
                yield content.decode("utf-8", errors="replace")


def verify(arguments):
    with open(arguments.trail, "rb") as file:
        chains, acts = read_trail(file)
    for line in arguments.checkpoints:
        found = checkpoints_in(line)
        if not found:
            raise Broken(f"«{line}» is no checkpoint")
        for checkpoint in found:
            if checkpoint[0] not in chains:
                raise Broken(f"{checkpoint[0]}: this chain is not in the file")
            hold_against(chains, checkpoint)
    for name in arguments.heads:
        found = checkpoints_in(pathlib.Path(name).read_text(encoding="utf-8"))
        if not found:
            raise Broken(f"{name}: there is no head in it")
        for checkpoint in found:
            if checkpoint[0] in chains:
                hold_against(chains, checkpoint)
            else:
                print(f"{checkpoint[0]}: not in this file, so not held against the head you kept")
    if arguments.receipts:
        held = [
            one for name in arguments.receipts for text in texts_in(pathlib.Path(name)) for one in checkpoints_in(text)
        ]
        for checkpoint in held:
            if checkpoint[0] in chains:
                hold_against(chains, checkpoint)
        known = set(held)
        for entry in acts:
            if (entry["chain"], entry["sequence"], entry["digest"]) not in known:
                raise Broken(
                    f"{entry['chain']}, entry {entry['sequence']}: {entry['verb']} by {entry['actor_name_mn']},"
                    f" {entry['at']}: there is no receipt of it"
                )
    return chains


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    parser.add_argument("trail", help="the downloaded file")
    parser.add_argument("--from", dest="checkpoints", action="append", default=[], metavar="CHECKPOINT")
    parser.add_argument("--heads", action="append", default=[], metavar="FILE")
    parser.add_argument("--receipts", action="append", default=[], metavar="FOLDER")
    arguments = parser.parse_args()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        chains = verify(arguments)
    except (Broken, OSError, UnicodeDecodeError) as reason:
        print(f"BROKEN. {reason}")
        return 1
    for chain, digests in chains.items():
        print(f"{chain}: {len(digests)} entries hold. Its head, to be kept:\n  {chain} {len(digests)} {digests[-1]}")
    print("IT HOLDS.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
