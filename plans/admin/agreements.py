"""Agreements with their parties, fields of cooperation, clauses, papers and coordinators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plans import access
from plans.actions import agreements as actions
from plans.actions.files import store_file
from plans.admin.recorded import AdministrationForm, PartInline, RecordedAdmin, WriteParts
from plans.models import (
    Agency,
    Agreement,
    AgreementState,
    Clause,
    Coordinator,
    Document,
    FieldOfCooperation,
    Party,
    User,
)
from plans.uploads import ACCEPTED_SUFFIXES, kind_of


class SignedPartInline(PartInline):
    """What the parties have signed: open while the agreement is a draft."""

    def may_change(self, request: HttpRequest, obj: Agreement | None) -> bool:
        return obj is None or obj.state == AgreementState.DRAFT


class PartyInline(SignedPartInline):
    model = Party
    fields = ["agency", "signatory", "signatory_post_mn", "signatory_post_en", "signed_on"]
    min_num = 2

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        """Any agency: the first agreement with one is how it becomes known."""
        return super().formfield_for_foreignkey(db_field, request, queryset=Agency.objects.all(), **kwargs)


class FieldOfCooperationInline(SignedPartInline):
    model = FieldOfCooperation
    extra = 1
    fields = ["number", "title_mn", "title_en"]


class ClauseInline(SignedPartInline):
    model = Clause
    extra = 1
    fields = ["number", "text_mn", "text_en"]


class CoordinatorInline(PartInline):
    """Coordinators change while the agreement is in force; who was one stays, with the day it ended."""

    model = Coordinator
    extra = 1
    fields = ["person", "from_on", "until_on"]

    def has_delete_permission(self, request: HttpRequest, obj: Agreement | None = None) -> bool:
        return obj is None or obj.state == AgreementState.DRAFT

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        people = User.objects.visible_to(request.user).filter(is_active=True)
        return super().formfield_for_foreignkey(db_field, request, queryset=people, **kwargs)


class DocumentForm(forms.ModelForm):
    """A paper: a file, or a link to where it was published."""

    author: User

    file = forms.FileField(
        label=_("file"), required=False, widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED_SUFFIXES)})
    )

    class Meta:
        model = Document
        fields = ["title"]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload:
            kind_of(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_file = bool(cleaned.get("file") or self.instance.stored_id)
        if "file" in cleaned and "url" in cleaned and has_file == bool(cleaned["url"]):
            raise ValidationError(_("Give either a file or a link."))
        return cleaned

    def save(self, commit: bool = True) -> Document:
        if self.cleaned_data.get("file"):
            self.instance.stored = store_file(self.cleaned_data["file"], by=self.author)
        return super().save(commit)


class DocumentInline(PartInline):
    """Papers are added while the agreement stands; none is taken away once it is in force."""

    model = Document
    form = DocumentForm
    extra = 1
    fields = ["title", "file", "url"]

    def has_delete_permission(self, request: HttpRequest, obj: Agreement | None = None) -> bool:
        return obj is None or obj.state == AgreementState.DRAFT

    def get_formset(self, request: HttpRequest, obj: Agreement | None = None, **kwargs: Any) -> type:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.author = request.user
        return formset


@admin.register(Agreement)
class AgreementAdmin(RecordedAdmin):
    fields = [
        "number",
        "title_mn",
        "title_en",
        "purpose_mn",
        "purpose_en",
        "starts_on",
        "ends_on",
        "signed_year",
        "renews",
        "rating_scale",
        "source_url",
    ]
    list_display = ["__str__", "number", "state", "starts_on", "ends_on"]
    list_filter = ["state"]
    inlines = [PartyInline, FieldOfCooperationInline, ClauseInline, CoordinatorInline, DocumentInline]

    def may_add(self, request: HttpRequest) -> access.Verdict:
        return access.may_manage_agreements(request.user)

    def may_change(self, request: HttpRequest, thing: Agreement) -> access.Verdict:
        return access.may_manage_agreement(request.user, thing)

    def get_readonly_fields(self, request: HttpRequest, obj: Agreement | None = None) -> list[str]:
        if obj is None:
            return []
        fixed = [] if obj.state == AgreementState.DRAFT else [name for name in self.fields if name != "rating_scale"]
        return fixed if access.while_unrated(obj) else [*fixed, "rating_scale"]

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        if db_field.name == "rating_scale":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        visible = Agreement.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, queryset=visible, **kwargs)

    def save_added(self, request: HttpRequest, thing: Agreement, write_parts: WriteParts) -> Agreement:
        return actions.add_agreement(thing, by=request.user, write_parts=write_parts)

    def save_changed(
        self, request: HttpRequest, thing: Agreement, write_parts: WriteParts, form: AdministrationForm
    ) -> Agreement:
        return actions.edit_agreement(
            thing, by=request.user, version=form.seen_version, changes=form.changes(), write_parts=write_parts
        )
