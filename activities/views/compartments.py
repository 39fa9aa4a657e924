"""Who may know of an entry and its evidence: opening them, naming people, evidence for one's own agency."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities import access
from activities.actions import entries as actions
from activities.forms.compartments import NamedPeopleForm, OpenForm, OwnEvidenceForm
from activities.models import Entry, Evidence
from plans.access import Verdict
from plans.actions.compartments import change_people
from plans.models import Circle, Compartment, User
from plans.views.writing import ConfirmMixin, WritingMixin, require

OF_ENTRY = ("activity__plan__agreement", "activity__objective", "activity__lead__agency", "agency", "circle__owner")


class OfEntry(WritingMixin, TemplateView):
    """A page about one entry; who does not see the entry finds no page."""

    entry: Entry

    def verdict(self, user: User) -> Verdict:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Entry.objects.visible_to(request.user).select_related(*OF_ENTRY)
        self.entry = get_object_or_404(visible, pk=kwargs["pk"])
        require(self.verdict(request.user))
        return super().dispatch(request, *args, **kwargs)

    def led_to(self, outcome: Any) -> str:
        return self.entry.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"entry": self.entry, "activity": self.entry.activity}


class EntryOpen(OfEntry):
    """Asks before more people know of an entry, for it is never undone."""

    template_name = "activities/entry_open.html"
    form_class = OpenForm
    success_message = _("Opened. It stays open.")

    def verdict(self, user: User) -> Verdict:
        return access.may_open_entry(user, self.entry)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.entry}

    def act(self, form: OpenForm) -> Entry:
        to = Compartment(form.cleaned_data["to"])
        return actions.open_entry(self.entry, to, by=self.request.user, version=form.seen_version)


class EntryPeople(OfEntry):
    """The named people of an entry."""

    template_name = "activities/entry_people.html"
    form_class = NamedPeopleForm
    success_message = _("Saved. Only the people named here know of it.")

    def verdict(self, user: User) -> Verdict:
        return access.may_name_people(user, self.entry)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.entry.circle, "user": self.request.user}

    def act(self, form: NamedPeopleForm) -> Circle:
        people = form.cleaned_data["people"]
        return change_people(form.instance, people, by=self.request.user, version=form.seen_version)


class EvidenceAdd(OfEntry):
    """Files and links beside a joint entry, for one's own agency alone."""

    template_name = "activities/evidence_add.html"
    form_class = OwnEvidenceForm
    success_message = _("Added for your own agency only.")

    def verdict(self, user: User) -> Verdict:
        return access.may_add_own_evidence(user, self.entry)

    def act(self, form: OwnEvidenceForm) -> list[Evidence]:
        return actions.add_own_evidence(self.entry, by=self.request.user, parts=form.parts())


class EvidenceOpen(ConfirmMixin, TemplateView):
    """Asks before both sides know of a file or link, for it is never undone."""

    template_name = "activities/evidence_open.html"
    success_message = _("Opened. It stays open.")
    evidence: Evidence

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Evidence.objects.visible_to(request.user)
        self.evidence = get_object_or_404(
            visible.select_related("stored", *(f"entry__{name}" for name in OF_ENTRY)), pk=kwargs["pk"]
        )
        require(access.may_open_evidence(request.user, self.evidence))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: forms.Form) -> Entry:
        actions.open_evidence(self.evidence, by=self.request.user)
        return self.evidence.entry

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"evidence": self.evidence, "entry": self.evidence.entry}
