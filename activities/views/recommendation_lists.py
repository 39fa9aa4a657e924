"""What is asked of whom, since when, answered how: the filtered list, and the spreadsheet that is exactly it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from activities import access_to_recommendations as access
from activities import exports
from activities.filters import RecommendationFilter
from activities.models import Recommendation
from activities.models.recommendation_states import due_first
from activities.views.lists import PagedList, require_few, spreadsheet
from plans.models.recorded import reads_english
from plans.ordering import Mongolian


def sorts() -> dict[str, list[Any]]:
    """What each column sorts by."""
    return {
        "text": [as_read("text")],
        "addressee": [F("addressee__code")],
        "issued": [F("year"), F("issued_on")],
        "due": [F("reply_due_on")],
        "state": [due_first()],
    }


def as_read(name: str) -> Mongolian:
    """A text in the reader's language, or in the other where that one is empty."""
    first, second = (f"{name}_en", f"{name}_mn") if reads_english() else (f"{name}_mn", f"{name}_en")
    return Mongolian(Coalesce(NullIf(first, Value("")), second))


class FilteredRecommendations:
    """What a person sees, narrowed and sorted by the address."""

    request: HttpRequest

    @cached_property
    def asked(self) -> QuerySet[Recommendation]:
        return Recommendation.objects.visible_to(self.request.user)

    @cached_property
    def filter(self) -> RecommendationFilter:
        return RecommendationFilter(self.request.GET, queryset=self.asked.with_state(), request=self.request)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many the filter leaves, and how many there are, in one query."""
        left = Q(pk__in=self.filter.qs.order_by().values("pk"))
        return self.asked.aggregate(left=Count("pk", filter=left), all=Count("pk"))

    def sorted(self) -> QuerySet[Recommendation]:
        wanted = self.request.GET.get("sort", "")
        name, down = wanted.removeprefix("-"), wanted.startswith("-")
        asked = (
            self.filter.qs.newest_first().with_findings().select_related("agreement", "addressee", "issuer", "repeats")
        )
        if (expressions := sorts().get(name)) is None:
            return asked
        ordered = [one.desc(nulls_last=True) if down else one.asc(nulls_last=True) for one in expressions]
        return asked.order_by(*ordered, "-year", "-pk")


class RecommendationList(FilteredRecommendations, PagedList):
    template_name = "activities/recommendation_list.html"
    context_object_name = "recommendations"

    def get_template_names(self) -> list[str]:
        return ["activities/_recommendation_results.html"] if self.request.htmx else [self.template_name]

    def get_queryset(self) -> QuerySet[Recommendation]:
        return self.sorted()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.urlencode()
        links = {
            form: reverse("activities:recommendation-export", args=[form]) + (f"?{query}" if query else "")
            for form in ("xlsx", "csv")
        }
        return super().get_context_data(**kwargs) | {
            "filter": self.filter,
            "export": links,
            "all_count": self.counts["all"],
            "may_enter": access.may_enter(self.request.user),
        }


class RecommendationExport(FilteredRecommendations, View):
    """XLSX or CSV of every page of the list at the same address."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        if form not in {"xlsx", "csv"}:
            raise Http404
        asked = self.sorted()
        require_few(self.counts["left"])
        columns = exports.RECOMMENDATION_COLUMNS
        rows = exports.rows(asked, columns)
        return spreadsheet(form, "recommendations", _("Recommendations"), exports.headings(columns), rows)
