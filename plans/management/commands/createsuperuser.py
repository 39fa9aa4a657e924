"""Django's createsuperuser, with the entry in the trail that every change leaves."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.db import transaction

from plans import trail
from plans.models import User


class Command(createsuperuser.Command):
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        known = set(User.objects.values_list("pk", flat=True))
        super().handle(*args, **options)
        for operator in User.objects.exclude(pk__in=known):
            changes = trail.differences({}, operator.as_recorded())
            trail.append(operator, "operator.added", by=trail.Command("createsuperuser"), changes=changes)
