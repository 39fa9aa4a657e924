"""Fills a database with synthetic lines, for benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activities.sample.volume import SampleMissing, make_volume


class Command(BaseCommand):
    help = "Add synthetic activities, marked as such, under an agreement of the sample's agencies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--activities", type=int, default=100_000, metavar="N", help="how many; 100000 unless told"
        )

    def handle(self, *args: Any, activities: int, **options: Any) -> None:
        if activities < 1:
            raise CommandError("Write how many activities to make, one or more.")
        try:
            for made in make_volume(activities):
                self.stdout.write(f"\r{made} of {activities}", ending="")
        except SampleMissing as error:
            raise CommandError("The sample is not loaded here; run load_sample first.") from error
        self.stdout.write("")
