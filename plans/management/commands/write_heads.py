"""Writes the heads of the chains an agency may read: for the mail by which it keeps them outside the product."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.models import Agency
from plans.verification import heads_file


class Command(BaseCommand):
    help = "Write the head of every chain an agency may read, to a file or to the screen; run it once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, metavar="CODE", help="the short code of the agency")
        parser.add_argument("--to", metavar="FILE", help="the file, written whole or not at all")

    def handle(self, *args: Any, agency: str, to: str | None, **options: Any) -> None:
        found = Agency.objects.filter(code=agency).first()
        if found is None:
            raise CommandError(f"There is no agency with the code {agency!r}.")
        text = heads_file(found)
        if to is None:
            self.stdout.write(text, ending="")
            return
        try:
            write_whole(Path(to), text)
        except OSError as error:
            raise CommandError(f"{to} can't be written: {error}") from error


def write_whole(path: Path, text: str) -> None:
    """Beside the file first, then in its place, so that a power cut leaves the one or the other."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
