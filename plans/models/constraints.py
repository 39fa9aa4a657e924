"""Rules of one row that say at which field of a form their sentence stands."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class CheckAtField(models.CheckConstraint):
    """A check whose sentence stands at the field a person would mend; to the database it is any other check."""

    def __init__(self, *, field: str, **kwargs: Any):
        self.field = field
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple:
        path, args, kwargs = super().deconstruct()
        return path.replace(f"{__name__}.CheckAtField", "django.db.models.CheckConstraint"), args, kwargs

    def clone(self) -> CheckAtField:
        _path, args, kwargs = super().deconstruct()
        return CheckAtField(*args, field=self.field, **kwargs)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as error:
            raise ValidationError({self.field: error.error_list}) from error
