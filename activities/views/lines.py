"""Adding, changing and removing lines of a draft plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities import access
from activities.actions import activities as actions
from activities.forms.lines import INDICATOR_ROWS, BaseIndicatorForms, IndicatorForms, LineForm, line_parts
from activities.models import Activity
from plans.models import AnnualPlan
from plans.views.writing import ConfirmMixin, WritingMixin, require


class LinePage(WritingMixin, TemplateView):
    """The form of one line with its indicators."""

    template_name = "activities/line_form.html"
    form_class = LineForm
    row_forms = INDICATOR_ROWS
    line: Activity

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.line, "user": self.request.user}

    @cached_property
    def indicators(self) -> BaseIndicatorForms:
        data = self.request.POST if self.request.method == "POST" else None
        return IndicatorForms(data, instance=self.line, prefix="indicators")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_valid() and self.indicators.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "line": self.line,
            "plan": self.line.plan,
            "indicators": self.indicators,
        }


class LineAdd(LinePage):
    success_message = _("The line stands in the draft.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plans = AnnualPlan.objects.visible_to(request.user).select_related("agreement")
        plan = get_object_or_404(plans, pk=kwargs["plan_pk"])
        self.line = Activity(plan=plan, position=1)
        require(access.may_add_line(request.user, plan))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("objective", "")
        objective = next((one for one in self.line.plan.objectives.all() if str(one.pk) == wanted), None)
        return super().get_initial() | {"objective": objective, "lead": self.request.user.department}

    def led_to(self, outcome: Activity) -> str:
        if self.request.POST.get("then") != "another":
            return super().led_to(outcome)
        return f"{reverse('activities:line-add', args=[outcome.plan_id])}?objective={outcome.objective_id}"

    def act(self, form: LineForm) -> Activity:
        return actions.add_line(form.instance, by=self.request.user, parts=line_parts(form, self.indicators))


class LineEdit(LinePage):
    success_message = _("Saved. The former text stays in the history.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.line = found_line(request, kwargs["pk"])
        require(access.may_edit_line(request.user, self.line))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: LineForm) -> Activity:
        return actions.edit_line(
            form.instance,
            by=self.request.user,
            version=form.seen_version,
            changes=form.changes(),
            parts=line_parts(form, self.indicators),
        )


class LineRemove(ConfirmMixin, TemplateView):
    """Asks before a line is taken out of a draft."""

    template_name = "activities/line_remove.html"
    success_message = _("The line is taken out of the draft; the history keeps what it said.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.line = found_line(request, kwargs["pk"])
        require(access.may_edit_line(request.user, self.line))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> AnnualPlan:
        actions.remove_line(self.line, by=self.request.user)
        return self.line.plan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"line": self.line, "plan": self.line.plan}


def found_line(request: HttpRequest, pk: int) -> Activity:
    visible = Activity.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("plan__agreement", "objective", "lead__agency"), pk=pk)
