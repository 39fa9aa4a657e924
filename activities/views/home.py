"""What waits for me?"""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from activities.models import Activity, ActivityState, Comment, Inquiry, Rating, Recommendation
from activities.reports.home import standing
from activities.reports.news import news_for
from plans import access
from plans.access import Permission, holds
from plans.access_to_meetings import keeps_meetings, minutes_to_mend
from plans.calendar import sunday_of
from plans.models import Agreement, AnnualPlan, Decision, Meeting, Occasion, PlanState, Role, User

MOST_ROWS = 8
MOST_OF_OTHERS = 4
MOST_CHANGES = 6


class Home(TemplateView):
    """Late and due lines of mine, what the other side reported, where the plans stand, what changed."""

    template_name = "activities/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        lines = Activity.objects.visible_to(user).select_related("plan", "objective", "lead__agency")
        mine = lines.of_person(user)
        overdue = list(mine.overdue().order_by("ends_on", "pk")[:MOST_ROWS])
        due_soon = list(mine.due_soon().order_by("ends_on", "pk")[:MOST_ROWS])
        sunday = sunday_of(timezone.localdate())
        acts_as_head = access.acts_as_head(user)
        reported = lines.awaiting(user.agency)
        if acts_as_head:
            reported = reported.exclude(reported_by=user)
        sent = mine.filter(state=ActivityState.REPORTED_DONE, plan__state=PlanState.ADOPTED).reported_by(user.agency)
        return super().get_context_data(**kwargs) | {
            "overdue": overdue,
            "this_week": [line for line in due_soon if line.ends_on <= sunday],
            "soon": [line for line in due_soon if line.ends_on > sunday],
            "of_colleagues": list(
                lines.of_party(user)
                .overdue_or_due_soon()
                .exclude(pk__in=mine.values("pk"))
                .order_by("ends_on", "pk")[:MOST_OF_OTHERS]
            ),
            "acts_as_head": acts_as_head,
            "reported": list(reported.with_readings().order_by("reported_done_at", "pk")[:MOST_ROWS]),
            "sent": list(sent.with_readings().order_by("reported_done_at", "pk")[:MOST_ROWS]),
            "ratings": self.ratings(user) if acts_as_head else [],
            "plans": standing(user),
            "awaited": list(access.texts_awaiting(user).select_related("agreement")),
            "returned": list(minutes_to_mend(user).select_related("proposal").order_by("-at")[:MOST_ROWS]),
            "mentions": list(
                Comment.objects.visible_to(user)
                .waiting_for(user)
                .select_related("activity__plan", "activity__objective", "plan", "author", "agency")
                .order_by("-at", "pk")[:MOST_ROWS]
            ),
            "to_reply": list(
                Recommendation.objects.visible_to(user)
                .awaiting_reply_of(user.agency)
                .reply_overdue_or_due()
                .with_state()
                .select_related("issuer")
                .order_by("reply_due_on", "pk")[:MOST_ROWS]
            ),
            "to_assess": self.to_assess(user) if acts_as_head else [],
            **self.meetings(user),
            "drafts_sent": list(
                Inquiry.objects.visible_to(user).awaiting_a_reply().of_agency(user.agency_id).with_lines()[:MOST_ROWS]
            ),
            "drafts": list(
                AnnualPlan.objects.visible_to(user).filter(state=PlanState.DRAFT).select_related("agreement", "turn")
            ),
            "changes": news_for(user, MOST_CHANGES),
            "ending_soon": list(Agreement.objects.visible_to(user).ending_soon()) if user.role != Role.STAFF else [],
            "logs": holds(user, Permission.WORK_LOG),
        }

    def ratings(self, user: User) -> list[Rating]:
        """Of other sides, which this one has yet to read."""
        awaiting = Rating.objects.visible_to(user).awaiting(user.agency).exclude(person=user)
        related = ("grade", "agency", "activity__objective", "activity__plan")
        return list(awaiting.select_related(*related).order_by("pk")[:MOST_ROWS])

    def to_assess(self, user: User) -> list[Recommendation]:
        """What another party has assessed and this one has yet to: until then nobody's word stands for all."""
        awaiting = Recommendation.objects.visible_to(user).awaiting_assessment_of(user.agency)
        return list(awaiting.with_state().newest_first()[:MOST_ROWS])

    def meetings(self, user: User) -> dict[str, Any]:
        """
        The next meeting and occasion, and decisions of mine that are late or due soon.

        Of who keeps meetings also those whose day passed, and decisions of the agency whose owner has left.
        """
        keeps = keeps_meetings(user)
        meetings = Meeting.objects.visible_to(user).select_related("agreement", "group")
        decisions = Decision.objects.visible_to(user).with_owners().open_first()
        ownerless = list(decisions.without_owner(user.agency)[:MOST_ROWS]) if keeps else []
        mine = decisions.of_person(user).overdue_or_due_soon()
        return {
            "decisions": [decision for decision in mine[:MOST_ROWS] if decision not in ownerless],
            "ownerless": ownerless,
            "was_it_held": list(meetings.day_passed()[:MOST_ROWS]) if keeps else [],
            "next_meeting": meetings.to_come().first(),
            "next_occasion": Occasion.objects.visible_to(user).in_force().next_soon(),
        }
