"""What stands in the head of every page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Link:
    """One entry of the navigation; `is_current` where the page lies below it."""

    label: str
    url: str
    is_current: bool


SECTIONS = [
    (_("Home"), "activities:home"),
    (_("Agreements"), "plans:agreement-list"),
    (_("Plans"), "plans:plan-list"),
    (_("Activities"), "activities:activity-list"),
    (_("Recommendations"), "activities:recommendation-list"),
    (_("Meetings"), "plans:meeting-list"),
    (_("History"), "plans:history"),
]
ALSO_BELOW = {
    "plans:agreement-list": ("/occasions/",),
    "plans:meeting-list": ("/decisions/", "/working-groups/"),
}
"""Addresses that a section holds beside its own."""


def links(request: HttpRequest) -> list[Link]:
    """For people who are signed in; administrators have Django's admin too."""
    if not request.user.is_authenticated:
        return []
    sections = [*SECTIONS]
    if request.user.is_staff:
        sections.append((_("Administration"), "admin:index"))
    found = []
    for label, name in sections:
        url = reverse(name)
        below = (url, *ALSO_BELOW.get(name, ()))
        is_current = request.path == url if url == "/" else request.path.startswith(below)
        found.append(Link(label, url, is_current))
    return found
