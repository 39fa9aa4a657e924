"""A person's own settings."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.generic import TemplateView, View

from plans.actions.people import choose_language
from plans.models import ActingAuthority


class Account(TemplateView):
    """Who I am here, and where my language, password, second factor and sessions are kept."""

    template_name = "plans/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acting = ActingAuthority.objects.on().filter(person=self.request.user, agency=self.request.user.agency_id)
        return super().get_context_data(**kwargs) | {"acting": acting.select_related("head").first()}


@method_decorator(login_not_required, name="dispatch")
class LanguageChoose(View):
    """Switches the language and stays on the page; kept for the person, else for the browser."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Nothing is chosen by opening the address."""
        return HttpResponseRedirect(reverse("activities:home"))

    def post(self, request: HttpRequest) -> HttpResponse:
        language = request.POST.get("language", "")
        response = HttpResponseRedirect(self._page(request))
        if language in dict(settings.LANGUAGES) and check_for_language(language):
            if request.user.is_authenticated:
                choose_language(request.user, language)
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response

    def _page(self, request: HttpRequest) -> str:
        page = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
        return page if safe and page.startswith("/") else reverse("activities:home")
