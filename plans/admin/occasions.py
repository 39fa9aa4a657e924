"""The calendars of occasions; one is retired or taken up again on its calendar's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from plans import access
from plans.actions import occasions as actions
from plans.admin.recorded import AdministrationForm, RecordedAdmin, WriteParts
from plans.models import Agreement, Occasion


@admin.register(Occasion)
class OccasionAdmin(RecordedAdmin):
    fields = [
        "agreement",
        "name_mn",
        "name_en",
        "month",
        "day",
        "until_month",
        "until_day",
        "first_year",
        "note",
    ]
    list_display = ["__str__", "agreement", "month", "day", "until_month", "until_day", "retired_on"]
    list_filter = [
        ("agreement", admin.RelatedOnlyFieldListFilter),
        ("retired_on", admin.EmptyFieldListFilter),
        "month",
    ]
    list_select_related = ["agreement"]
    search_fields = ["name_mn", "name_en"]

    def may_add(self, request: HttpRequest) -> access.Verdict:
        return access.may_keep_occasions(request.user)

    def may_change(self, request: HttpRequest, thing: Occasion) -> access.Verdict:
        return access.may_edit_occasion(request.user, thing)

    def get_readonly_fields(self, request: HttpRequest, obj: Occasion | None = None) -> list[str]:
        return ["agreement"] if obj is not None else []

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        visible = Agreement.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, queryset=visible, **kwargs)

    def save_added(self, request: HttpRequest, thing: Occasion, write_parts: WriteParts) -> Occasion:
        return actions.add_occasion(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: Occasion, write_parts: WriteParts, form: AdministrationForm
    ) -> Occasion:
        return actions.edit_occasion(thing, by=request.user, version=form.seen_version, changes=form.changes())
