"""Adding, changing and removing the headings of a draft plan."""

from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from plans import access
from plans.actions import annual_plans as actions
from plans.forms.objectives import ObjectiveForm
from plans.models import AnnualPlan, Objective
from plans.views.writing import ConfirmMixin, WritingMixin, require


class ObjectivePage(WritingMixin, TemplateView):
    """The form of one heading; saving leads back to the plan."""

    template_name = "plans/objective_form.html"
    form_class = ObjectiveForm
    objective: Objective

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.objective}

    def led_to(self, outcome: Objective) -> str:
        return outcome.plan.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"objective": self.objective, "plan": self.objective.plan}


class ObjectiveAdd(ObjectivePage):
    success_message = _("The objective stands in the draft.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plans = AnnualPlan.objects.visible_to(request.user).select_related("agreement")
        plan = get_object_or_404(plans, pk=kwargs["pk"])
        last = plan.objectives.aggregate(last=Max("number"))["last"] or 0
        self.objective = Objective(plan=plan, number=last + 1)
        require(access.may_edit_lines(request.user, plan))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: ObjectiveForm) -> Objective:
        return actions.add_objective(form.instance, by=self.request.user)


class ObjectiveEdit(ObjectivePage):
    success_message = _("Saved. The former text stays in the history.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.objective = found_objective(request, kwargs["pk"])
        require(access.may_edit_objective(request.user, self.objective))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: ObjectiveForm) -> Objective:
        return actions.edit_objective(
            form.instance, by=self.request.user, version=form.seen_version, changes=form.changes()
        )


class ObjectiveRemove(ConfirmMixin, TemplateView):
    """Asks before a heading is taken out of a draft."""

    template_name = "plans/objective_remove.html"
    success_message = _("The objective is taken out of the draft.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.objective = found_objective(request, kwargs["pk"])
        require(access.may_edit_objective(request.user, self.objective))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> AnnualPlan:
        actions.remove_objective(self.objective, by=self.request.user)
        return self.objective.plan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"objective": self.objective, "plan": self.objective.plan}


def found_objective(request: HttpRequest, pk: int) -> Objective:
    visible = Objective.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("plan__agreement"), pk=pk)
