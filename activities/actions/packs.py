"""What is done with the pack of a meeting: it is frozen as of a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from activities.models import MeetingPack
from plans import trail
from plans.access import refuse_unless
from plans.access_to_meetings import may_freeze_pack
from plans.actions.meetings import hold_written
from plans.models import Chain, ChainKind, Meeting, User
from plans.models.consent import digest_of


def freeze_pack(meeting: Meeting, *, by: User, render: Callable[[Meeting], dict[str, Any]]) -> MeetingPack:
    """Keep what `render` says of the meeting now, with the head of the joint trail that it says it of."""
    with transaction.atomic():
        hold_written(meeting)
        refuse_unless(may_freeze_pack(by, meeting))
        last = meeting.packs.aggregate(last=Max("number"))["last"] or 0
        content = render(meeting)
        pack = MeetingPack(
            meeting=meeting,
            number=last + 1,
            as_of=timezone.localdate(),
            content=content,
            digest=digest_of(content),
            checkpoint=Chain.objects.get(kind=ChainKind.AGREEMENT, key=meeting.agreement_id).checkpoint,
            frozen_by=by,
            frozen_at=timezone.now(),
        )
        with trail.record_added(pack, "pack.frozen", by=by):
            pass
    return pack
