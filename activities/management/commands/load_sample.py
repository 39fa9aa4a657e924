"""Loads the sample, to try the product out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activities.sample import loading


class Command(BaseCommand):
    help = "Load the sample: published work of 2017–2020 and an example of this year. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = loading.load()
        except loading.ForeignData as error:
            raise CommandError("This database holds other people's data; the sample is for an empty one.") from error
        self.stdout.write("The sample is loaded." if loaded else "The sample was loaded before; nothing changed.")
        self.stdout.write(f"Sample sign-ins, all with the password «{loading.PASSWORD}»:")
        for person in loading.sample_people():
            self.stdout.write(f"  {person.email:<34} {person.role:<14} {person.agency}")
