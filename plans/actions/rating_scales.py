"""How a further rating scale is entered; the trail tells of it where an agreement chooses it."""

from collections.abc import Iterable

from django.db import transaction

from plans.models import Grade, RatingScale


def add_scale(scale: RatingScale, grades: Iterable[Grade]) -> RatingScale:
    """All of it or nothing. ValidationError where a grade is not from 0 to 100, or stands twice."""
    with transaction.atomic():
        scale.full_clean()
        scale.save()
        for grade in grades:
            grade.scale = scale
            grade.full_clean()
            grade.save()
    return scale
