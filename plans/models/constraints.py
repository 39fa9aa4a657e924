"""Rules of a row that say at which field of a form their sentence stands."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class AtField:
    """A constraint whose sentence stands at the field a person would mend; to the database it is any other."""

    def __init__(self, *, field: str, **kwargs: Any):
        self.field = field
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple:
        """Migrations know it as the plain constraint it is."""
        _path, args, kwargs = super().deconstruct()
        return f"django.db.models.{type(self).__mro__[2].__name__}", args, kwargs

    def clone(self) -> AtField:
        _path, args, kwargs = super().deconstruct()
        return type(self)(*args, field=self.field, **kwargs)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as error:
            raise ValidationError({self.field: error.error_list}) from error


class CheckAtField(AtField, models.CheckConstraint):
    """A check of one row."""


class UniqueAtField(AtField, models.UniqueConstraint):
    """What no two rows share."""
