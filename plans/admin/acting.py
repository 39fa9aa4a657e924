"""Who stands in for a head: entered with the order by an administrator of the same agency, ended, never deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plans import access
from plans.actions import acting as actions
from plans.admin.recorded import AdministrationForm, RecordedAdmin, WriteParts
from plans.models import ActingAuthority, Role, User


class ActingAddForm(AdministrationForm):
    """The agency is the administrator's, or, where the system's operator enters it, the head's."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.agency = self.author.agency

    def clean_head(self) -> User:
        self.instance.agency = self.cleaned_data["head"].agency
        return self.cleaned_data["head"]


class ActingEndForm(AdministrationForm):
    end_now = forms.BooleanField(
        label=_("end it now"), help_text=_("It ends by itself after its last day; another term is another order.")
    )


@admin.register(ActingAuthority)
class ActingAuthorityAdmin(RecordedAdmin):
    ORDER = ["head", "person", "from_on", "until_on", "order_number"]
    list_display = ["person", "head", "from_on", "until_on", "order_number", "ended_at"]
    list_select_related = ["person", "head"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ActingAuthority]:
        return ActingAuthority.objects.managed_by(request.user).select_related("agency", "person", "head")

    def may_add(self, request: HttpRequest) -> access.Verdict:
        return access.may_manage_people(request.user)

    def may_change(self, request: HttpRequest, thing: ActingAuthority) -> access.Verdict:
        return access.may_end_acting(request.user, thing)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type:
        ending = obj is not None and self.has_change_permission(request, obj)
        return super().get_form(request, obj, change, form=ActingEndForm if ending else ActingAddForm, **kwargs)

    def get_fields(self, request: HttpRequest, obj: ActingAuthority | None = None) -> list[str]:
        if obj is None:
            return self.ORDER
        return [*self.ORDER, "end_now" if self.has_change_permission(request, obj) else "ended_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: ActingAuthority | None = None) -> list[str]:
        return [] if obj is None else [*self.ORDER, "ended_at"]

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        """The administrator's own people; a head as the one, whoever else may act as the other."""
        people = User.objects.managed_by(request.user).filter(is_active=True).exclude(pk=request.user.pk)
        kwargs["queryset"] = {
            "head": people.filter(role=Role.HEAD),
            "person": people.exclude(role__in=[Role.HEAD, Role.OBSERVER]),
        }[db_field.name]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_added(self, request: HttpRequest, thing: ActingAuthority, write_parts: WriteParts) -> ActingAuthority:
        return actions.add_acting(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: ActingAuthority, write_parts: WriteParts, form: AdministrationForm
    ) -> ActingAuthority:
        return actions.end_acting(thing, by=request.user, version=form.seen_version)
