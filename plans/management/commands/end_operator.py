"""Ends the access of a system operator who leaves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans import trail
from plans.actions.people import edit_person
from plans.models import User


class Command(BaseCommand):
    help = "End the access of a system operator; their acts keep their name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        operator = User.objects.filter(email=email.lower(), is_superuser=True).first()
        if operator is None:
            raise CommandError("No system operator signs in with this address.")
        by = trail.Command("end_operator")
        edit_person(operator, by=by, version=operator.version, changes={"is_active": False})
        self.stdout.write(f"{operator} no longer signs in.")
