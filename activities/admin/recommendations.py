"""What is asked of a party or of others, and where it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from activities.models import Recommendation, RecommendationState
from activities.models.recommendation_states import due_first
from activities.models.recommendations import RecommendationQuerySet
from plans.admin.recorded import OnlyWhatIsThere, PagedList


class WhereItStands(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return RecommendationState.choices

    def queryset(self, request: HttpRequest, queryset: RecommendationQuerySet) -> RecommendationQuerySet:
        return queryset.filter(state=self.value()) if self.value() else queryset


class OfWhom(OnlyWhatIsThere):
    without = _("others")


@admin.register(Recommendation)
class RecommendationAdmin(PagedList):
    history_name = "activities:recommendation-history"
    list_display = ["in_short", "kind", "source", "asked_of_whom", "in_years", "reply_due_on", "state_now"]
    list_filter = [
        WhereItStands,
        "kind",
        "source",
        ("addressee", OfWhom),
        ("agreement", OnlyWhatIsThere),
        "force",
        "text_read",
    ]
    list_select_related = ["agreement", "addressee"]
    search_fields = ["search_text"]

    def get_queryset(self, request: HttpRequest) -> RecommendationQuerySet:
        return super().get_queryset(request).with_state()

    @admin.display(description=_("recommendation or demand"))
    def in_short(self, recommendation: Recommendation) -> str:
        return Truncator(str(recommendation)).chars(180)

    @admin.display(description=_("asked of"), ordering="addressee")
    def asked_of_whom(self, recommendation: Recommendation) -> str:
        return recommendation.asked_of

    @admin.display(description=_("year"), ordering="year")
    def in_years(self, recommendation: Recommendation) -> str:
        return recommendation.years

    @admin.display(description=_("state"), ordering=due_first())
    def state_now(self, recommendation: Recommendation) -> str:
        return recommendation.get_state_display()
