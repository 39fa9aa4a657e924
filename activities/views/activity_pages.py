"""One line of a plan: what was agreed, what was achieved, and what was logged."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView

from activities import access
from activities.models import PEOPLE, Activity, Entry, Evidence, NextStep, known_sum
from activities.models.indicators import Figure
from plans.models import Department


class ActivityDetail(DetailView):
    template_name = "activities/activity_detail.html"
    context_object_name = "line"

    def get_queryset(self) -> QuerySet[Activity]:
        entries = Entry.objects.visible_to(self.request.user).select_related("agency", "author")
        entries = entries.prefetch_related(
            Prefetch("evidence", Evidence.objects.select_related("stored")),
            Prefetch("next_steps", NextStep.objects.select_related("agency")),
        )
        return (
            Activity.objects.visible_to(self.request.user)
            .select_related("plan__agreement", "objective", "lead__agency")
            .prefetch_related(
                Prefetch("partners", Department.objects.select_related("agency")),
                "places",
                Prefetch("entries", entries.order_by("-starts_on", "-pk")),
            )
            .with_measures()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, line = self.request.user, self.object
        entries = list(line.entries.all())
        measured: dict[int, list[Figure]] = defaultdict(list)
        for indicator in line.measures:
            for figure in indicator.recorded:
                measured[figure.entry_id].append(figure)
        for entry in entries:
            entry.activity = line
            entry.measured = measured[entry.pk]
            entry.may_edit = access.may_edit_entry(user, entry)
        return super().get_context_data(**kwargs) | {
            "entries": entries,
            "people": people(entries),
            "may_log": access.may_log(user, line),
            "may_edit": access.may_edit_line(user, line),
        }


def people(entries: list[Entry]) -> dict[str, int | None]:
    """Women, men and not recorded over the entries; None where none of them recorded any."""
    sums = {name: known_sum(getattr(entry, name) for entry in entries) for name in PEOPLE}
    return sums | {"total": known_sum(sums.values())}
