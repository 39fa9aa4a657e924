"""The working lists of lines and recommendations of one's agreements; they change on their own pages only."""

from __future__ import annotations

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from activities.models import Activity, Recommendation
from plans.admin.recorded import WorkingList


class ShownOnItsPage(WorkingList):
    """A list whose things open on their own pages; `pages` begins their names."""

    pages = ""

    def change_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        return self._page(request, object_id, "detail")

    def history_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        return self._page(request, object_id, "history")

    def _page(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404
        return HttpResponseRedirect(reverse(f"{self.pages}-{name}", args=[thing.pk]))


@admin.register(Activity)
class ActivityAdmin(ShownOnItsPage):
    pages = "activities:activity"
    list_display = ["__str__", "plan", "kind", "lead", "ends_on", "state"]
    list_filter = ["state", "kind", "origin"]
    list_select_related = ["plan__agreement", "lead__agency"]
    search_fields = ["search_text"]


@admin.register(Recommendation)
class RecommendationAdmin(ShownOnItsPage):
    pages = "activities:recommendation"
    list_display = ["__str__", "kind", "source", "addressee", "years", "reply_due_on"]
    list_filter = ["kind", "source", "force", "text_read"]
    list_select_related = ["agreement", "addressee"]
    search_fields = ["search_text"]
