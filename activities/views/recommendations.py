"""One recommendation or demand: what is asked, the replies, what carries it out, evidence, assessments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView, View

from activities import access_to_recommendations as access
from activities.actions import recommendations as actions
from activities.forms.recommendations import (
    AssessmentForm,
    CarryingOutForm,
    ProofForm,
    RecommendationForm,
    ReplyForm,
    TakeBackForm,
)
from activities.models import Assessment, CarryingOut, Proof, Recommendation, Reply
from plans.access import Verdict
from plans.models import User
from plans.trail import StaleVersion
from plans.views.files import attachment
from plans.views.history import ObjectHistory
from plans.views.writing import ConfirmMixin, WritingMixin, require

WITH_NAMES = ("agreement", "addressee", "issuer", "agency")


class RecommendationDetail(DetailView):
    template_name = "activities/recommendation_detail.html"
    context_object_name = "asked"

    def get_queryset(self) -> QuerySet[Recommendation]:
        names = ("activity__plan", "activity__objective", "activity__lead__agency", "agency")
        return (
            Recommendation.objects.visible_to(self.request.user)
            .with_state()
            .with_findings()
            .select_related(*WITH_NAMES, "inquiry__activity", "repeats")
            .prefetch_related(
                *(f"{acts}__agency" for acts in ("replies", "assessments")),
                Prefetch("lines", CarryingOut.objects.select_related(*names)),
                Prefetch("proofs", Proof.objects.select_related("agency", "stored")),
                Prefetch("repeated_by", Recommendation.objects.with_state().newest_first()),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.object
        awaited = list(asked.yet_to_assess)
        may_assess = access.may_assess(user, asked)
        return super().get_context_data(**kwargs) | {
            "replies": list(asked.replies.all())[::-1],
            "findings": [(found, self.taken_back_after(found)) for found in reversed(asked.findings)],
            "awaited": awaited if asked.findings else [],
            "earlier_assessments": [one for one in asked.assessments.all() if one not in asked.findings][::-1],
            "assesses_next": bool(may_assess and user.agency in awaited and (asked.findings or asked.replies.all())),
            "may_enter": access.may_enter(user),
            "may_correct": access.may_correct(user, asked),
            "may_reply": access.may_reply(user, asked),
            "may_assess": may_assess,
            "may_name_line": access.may_name_line(user, asked),
            "may_add_proof": access.may_add_proof(user, asked),
        }

    def taken_back_after(self, found: Assessment) -> list[CarryingOut | Proof]:
        """Lines and evidence that an assessment had read."""
        return [part for part in (*self.object.lines.all(), *self.object.proofs.all()) if part.was_read_by(found)]


class RecommendationHistory(ObjectHistory):
    model_shown = Recommendation


class RecommendationEnter(WritingMixin, TemplateView):
    template_name = "activities/recommendation_form.html"
    form_class = RecommendationForm
    success_message = _("Entered. Both sides see it.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(access.may_enter(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        came_of = self.request.GET.get("inquiry", "")
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "instance": Recommendation(),
            "came_of": came_of,
        }

    def act(self, form: RecommendationForm) -> Recommendation:
        return actions.enter(form.instance, by=self.request.user)


class OfRecommendation(WritingMixin, TemplateView):
    """A page about one recommendation; who does not see it finds no page."""

    recommendation: Recommendation

    def verdict(self, user: User) -> Verdict:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Recommendation.objects.visible_to(request.user).with_state().select_related(*WITH_NAMES)
        self.recommendation = get_object_or_404(visible, pk=kwargs["pk"])
        require(self.verdict(request.user))
        return super().dispatch(request, *args, **kwargs)

    def led_to(self, outcome: Any) -> str:
        return self.recommendation.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"asked": self.recommendation}


class RecommendationRepeat(OfRecommendation):
    """A new one that repeats this one, filled in from it."""

    template_name = "activities/recommendation_form.html"
    form_class = RecommendationForm
    success_message = _("Entered. Both sides see it.")

    def verdict(self, user: User) -> Verdict:
        return access.may_enter_under(user, self.recommendation)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "instance": Recommendation(),
            "repeated": self.recommendation,
        }

    def act(self, form: RecommendationForm) -> Recommendation:
        return actions.enter(form.instance, by=self.request.user)

    def led_to(self, outcome: Recommendation) -> str:
        return outcome.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"repeats": True}


class RecommendationEdit(OfRecommendation):
    template_name = "activities/recommendation_form.html"
    form_class = RecommendationForm
    success_message = _("Saved. The former text stays in the history.")

    def verdict(self, user: User) -> Verdict:
        return access.may_correct(user, self.recommendation)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "instance": self.recommendation}

    def act(self, form: RecommendationForm) -> Recommendation:
        return actions.correct(form.instance, by=self.request.user, version=form.seen_version, changes=form.changes())


class OfficialActAdd(OfRecommendation):
    """A head acts on what they read; where somebody wrote meanwhile, the page comes back with what stands now."""

    def conflict(self, form: forms.BaseForm, stale: StaleVersion) -> HttpResponse:
        form.data = form.data.copy()
        form.data["version"] = stale.current.version
        self.recommendation = stale.current
        return self.render_to_response(self.get_context_data(form=form, current=stale.current), status=409)


class ReplyAdd(OfficialActAdd):
    template_name = "activities/reply_form.html"
    form_class = ReplyForm
    success_message = _("Your agency's reply is recorded.")

    def verdict(self, user: User) -> Verdict:
        return access.may_reply(user, self.recommendation)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Reply(recommendation=self.recommendation)}

    def act(self, form: ReplyForm) -> Reply:
        return actions.reply(form.instance, by=self.request.user, version=form.seen_version)


class AssessmentAdd(OfficialActAdd):
    """How far it was carried out, as one party finds, which reads what the others found."""

    template_name = "activities/assessment_form.html"
    form_class = AssessmentForm
    success_message = _("Your agency's assessment is recorded.")

    def verdict(self, user: User) -> Verdict:
        return access.may_assess(user, self.recommendation)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Assessment(recommendation=self.recommendation)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = Assessment.objects.standing().filter(recommendation=self.recommendation)
        return super().get_context_data(**kwargs) | {"findings": standing.select_related("agency").order_by("-pk")}

    def act(self, form: AssessmentForm) -> Assessment:
        return actions.assess(form.instance, by=self.request.user, version=form.seen_version)


class RecommendationLines(OfRecommendation):
    """Names one more line that carries it out."""

    template_name = "activities/recommendation_lines.html"
    form_class = CarryingOutForm
    success_message = _("The line is named.")

    def verdict(self, user: User) -> Verdict:
        return access.may_name_line(user, self.recommendation)

    def get_form_kwargs(self) -> dict[str, Any]:
        link = CarryingOut(recommendation=self.recommendation)
        return super().get_form_kwargs() | {"user": self.request.user, "instance": link}

    def led_to(self, outcome: CarryingOut) -> str:
        if self.request.POST.get("then") == "another":
            return self.request.path
        return super().led_to(outcome)

    def act(self, form: CarryingOutForm) -> CarryingOut:
        return actions.name_line(form.instance, by=self.request.user)


class RecommendationProofs(OfRecommendation):
    """Files and links beside it."""

    template_name = "activities/recommendation_evidence.html"
    form_class = ProofForm
    success_message = _("Added. Both sides see it.")

    def verdict(self, user: User) -> Verdict:
        return access.may_add_proof(user, self.recommendation)

    def act(self, form: ProofForm) -> list[Proof]:
        written = form.cleaned_data
        return actions.add_proofs(
            self.recommendation,
            by=self.request.user,
            title=written["title"],
            files=written["files"],
            links=[written["link"]] if written["link"] else [],
        )


class OfPart(ConfirmMixin, TemplateView):
    """Asks before a part of a recommendation is taken back; for the reason, once an assessment has read it."""

    template_name = "activities/recommendation_part_remove.html"
    form_class = TakeBackForm
    part: CarryingOut | Proof

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        names = ("agency", *(f"recommendation__{name}" for name in WITH_NAMES))
        self.part = get_object_or_404(self.visible(request.user).select_related(*names), pk=kwargs["part_pk"])
        require(access.may_take_back(request.user, self.part))
        return super().dispatch(request, *args, **kwargs)

    def visible(self, user: User) -> QuerySet:
        raise NotImplementedError

    def get_form_class(self) -> type[forms.Form]:
        return self.form_class if self.part.is_read else forms.Form

    def led_to(self, outcome: Any) -> str:
        return self.part.recommendation.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"part": self.part, "asked": self.part.recommendation}


class RecommendationLineRemove(OfPart):
    success_message = _("Taken back. The history keeps that it was named.")

    def visible(self, user: User) -> QuerySet[CarryingOut]:
        seen = Recommendation.objects.visible_to(user)
        return CarryingOut.objects.filter(recommendation__in=seen, recommendation=self.kwargs["pk"]).select_related(
            "activity__objective"
        )

    def act(self, form: forms.Form) -> None:
        actions.take_line_out(self.part, by=self.request.user, reason=form.cleaned_data.get("reason", ""))


class ProofRemove(OfPart):
    success_message = _("Taken back. The history keeps its name and digest.")

    def visible(self, user: User) -> QuerySet[Proof]:
        return Proof.objects.visible_to(user).filter(recommendation=self.kwargs["pk"]).select_related("stored")

    def act(self, form: forms.Form) -> None:
        actions.remove_proof(self.part, by=self.request.user, reason=form.cleaned_data.get("reason", ""))


class ProofFile(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        with_file = Proof.objects.visible_to(request.user).filter(stored__isnull=False)
        return attachment(get_object_or_404(with_file.select_related("stored"), pk=pk).stored)
