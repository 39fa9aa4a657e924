"""What people say to each other about lines, as far as the administrator may know of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Comment
from activities.models.comments import CommentQuerySet
from plans.admin.recorded import OnlyWhatIsThere, PagedList


class ResolvedFilter(admin.SimpleListFilter):
    """An answer goes with the comment it answers."""

    title = _("resolved")
    parameter_name = "resolved"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("true", _("yes")), ("false", _("no"))]

    def queryset(self, request: HttpRequest, queryset: CommentQuerySet) -> CommentQuerySet:
        match self.value():
            case "true":
                return queryset.resolved()
            case "false":
                return queryset.unresolved()
        return queryset


@admin.register(Comment)
class CommentAdmin(PagedList):
    list_display = ["activity", "about", "in_short", "author", "agency", "at", "compartment", "settled"]
    list_filter = [
        ResolvedFilter,
        "field",
        "compartment",
        ("agency", OnlyWhatIsThere),
        ("plan", OnlyWhatIsThere),
    ]
    list_select_related = ["activity__objective", "author", "agency", "answers"]
    search_fields = ["text", "activity__search_text"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    history_name = "activities:activity-history"

    @admin.display(description=_("on"), ordering="field")
    def about(self, comment: Comment) -> str:
        return gettext("answer") if comment.answers_id else comment.get_field_display()

    @admin.display(description=_("what it says"))
    def in_short(self, comment: Comment) -> str:
        return Truncator(comment.text).chars(180)

    @admin.display(description=_("resolved"))
    def settled(self, comment: Comment) -> str:
        return gettext("resolved") if (comment.answers or comment).is_resolved else gettext("unresolved")

    def history_of(self, thing: Comment) -> Activity:
        return thing.activity
