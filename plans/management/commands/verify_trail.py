"""Walks the chains of the trail; exit code 1 and the first broken link where one does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.verification import verify_chains


class Command(BaseCommand):
    help = "Walk the hash chains of the trail and name the first broken link of each."

    def handle(self, *args: Any, **options: Any) -> None:
        verification = verify_chains()
        for fault in verification.faults:
            self.stderr.write(str(fault))
        if verification.faults:
            raise CommandError("The trail is broken.")
        self.stdout.write(f"The trail holds: {verification.entries} entries in {verification.chains} chains.")
