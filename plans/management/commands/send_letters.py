"""Sends the mails that were left over; a timer runs it every few minutes (deploy/mou-tracker-letters.timer)."""

from typing import Any

from django.core.management.base import BaseCommand

from plans.letters import send_left_over


class Command(BaseCommand):
    help = "Send the mails that a killed server or a silent mail server left over."

    def handle(self, *args: Any, **options: Any) -> None:
        if taken := send_left_over():
            self.stdout.write(f"{taken} sent.")
