"""An object's history: every act on it, in words."""

from typing import Any

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from plans.history import in_words
from plans.models import Agreement, AnnualPlan, TrailEntry


class ObjectHistory(ListView):
    """The entries of the trail on one thing and on what belongs to it, newest first."""

    template_name = "plans/object_history.html"
    paginate_by = 25
    model_shown: type[Model]

    def get_queryset(self) -> QuerySet[TrailEntry]:
        shown = self.model_shown._default_manager.visible_to(self.request.user)
        self.thing = get_object_or_404(shown, pk=self.kwargs["pk"])
        return TrailEntry.objects.visible_to(self.request.user).about(self.thing).select_related("chain")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"thing": self.thing, "lines": in_words(context["page_obj"])}


class AgreementHistory(ObjectHistory):
    model_shown = Agreement


class PlanHistory(ObjectHistory):
    model_shown = AnnualPlan
