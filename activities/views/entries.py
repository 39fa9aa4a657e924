"""Logging what was done, and correcting it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from activities import access
from activities.actions import entries as actions
from activities.forms.entries import EntryForm, blank_entry, last_entry
from activities.models import Entry
from activities.views.lines import found_line
from plans.models import Compartment
from plans.views.writing import WritingMixin, require


class EntryPage(WritingMixin, TemplateView):
    """The form of one entry; the subclass says whether it is new."""

    template_name = "activities/entry_form.html"
    form_class = EntryForm
    entry: Entry

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.entry, "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"activity": self.entry.activity, "entry": self.entry}


class EntryAdd(EntryPage):
    last: Entry | None
    success_message = _("Logged. It stands in the record.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        activity = found_line(request, kwargs["activity_pk"])
        self.last = last_entry(activity, request.user)
        self.entry = blank_entry(activity, request.user, self.last)
        require(access.may_log(request.user, activity))
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_the_same(self) -> bool:
        """Whether the page was asked to open with what was written the last time."""
        return self.last is not None and "same" in self.request.GET

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"like": self.last if self.is_the_same else None}

    def get_initial(self) -> dict[str, Any]:
        if not self.is_the_same:
            return super().get_initial()
        return {name: getattr(self.last, name) for name in ("division", "place", "what_was_done")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"last": self.last, "is_the_same": self.is_the_same}

    def act(self, form: EntryForm) -> Entry:
        written = form.cleaned_data
        if written["compartment"] != Compartment.JOINT:
            self.success_message = _("Logged. Only those who may know of it see it.")
        if elsewhere := form.entries_elsewhere():
            places = ngettext("%(count)s entry.", "%(count)s entries.", len(elsewhere) + 1) % {
                "count": len(elsewhere) + 1
            }
            self.success_message = f"{self.success_message} {places}"
        return actions.log_entry(
            form.instance,
            by=self.request.user,
            parts=form.parts(),
            compartment=written["compartment"],
            people=written["people"],
            elsewhere=elsewhere,
        )


class EntryEdit(EntryPage):
    success_message = _("Saved. The former text stays in the history.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Entry.objects.visible_to(request.user)
        self.entry = get_object_or_404(
            visible.select_related(
                "activity__plan__agreement", "activity__objective", "activity__lead__agency", "agency"
            ),
            pk=kwargs["pk"],
        )
        require(access.may_edit_entry(request.user, self.entry))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        evidence = self.entry.evidence.visible_to(self.request.user).select_related("stored")
        return super().get_context_data(**kwargs) | {"evidence": evidence}

    def act(self, form: EntryForm) -> Entry:
        return actions.edit_entry(
            form.instance,
            by=self.request.user,
            version=form.seen_version,
            changes=form.changes(),
            parts=form.parts(),
        )
