"""What is written in a meeting: items of its agenda, who attends, its decisions, and a side's own notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from plans import access_to_meetings as access
from plans.access import Verdict
from plans.actions import decisions as decision_actions
from plans.actions import meetings as actions
from plans.forms.decisions import DecisionForm
from plans.forms.meetings import AgendaItemForm, AttendeeForm, MeetingNoteForm
from plans.models import AgendaItem, Attendee, Decision, Meeting, MeetingNote, User
from plans.models.meetings import PartOfMeeting
from plans.views.meetings import found_meeting
from plans.views.writing import ConfirmMixin, WritingMixin, require

SAVED = _("Saved. The former text stays in the history.")


class PartPage(WritingMixin, TemplateView):
    """A form on one part of a meeting; saving leads back to the meeting, or to a new form of the same kind."""

    template_name = "plans/meeting_part_form.html"
    model: type[Any]
    heading: Any
    part: Any
    removed_at = ""
    another_at = ""
    verdict: ClassVar[Callable[[User, Meeting], Verdict]]

    def found(self, request: HttpRequest) -> Any:
        raise NotImplementedError

    def require_right(self, request: HttpRequest) -> None:
        require(type(self).verdict(request.user, self.part.meeting))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.part = self.found(request)
        self.require_right(request)
        return super().dispatch(request, *args, **kwargs)

    def found_part(self, request: HttpRequest) -> Any:
        visible = self.model.objects.visible_to(request.user)
        return get_object_or_404(visible.select_related("meeting__agreement"), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.part, "user": self.request.user}

    def stands_at(self) -> str:
        return self.part.meeting.get_absolute_url()

    def led_to(self, outcome: Any) -> str:
        if self.another_at and self.request.POST.get("then") == "another":
            return self.request.path
        return self.part.meeting.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "part": self.part,
            "meeting": self.part.meeting,
            "heading": self.heading,
            "removed_at": self.removed_at,
            "another": self.another_at,
        }


class PartAdd(PartPage):
    adds: ClassVar[Callable[..., Any]]

    def found(self, request: HttpRequest) -> Any:
        return self.model(meeting=found_meeting(request, self.kwargs["pk"]))

    def act(self, form: Any) -> Any:
        return type(self).adds(form.instance, by=self.request.user)


class PartEdit(PartPage):
    success_message = SAVED
    edits: ClassVar[Callable[..., Any]]

    def found(self, request: HttpRequest) -> Any:
        return self.found_part(request)

    def act(self, form: Any) -> Any:
        return type(self).edits(form.instance, by=self.request.user, version=form.seen_version, changes=form.changes())


class PartRemove(ConfirmMixin, PartEdit):
    """Asks before a part is taken out of a meeting; the trail keeps what it said."""

    template_name = "plans/meeting_part_remove.html"
    success_message = _("It is taken out; the history keeps what it said.")
    removes: ClassVar[Callable[..., None]]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {name: value for name, value in kwargs.items() if name not in {"instance", "user"}}

    def act(self, form: forms.Form) -> PartOfMeeting:
        type(self).removes(self.part, by=self.request.user)
        return self.part


class OfAgenda:
    model = AgendaItem
    form_class = AgendaItemForm
    verdict = staticmethod(access.may_write_meeting)


class AgendaItemAdd(OfAgenda, PartAdd):
    adds = staticmethod(actions.add_item)
    heading = _("Add an item to the agenda")
    success_message = _("It stands on the agenda.")
    another_at = _("Save and add another")

    def found(self, request: HttpRequest) -> AgendaItem:
        item = super().found(request)
        last = item.meeting.items.aggregate(last=Max("number"))["last"] or 0
        item.number, item.proposed_by = last + 1, request.user.agency
        return item


class AgendaItemEdit(OfAgenda, PartEdit):
    edits = staticmethod(actions.edit_item)
    heading = _("Item of the agenda")
    removed_at = "plans:agenda-item-remove"


class AgendaItemRemove(OfAgenda, PartRemove):
    form_class = forms.Form
    heading = _("Take this item off the agenda?")
    removes = staticmethod(actions.remove_item)


class OfAttendance:
    model = Attendee
    form_class = AttendeeForm
    verdict = staticmethod(access.may_write_meeting)


class AttendeeAdd(OfAttendance, PartAdd):
    adds = staticmethod(actions.add_attendee)
    heading = _("Add who attends")
    success_message = _("They stand in the attendance.")
    another_at = _("Save and add another")


class AttendeeEdit(OfAttendance, PartEdit):
    edits = staticmethod(actions.edit_attendee)
    heading = _("Who attends")
    removed_at = "plans:attendee-remove"


class AttendeeRemove(OfAttendance, PartRemove):
    form_class = forms.Form
    heading = _("Take this name out of the attendance?")
    removes = staticmethod(actions.remove_attendee)


class OfDecisions:
    model = Decision
    form_class = DecisionForm
    verdict = staticmethod(access.may_write_decisions)


class DecisionAdd(OfDecisions, PartAdd):
    adds = staticmethod(decision_actions.add_decision)
    heading = _("Write down a decision")
    success_message = _("The decision is written down; it binds once the minutes are confirmed.")
    another_at = _("Save and add another")


class DecisionEdit(OfDecisions, PartEdit):
    edits = staticmethod(decision_actions.edit_decision)
    heading = _("Decision")
    removed_at = "plans:decision-remove"


class DecisionRemove(OfDecisions, PartRemove):
    form_class = forms.Form
    heading = _("Take this decision out?")
    removes = staticmethod(decision_actions.remove_decision)


class NoteAdd(PartAdd):
    model = MeetingNote
    form_class = MeetingNoteForm
    heading = _("Write a note for your own side")
    success_message = _("The note is kept; the other side does not see it.")
    verdict = staticmethod(access.may_write_note)

    def act(self, form: MeetingNoteForm) -> MeetingNote:
        chosen = form.cleaned_data
        return actions.write_note(
            form.instance, by=self.request.user, compartment=chosen["compartment"], people=chosen["people"]
        )


class NoteEdit(PartEdit):
    model = MeetingNote
    form_class = MeetingNoteForm
    edits = staticmethod(actions.edit_note)
    heading = _("Note for your own side")

    def require_right(self, request: HttpRequest) -> None:
        require(access.may_edit_note(request.user, self.part))
