"""How a line is rated, and what the head of another side answers from the page of the line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from activities import access_to_ratings as access
from activities.access import may_speak_for_a_side
from activities.actions import ratings as actions
from activities.forms.ratings import DifferFromRatingForm, RatingForm
from activities.models import Activity, Rating, RatingReading
from activities.suggestion import Suggestion, facts_of, suggest
from activities.views.activity_pages import ActivityDetail
from plans.views.writing import WritingMixin, require


class RatingAdd(WritingMixin, TemplateView):
    template_name = "activities/rating_form.html"
    form_class = RatingForm
    success_message = _("The rating stands; what stood before is kept.")
    line: Activity

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lines = Activity.objects.visible_to(request.user).with_figures()
        lines = lines.select_related("plan__agreement__rating_scale").prefetch_related("partners")
        self.line = get_object_or_404(lines, pk=kwargs["pk"])
        require(access.may_rate(request.user, self.line))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def suggestion(self) -> Suggestion:
        values = [grade.value for grade in self.line.plan.agreement.rating_scale.grades.all()]
        return suggest(facts_of(self.line), values, timezone.localdate())

    @property
    def standing(self) -> Rating | None:
        return self.line.ratings.with_readings().first()

    def get_form_kwargs(self) -> dict[str, Any]:
        given = {"line": self.line, "suggestion": self.suggestion, "standing": self.standing}
        return super().get_form_kwargs() | given

    def act(self, form: RatingForm) -> Rating:
        return actions.rate(
            self.line,
            by=self.request.user,
            grade=form.chosen,
            explanation=form.cleaned_data["explanation"],
            seen=form.cleaned_data["seen"] or 0,
        )

    def form_invalid(self, form: RatingForm) -> HttpResponse:
        form.show(self.standing)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        by_value = {grade.value: str(grade) for grade in context["form"].by_value.values()}
        return context | {
            "line": self.line,
            "standing": self.standing,
            "suggestion": self.suggestion,
            "suggested": by_value.get(self.suggestion.value) or _("not yet due"),
        }


class RatingAnswer(WritingMixin, ActivityDetail):
    """Carries out one answer; what was refused comes back on the page of the line."""

    http_method_names = ["post"]
    form_class: type[forms.Form]
    rating: Rating

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.rating = get_object_or_404(Rating.objects.visible_to(request.user), pk=kwargs["pk"])
        self.object = self.get_object()
        if request.method == "POST":
            require(may_speak_for_a_side(request.user, self.object))
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Activity:
        return get_object_or_404(self.get_queryset(), pk=self.rating.activity_id)

    def stands_at(self) -> str:
        return self.object.get_absolute_url()

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        self.object = self.get_object()
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"answered": context["form"]}


class RatingConfirm(RatingAnswer):
    form_class = forms.Form
    success_message = _("Your agency's confirmation of the rating is recorded.")

    def act(self, form: forms.Form) -> RatingReading:
        return actions.confirm_rating(self.rating, by=self.request.user)


class RatingDiffer(RatingAnswer):
    form_class = DifferFromRatingForm
    success_message = _("Your agency's reading is recorded beside the rating.")

    def act(self, form: DifferFromRatingForm) -> RatingReading:
        return actions.differ_from_rating(self.rating, by=self.request.user, sentence=form.cleaned_data["sentence"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"rating_differ_form": context["form"]}
