"""The working lists of meetings, agendas, decisions and working groups; they change on their own pages, by consent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plans.admin.recorded import PagedList
from plans.models import AgendaItem, Decision, GroupMember, Meeting, WorkingGroup
from plans.models.decisions import DecisionQuerySet

OF_AGREEMENT = admin.RelatedOnlyFieldListFilter
"""Offers only what stands in the list, and so no agreement one is no party to."""


@admin.register(Meeting)
class MeetingAdmin(PagedList):
    list_display = ["__str__", "state", "place", "group", "agreement"]
    list_filter = ["state", "kind", ("agreement", OF_AGREEMENT)]
    list_select_related = ["agreement", "group"]
    search_fields = ["search_text", "group__search_text"]
    date_hierarchy = "meets_on"
    history_name = "plans:meeting-history"


@admin.register(AgendaItem)
class AgendaItemAdmin(PagedList):
    list_display = ["__str__", "meeting", "proposed_by"]
    list_filter = [("proposed_by", OF_AGREEMENT), ("meeting__agreement", OF_AGREEMENT)]
    list_select_related = ["meeting", "proposed_by"]
    search_fields = ["search_text"]
    date_hierarchy = "meeting__meets_on"
    history_name = "plans:meeting-history"

    def history_of(self, thing: AgendaItem) -> Meeting:
        return thing.meeting


class OverdueFilter(admin.SimpleListFilter):
    title = _("overdue")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("true", _("yes"))]

    def queryset(self, request: HttpRequest, queryset: DecisionQuerySet) -> DecisionQuerySet:
        return queryset.overdue() if self.value() == "true" else queryset


@admin.register(Decision)
class DecisionAdmin(PagedList):
    list_display = ["__str__", "state", "due_on", "moved_to", "agency", "person", "meeting"]
    list_filter = ["state", OverdueFilter, ("agency", OF_AGREEMENT), ("meeting__agreement", OF_AGREEMENT)]
    list_select_related = ["meeting", "agency", "person"]
    search_fields = ["search_text"]
    date_hierarchy = "due_on"
    history_name = "plans:decision-history"


@admin.register(WorkingGroup)
class WorkingGroupAdmin(PagedList):
    list_display = ["__str__", "state", "order_number", "starts_on", "ends_on", "agreement"]
    list_filter = ["state", ("agreement", OF_AGREEMENT)]
    list_select_related = ["agreement"]
    search_fields = ["search_text"]
    date_hierarchy = "ends_on"
    history_name = "plans:working-group-history"


@admin.register(GroupMember)
class GroupMemberAdmin(PagedList):
    list_display = ["__str__", "agency", "group", "is_chair", "from_on", "last_day"]
    list_filter = ["is_chair", ("agency", OF_AGREEMENT), ("group", OF_AGREEMENT)]
    list_select_related = ["person", "agency", "group"]
    search_fields = ["person__given_name", "person__family_name"]
    history_name = "plans:working-group-history"

    @admin.display(description=_("until"), ordering="until_on")
    def last_day(self, member: GroupMember) -> date | None:
        return member.last_day

    def history_of(self, thing: GroupMember) -> WorkingGroup:
        return thing.group
