"""Loads the sample through the same actions as people use, so that all of it stands in the trail."""

from django.db import transaction
from django.utils.translation import override

from activities.sample import published, recommendations
from activities.sample.example import Example
from activities.sample.frame import DOMAIN, PASSWORD, Frame
from plans.models import Agency, User

__all__ = ["DOMAIN", "PASSWORD", "ForeignData", "is_loaded", "load", "sample_people"]


class ForeignData(Exception):
    """The database holds what other people entered; the sample keeps away from it."""


def is_loaded() -> bool:
    return User.objects.filter(email=f"staff.nhrcm@{DOMAIN}").exists()


def sample_people() -> list[User]:
    return list(User.objects.filter(email__endswith=f"@{DOMAIN}").order_by("agency", "pk"))


def load() -> bool:
    """Load the sample once; False where it is there already. Raises ForeignData."""
    if is_loaded():
        return False
    if User.objects.exists() or Agency.objects.exists():
        raise ForeignData
    with transaction.atomic(), override("mn"):
        write()
    return True


def write() -> None:
    frame = Frame()
    frame.write()
    memorandum = published.write_memorandum(frame)
    for year in published.YEARS:
        published.write_year(frame, memorandum, year)
    recommendations.write_published(frame, memorandum)
    example = Example(frame)
    example.write_year(memorandum)
    example.write_draft(memorandum)
    example.write_second_agreement()
