"""The manner of every page of the administration: narrowed to what is theirs, written by an action, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plans.access import Verdict
from plans.actions.once import AlreadyCarriedOut, once
from plans.forms.versioned import VersionedForm
from plans.history import in_words
from plans.models import TrailEntry, User
from plans.text import search_key
from plans.trail import StaleVersion
from plans.views.writing import add_errors, both_texts, form_key, refusals_as_errors, require

WriteParts = Callable[[], None]
"""Saves the rows that are part of a thing, once the action has saved the thing itself."""

KEPT_AS_KEYS = "search_text"
"""The field that holds the words of what is `Searched` as plans/text.py makes their keys."""
MOST_WORDS = 50
"""How many words of a search are read; the databases refuse a question of a thousand conditions."""

PAGE_OF_HISTORY = 100
PLAIN_WIDGETS = {
    models.DateField: {"widget": forms.DateInput},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 5})},
    models.URLField: {"widget": forms.URLInput, "assume_scheme": "https"},
}
"""The product's own fields in place of the calendars and windows of Django's admin."""


class NotSaved(Exception):
    """The page came back with faults; the use of its form key goes back with it."""

    def __init__(self, response: HttpResponse):
        self.response = response
        super().__init__(response)


class AdministrationForm(VersionedForm):
    """A form of the administration; what an action refused stands in it as if the form had found it."""

    refusal: ValidationError | None = None
    author: User

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.refusal is not None:
            add_errors(self, self.refusal)


class PartInline(admin.StackedInline):
    """
    Rows that are part of a thing; they change with it, in one entry of the trail.

    Those that people add have one blank row (`extra`), for without JavaScript there is no button for another.
    """

    extra = 0
    formfield_overrides = PLAIN_WIDGETS

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        return without_detours(super().formfield_for_dbfield(db_field, request, **kwargs))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def may_change(self, request: HttpRequest, obj: Any) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:
        return self.may_change(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request, obj)


class OnlyWhatIsThere(admin.RelatedOnlyFieldListFilter):
    """A filter that offers only what stands in the list, and so nothing of an agreement one is no party to."""

    without: str | Promise = ""
    """What a row without one is called."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.empty_value_display = self.without or self.empty_value_display


class WorkingList(admin.ModelAdmin):
    """A list administrators work from: read by whoever the administration opens for, never changed in bulk."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return self.model._default_manager.visible_to(request.user)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """What says every word; where the keys of a text are kept, in whatever letters the word was typed."""
        for word in search_term.split()[:MOST_WORDS]:
            says = models.Q()
            for name in self.search_fields:
                kept = name.endswith(KEPT_AS_KEYS)
                says |= models.Q((f"{name}__contains", search_key(word)) if kept else (f"{name}__icontains", word))
            queryset = queryset.filter(says)
        return queryset, any(lookup_spawns_duplicates(self.opts, name) for name in self.search_fields)


class PagedList(WorkingList):
    """A working list whose rows lead to pages of the product, which alone change what they show."""

    history_name: str
    """The address of the history; of the thing that `history_of` names."""

    def history_of(self, thing: Any) -> Any:
        return thing

    def change_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        return HttpResponseRedirect(self._found(request, object_id).get_absolute_url())

    def history_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        of = self.history_of(self._found(request, object_id))
        return HttpResponseRedirect(reverse(self.history_name, args=[of.pk]))

    def _found(self, request: HttpRequest, object_id: str) -> Any:
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404
        return thing


class RecordedAdmin(WorkingList):
    """
    A kind of thing that administrators keep.

    Permissions are the verdicts of plans/access.py; Django's own stay unused. Nothing is deleted and nothing is
    changed in bulk. `save_added` and `save_changed` call the action, which leaves one entry in the trail.
    """

    form = AdministrationForm
    formfield_overrides = PLAIN_WIDGETS

    def may_add(self, request: HttpRequest) -> Verdict:
        raise NotImplementedError

    def may_change(self, request: HttpRequest, thing: Any) -> Verdict:
        raise NotImplementedError

    def save_added(self, request: HttpRequest, thing: Any, write_parts: WriteParts) -> Any:
        raise NotImplementedError

    def save_changed(self, request: HttpRequest, thing: Any, write_parts: WriteParts, form: AdministrationForm) -> Any:
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.may_add(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff if obj is None else bool(self.may_change(request, obj))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        return without_detours(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        self._require_right_to_write(request, object_id)
        try:
            with refusals_as_errors(), once(request.user, form_key(request)) as used:
                response = super().changeform_view(request, object_id, form_url, extra_context)
                if not isinstance(response, HttpResponseRedirect):
                    raise NotSaved(response)
                used.led_to = response.url
        except AlreadyCarriedOut as done:
            return HttpResponseRedirect(done.led_to)
        except NotSaved as not_saved:
            not_saved.response.status_code = 422
            return not_saved.response
        except StaleVersion as stale:
            return self._conflict(request, object_id, stale)
        except ValidationError as error:
            return self._refused(request, object_id, error)
        return response

    def _require_right_to_write(self, request: HttpRequest, object_id: str | None) -> None:
        if object_id is None:
            require(self.may_add(request))
            return
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404
        require(self.may_change(request, thing))

    def _refused(self, request: HttpRequest, object_id: str | None, refusal: ValidationError) -> HttpResponse:
        """The page as it was sent, with what was typed and the reason."""
        request.refusal = refusal
        response = super().changeform_view(request, object_id)
        response.status_code = 422
        return response

    def _conflict(self, request: HttpRequest, object_id: str | None, stale: StaleVersion) -> HttpResponse:
        """Somebody saved first: both texts, and the form still holding the second."""
        request.refusal = ValidationError("")
        request.POST = request.POST.copy()
        request.POST["version"] = str(stale.current.version)
        response = super().changeform_view(request, object_id)
        context = response.context_data
        theirs = self.get_form(request, stale.current, change=True)(instance=stale.current)
        mine = context["adminform"].form
        mine.errors.clear()
        context |= {"errors": [], "both_texts": both_texts(mine, theirs)}
        response.status_code = 409
        return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal, form.author = getattr(request, "refusal", None), request.user
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: forms.Form, change: bool) -> None:
        """`save_related` hands the thing and its parts to the action at once."""

    def save_related(self, request: HttpRequest, form: AdministrationForm, formsets: list, change: bool) -> None:
        def write_parts() -> None:
            for formset in formsets:
                formset.save()

        if change:
            self.save_changed(request, form.instance, write_parts, form)
        else:
            self.save_added(request, form.instance, write_parts)

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list:
        """The trail says it."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The trail holds it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The trail holds it."""

    def message_user(
        self, request: HttpRequest, message: str, level: int = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        if level >= messages.WARNING:
            super().message_user(request, message, level, *args, **kwargs)
        else:
            messages.success(request, _("Saved."))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What the trail says of the thing."""
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404
        entries = TrailEntry.objects.visible_to(request.user).about(thing).select_related("chain")
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "thing": thing,
            "opts": self.opts,
            "lines": in_words(entries[:PAGE_OF_HISTORY]),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def without_detours(field: forms.Field | None) -> forms.Field | None:
    """A choice without the little windows that add, change or delete what is chosen from."""
    if field is not None and hasattr(field.widget, "can_add_related"):
        field.widget = field.widget.widget
    return field
