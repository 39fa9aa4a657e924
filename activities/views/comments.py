"""Commenting, answering, resolving and reopening; what was refused comes back on the page of the line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities import access
from activities.actions import comments as actions
from activities.forms.comments import AnswerForm, CommentForm, ResolveForm
from activities.models import Activity, Comment
from activities.reports.comments import Thread
from activities.views.activity_pages import ActivityDetail
from plans.access import Verdict
from plans.views.writing import ConfirmMixin, WritingMixin, require


class CommentPage(WritingMixin, ActivityDetail):
    """The page of a line with one form about its comments open."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"answered": context["form"]}

    def form_invalid(self, form: Any) -> HttpResponse:
        self.object = self.get_object()  # as it stands after what was refused
        self.__dict__.pop("threads", None)
        return super().form_invalid(form)

    @property
    def page(self) -> str:
        return self.request.build_absolute_uri(self.object.get_absolute_url())


class CommentAdd(CommentPage):
    form_class = CommentForm
    success_message = _("Your comment stands beside the line.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        require(access.may_comment(request.user, self.object.plan))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"field": self.request.GET.get("field", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"line": self.object, "user": self.request.user}

    def act(self, form: CommentForm) -> Comment:
        return actions.add_comment(self.object, by=self.request.user, page=self.page, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"comment_form": context["form"], "comment_form_is_open": True}


class CommentAct(CommentPage):
    """About a comment that stands; who may not know of it finds nothing here, whatever they send."""

    http_method_names = ["post"]

    @cached_property
    def comment(self) -> Comment:
        visible = Comment.objects.visible_to(self.request.user).filter(answers=None)
        return get_object_or_404(visible.select_related("plan__agreement", "agency", "circle"), pk=self.kwargs["pk"])

    def get_object(self, queryset: Any = None) -> Activity:
        return get_object_or_404(self.get_queryset(), pk=self.comment.activity_id)

    def stands_at(self) -> str:
        return self.comment.get_absolute_url()

    def may(self) -> Verdict:
        return access.may_resolve(self.request.user, self.comment)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if request.method.lower() in self.http_method_names:
            require(self.may())
        return super().dispatch(request, *args, **kwargs)

    @property
    def thread(self) -> Thread:
        return next(one for one in self.threads if one.comment.pk == self.comment.pk)


class CommentAnswer(CommentAct):
    form_class = AnswerForm
    http_method_names = ["get", "head", "post"]
    success_message = _("Your answer stands beside the comment.")

    def may(self) -> Verdict:
        return access.may_comment(self.request.user, self.comment.plan)

    def get_form_kwargs(self) -> dict[str, Any]:
        others = self.thread.others(self.request.user)
        return super().get_form_kwargs() | {"comment": self.comment, "others": others}

    def act(self, form: AnswerForm) -> Comment:
        return actions.answer(self.comment, by=self.request.user, page=self.page, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        self.thread.answer_form, self.thread.answers_now = context["form"], True
        self.thread.resolve_form = ResolveForm(comment=self.comment)
        return context


class CommentResolve(CommentAct):
    form_class = ResolveForm
    success_message = _("Resolved. It can be reopened.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"comment": self.comment}

    def act(self, form: ResolveForm) -> Comment:
        return actions.resolve(self.comment, by=self.request.user, sentence=form.cleaned_data["resolution"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        self.thread.resolve_form = context["form"]
        return context


class CommentReopen(ConfirmMixin, CommentAct):
    success_message = _("Reopened.")

    def act(self, form: Any) -> Comment:
        return actions.reopen(self.comment, by=self.request.user)
