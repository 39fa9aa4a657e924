"""The working lists of meetings, decisions and working groups with their people; they change on their own pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.admin.recorded import OnlyWhatIsThere, PagedList
from plans.models import AgendaItem, Attendee, Decision, GroupMember, Meeting, WorkingGroup
from plans.models.decisions import DecisionQuerySet


@admin.register(Meeting)
class MeetingAdmin(PagedList):
    list_display = ["__str__", "state", "place", "group", "agreement"]
    list_filter = ["state", "kind", ("agreement", OnlyWhatIsThere)]
    list_select_related = ["agreement", "group"]
    search_fields = ["search_text", "group__search_text"]
    date_hierarchy = "meets_on"
    history_name = "plans:meeting-history"


@admin.register(AgendaItem)
class AgendaItemAdmin(PagedList):
    list_display = ["__str__", "meeting", "proposed_by"]
    list_filter = [("proposed_by", OnlyWhatIsThere), ("meeting__agreement", OnlyWhatIsThere)]
    list_select_related = ["meeting", "proposed_by"]
    search_fields = ["search_text"]
    date_hierarchy = "meeting__meets_on"
    history_name = "plans:meeting-history"

    def history_of(self, thing: AgendaItem) -> Meeting:
        return thing.meeting


class SideFilter(OnlyWhatIsThere):
    without = _("guest")


@admin.register(Attendee)
class AttendeeAdmin(PagedList):
    """Who is expected, was there or was not, with post and unit as on the day once the meeting was held."""

    list_display = ["__str__", "post_then", "unit_then", "agency", "meeting", "came"]
    list_filter = [
        "was_present",
        "meeting__kind",
        ("agency", SideFilter),
        ("meeting__agreement", OnlyWhatIsThere),
    ]
    list_select_related = ["person", "department", "agency", "meeting"]
    search_fields = [
        *(f"{name}_{language}" for name in ("name", "post", "unit") for language in ("mn", "en")),
        *(f"person__{name}" for name in ("given_name", "family_name", "given_name_en", "family_name_en")),
        *(f"department__name_{language}" for language in ("mn", "en")),
    ]
    date_hierarchy = "meeting__meets_on"
    ordering = ["-meeting__meets_on", "-meeting_id", "agency", "pk"]
    history_name = "plans:meeting-history"

    @admin.display(description=_("post on the day"))
    def post_then(self, attendee: Attendee) -> str:
        return attendee.post

    @admin.display(description=_("unit on the day"))
    def unit_then(self, attendee: Attendee) -> str:
        return attendee.unit if attendee.name else ""

    @admin.display(description=_("was there"), ordering="was_present")
    def came(self, attendee: Attendee) -> str:
        return {True: gettext("came"), False: gettext("was not there")}.get(attendee.was_present, "")

    def history_of(self, thing: Attendee) -> Meeting:
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
    list_filter = ["state", OverdueFilter, ("agency", OnlyWhatIsThere), ("meeting__agreement", OnlyWhatIsThere)]
    list_select_related = ["meeting", "agency", "person"]
    search_fields = ["search_text"]
    date_hierarchy = "due_on"
    history_name = "plans:decision-history"


@admin.register(WorkingGroup)
class WorkingGroupAdmin(PagedList):
    list_display = ["__str__", "state", "order_number", "starts_on", "ends_on", "agreement"]
    list_filter = ["state", ("agreement", OnlyWhatIsThere)]
    list_select_related = ["agreement"]
    search_fields = ["search_text"]
    date_hierarchy = "ends_on"
    history_name = "plans:working-group-history"


@admin.register(GroupMember)
class GroupMemberAdmin(PagedList):
    list_display = ["__str__", "agency", "group", "is_chair", "from_on", "last_day"]
    list_filter = ["is_chair", ("agency", OnlyWhatIsThere), ("group", OnlyWhatIsThere)]
    list_select_related = ["person", "agency", "group"]
    search_fields = ["person__given_name", "person__family_name"]
    history_name = "plans:working-group-history"

    @admin.display(description=_("until"), ordering="until_on")
    def last_day(self, member: GroupMember) -> date | None:
        return member.last_day

    def history_of(self, thing: GroupMember) -> WorkingGroup:
        return thing.group
