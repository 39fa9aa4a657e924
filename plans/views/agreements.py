"""What was agreed, by whom, until when."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView, TemplateView, View

from plans import access, access_to_meetings
from plans.access import Verdict
from plans.actions import consent as actions
from plans.filters import AgreementFilter
from plans.models import (
    Agreement,
    Coordinator,
    Document,
    Meeting,
    Party,
    Proposal,
    ProposalKind,
    User,
    WorkingGroup,
)
from plans.views.files import attachment
from plans.views.writing import ConfirmMixin, require

MOST_OF_A_KIND = 5
WITH_PARTIES = Prefetch("parties", Party.objects.select_related("agency"))


class AgreementList(ListView):
    template_name = "plans/agreement_list.html"
    context_object_name = "agreements"
    paginate_by = 25

    @cached_property
    def filter(self) -> AgreementFilter:
        agreements = Agreement.objects.visible_to(self.request.user).prefetch_related(WITH_PARTIES, "plans")
        return AgreementFilter(self.request.GET, queryset=agreements, request=self.request)

    def get_queryset(self) -> QuerySet[Agreement]:
        return self.filter.qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"filter": self.filter}


class AgreementDetail(DetailView):
    template_name = "plans/agreement_detail.html"
    context_object_name = "agreement"

    def get_queryset(self) -> QuerySet[Agreement]:
        visible = Agreement.objects.visible_to(self.request.user).select_related("rating_scale")
        return visible.prefetch_related(
            WITH_PARTIES,
            "rating_scale__grades",
            "fields_of_cooperation",
            "clauses",
            Prefetch("documents", Document.objects.select_related("stored")),
            Prefetch("coordinators", Coordinator.objects.select_related("person")),
            "plans",
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = Agreement.objects.visible_to(self.request.user)
        return super().get_context_data(**kwargs) | {
            "may_start_plan": access.may_start_plan(self.request.user, self.object),
            "may_manage": access.may_manage_agreement(self.request.user, self.object),
            "proposals": Proposal.objects.about(self.object).open(),
            "may_put_in_force": access.may_put_in_force(self.request.user, self.object),
            "may_end": access.may_end_agreement(self.request.user, self.object),
            "meetings": Meeting.objects.visible_to(self.request.user).filter(agreement=self.object)[:MOST_OF_A_KIND],
            "groups": WorkingGroup.objects.visible_to(self.request.user).filter(agreement=self.object)[
                :MOST_OF_A_KIND
            ],
            "next_occasion": self.object.occasions.next_soon(),
            "may_plan_meeting": access_to_meetings.may_plan_meetings(self.request.user, self.object),
            "renews": visible.filter(pk=self.object.renews_id).first(),
            "renewals": visible.filter(renews=self.object),
        }


class AgreementMove(ConfirmMixin, TemplateView):
    """Asks before the question is put to every party."""

    template_name = "plans/agreement_move.html"
    kind: ProposalKind
    question: str
    explanation: str
    verdict: Callable[[User, Agreement], Verdict]
    success_message = _("It is put to the parties; it takes effect once each of them has consented.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=kwargs["pk"])
        require(self.verdict(request.user, self.agreement))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> Proposal:
        return actions.put_forward(self.kind, self.agreement, by=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "agreement": self.agreement,
            "question": self.question,
            "explanation": self.explanation,
        }


class AgreementPutInForce(AgreementMove):
    kind = ProposalKind.AGREEMENT_IN_FORCE
    question = _("Put this agreement in force?")
    explanation = _("The head of every party consents to the same text; what it says no longer changes from then on.")
    verdict = staticmethod(access.may_put_in_force)


class AgreementEnd(AgreementMove):
    kind = ProposalKind.AGREEMENT_END
    question = _("End this agreement?")
    explanation = _("The head of every party consents; no new plan can be started under it, its plans stay readable.")
    verdict = staticmethod(access.may_end_agreement)


class DocumentFile(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        with_file = Document.objects.visible_to(request.user).filter(stored__isnull=False)
        return attachment(get_object_or_404(with_file.select_related("stored"), pk=pk).stored)
