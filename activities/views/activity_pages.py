"""One line of a plan: what was agreed, what was achieved, and what was logged."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView

from activities import access
from activities.models import Activity, Entry
from activities.reports import three_columns


class ActivityDetail(DetailView):
    template_name = "activities/activity_detail.html"
    context_object_name = "line"

    def get_queryset(self) -> QuerySet[Activity]:
        entries = Entry.objects.visible_to(self.request.user).select_related("agency", "author")
        entries = entries.prefetch_related("evidence__stored", "next_steps__agency", "figures__indicator")
        return (
            Activity.objects.visible_to(self.request.user)
            .select_related("plan__agreement", "objective", "lead__agency")
            .prefetch_related(
                "partners__agency",
                "places",
                "indicators__figures__entry",
                "versions",
                Prefetch("entries", entries.order_by("-starts_on", "-pk")),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, line = self.request.user, self.object
        entries = list(line.entries.all())
        for entry in entries:
            entry.activity = line
            entry.may_edit = access.may_edit_entry(user, entry)
        return super().get_context_data(**kwargs) | {
            "entries": entries,
            "people": people(entries),
            "may_log": access.may_log(user, line),
            "may_edit": access.may_edit_line(user, line),
            "may_amend": access.may_amend_line(user, line),
            "may_correct": access.may_correct_line(user, line),
            "columns": [] if line.plan.is_draft else three_columns.rows(line, entries),
            "what_became": three_columns.what_became(line),
        }


def people(entries: list[Entry]) -> dict[str, int | None]:
    """Women, men and not recorded over the entries; None where none of them recorded any."""
    sums: dict[str, int | None] = {}
    for name in ("women", "men", "sex_not_recorded"):
        counts = [count for entry in entries if (count := getattr(entry, name)) is not None]
        sums[name] = sum(counts) if counts else None
    known = [count for count in sums.values() if count is not None]
    return sums | {"total": sum(known) if known else None}
