"""The working list of all lines an administrator's agency is party to; they change on their own pages only."""

from __future__ import annotations

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from activities.models import Activity
from plans.admin.recorded import WorkingList


@admin.register(Activity)
class ActivityAdmin(WorkingList):
    list_display = ["__str__", "plan", "kind", "lead", "ends_on", "state"]
    list_filter = ["state", "kind", "origin"]
    list_select_related = ["plan__agreement", "lead__agency"]
    search_fields = ["search_text"]

    def change_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        """The line's own page."""
        return self._page(request, object_id, "activities:activity-detail")

    def history_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        return self._page(request, object_id, "activities:activity-history")

    def _page(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        line = self.get_object(request, object_id)
        if line is None:
            raise Http404
        return HttpResponseRedirect(reverse(name, args=[line.pk]))
