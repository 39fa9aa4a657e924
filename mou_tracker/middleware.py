"""What every request passes through, beside Django's own."""

import re
import time
import uuid
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from mou_tracker import logs
from mou_tracker.views import bad_request
from plans.models import Role

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id that stands in the log, on the error page and in the answer."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex[:16]
        token = logs.request_id.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            logs.request_id.reset(token)
        response["X-Request-ID"] = request.id
        return response


class SecurityHeadersMiddleware:
    """The content security policy and its neighbours on every answer, errors and files too."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response
        self.policy = "; ".join(f"{directive} {sources}" for directive, sources in settings.SECURE_CSP.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class IdleSessionMiddleware:
    """Signs a head or administrator out after an hour without a request (trust: sessions)."""

    KEY = "seen_at"
    NOTED_EVERY_SECONDS = 300

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (
            request.user.is_superuser or request.user.role in {Role.HEAD, Role.ADMINISTRATOR}
        ):
            now = int(time.time())
            seen_at = request.session.get(self.KEY, now)
            if now - seen_at > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif self.KEY not in request.session or now - seen_at > self.NOTED_EVERY_SECONDS:
                request.session[self.KEY] = now
        return self.get_response(request)


class PersonLanguageMiddleware:
    """The language a person chose goes before what the browser asks for."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        response = self.get_response(request)
        response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


class ReadableTextMiddleware:
    """Refuses text that is no text: bytes that are not UTF-8, read as U+FFFD, and NUL, which no database keeps."""

    ODD = re.compile("[\x00\ud800-\udfff\ufffd]")

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_odd(request.path) or any(self._is_odd(value) for value in self._values(request)):
            return bad_request(request)
        return self.get_response(request)

    def _values(self, request: HttpRequest) -> Iterator[str]:
        for name, values in request.GET.lists():
            yield name
            yield from values

    def _is_odd(self, text: str) -> bool:
        return bool(self.ODD.search(text))
