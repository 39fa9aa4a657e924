"""The hidden fields by which a form is carried out once and never over somebody else's change."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """A fresh key; plans.actions.once carries a form of one key out once."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid.uuid4())
