"""Files and links that show a thing was done."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from activities import access
from activities.actions import entries as actions
from activities.models import Evidence
from plans.views.files import attachment
from plans.views.writing import ConfirmMixin, require


class EvidenceFile(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        with_file = Evidence.objects.visible_to(request.user).filter(stored__isnull=False)
        evidence = get_object_or_404(with_file.select_related("stored"), pk=pk)
        return attachment(evidence.stored)


class EvidenceRemove(ConfirmMixin, TemplateView):
    """Asks before a file or link is taken back."""

    template_name = "activities/evidence_remove.html"
    success_message = _("Taken back. The history keeps its name and digest.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = Evidence.objects.visible_to(request.user)
        self.evidence = get_object_or_404(
            visible.select_related(
                "stored", "entry__activity__plan__agreement", "entry__activity__lead__agency", "entry__agency"
            ),
            pk=kwargs["pk"],
        )
        require(access.may_remove_evidence(request.user, self.evidence))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> Any:
        actions.remove_evidence(self.evidence, by=self.request.user)
        return self.evidence.entry

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"evidence": self.evidence, "entry": self.evidence.entry}
