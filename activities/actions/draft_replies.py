"""The reply of the agency to which the draft of an inquiry was sent for factual correction."""

from __future__ import annotations

from datetime import date

from activities.access import may_reply_to_draft
from activities.actions.entries import hold_open_for_entries
from activities.models import Activity, Entry, Inquiry
from plans import trail
from plans.access import refuse_unless
from plans.models import User


def reply_to_draft(
    inquiry: Inquiry, *, by: User, version: int, reply: str, replied_on: date, reply_text: str = ""
) -> Entry:
    """
    Reply for one's own agency, on the entry of who sent the draft; from then on neither side changes it alone.

    Raises StaleVersion when the entry was changed since that version, MoveRefused as `may_reply_to_draft` says.
    """
    entry = inquiry.entry
    with trail.recording(entry, "entry.draft_replied", by=by, version=version):
        hold_open_for_entries(entry.activity.plan)
        entry.activity = Activity.objects.get(pk=entry.activity_id)  # as it is while the plan is held
        person, draft = User.objects.get(pk=by.pk), Inquiry.objects.get(pk=entry.pk)
        refuse_unless(may_reply_to_draft(person, entry, draft))
        draft.reply, draft.replied_on, draft.reply_text, draft.replied_by = reply, replied_on, reply_text, person
        draft.full_clean()
        draft.save()
    return entry
