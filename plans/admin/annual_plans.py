"""The annual plans: an administrator starts one and writes its note; its lines are edited on its own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from plans import access
from plans.actions import annual_plans as actions
from plans.admin.recorded import AdministrationForm, RecordedAdmin, WriteParts
from plans.models import Agreement, AnnualPlan


@admin.register(AnnualPlan)
class AnnualPlanAdmin(RecordedAdmin):
    fields = ["agreement", "year", "half_year_on", "year_on", "note_mn", "note_en", "source_url"]
    list_display = ["__str__", "agreement", "year", "state", "adopted_on"]
    list_filter = ["state"]
    list_select_related = ["agreement"]

    def may_add(self, request: HttpRequest) -> access.Verdict:
        return access.may_manage_agreements(request.user)

    def may_change(self, request: HttpRequest, thing: AnnualPlan) -> access.Verdict:
        return access.may_edit_plan(request.user, thing)

    def get_readonly_fields(self, request: HttpRequest, obj: AnnualPlan | None = None) -> list[str]:
        return ["agreement", "year"] if obj is not None else []

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        in_force = Agreement.objects.visible_to(request.user).in_force()
        return super().formfield_for_foreignkey(db_field, request, queryset=in_force, **kwargs)

    def save_added(self, request: HttpRequest, thing: AnnualPlan, write_parts: WriteParts) -> AnnualPlan:
        return actions.start_plan(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: AnnualPlan, write_parts: WriteParts, form: AdministrationForm
    ) -> AnnualPlan:
        return actions.edit_plan(thing, by=request.user, version=form.seen_version, changes=form.changes())
