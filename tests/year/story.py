"""What a year keeps for its tests: its people, the pages they saw at each station, the mails and files they hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.core import mail

from plans.models import User
from tests.year.pages import Page, Visitor

YEAR = 2027


@dataclass
class Year:
    pages: dict[str, Page] = field(default_factory=dict)
    mails: list[Any] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    """Address of each line by a short name."""
    plan: str = ""
    agreement: str = ""

    def visit(self, name: str) -> Visitor:
        """This person signs in."""
        return Visitor(User.objects.get(email=f"{name}@example.org"))

    def home(self, name: str) -> Page:
        return self.visit(name).open("/")

    def to_plan(self, name: str) -> Page:
        """From home to the plan by its links."""
        return self.home(name).follow(self.plan)

    def to_line(self, name: str, line: str) -> Page:
        return self.visit(name).open(self.lines[line])

    def see(self, station: str, page: Page) -> Page:
        """Keep the page as it looked at this station."""
        assert station not in self.pages, station
        self.pages[station] = page
        return page

    @contextmanager
    def on(self, day: str) -> Iterator[None]:
        """A day of the year, at noon in Ulaanbaatar; the mails of the day are kept with those of before."""
        with time_machine.travel(f"{YEAR}-{day}T04:00:00Z", tick=True):
            mail.outbox.clear()
            yield
            self.mails += mail.outbox
            mail.outbox.clear()
