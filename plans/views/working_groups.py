"""The working groups of one's agreements: their list, one group, its members, and how it begins and ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView, TemplateView, View

from plans import access_to_meetings as access
from plans.access import Verdict
from plans.actions import consent
from plans.actions import working_groups as actions
from plans.filters import WorkingGroupFilter
from plans.forms.working_groups import GroupEndForm, GroupMemberForm, GroupTermForm, WorkingGroupForm
from plans.models import Decision, GroupMember, Proposal, ProposalKind, User, WorkingGroup
from plans.views.files import attachment
from plans.views.history import ObjectHistory
from plans.views.writing import ConfirmMixin, WritingMixin, require


class WorkingGroupList(ListView):
    template_name = "plans/working_group_list.html"
    context_object_name = "groups"
    paginate_by = 25

    @cached_property
    def filter(self) -> WorkingGroupFilter:
        groups = WorkingGroup.objects.visible_to(self.request.user).select_related("agreement")
        return WorkingGroupFilter(self.request.GET, queryset=groups, request=self.request)

    def get_queryset(self) -> QuerySet[WorkingGroup]:
        return self.filter.qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "filter": self.filter,
            "may_draft": access.may_keep_meetings(self.request.user),
        }


class WorkingGroupDetail(DetailView):
    template_name = "plans/working_group_detail.html"
    context_object_name = "group"

    def get_queryset(self) -> QuerySet[WorkingGroup]:
        members = GroupMember.objects.select_related("agency", "person")
        groups = WorkingGroup.objects.visible_to(self.request.user)
        return groups.select_related("agreement", "decision__meeting", "report_file").prefetch_related(
            Prefetch("members", members), "meetings"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, group = self.request.user, self.object
        decisions = Decision.objects.filter(Q(pk=group.decision_id) | Q(meeting__group=group)).agreed()
        born = decisions.prefetch_related("activities__objective", "activities__plan")
        return super().get_context_data(**kwargs) | {
            "lines": [line for decision in born for line in decision.activities.all()],
            "proposals": list(Proposal.objects.about(group).order_by("-pk")),
            "missing": actions.SettingUp().missing(group) if group.is_draft else [],
            "may_write": access.may_write_group(user, group),
            "may_set_up": access.may_set_up_group(user, group),
            "may_name_members": access.may_name_members(user, group),
            "may_change_term": access.may_change_term(user, group),
            "may_end": access.may_end_group(user, group),
        }


class WorkingGroupHistory(ObjectHistory):
    model_shown = WorkingGroup


class WorkingGroupDraft(WritingMixin, TemplateView):
    template_name = "plans/working_group_form.html"
    form_class = WorkingGroupForm
    success_message = _("The draft is open to both sides; each names its members.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(access.may_keep_meetings(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "instance": WorkingGroup()}

    def act(self, form: WorkingGroupForm) -> WorkingGroup:
        return actions.draft_group(form.instance, by=self.request.user)


class OfWorkingGroup(WritingMixin, TemplateView):
    """A page about one group; who does not see it finds no page."""

    group: WorkingGroup

    def verdict(self, user: User) -> Verdict:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = WorkingGroup.objects.visible_to(request.user).select_related("agreement", "decision__meeting")
        self.group = get_object_or_404(visible, pk=kwargs["pk"])
        require(self.verdict(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"group": self.group}


class WorkingGroupEdit(OfWorkingGroup):
    template_name = "plans/working_group_form.html"
    form_class = WorkingGroupForm
    success_message = _("Saved. The former text stays in the history.")

    def verdict(self, user: User) -> Verdict:
        return access.may_write_group(user, self.group)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "instance": self.group}

    def act(self, form: WorkingGroupForm) -> WorkingGroup:
        return actions.edit_group(
            form.instance, by=self.request.user, version=form.seen_version, changes=form.changes()
        )


class WorkingGroupSetUp(ConfirmMixin, OfWorkingGroup):
    template_name = "plans/working_group_set_up.html"
    success_message = _("It is put to the parties; it takes effect once each of them has consented.")

    def verdict(self, user: User) -> Verdict:
        return access.may_set_up_group(user, self.group)

    def act(self, form: forms.Form) -> Proposal:
        return consent.put_forward(ProposalKind.GROUP_SET_UP, self.group, by=self.request.user)


class WorkingGroupTerm(OfWorkingGroup):
    template_name = "plans/working_group_term.html"
    form_class = GroupTermForm
    success_message = _("It is put to the parties; it takes effect once each of them has consented.")

    def verdict(self, user: User) -> Verdict:
        return access.may_change_term(user, self.group)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.group}

    def act(self, form: GroupTermForm) -> Proposal:
        return actions.put_term_forward(
            self.group, by=self.request.user, version=form.seen_version, changes=form.term()
        )


class WorkingGroupEnd(OfWorkingGroup):
    template_name = "plans/working_group_end.html"
    form_class = GroupEndForm
    success_message = _("It is put to the parties; it takes effect once each of them has consented.")

    def verdict(self, user: User) -> Verdict:
        return access.may_end_group(user, self.group)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.group}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"missing": self.group.missing_to_end()}

    def act(self, form: GroupEndForm) -> Proposal:
        return actions.put_end_forward(
            self.group,
            by=self.request.user,
            version=form.seen_version,
            changes=form.end(),
            file=form.cleaned_data["file"],
        )


class GroupMemberAdd(OfWorkingGroup):
    template_name = "plans/group_member_form.html"
    form_class = GroupMemberForm
    success_message = _("The member is named.")

    def verdict(self, user: User) -> Verdict:
        return access.may_name_members(user, self.group)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "instance": GroupMember(group=self.group)}

    def led_to(self, outcome: GroupMember) -> str:
        return self.request.path if self.request.POST.get("then") == "another" else self.group.get_absolute_url()

    def act(self, form: GroupMemberForm) -> GroupMember:
        return actions.name_member(form.instance, by=self.request.user)


class GroupMemberEdit(WritingMixin, TemplateView):
    template_name = "plans/group_member_form.html"
    form_class = GroupMemberForm
    success_message = _("Saved. The former text stays in the history.")
    member: GroupMember

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = GroupMember.objects.visible_to(request.user).select_related("group__agreement", "agency", "person")
        self.member = get_object_or_404(visible, pk=kwargs["pk"])
        require(access.may_edit_member(request.user, self.member))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "instance": self.member}

    def act(self, form: GroupMemberForm) -> GroupMember:
        return actions.edit_member(
            form.instance, by=self.request.user, version=form.seen_version, changes=form.changes()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"group": self.member.group, "member": self.member}


class WorkingGroupReport(View):
    """The final report of a group, to whoever sees the group."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        with_file = WorkingGroup.objects.visible_to(request.user).filter(report_file__isnull=False)
        return attachment(get_object_or_404(with_file.select_related("report_file"), pk=pk).report_file)
