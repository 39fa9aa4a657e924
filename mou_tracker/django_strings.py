"""
Strings of Django whose Mongolian is wrong or missing in Django itself; our catalogue says them right.

Nothing imports this module: `make messages` reads it, and our catalogue goes before Django's.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CORRECTED = [
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    _("Password"),
    _("Error:"),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Enter a valid date."),
    _("Enter a whole number."),
    _("Enter a valid URL."),
    _("Enter a valid email address."),
    _("This field is required."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Please correct the error below."),
    _("This password is too common."),
]
