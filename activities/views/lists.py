"""The filtered list of activities, and the spreadsheet that is exactly that list."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, View

from activities import exports
from activities.filters import ActivityFilter
from activities.models import PEOPLE, Activity, Entry, Evidence
from plans import spreadsheets
from plans.models import AnnualPlan, Department, PlanState
from plans.models.recorded import reads_english
from plans.ordering import Mongolian
from plans.spreadsheets import Cell

PLANS_BEING_CARRIED_OUT_FIRST = Case(
    When(plan__state=PlanState.ADOPTED, then=Value(1)),
    When(plan__state=PlanState.PROPOSED, then=Value(2)),
    When(plan__state=PlanState.DRAFT, then=Value(3)),
    default=Value(4),
)


def sorts() -> dict[str, Any]:
    """What each column sorts by; the number is not here, for it is the order of the plan."""
    return {
        "title": title_as_read(),
        "lead": F("lead__agency__code"),
        "due": F("ends_on"),
        "state": F("state"),
        "rating": F("standing"),
        "evidence": F("evidence_count"),
        "people": sum((Coalesce(name, 0) for name in PEOPLE), Value(0)),
    }


def title_as_read() -> Mongolian:
    """The title in the reader's language, or in the other where that one is empty."""
    first, second = ("title_en", "title_mn") if reads_english() else ("title_mn", "title_en")
    return Mongolian(Coalesce(NullIf(first, Value("")), second))


class FilteredActivities:
    """The lines a person sees, narrowed and sorted by the address."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def plan(self) -> AnnualPlan | None:
        if "plan_pk" not in self.kwargs:
            return None
        plans = AnnualPlan.objects.visible_to(self.request.user).select_related("agreement")
        return get_object_or_404(plans, pk=self.kwargs["plan_pk"])

    @cached_property
    def lines(self) -> QuerySet[Activity]:
        lines = Activity.objects.visible_to(self.request.user)
        return lines.filter(plan=self.plan) if self.plan else lines

    @cached_property
    def filter(self) -> ActivityFilter:
        return ActivityFilter(self.request.GET, queryset=self.lines, request=self.request, plan=self.plan)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines the filter leaves, and how many there are, in one query."""
        left = Q(pk__in=self.filter.qs.order_by().values("pk"))
        return self.lines.aggregate(left=Count("pk", filter=left), all=Count("pk"))

    def sorted(self) -> QuerySet[Activity]:
        wanted = self.request.GET.get("sort", "")
        name, down = wanted.removeprefix("-"), wanted.startswith("-")
        lines = (
            self.filter.qs.with_figures()
            .with_ratings()
            .in_plan_order(*([] if self.plan else [PLANS_BEING_CARRIED_OUT_FIRST]))
        )
        if name == "number" and down:
            return lines.reverse()
        if (expression := sorts().get(name)) is None:
            return lines
        ordered = expression.desc(nulls_last=True) if down else expression.asc(nulls_last=True)
        return lines.order_by(ordered, "pk")


class PagedList(ListView):
    """Pages of 25, 50 or 100; `counts` holds how many the filter leaves."""

    paginate_by = 25
    PAGE_SIZES = ("25", "50", "100")
    counts: dict[str, int]

    def get_paginate_by(self, queryset: QuerySet) -> int:
        wanted = self.request.GET.get("per_page", "")
        return int(wanted) if wanted in self.PAGE_SIZES else self.paginate_by

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.counts["left"]
        return paginator

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> Any:
        """A page that does not exist shows the nearest that does."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page", 1))
        return paginator, page, page.object_list, page.has_other_pages()


class ActivityList(FilteredActivities, PagedList):
    template_name = "activities/activity_list.html"
    context_object_name = "activities"

    def get_template_names(self) -> list[str]:
        return ["activities/_activity_results.html"] if self.request.htmx else [self.template_name]

    def get_queryset(self) -> QuerySet[Activity]:
        return self.sorted()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "filter": self.filter,
            "plan": self.plan,
            "export": self.files("activity-export"),
            "export_of_entries": self.files("entry-export"),
            "all_count": self.counts["all"],
        }

    def files(self, name: str) -> dict[str, str]:
        """Where this list is a file, by its form."""
        name, place = (f"plan-{name}", [self.plan.pk]) if self.plan else (name, [])
        query = self.request.GET.urlencode()
        return {
            form: reverse(f"activities:{name}", args=[*place, form]) + (f"?{query}" if query else "")
            for form in ("xlsx", "csv")
        }


class ActivityExport(FilteredActivities, View):
    """XLSX or CSV of every page of the list at the same address."""

    def get(self, request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        if form not in {"xlsx", "csv"}:
            raise Http404
        lines = self.sorted()
        require_few(self.counts["left"])
        departments = Prefetch("partners", Department.objects.select_related("agency"))
        rows = exports.rows(lines.prefetch_related(departments, "places"))
        return spreadsheet(form, "activities", _("Activities"), exports.headings(), rows)


class EntryExport(FilteredActivities, View):
    """XLSX or CSV of the entries under the lines of the list at the same address, of those a person may know of."""

    def get(self, request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        if form not in {"xlsx", "csv"}:
            raise Http404
        known = Entry.objects.visible_to(request.user)
        count = known.filter(activity__in=self.filter.qs.order_by().values("pk")).count()
        if count > exports.MOST_ENTRIES:
            most = {"most": exports.MOST_ENTRIES}
            raise PermissionDenied(_("More than %(most)d entries; narrow the filter first.") % most)
        evidence = Evidence.objects.visible_to(request.user)
        known = known.select_related("agency", "author").prefetch_related(
            "next_steps__agency", "figures__indicator", Prefetch("evidence", evidence, to_attr="known_evidence")
        )
        lines = self.sorted().prefetch_related(Prefetch("entries", known, to_attr="known_entries"))
        entries = exports.entries_of(lines.iterator(exports.AT_ONCE))
        columns = exports.ENTRY_COLUMNS
        return spreadsheet(form, "entries", _("Entries"), exports.headings(columns), exports.rows(entries, columns))


def require_few(count: int) -> None:
    if count > exports.MOST_ROWS:
        raise PermissionDenied(_("More than %(most)d lines; narrow the filter first.") % {"most": exports.MOST_ROWS})


def spreadsheet(form: str, name: str, title: str, headings: list[str], rows: Iterable[list[Cell]]) -> HttpResponse:
    """XLSX or CSV as a file of today."""
    if form == "xlsx":
        content, media_type = spreadsheets.write_xlsx(title, headings, rows), spreadsheets.XLSX
    else:
        content, media_type = spreadsheets.write_csv(headings, rows), spreadsheets.CSV
    name = f"{name}-{timezone.localdate():%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)
