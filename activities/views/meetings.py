"""One meeting: what it opens with, its agenda, what it decided and what became of that."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView

from activities.reports.births import with_births
from plans import access_to_meetings as access
from plans.access import may_consent
from plans.actions.minutes import missing_for_minutes
from plans.models import AgendaItem, Attendee, Decision, Meeting, MeetingNote, Proposal, ProposalKind

MOST_NOTES = 20


class MeetingDetail(DetailView):
    template_name = "activities/meeting_detail.html"
    context_object_name = "meeting"

    def get_queryset(self) -> QuerySet[Meeting]:
        attendees = Attendee.objects.select_related("agency", "department", "person")
        return (
            Meeting.objects.visible_to(self.request.user)
            .select_related("agreement", "group")
            .prefetch_related(
                Prefetch("items", AgendaItem.objects.select_related("proposed_by")),
                Prefetch("attendees", attendees),
                Prefetch("decisions", Decision.objects.with_owners()),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, meeting = self.request.user, self.object
        notes = MeetingNote.objects.visible_to(user).filter(meeting=meeting).select_related("author", "agency")
        proposals = Proposal.objects.about(meeting).filter(kind=ProposalKind.MINUTES).order_by("-pk")
        proposal = proposals.select_related("agreement").first()
        unresolved = list(self.unresolved())
        with_births([*meeting.decisions.all(), *unresolved])
        return super().get_context_data(**kwargs) | {
            "unresolved": unresolved,
            "notes": list(notes[:MOST_NOTES]),
            "proposal": proposal,
            "may_confirm": may_consent(user, proposal) if proposal and proposal.is_open else None,
            "returned": access.returns_of_minutes().filter(proposal__in=proposals).first()
            if meeting.is_held
            else None,
            "missing": missing_for_minutes(meeting) if meeting.is_held else [],
            "may_write": access.may_write_meeting(user, meeting),
            "may_write_decisions": access.may_write_decisions(user, meeting),
            "may_call_off": access.may_call_off(user, meeting),
            "may_record_held": access.may_record_held(user, meeting),
            "may_send": access.may_send_minutes(user, meeting),
            "may_write_note": access.may_write_note(user, meeting),
        }

    def unresolved(self) -> QuerySet[Decision]:
        """What a meeting that is not over opens with."""
        if not self.object.is_written:
            return Decision.objects.none()
        return Decision.objects.unresolved_before(self.object).with_owners().open_first()
