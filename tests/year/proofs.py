"""How an agency proves to itself that the trail it reads is the one that was written: files, mails, a verifier."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.db import connection

from plans.models import TrailEntry
from tests.year.story import Year

ACTS_WITH_RECEIPT = ("consent.given", "consent.refused", "consent.taken_back", "proposal.taken_back")


class AtHome:
    """A folder of an agency's own: its verifier, its kept heads, the receipts its people hold."""

    def __init__(self, year: Year, agency: str, people: tuple[str, ...], folder: Path):
        self.agency, self.folder = agency, folder
        self.heads, self.mails, self.verifier = folder / "heads.txt", folder / "mails", folder / "verify_trail.py"
        self.heads.write_bytes(year.files[f"{agency} heads.txt"])
        self.verifier.write_bytes(year.files[f"{agency} verify_trail.py"])
        self.mails.mkdir()
        addresses = {f"{name}@example.org" for name in people}
        self.receipts = [mail for mail in year.mails if addresses & set(mail.to)]
        for number, mail in enumerate(self.receipts):
            (self.mails / f"{number}.eml").write_bytes(mail.message().as_bytes())

    def verify(self, trail: bytes, *arguments: Any) -> tuple[int, str]:
        """Another process, with Python and nothing else; what it says."""
        file = self.folder / "trail.jsonl"
        file.write_bytes(trail)
        command = [sys.executable, "-I", "-S", str(self.verifier), str(file), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, cwd=self.folder, env={}, timeout=30, check=False)
        assert done.stderr == b"", done.stderr
        return done.returncode, done.stdout.decode()


def change_one_byte(entry: TrailEntry) -> None:
    """As who holds the database changes it: a letter of a name, in SQL, with the triggers away."""
    name = entry.target_name_en
    changed = name[:-1] + chr(ord(name[-1]) ^ 1)
    assert len(changed.encode()) == len(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_trailentry SET target_name_en = %s WHERE id = %s", [changed, entry.pk])
