"""How the adopted plans change: each amendment with its state and the lines it concerns."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from activities.models import Amendment, AmendmentChange, ChangeKind
from activities.models.amendments import AmendmentQuerySet
from plans.admin.recorded import OnlyWhatIsThere, PagedList
from plans.models import AnnualPlan


@admin.register(Amendment)
class AmendmentAdmin(PagedList):
    list_display = ["numbered", "plan", "state", "what_it_changes", "opened_by", "opened_at", "in_force_on"]
    list_filter = [
        "state",
        "is_correction",
        "changes__kind",
        "changes__reason",
        ("plan", OnlyWhatIsThere),
        ("plan__agreement", OnlyWhatIsThere),
    ]
    list_select_related = ["plan", "opened_by"]
    search_fields = ["note", "changes__explanation", "changes__activity__search_text"]
    date_hierarchy = "opened_at"
    ordering = ["-opened_at", "-pk"]
    history_name = "plans:plan-history"

    def get_queryset(self, request: HttpRequest) -> AmendmentQuerySet:
        changes = AmendmentChange.objects.select_related("activity__objective")
        return super().get_queryset(request).prefetch_related(models.Prefetch("changes", changes))

    @admin.display(description=_("amendment"), ordering="number")
    def numbered(self, amendment: Amendment) -> str:
        return amendment.name

    @admin.display(description=_("what it changes"))
    def what_it_changes(self, amendment: Amendment) -> str:
        """«changed: 1.2, 2.1; withdrawn: 3.1»."""
        lines: dict[str, list[str]] = defaultdict(list)
        for change in amendment.changes.all():
            lines[change.kind].append(change.line)
        return "; ".join(f"{kind.label}: {', '.join(lines[kind])}" for kind in ChangeKind if kind in lines)

    def history_of(self, thing: Amendment) -> AnnualPlan:
        return thing.plan
