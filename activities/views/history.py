"""The history of a line: what was agreed, and what was logged under it."""

from activities.models import Activity
from plans.views.history import ObjectHistory


class ActivityHistory(ObjectHistory):
    model_shown = Activity
