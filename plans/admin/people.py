"""Agencies, their departments and their people, as their administrators keep them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans import access
from plans.actions import people as actions
from plans.admin.recorded import AdministrationForm, PartInline, RecordedAdmin, WriteParts
from plans.divisions import grouped_choices
from plans.models import Agency, Department, FormerName, User
from plans.models.fields import DayField


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

    def save_added(self, request: HttpRequest, thing: Agency, write_parts: WriteParts) -> Agency:
        return actions.add_agency(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: Agency, write_parts: WriteParts, form: AdministrationForm
    ) -> Agency:
        return actions.edit_agency(thing, by=request.user, version=form.seen_version, changes=form.changes())


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

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """The agency only where there are several: an administrator sees but their own."""
        columns = list(super().get_list_display(request))
        return [columns[0], "agency", *columns[1:]] if request.user.is_superuser else columns

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["agency"] if obj is not None and request.user.is_superuser else []

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        kwargs["queryset"] = {
            "agency": Agency.objects.managed_by(request.user),
            "parent": Department.objects.managed_by(request.user).open().in_alphabetical_order(),
            "department": Department.objects.managed_by(request.user).open().in_alphabetical_order(),
        }[db_field.name]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DepartmentForm(OfOwnAgencyForm):
    renamed_on = DayField(blank=True).formfield(
        label=_("former name until"),
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
    list_display = ["name_mn", "name_en", "parent", "division", "closed_on"]
    list_select_related = ["agency", "parent"]
    list_filter = [("closed_on", admin.EmptyFieldListFilter)]
    search_fields = ["name_mn", "name_en", "former_names__name_mn"]
    inlines = [FormerNameInline]

    def get_inlines(self, request: HttpRequest, obj: Department | None) -> list[type]:
        """Former names where there are any."""
        return super().get_inlines(request, obj) if obj and obj.former_names.exists() else []

    def formfield_for_choice_field(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        """A province and a district of one name stand under their headings."""
        if db_field.name == "division":
            kwargs["choices"] = [("", "—"), *grouped_choices()]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Department | None = None) -> list[str]:
        fields = super().get_fields(request, obj)
        return fields if obj else [name for name in fields if name not in {"renamed_on", "closed_on"}]

    def may_change(self, request: HttpRequest, thing: Department) -> access.Verdict:
        return access.may_manage_department(request.user, thing)

    def save_added(self, request: HttpRequest, thing: Department, write_parts: WriteParts) -> Department:
        return actions.add_department(thing, by=request.user)

    def save_changed(
        self, request: HttpRequest, thing: Department, write_parts: WriteParts, form: AdministrationForm
    ) -> Department:
        return actions.edit_department(
            thing,
            by=request.user,
            version=form.seen_version,
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
    list_display = ["__str__", "email", "department", "role", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "given_name", "family_name", "given_name_en", "family_name_en"]

    def may_change(self, request: HttpRequest, thing: User) -> access.Verdict:
        return access.may_manage_person(request.user, thing)

    def save_added(self, request: HttpRequest, thing: User, write_parts: WriteParts) -> User:
        return actions.add_person(thing, by=request.user)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        text = gettext("Tell %(person)s to open the sign-in page and press «Forgot your password?» to set a password.")
        messages.info(request, text % {"person": obj})
        return response

    def save_changed(
        self, request: HttpRequest, thing: User, write_parts: WriteParts, form: AdministrationForm
    ) -> User:
        return actions.edit_person(thing, by=request.user, version=form.seen_version, changes=form.changes())
