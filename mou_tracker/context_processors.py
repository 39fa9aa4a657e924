"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mou_tracker import navigation


def site(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "navigation": navigation.links(request) if user else [],
        "languages": settings.LANGUAGES,
        "debug": settings.DEBUG,
    }
