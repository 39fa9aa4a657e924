"""A text put to the parties: what it says, its digest, what each decided on it, and the acts open to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from plans import access, texts
from plans.actions import consent as actions
from plans.actions.consent import TextChanged
from plans.forms.consent import ConsentForm, PaperForm, ReturnForm
from plans.models import ConsentAct, Proposal, ProposalKind
from plans.views.files import attachment
from plans.views.writing import WritingMixin, require

TOOK_EFFECT = {
    # what the last consent brought about
    ProposalKind.PLAN_ADOPTION: _("Every party has consented; the plan is adopted."),
    ProposalKind.AMENDMENT: _("Every party has consented; the amendment is in force."),
    ProposalKind.CORRECTION: _("Every party has consented; the correction is in force."),
    ProposalKind.CLOSING: _("Every party has consented; the year is closed."),
    ProposalKind.MINUTES: _("Every party has confirmed the minutes; they are locked, and their decisions bind."),
    ProposalKind.DECISION_DAY: _("Every party has consented; the decision is due on the new day."),
    ProposalKind.GROUP_TERM: _("Every party has consented; the working group has its new term."),
    ProposalKind.GROUP_SET_UP: _("Every party has consented; the working group is active."),
    ProposalKind.GROUP_END: _("Every party has consented; the working group is dissolved."),
    ProposalKind.AGREEMENT_IN_FORCE: _("Every party has consented; the agreement is in force."),
    ProposalKind.AGREEMENT_END: _("Every party has consented; the agreement is ended."),
}


@dataclass(frozen=True)
class PartyStanding:
    """One party and its act; `act` is None while it is awaited."""

    agency: Any
    act: ConsentAct | None


def standings(proposal: Proposal) -> list[PartyStanding]:
    acts = {act.agency_id: act for act in proposal.acts.standing().select_related("scan", "acting_for")}
    parties = proposal.agreement.parties.select_related("agency")
    return [PartyStanding(party.agency, acts.get(party.agency_id)) for party in parties]


def read(text: dict[str, Any]) -> list[dict[str, Any]]:
    """The text as a page prints it: all its words in both languages, the reader's first."""
    return [{"heading": texts.in_both(part["heading"]), "rows": texts.rows_read(part)} for part in text["parts"]]


def above(proposal: Proposal) -> list[Any]:
    """What lies between the agreement and the thing that is decided on; the thing itself where nothing does."""
    thing, things = actions.target_of(proposal), []
    while thing is not None and thing != proposal.agreement:
        things.insert(0, thing)
        thing = thing.within()
    return things[:-1] or things


class ProposalPage(WritingMixin, TemplateView):
    """Shows one proposal; its subclasses carry out an act on it."""

    template_name = "plans/proposal_detail.html"
    http_method_names = ["get", "head"]
    form_class: type[forms.Form] = forms.Form
    proposal: Proposal

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.proposal = self.found(request)
        return super().dispatch(request, *args, **kwargs)

    def found(self, request: HttpRequest) -> Proposal:
        visible = Proposal.objects.visible_to(request.user).select_related("agreement", "proposed_by__agency")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, user, proposal = super().get_context_data(**kwargs), self.request.user, self.proposal
        forms_shown = {
            "consent_form": ConsentForm(initial={"digest": proposal.digest}),
            "return_form": ReturnForm(initial={"digest": proposal.digest}),
            "paper_form": PaperForm(initial={"digest": proposal.digest}, proposal=proposal),
        }
        before = Proposal.objects.about_the_same(proposal).filter(pk__lt=proposal.pk).order_by("-pk").first()
        return (
            forms_shown
            | {
                "proposal": proposal,
                "heading": texts.words_of(proposal.text["heading"]),
                "headings": texts.in_both(proposal.text["heading"]),
                "above": above(proposal),
                "parts": read(proposal.text),
                "changes": texts.differences(proposal.text["before"], proposal.text)
                if "before" in proposal.text
                else None,
                "since_before": texts.differences(before.text, proposal.text) if before else None,
                "before": before,
                "standings": standings(proposal),
                "returned": proposal.acts.filter(decision="return"),
                "may_consent": access.may_consent(user, proposal),
                "may_record_paper": access.may_record_paper(user, proposal),
                "may_take_back_consent": access.may_take_back_consent(user, proposal),
                "may_take_back": access.may_take_back(user, proposal),
            }
            | context
            | self.form_shown_again(context)
        )

    def form_shown_again(self, context: dict[str, Any]) -> dict[str, Any]:
        return {}

    def stands_at(self) -> str:
        return self.proposal.get_absolute_url()


class ActPage(ProposalPage):
    """Carries out one act; what was refused comes back on the page of the proposal."""

    http_method_names = ["post"]
    shown_as = ""

    def verdict(self) -> access.Verdict:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.proposal.is_open:
            require(self.verdict())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except TextChanged as changed:
            return self.text_changed(form, changed)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """What was refused left the proposal as it is in the record, whatever the act had set in it already."""
        self.proposal = self.found(self.request)
        return super().form_invalid(form)

    def text_changed(self, form: forms.Form, changed: TextChanged) -> HttpResponse:
        """Refused, for another text stands: what differs from the one that was on the screen."""
        shown = Proposal.objects.about_the_same(self.proposal).filter(digest=form.cleaned_data["digest"]).first()
        differences = texts.differences((shown or self.proposal).text, changed.stands)
        context = self.get_context_data(form=forms.Form(), text_changed=True, differences=differences)
        return self.render_to_response(context, status=409)

    def form_shown_again(self, context: dict[str, Any]) -> dict[str, Any]:
        return {self.shown_as: context["form"]} if self.shown_as and not context.get("text_changed") else {}

    def led_to(self, outcome: Any) -> str:
        return self.stands_at()


class Consent(ActPage):
    form_class = ConsentForm
    shown_as = "consent_form"
    success_message = _("Your agency's consent is recorded.")

    def verdict(self) -> access.Verdict:
        return access.may_consent(self.request.user, self.proposal)

    def act(self, form: ConsentForm) -> ConsentAct:
        digest = form.cleaned_data["digest"]
        act = actions.consent(self.proposal, by=self.request.user, digest=digest, order=form.order())
        if not act.proposal.is_open:
            self.success_message = TOOK_EFFECT[act.proposal.kind]
        return act


class GiveBack(ActPage):
    form_class = ReturnForm
    shown_as = "return_form"
    success_message = _("The text is returned with your comment.")

    def verdict(self) -> access.Verdict:
        return access.may_consent(self.request.user, self.proposal)

    def act(self, form: ReturnForm) -> ConsentAct:
        return actions.give_back(
            self.proposal,
            by=self.request.user,
            digest=form.cleaned_data["digest"],
            comment=form.cleaned_data["comment"],
        )


class RecordPaper(ActPage):
    form_class = PaperForm
    shown_as = "paper_form"
    success_message = _("The signed paper is recorded; the other side confirms that the scan is the paper.")

    def verdict(self) -> access.Verdict:
        return access.may_record_paper(self.request.user, self.proposal)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"proposal": self.proposal}

    def act(self, form: PaperForm) -> ConsentAct:
        act = actions.consent(
            self.proposal, by=self.request.user, digest=form.cleaned_data["digest"], paper=form.paper()
        )
        if not act.proposal.is_open:
            self.success_message = _("The signed paper is recorded; every party has consented.")
        return act


class TakeBackConsent(ActPage):
    success_message = _("Your agency's consent is taken back.")

    def verdict(self) -> access.Verdict:
        return access.may_take_back_consent(self.request.user, self.proposal)

    def act(self, form: forms.Form) -> None:
        actions.take_back_consent(self.proposal, by=self.request.user)


class TakeBack(ActPage):
    success_message = _("It is taken back.")

    def verdict(self) -> access.Verdict:
        return access.may_take_back(self.request.user, self.proposal)

    def act(self, form: forms.Form) -> None:
        actions.take_back(self.proposal, by=self.request.user)


class ScanFile(View):
    """The signed scan of an act, to whoever sees the proposal."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        visible = ConsentAct.objects.filter(proposal__in=Proposal.objects.visible_to(request.user))
        return attachment(get_object_or_404(visible.filter(scan__isnull=False).select_related("scan"), pk=pk).scan)
