"""Freezes the snapshots whose day has come; a timer runs it every day (deploy/mou-tracker-snapshots.timer)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activities.actions.snapshots import freeze_due
from activities.reports.snapshot import snapshot_content
from plans import trail

BY = trail.Command("freeze_snapshots", said_mn="Товлосон өдөр", said_en="The day that was set")


class Command(BaseCommand):
    help = "Freeze how the lines of each plan are rated, where its half-year or year has come. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        frozen, refused = freeze_due(by=BY, render=snapshot_content)
        for snapshot in frozen:
            self.stdout.write(f"{snapshot.plan.agreement}, {snapshot}")
        if refused:
            raise CommandError("\n".join(["Not frozen:", *map(str, refused)]))
