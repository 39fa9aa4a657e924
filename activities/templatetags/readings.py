"""How a row of a list read when its plan was adopted, where an amendment changed it; and how its line is rated."""

from __future__ import annotations

from django import template

from activities import texts
from activities.models import Activity
from activities.reports import rating, three_columns

register = template.Library()


@register.filter
def what_became(line: Activity) -> str:
    """{{ line|what_became }}: «withdrawn by amendment 2»."""
    return three_columns.what_became(line)


@register.filter
def period_adopted(line: Activity) -> str:
    """The period as adopted; empty where it is the same still."""
    adopted, amended = three_columns.as_adopted(line), three_columns.as_amended(line)
    return adopted.words() if adopted and amended and adopted.words() != amended.words() else ""


@register.filter
def target_adopted(line: Activity) -> str:
    """The target of the first indicator as adopted; empty where it is the same still."""
    adopted, amended = three_columns.as_adopted(line), three_columns.as_amended(line)
    indicator = next(iter(line.measures), None)
    if not adopted or not amended or adopted.target(indicator) == amended.target(indicator):
        return ""
    return texts.number(adopted.target(indicator))


@register.filter
def rating_of(line: Activity) -> rating.RatingOfLine | None:
    """{% with rating=line|rating_of %}: what stands on the line; None where it is not rated."""
    return rating.rating_of(line)
