"""Answers that belong to no app: what went wrong, and whether the product is up."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def plain_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page made without session, person or database, for where none of them can be relied on."""
    return HttpResponse(
        render_to_string(template, {"request_id": getattr(request, "id", ""), "status": status}), status=status
    )


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """
    400 without a look at the form.

    Django's own reads POST once more and turns a form in an unknown charset into an error of the server.
    """
    return plain_page(request, "400.html", 400)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"was_sent": hasattr(exception, "typed"), "typed": getattr(exception, "typed", [])}
    return render(request, "404.html", context, status=404)


@login_not_required
def closed_address(request: HttpRequest) -> HttpResponse:
    """A page of allauth that nobody uses here: an administrator of the agency keeps people's addresses."""
    raise Http404


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    logger.warning("Refused %s %s to %s: %s", request.method, request.path, request.user.pk, exception)
    context = {
        "reason": str(exception or ""),
        "typed": getattr(exception, "typed", []),
        "page": getattr(exception, "page", ""),
    }
    return render(request, "403.html", context, status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is the database that does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = plain_page(request, "503.html", 503)
        response["Retry-After"] = "30"
        return response
    return plain_page(request, "500.html", 500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page is too old or comes from elsewhere."""
    return permission_denied(
        request,
        PermissionDenied(_("This form is too old or was opened elsewhere. Load its page again and send it anew.")),
    )


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """For the operator's watch: the database answers and its tables are those of this version."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    status = 503 if pending else 200
    return JsonResponse({"database": "ok", "migrations": "pending" if pending else "ok"}, status=status)
