"""Fields that refuse what no agency would mean: control characters, days of another century, absurd counts."""

import secrets
from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.numbers import DecimalNumberField
from plans.text import validate_text

EARLIEST_DAY = date(1990, 1, 1)
LATEST_DAY = date(2100, 12, 31)

LARGEST_NUMBER = 32_767
"""What PostgreSQL keeps in a small number; SQLite would take any."""
LARGEST_COUNT = 1_000_000
LARGEST_AMOUNT = 10**13


LARGEST_KEY = 2**53 - 1
"""The largest whole number that JSON and JavaScript read exactly."""


def random_key() -> int:
    return secrets.randbelow(LARGEST_KEY) + 1


class RandomKeyField(models.BigIntegerField):
    """
    The primary key of what may be hidden from someone: by chance, for a sequence would show the gap it leaves.

    It comes with the first save, as a sequence's does. Such things are put in order by when they were made.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"primary_key": True, "editable": False, "default": random_key})
        self.blank = True

    def get_default(self):
        return None

    def get_pk_value_on_save(self, instance):
        return random_key()


class LineField(models.CharField):
    """One line of text as typed; 300 characters unless told."""

    default_validators = [validate_text]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)


class ProseField(models.TextField):
    """Sentences as typed, line breaks kept; 10,000 characters unless told."""

    default_validators = [validate_text]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10_000)
        super().__init__(*args, **kwargs)


class SmallLettersEmailField(models.EmailField):
    """An e-mail address in small letters, so that one person is not entered twice."""

    def to_python(self, value):
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))


class DayFormField(forms.DateField):
    """A day as a person types it; the box shows how, in the form in which days are printed."""

    EXAMPLE = "2026.11.27"
    default_error_messages = {"invalid": _("Write the year, month and day, such as 2026.11.27.")}

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"placeholder": self.EXAMPLE}


class DayField(models.DateField):
    """A day of the calendar: no time, no zone."""

    default_validators = [
        MinValueValidator(EARLIEST_DAY, _("Write a day between 1990 and 2100.")),
        MaxValueValidator(LATEST_DAY, _("Write a day between 1990 and 2100.")),
    ]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DayFormField} | kwargs)


class SealField(models.CharField):
    """The digest that stands in the trail for what the trail may not tell."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"verbose_name": _("sealed counts"), "max_length": 64, "editable": False} | kwargs)


class CountField(models.PositiveIntegerField):
    """How many; empty means not recorded, which is not zero."""

    default_validators = [MaxValueValidator(LARGEST_COUNT, _("Write a number up to one million."))]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class AmountField(models.PositiveBigIntegerField):
    """Whole tugrik (MNT); empty means not recorded."""

    default_validators = [MaxValueValidator(LARGEST_AMOUNT, _("This amount is too large."))]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class DecimalField(models.DecimalField):
    """A number with decimals, typed with a comma or a point."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DecimalNumberField} | kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs  # how it is typed is nothing the database keeps
