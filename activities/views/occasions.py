"""The calendar of an agreement's occasions, and the work for each."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView

from activities.reports.occasions import calendar_of
from plans import access
from plans.models import Agreement


class OccasionList(DetailView):
    template_name = "activities/occasion_list.html"
    context_object_name = "agreement"

    def get_queryset(self) -> QuerySet[Agreement]:
        return Agreement.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        coming, retired = calendar_of(self.object, self.request.user)
        return super().get_context_data(**kwargs) | {
            "coming": coming,
            "retired": retired,
            "may_keep": access.may_keep_occasions(self.request.user),
        }
