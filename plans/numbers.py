"""Numbers as people type them: a decimal comma and a point are one, and nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d*)?|[+-]?[.,]\d+", re.ASCII)


class DecimalNumberField(forms.DecimalField):
    """A number with decimals, after a comma or a point; shown again without zeros nobody typed."""

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str) and (value := value.strip()):
            if not DECIMAL.fullmatch(value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value
