"""Where a line stands."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models import PlanState


class ActivityState(models.TextChoices):
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")  # the first entry was logged
    REPORTED_DONE = "reported_done", _("reported done")  # by who carried it out; the other side has yet to confirm
    CONFIRMED = "confirmed", _("confirmed")
    DIFFERS = "differs", _("differs")  # the other side reads it otherwise; both readings stay
    POSTPONED = "postponed", _("postponed")  # by amendment only
    WITHDRAWN = "withdrawn", _("withdrawn")  # by amendment only; the line stays visible


UNFINISHED = (ActivityState.PLANNED, ActivityState.IN_PROGRESS, ActivityState.DIFFERS, ActivityState.POSTPONED)
DONE = (ActivityState.REPORTED_DONE, ActivityState.CONFIRMED)
REPORTED = (ActivityState.REPORTED_DONE, ActivityState.CONFIRMED, ActivityState.DIFFERS)
"""States a line comes to only once somebody said it is done."""
BEFORE_THE_SIDES = (ActivityState.REPORTED_DONE, ActivityState.DIFFERS)
"""States in which a report is before the sides that take part."""
BY_AMENDMENT = (ActivityState.POSTPONED, ActivityState.WITHDRAWN)
"""States a line comes to only by an amendment every party consented to."""
BEING_CARRIED_OUT = Q(state__in=UNFINISHED, plan__state=PlanState.ADOPTED)
