"""The snapshots of a plan: what is frozen, what will be and when, and each as it was frozen, to be printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView

from activities.models import Snapshot, SnapshotPeriod
from activities.reports.meeting_pack import read
from plans import access
from plans.actions import annual_plans as actions
from plans.forms.annual_plans import SnapshotDaysForm
from plans.models import AnnualPlan
from plans.views.writing import WritingMixin, require


def found_plan(request: HttpRequest, pk: int) -> AnnualPlan:
    return get_object_or_404(AnnualPlan.objects.visible_to(request.user).select_related("agreement"), pk=pk)


class SnapshotList(TemplateView):
    template_name = "activities/snapshot_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = found_plan(self.request, kwargs["pk"])
        frozen = {one.period: one for one in plan.snapshots.newest_first()}
        return super().get_context_data(**kwargs) | {
            "plan": plan,
            "periods": [(period.label, period.set_on(plan), frozen.get(period)) for period in SnapshotPeriod],
            "may_edit": access.may_edit_plan(self.request.user, plan),
        }


class SnapshotDetail(DetailView):
    template_name = "activities/snapshot_detail.html"
    context_object_name = "snapshot"

    def get_object(self, queryset: Any = None) -> Snapshot:
        plan = found_plan(self.request, self.kwargs["pk"])
        snapshots = Snapshot.objects.visible_to(self.request.user).select_related("plan__agreement")
        return get_object_or_404(snapshots, plan=plan, period=self.kwargs["period"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "plan": self.object.plan,
            "content": read(self.object.content),
        }


class SnapshotDays(WritingMixin, TemplateView):
    """From which days a plan is frozen, as long as it is written."""

    template_name = "activities/snapshot_days.html"
    form_class = SnapshotDaysForm
    success_message = _("Saved. The former text stays in the history.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan = found_plan(request, kwargs["pk"])
        require(access.may_edit_plan(request.user, self.plan))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.plan}

    def act(self, form: SnapshotDaysForm) -> AnnualPlan:
        return actions.edit_plan(
            form.instance, by=self.request.user, version=form.seen_version, changes=form.changes()
        )

    def led_to(self, outcome: AnnualPlan) -> str:
        return reverse("activities:snapshot-list", args=[outcome.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"plan": self.plan}
