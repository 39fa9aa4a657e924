"""The lines of the plans and what was logged under them, as far as the administrator may know of it."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Advocacy, Entry, EntryDetails, Inquiry, Training
from plans.admin.recorded import OnlyWhatIsThere, PagedList


@admin.register(Activity)
class ActivityAdmin(PagedList):
    list_display = ["__str__", "plan", "kind", "lead", "ends_on", "state"]
    list_filter = ["state", "kind", "origin", ("plan", OnlyWhatIsThere), ("lead__agency", OnlyWhatIsThere)]
    list_select_related = ["plan__agreement", "objective", "lead__agency"]
    search_fields = ["search_text"]
    history_name = "activities:activity-history"


@admin.register(Entry)
class EntryAdmin(PagedList):
    """As far as the administrator may know of them."""

    list_display = ["__str__", "agency", "where", "participants", "progress", "compartment", "author"]
    list_filter = ["activity__kind", "progress", "compartment", ("agency", OnlyWhatIsThere)]
    list_select_related = ["activity", "agency", "author"]
    search_fields = ["search_text"]
    date_hierarchy = "starts_on"
    history_name = "activities:activity-history"

    @admin.display(description=_("where"))
    def where(self, entry: Entry) -> str:
        return entry.where

    @admin.display(description=_("participants"))
    def participants(self, entry: Entry) -> int | None:
        return entry.participants

    def history_of(self, thing: Entry) -> Activity:
        return thing.activity


class DetailsAdmin(PagedList):
    """What entries of one kind say beside their core, known to whom the entry is."""

    list_select_related = ["entry__activity", "entry__agency"]
    ordering = ["-entry__starts_on", "-entry__logged_at", "-pk"]
    search_fields = ["entry__search_text", "entry__activity__search_text"]
    date_hierarchy = "entry__starts_on"
    history_name = "activities:activity-history"

    @admin.display(description=_("entry"), ordering="entry__starts_on")
    def day_and_line(self, details: EntryDetails) -> str:
        return str(details.entry)

    @admin.display(description=_("agency"), ordering="entry__agency")
    def agency(self, details: EntryDetails) -> str:
        return str(details.entry.agency)

    @admin.display(description=_("where"))
    def where(self, details: EntryDetails) -> str:
        return details.entry.where

    def history_of(self, thing: EntryDetails) -> Activity:
        return thing.entry.activity


@admin.register(Training)
class TrainingAdmin(DetailsAdmin):
    list_display = ["day_and_line", "agency", "where", "course_kind", "mode", "hours", "satisfaction"]
    list_filter = ["course_kind", "mode", ("entry__agency", OnlyWhatIsThere)]


@admin.register(Inquiry)
class InquiryAdmin(DetailsAdmin):
    list_display = [
        "day_and_line",
        "agency",
        "where",
        "inquiry_kind",
        "guideline_number",
        "draft_sent_on",
        "reply_due_on",
        "reply",
    ]
    list_filter = ["inquiry_kind", "announcement", "reply", ("entry__agency", OnlyWhatIsThere)]


@admin.register(Advocacy)
class AdvocacyAdmin(DetailsAdmin):
    list_display = ["day_and_line", "agency", "where", "advocacy_kind", "occasion", "outcome"]
    list_filter = [
        "advocacy_kind",
        "outcome",
        ("occasion", OnlyWhatIsThere),
        ("entry__agency", OnlyWhatIsThere),
    ]
    list_select_related = ["entry__activity", "entry__agency", "occasion"]
