"""The rating scales there are, to be read; what is rated by them stands on each grade as it was entered."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from plans.admin.recorded import PartInline, WorkingList
from plans.models import Grade, RatingScale


class GradeInline(PartInline):
    model = Grade
    fields = ["value", "name_mn", "name_en"]

    def may_change(self, request: HttpRequest, obj: RatingScale | None) -> bool:
        return False


@admin.register(RatingScale)
class RatingScaleAdmin(WorkingList):
    fields = ["name_mn", "name_en"]
    list_display = ["__str__", "grades_in_short"]
    inlines = [GradeInline]

    @admin.display(description=Grade._meta.verbose_name_plural)
    def grades_in_short(self, scale: RatingScale) -> str:
        return " · ".join(str(grade.value) for grade in scale.grades.all())

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[RatingScale]:
        """Every one, for any agreement may choose it."""
        return RatingScale.objects.prefetch_related("grades")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Nobody has acted on it: a scale stays as it was entered."""
        scale = self.get_object(request, object_id)
        if scale is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "thing": scale,
            "opts": self.opts,
            "lines": [],
        }
        return TemplateResponse(request, "admin/object_history.html", context)
