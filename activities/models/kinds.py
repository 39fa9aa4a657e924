"""Of what kind a line is, how it came to be, and how people are counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PEOPLE = ("women", "men", "sex_not_recorded")


class Kind(models.TextChoices):
    TRAINING = "training", _("training")
    INQUIRY = "inquiry", _("inquiry")
    ADVOCACY = "advocacy", _("advocacy")


class Origin(models.TextChoices):
    PLAN = "plan", _("in the adopted plan")
    AMENDMENT = "amendment", _("added by amendment")
    BEYOND = "beyond", _("beyond the plan")  # by a decision of a meeting; counted apart
    CARRIED_OVER = "carried_over", _("carried over from last year")
