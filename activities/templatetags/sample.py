"""The sample's sign-ins, on the sign-in page of a machine for trying the product out."""

from typing import Any

from django import template
from django.conf import settings

from activities.sample import loading

register = template.Library()


@register.inclusion_tag("activities/_sample_sign_ins.html")
def sample_sign_ins() -> dict[str, Any]:
    """Nothing outside DEBUG, and nothing where the sample is not loaded."""
    return {"people": loading.sample_people() if settings.DEBUG else [], "password": loading.PASSWORD}
