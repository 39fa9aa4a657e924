"""What waits for me?"""

from typing import Any

from django.views.generic import TemplateView

from activities.models import Activity, ActivityState
from activities.reports.home import standing
from plans import access
from plans.history import in_words
from plans.models import Agreement, AnnualPlan, ChainKind, PlanState, Proposal, Role, TrailEntry

MOST_ROWS = 8


class Home(TemplateView):
    """Late and due lines of mine, what the other side reported, where the plans stand, what changed."""

    template_name = "activities/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        lines = Activity.objects.visible_to(user).select_related("plan", "objective", "lead__agency")
        mine = lines.of_person(user)
        overdue = list(mine.overdue().order_by("ends_on", "pk")[:MOST_ROWS])
        soon = list(mine.due_soon().order_by("ends_on", "pk")[:MOST_ROWS])
        reported = lines.filter(state=ActivityState.REPORTED_DONE, plan__state=PlanState.ADOPTED).exclude(
            lead__agency=user.agency_id
        )
        changes = TrailEntry.objects.visible_to(user).filter(chain__kind=ChainKind.AGREEMENT).exclude(actor_id=user.pk)
        return super().get_context_data(**kwargs) | {
            "overdue": overdue,
            "soon": soon,
            "reported": list(reported.order_by("reported_done_at")[:MOST_ROWS]),
            "plans": standing(user),
            "awaited": list(Proposal.objects.visible_to(user).awaiting(user.agency).select_related("agreement"))
            if access.acts_as_head(user)
            else [],
            "drafts": list(
                AnnualPlan.objects.visible_to(user).filter(state=PlanState.DRAFT).select_related("agreement")
            ),
            "changes": in_words(changes.order_by("-pk")[:6]),
            "ending_soon": list(Agreement.objects.visible_to(user).ending_soon()) if user.role != Role.STAFF else [],
            "logs": user.role in {Role.STAFF, Role.HEAD},
        }
