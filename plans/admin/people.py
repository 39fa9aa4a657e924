"""Agencies, their departments and their people, as their administrators keep them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plans import access
from plans.actions import people as actions
from plans.admin.recorded import AdministrationForm, PartInline, RecordedAdmin
from plans.models import Agency, Department, FormerName, User


@admin.register(Agency)
class AgencyAdmin(RecordedAdmin):
    list_display = ["__str__", "name_mn", "name_en"]
    fields = ["code", "name_mn", "name_en", "short_name_mn", "short_name_en"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Agency]:
        return Agency.objects.managed_by(request.user)

    def may_add(self, request: HttpRequest) -> access.Verdict:
        return access.may_add_agency(request.user)

    def may_change(self, request: HttpRequest, thing: Agency) -> access.Verdict:
        return access.may_manage_agency(request.user, thing)

    def save_added(self, request: HttpRequest, thing: Agency, write_parts: Callable, form: forms.Form) -> Agency:
        return actions.add_agency(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: Agency, write_parts: Callable, form: AdministrationForm, version: int
    ) -> Agency:
        return actions.edit_agency(thing, by=request.user, version=version, changes=form.changes())


class OfOwnAgencyForm(AdministrationForm):
    """A form on something of an agency: the administrator's own, or the one the system's operator chooses."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.author.is_superuser:
            self.instance.agency = self.author.agency


class OfOwnAgencyAdmin(RecordedAdmin):
    """Departments and people: the agency is chosen by the system's operator alone, and once."""

    form = OfOwnAgencyForm
    list_filter: list[Any] = []

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return self.model._default_manager.managed_by(request.user).select_related("agency")

    def may_add(self, request: HttpRequest) -> access.Verdict:
        return access.may_manage_people(request.user)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = super().get_fields(request, obj)
        return ["agency", *fields] if request.user.is_superuser else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["agency"] if obj is not None and request.user.is_superuser else []

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        kwargs["queryset"] = {
            "agency": Agency.objects.managed_by(request.user),
            "parent": Department.objects.managed_by(request.user).open(),
            "department": Department.objects.managed_by(request.user).open(),
        }[db_field.name]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DepartmentForm(OfOwnAgencyForm):
    renamed_on = forms.DateField(
        label=_("former name until"),
        required=False,
        help_text=_("Where the name changes: the last day of the old one; today if empty."),
    )


class FormerNameInline(PartInline):
    model = FormerName
    fields = ["name_mn", "name_en", "until_on"]

    def may_change(self, request: HttpRequest, obj: Any) -> bool:
        return False


@admin.register(Department)
class DepartmentAdmin(OfOwnAgencyAdmin):
    form = DepartmentForm
    fields = ["name_mn", "name_en", "renamed_on", "parent", "division", "closed_on"]
    list_display = ["name_mn", "name_en", "agency", "parent", "division", "closed_on"]
    list_select_related = ["agency", "parent"]
    list_filter = [("closed_on", admin.EmptyFieldListFilter)]
    search_fields = ["name_mn", "name_en", "former_names__name_mn"]
    inlines = [FormerNameInline]

    def get_fields(self, request: HttpRequest, obj: Department | None = None) -> list[str]:
        fields = super().get_fields(request, obj)
        return fields if obj else [name for name in fields if name not in {"renamed_on", "closed_on"}]

    def may_change(self, request: HttpRequest, thing: Department) -> access.Verdict:
        return access.may_manage_department(request.user, thing)

    def save_added(
        self, request: HttpRequest, thing: Department, write_parts: Callable, form: forms.Form
    ) -> Department:
        return actions.add_department(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: Department, write_parts: Callable, form: AdministrationForm, version: int
    ) -> Department:
        return actions.edit_department(
            thing,
            by=request.user,
            version=version,
            changes=form.changes(),
            renamed_on=form.cleaned_data.get("renamed_on"),
        )


@admin.register(User)
class PersonAdmin(OfOwnAgencyAdmin):
    """People never get a password here; each sets their own by the link on the sign-in page."""

    fields = [
        "email",
        "family_name",
        "given_name",
        "family_name_en",
        "given_name_en",
        "department",
        "post_mn",
        "post_en",
        "role",
        "language",
        "is_active",
    ]
    list_display = ["__str__", "email", "agency", "department", "role", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "given_name", "family_name", "given_name_en", "family_name_en"]

    def may_change(self, request: HttpRequest, thing: User) -> access.Verdict:
        return access.may_manage_person(request.user, thing)

    def save_added(self, request: HttpRequest, thing: User, write_parts: Callable, form: forms.Form) -> User:
        return actions.add_person(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: User, write_parts: Callable, form: AdministrationForm, version: int
    ) -> User:
        return actions.edit_person(thing, by=request.user, version=version, changes=form.changes())
