"""Holds the trail against itself, kept heads and the records; exit code 1 where something does not fit."""

from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.models import Chain
from plans.verification import (
    Checkpoint,
    HeldAgainst,
    NoCheckpoint,
    hold_against,
    parse_heads,
    verify_chains,
    verify_records,
)
from plans.verification.heads import verify_kept_in_the_record


class Command(BaseCommand):
    help = (
        "Walk the hash chains of the trail; with a checkpoint or a file of kept heads, see that the chains still run "
        "through them, and that the records are what the trail tells. Names the first fault of each kind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="checkpoints",
            action="append",
            default=[],
            metavar="CHECKPOINT",
            help="«agreement:1 312 9f86d08…», as printed on an adopted text; can be given several times",
        )
        parser.add_argument("--heads", action="append", default=[], metavar="FILE", help="a file of write_heads")
        parser.add_argument(
            "--records",
            action=BooleanOptionalAction,
            default=None,
            help="hold the records against the trail; done where a checkpoint or heads are given, unless told not to",
        )

    def handle(
        self, *args: Any, checkpoints: list[str], heads: list[str], records: bool | None, **options: Any
    ) -> None:
        kept = [one for line in checkpoints for one in self.read(line, "--from")]
        kept += [one for name in heads for one in self.read(self.text_of(name), name)]
        verification = verify_chains()
        faults = [str(fault) for fault in verification.faults]
        faults += [str(one) for one in self.lost(kept)]
        with_records = bool(kept) if records is None else records
        if with_records:
            faults += [str(fault) for fault in verify_records()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError("The trail is broken.")
        self.stdout.write(f"The trail holds: {verification.entries} entries in {verification.chains} chains.")
        if kept:
            self.stdout.write(f"It runs through {len(kept)} kept checkpoints.")
        if with_records:
            self.stdout.write("The records are what it tells.")

    def text_of(self, name: str) -> str:
        try:
            return Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{name} can't be read: {error}") from error

    def read(self, text: str, where: str) -> list[Checkpoint]:
        try:
            found = parse_heads(text)
        except NoCheckpoint as error:
            raise CommandError(f"{where}: «{error}» is no checkpoint.") from error
        if not found:
            raise CommandError(f"{where}: there is no checkpoint in it.")
        return found

    def lost(self, kept: list[Checkpoint]) -> list[HeldAgainst]:
        held = [one for one in hold_against(kept, Chain.objects.all()) if one.reason]
        return held + verify_kept_in_the_record()
