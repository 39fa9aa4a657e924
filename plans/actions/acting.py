"""What administrators do when somebody stands in for their head: enter the order, end it early."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import access, trail
from plans.models import ActingAuthority, User
from plans.workflow import MoveRefused


def add_acting(acting: ActingAuthority, *, by: User) -> ActingAuthority:
    """Enter who acts for the head under which order; from its first day the person's acts show both names."""
    if acting.person_id == by.pk:
        raise MoveRefused([_("Another administrator enters that you act for the head.")])
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(
            pk=acting.head_id
        )  # two orders for one head are judged one by one
        with trail.record_added(acting, "acting.added", by=by):
            pass
    return acting


def end_acting(acting: ActingAuthority, *, by: User, version: int | None = None) -> ActingAuthority:
    """End it at once, before its last day; what was done under it stays as it was done."""
    with trail.recording(acting, "acting.ended", by=by, version=version):
        access.refuse_unless(access.may_end_acting(by, acting))
        acting.ended_at = timezone.now()
    return acting
