"""The administration: only what the product registers, behind the product's own sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AdministrationSite(AdminSite):
    """Sign-in, sign-out and passwords are allauth's, second factor and limits included."""

    site_header = site_title = index_title = _("Administration")
    enable_nav_sidebar = False
    login = secure_admin_login(AdminSite.login)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Who is signed in and is no administrator gets the reason, not the sign-in page once more."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(_("The administration is open to administrators."))
            return inner(request, *args, **kwargs)

        return guarded

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_change_password"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_logout"))
