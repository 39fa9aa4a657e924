"""The plans of each agreement, and how the plan of a year is started."""

from typing import Any

from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from plans import access
from plans.actions import annual_plans as actions
from plans.forms.annual_plans import PlanForm
from plans.models import Agreement, AnnualPlan
from plans.views.writing import WritingMixin, require


class PlanList(ListView):
    template_name = "plans/plan_list.html"
    context_object_name = "plans"

    def get_queryset(self) -> QuerySet[AnnualPlan]:
        plans = AnnualPlan.objects.visible_to(self.request.user)
        return plans.select_related("agreement").order_by("agreement", "-year")


class PlanStart(WritingMixin, TemplateView):
    template_name = "plans/plan_start.html"
    form_class = PlanForm
    success_message = _("The draft is open to both sides.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=kwargs["pk"])
        require(access.may_start_plan(request.user, self.agreement))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        last = self.agreement.plans.aggregate(last=Max("year"))["last"]
        year = last + 1 if last else timezone.localdate().year
        return super().get_form_kwargs() | {"instance": AnnualPlan(agreement=self.agreement, year=year)}

    def act(self, form: PlanForm) -> AnnualPlan:
        return actions.start_plan(form.instance, by=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"agreement": self.agreement}
