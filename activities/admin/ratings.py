"""How far the lines are carried out, as the sides say, and what their half-years and years came to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Rating, SideReading, Snapshot
from activities.models.ratings import RatingQuerySet
from activities.models.snapshots import SnapshotQuerySet
from plans.admin.recorded import OnlyWhatIsThere, PagedList
from plans.models import AnnualPlan


class GradeFilter(OnlyWhatIsThere):
    without = _("not yet due")


class StandsFilter(admin.SimpleListFilter):
    title = _("stands")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("true", _("yes"))]

    def queryset(self, request: HttpRequest, queryset: RatingQuerySet) -> RatingQuerySet:
        return queryset.standing() if self.value() == "true" else queryset


class ReadingFilter(admin.SimpleListFilter):
    title = _("how the other side reads it")
    parameter_name = "reading"
    UNREAD = "unread"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*SideReading.choices, (self.UNREAD, _("has yet to read the rating"))]

    def queryset(self, request: HttpRequest, queryset: RatingQuerySet) -> RatingQuerySet:
        match self.value():
            case None:
                return queryset
            case self.UNREAD:
                return queryset.filter(readings=None)
            case reading:
                return queryset.read_as(reading)


@admin.register(Rating)
class RatingAdmin(PagedList):
    """Every rating there was; the newest of a line stands."""

    list_display = ["activity", "words", "sentence", "agency", "by_whom", "at", "readings"]
    list_filter = [
        ("grade", GradeFilter),
        ReadingFilter,
        StandsFilter,
        ("agency", OnlyWhatIsThere),
        ("activity__plan", OnlyWhatIsThere),
    ]
    search_fields = ["activity__search_text", "explanation", "name_mn", "name_en"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    history_name = "activities:activity-history"

    def get_queryset(self, request: HttpRequest) -> RatingQuerySet:
        return super().get_queryset(request).with_readings().select_related("activity__objective")

    @admin.display(description=_("grade"), ordering="grade__value")
    def words(self, rating: Rating) -> str:
        return rating.words

    @admin.display(description=_("explanation"))
    def sentence(self, rating: Rating) -> str:
        return Truncator(rating.explanation).chars(180)

    @admin.display(description=_("person"), ordering="name_mn")
    def by_whom(self, rating: Rating) -> str:
        """Name and post as on the day, and for whom they acted."""
        signed = ", ".join(text for text in (rating.name, rating.post) if text)
        if rating.acting_for is None:
            return signed
        order = rating.acting_for.order_number
        acting = gettext("acting for %(name)s, order %(order)s") % {"name": rating.acting_for_name, "order": order}
        return f"{signed} · {acting}"

    @admin.display(description=_("how the other side reads it"))
    def readings(self, rating: Rating) -> str:
        readings = rating.readings_of_sides.values()
        return "; ".join(f"{one.agency}: {one.get_reading_display()}" for one in readings)

    def history_of(self, thing: Rating) -> Activity:
        return thing.activity


@admin.register(Snapshot)
class SnapshotAdmin(PagedList):
    list_display = ["plan", "what_period", "mean", "as_of", "set_on"]
    list_filter = [
        "period",
        "at_closing",
        ("plan", OnlyWhatIsThere),
        ("plan__agreement", OnlyWhatIsThere),
    ]
    list_select_related = ["plan"]
    date_hierarchy = "as_of"
    ordering = ["-as_of", "-frozen_at"]
    history_name = "plans:plan-history"

    def get_queryset(self, request: HttpRequest) -> SnapshotQuerySet:
        return super().get_queryset(request).newest_first()

    @admin.display(description=_("period"), ordering="period")
    def what_period(self, snapshot: Snapshot) -> str:
        said = [snapshot.get_period_display(), gettext("frozen as the year was closed") if snapshot.at_closing else ""]
        return ", ".join(filter(None, said))

    def history_of(self, thing: Snapshot) -> AnnualPlan:
        return thing.plan
