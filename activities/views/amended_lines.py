"""What an amendment says of one line: changed, postponed, withdrawn, added; and the correction of a slip."""

from __future__ import annotations

import copy
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities import access, working_copies
from activities.actions import amendments as actions
from activities.forms.amendments import (
    AmendedLineForm,
    CorrectionForm,
    IndicatorRows,
    LineBeyondForm,
    PostponedLineForm,
    WithdrawnLineForm,
)
from activities.forms.lines import INDICATOR_ROWS
from activities.models import NEW_LINES, Activity, Amendment, AmendmentChange, ChangeKind, Origin
from activities.views.amendments import found_amendment, found_plan
from activities.views.lines import found_line
from activities.working_copies import WorkingCopy
from plans.models import Decision, Proposal
from plans.trail import StaleVersion
from plans.views.writing import WritingMixin, require

ORIGINS = {ChangeKind.ADD: Origin.AMENDMENT, ChangeKind.BEYOND: Origin.BEYOND}


class ChangePage(WritingMixin, TemplateView):
    """A form on the working copy of one line."""

    template_name = "activities/line_change_form.html"
    kind = ChangeKind.CHANGE
    line: Activity
    amendment: Amendment | None
    change: AmendmentChange | None
    success_message = _("It stands in the amendment; nothing changes until both sides have consented.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.line = found_line(request, kwargs["pk"])
        self.amendment = self.line.plan.amendments.open().first()
        self.change = self.amendment.changes.filter(activity=self.line).first() if self.amendment else None
        require(access.may_amend_line(request.user, self.line))
        return super().dispatch(request, *args, **kwargs)

    def base_of(self, change: AmendmentChange | None) -> WorkingCopy:
        """The working copy where one was written, else the line as it reads."""
        return change.after if change and change.after else working_copies.copy_of(self.line)

    def kwargs_on(self, change: AmendmentChange | None) -> dict[str, Any]:
        return {"line": copy.copy(self.line), "base": self.base_of(change), "change": change}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.kwargs_on(self.change)

    def form_on(self, thing: AmendmentChange) -> forms.BaseForm:
        kwargs = self.get_form_kwargs()
        for posted in ("data", "files"):
            kwargs.pop(posted, None)
        if self.line.pk:
            self.line.refresh_from_db()
        return self.get_form_class()(**kwargs | self.kwargs_on(thing))

    def conflict(self, form: forms.BaseForm, stale: StaleVersion) -> HttpResponse:
        form.data = form.data.copy()
        form.data["agreed"] = stale.current.activity.agreed_number() if stale.current.activity_id else 0
        return super().conflict(form, stale)

    def led_to(self, outcome: AmendmentChange) -> str:
        return outcome.amendment.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "line": self.line,
            "plan": self.line.plan,
            "amendment": self.amendment,
            "change": self.change,
            "kind": self.kind,
        }


class WithIndicators(ChangePage):
    """The whole form of a line, with its indicators."""

    form_class = AmendedLineForm
    row_forms = INDICATOR_ROWS

    def kwargs_on(self, change: AmendmentChange | None) -> dict[str, Any]:
        return super().kwargs_on(change) | {"user": self.request.user}

    def indicator_rows(self) -> IndicatorRows:
        data = self.request.POST if self.request.method == "POST" else None
        return IndicatorRows(data, base=self.base_of(self.change), line=self.line)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, self.indicators = self.get_form(), self.indicator_rows()
        if form.is_valid() and self.indicators.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicators = getattr(self, "indicators", None) or self.indicator_rows()
        return super().get_context_data(**kwargs) | {"indicators": indicators}


class LineAmend(WithIndicators):
    def act(self, form: AmendedLineForm) -> AmendmentChange:
        postponed = self.change and self.change.kind == ChangeKind.POSTPONE
        kind = ChangeKind.POSTPONE if postponed else ChangeKind.CHANGE
        after = form.after(self.indicators)
        return actions.change_line(
            self.line, kind, by=self.request.user, seen=form.seen(), why=form.why(), after=after
        )


class LinePostpone(ChangePage):
    form_class = PostponedLineForm
    kind = ChangeKind.POSTPONE

    def act(self, form: PostponedLineForm) -> AmendmentChange:
        return actions.change_line(
            self.line, self.kind, by=self.request.user, seen=form.seen(), why=form.why(), after=form.after()
        )


class LineWithdraw(ChangePage):
    form_class = WithdrawnLineForm
    kind = ChangeKind.WITHDRAW

    def act(self, form: WithdrawnLineForm) -> AmendmentChange:
        return actions.change_line(self.line, self.kind, by=self.request.user, seen=form.seen(), why=form.why())


class AddedLinePage(WithIndicators):
    """A line that comes to be by the amendment."""

    kind = ChangeKind.ADD
    change: AmendmentChange | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.amendment = found_amendment(request, kwargs["pk"], kwargs["number"])
        if "change_pk" in kwargs:
            added = self.amendment.changes.filter(kind__in=NEW_LINES)
            self.change = get_object_or_404(added, pk=kwargs["change_pk"])
            self.change.amendment = self.amendment
            self.kind = ChangeKind(self.change.kind)
        self.line = Activity(plan=self.amendment.plan, position=1, origin=ORIGINS[self.kind])
        require(access.may_edit_amendment(request.user, self.amendment))
        return super(ChangePage, self).dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[AmendedLineForm]:
        return LineBeyondForm if self.kind == ChangeKind.BEYOND else AmendedLineForm

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"lead": self.request.user.department}

    def base_of(self, change: AmendmentChange | None) -> WorkingCopy | None:
        return change.after if change else None

    def act(self, form: AmendedLineForm) -> AmendmentChange:
        written = {"by": self.request.user, "why": form.why(), "after": form.after(self.indicators)}
        if self.change:
            return actions.edit_added_line(self.change, seen=form.seen(), **written)
        return actions.add_line(self.amendment, **written)


class LineBeyondAdd(AddedLinePage):
    """An activity born of a decision, which comes to be with the consent of both sides and is counted apart."""

    kind = ChangeKind.BEYOND

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plan = found_plan(request, kwargs["pk"])
        self.amendment = plan.amendments.open().first()
        self.line = Activity(plan=plan, position=1, origin=Origin.BEYOND)
        require(access.may_write_amendment(request.user, plan))
        return super(ChangePage, self).dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """In the words of the decision whose page led here."""
        asked = self.request.GET.get("decision", "")
        decisions = Decision.objects.visible_to(self.request.user).agreed().select_related("meeting")
        decision = decisions.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        if decision is None:
            return super().get_initial()
        return super().get_initial() | {
            "decision": decision.pk,
            "origin_note_mn": decision.text_mn[:300],
            "origin_note_en": decision.text_en[:300],
            "decided_on": decision.meeting.meets_on,
        }

    def act(self, form: LineBeyondForm) -> AmendmentChange:
        return actions.add_line_beyond(self.line.plan, by=self.request.user, after=form.after(self.indicators))


class LineCorrect(ChangePage):
    """Puts the correction of a slip to the other side in one step."""

    template_name = "activities/line_correct.html"
    form_class = CorrectionForm
    success_message = _("The correction is put to the other side; it takes effect with their consent.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.line = found_line(request, kwargs["pk"])
        self.amendment = self.change = None
        require(access.may_correct_line(request.user, self.line))
        return super(ChangePage, self).dispatch(request, *args, **kwargs)

    def kwargs_on(self, change: AmendmentChange | None) -> dict[str, Any]:
        return {"line": self.line, "base": self.base_of(change)}

    def act(self, form: CorrectionForm) -> Proposal:
        explanation = form.cleaned_data["explanation"]
        return actions.correct_line(
            self.line, by=self.request.user, seen=form.seen(), after=form.after(), explanation=explanation
        )

    def led_to(self, outcome: Proposal) -> str:
        return outcome.get_absolute_url()
