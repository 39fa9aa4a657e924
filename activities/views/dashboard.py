"""The dashboard of a plan: what a head opens before the meeting."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from activities import access as work_access
from activities.models import (
    DONE,
    NOT_DUE,
    RATED_IN,
    UNRATED,
    Activity,
    ActivityState,
    AmendmentState,
    Comment,
    Entry,
    Recommendation,
    RecommendationState,
    without_grade,
)
from activities.models.activities import versions_as_data
from activities.models.amendments import OPEN
from activities.reports.plan_status import Awaited, Group, PlanStatus, awaited_by_side, plan_status
from activities.reports.tests_together import tests_together
from plans import access
from plans.models import AnnualPlan, Chain, ChainKind, Grade, PlanState

MOST_ROWS = 10
MOST_LATEST = 5

BAR = [
    # colour of a segment, the states it joins
    ("done", [ActivityState.CONFIRMED]),
    ("reported", [ActivityState.REPORTED_DONE]),
    ("differs", [ActivityState.DIFFERS]),
    ("going", [ActivityState.IN_PROGRESS]),
    ("planned", [ActivityState.PLANNED]),
    ("quiet", [ActivityState.POSTPONED, ActivityState.WITHDRAWN]),
]


def tone_of(grade: str) -> str:
    """The colour of a grade in a bar, by how much it counts."""
    if not grade.isdecimal():
        return {"not-due": "planned", "unrated": "quiet"}[grade]
    bounds = [(100, "done"), (50, "reported"), (1, "little"), (0, "late")]
    return next(tone for least, tone in bounds if int(grade) >= least)


class PlanDashboard(DetailView):
    template_name = "activities/plan_dashboard.html"
    context_object_name = "plan"

    def get_queryset(self) -> QuerySet[AnnualPlan]:
        return AnnualPlan.objects.visible_to(self.request.user).select_related("agreement")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.object
        lines = Activity.objects.visible_to(self.request.user).filter(plan=plan)
        shown = lines.select_related("plan", "objective", "lead__agency").in_plan_order()
        verdict = access.may_edit_lines(self.request.user, plan)
        chain = Chain.objects.visible_to(self.request.user).filter(kind=ChainKind.AGREEMENT, key=plan.agreement_id)
        context = super().get_context_data(**kwargs) | {"may_edit": verdict, "chain": chain.first()}
        if plan.is_draft:
            return context | self.draft(shown)
        status = plan_status(plan, lines)
        amendments = plan.amendments.filter(state__in=[*OPEN, AmendmentState.IN_FORCE])
        opens = LinesOfPlan(plan)
        return context | {
            "status": status,
            "opens": opens,
            **self.ratings(status, opens),
            "tables": [
                (_("By kind"), _("kind"), [Row(group, opens) for group in status.by_kind()]),
                (_("By agency"), _("lead"), [Row(group, opens) for group in status.by_agency()]),
                (_("By quarter"), _("quarter"), [Row(group, opens) for group in status.by_quarter()]),
            ],
            "legend": [(name, ", ".join(str(state.label) for state in states)) for name, states in BAR],
            "overdue": shown.overdue(status.today).order_by("ends_on", "pk")[:MOST_ROWS],
            "waiting": [(side, opens.awaiting_side(side)) for side in awaited_by_side(plan, shown, MOST_ROWS)],
            "beyond": shown.beyond_the_plan()[:MOST_ROWS],
            "may_add_beyond": work_access.may_amend(self.request.user, plan),
            "recommendations": self.recommendations(opens),
            "latest": self.latest(),
            "means": tests_together(plan),
            "amendments": list(amendments.annotate(lines=Count("changes")).order_by("-number")[:MOST_ROWS]),
            "withdrawn": shown.filter(state=ActivityState.WITHDRAWN).prefetch_related(versions_as_data())[:MOST_ROWS]
            if status.withdrawn
            else [],
        }

    def recommendations(self, opens: LinesOfPlan) -> list[dict[str, Any]]:
        """How many under the agreement stand where, what presses first, each with the address of its list."""
        asked = Recommendation.objects.visible_to(self.request.user).filter(agreement=self.object.agreement_id)
        counts = asked.with_state().order_by().values_list("state").annotate(count=Count("pk"))
        by_state = dict(counts.values_list("state", "count"))
        return [
            {"words": state.label, "count": by_state[state], "href": opens.recommendations_where(state)}
            for state in RecommendationState
            if state in by_state
        ]

    def ratings(self, status: PlanStatus, opens: LinesOfPlan) -> dict[str, Any]:
        """Lines by grade, the mean with its arithmetic, and what the last snapshot said."""
        plan = self.object
        if plan.state not in RATED_IN:
            return {}
        names = {grade.value: str(grade) for grade in Grade.objects.filter(scale=plan.agreement.rating_scale_id)}
        mean = status.rating(names)
        snapshot = plan.snapshots.newest_first().first()
        is_over = plan.state == PlanState.CLOSED
        if is_over and not mean.number and not snapshot:
            return {}  # the year ended before anyone rated its lines
        rows = [(str(value), names.get(value, str(value)), count) for value, count in mean.counts]
        rows += [
            ("not-due", without_grade(NOT_DUE, is_over=is_over), mean.not_due),
            ("unrated", without_grade(UNRATED, is_over=is_over), mean.unrated),
        ]
        return {
            "rating": mean,
            "rating_rows": [
                {"name": tone_of(grade), "label": label, "count": count, "href": opens.rated(grade)}
                for grade, label, count in rows
            ],
            "rating_beyond": status.rating(beyond=True),
            "snapshot": snapshot,
        }

    def latest(self) -> QuerySet[Entry]:
        """Joint entries alone, as every figure here: both sides read one dashboard."""
        entries = Entry.objects.visible_to(self.request.user).joint().filter(activity__plan=self.object)
        return entries.select_related("activity__objective", "activity__plan", "agency")[:MOST_LATEST]

    def draft(self, lines: QuerySet[Activity]) -> dict[str, Any]:
        """A plan that is being written: its headings with their lines."""
        by_objective: dict[int | None, list[Activity]] = {}
        commented = Comment.objects.visible_to(self.request.user).open_by_line(self.object)
        for line in lines:
            line.open_comments = commented.get(line.pk, 0)
            by_objective.setdefault(line.objective_id, []).append(line)
        objectives = [
            (objective, by_objective.get(objective.pk, [])) for objective in self.object.objectives.order_by("number")
        ]
        return {
            "objectives": objectives,
            "lines": sum(map(len, by_objective.values())),
            "may_comment": work_access.may_comment(self.request.user, self.object),
        }


class LinesOfPlan:
    """Addresses of the plan's lists: {{ opens.overdue }}."""

    def __init__(self, plan: AnnualPlan):
        self.path = reverse("activities:plan-activity-list", args=[plan.pk])
        self.agreement = plan.agreement_id

    def where(self, **filter_by: Any) -> str:
        return f"{self.path}?{urlencode(filter_by, doseq=True)}"

    @property
    def all(self) -> str:
        return self.path

    @property
    def done(self) -> str:
        return self.where(beyond="false", state=DONE)

    @property
    def overdue(self) -> str:
        return self.where(overdue="true")

    @property
    def awaiting(self) -> str:
        return self.where(state=ActivityState.REPORTED_DONE)

    def rated(self, grade: str) -> str:
        return self.where(grade=grade, beyond="false")

    @property
    def unrated(self) -> str:
        return self.rated("unrated")

    def awaiting_side(self, side: Awaited) -> str:
        return self.where(awaiting=side.agency.pk)

    @property
    def recommendations(self) -> str:
        """Those of the whole agreement, for none is asked under one year's plan."""
        return f"{reverse('activities:recommendation-list')}?{urlencode({'agreement': self.agreement})}"

    def recommendations_where(self, state: str) -> str:
        return f"{self.recommendations}&{urlencode({'state': state})}"

    @property
    def people(self) -> str:
        return self.where(people="true")

    @property
    def evidence(self) -> str:
        return self.where(evidence="true")

    @property
    def beyond(self) -> str:
        return self.where(beyond="true")


class Row:
    """A group of lines as one row of a table: its bar and its figures, each opening its lines."""

    def __init__(self, group: Group, opens: LinesOfPlan):
        self.group = group
        self.all = opens.where(**group.filter_by)
        self.done = opens.where(**group.filter_by, state=DONE)
        self.overdue = opens.where(**group.filter_by, overdue="true")
        self.parts = [
            {
                "name": name,
                "label": ", ".join(str(state.label) for state in states),
                "count": sum(group.counts.get(state, 0) for state in states),
                "href": opens.where(**group.filter_by, state=list(states)),
            }
            for name, states in BAR
        ]
