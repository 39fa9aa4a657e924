"""A missing or odd setting stops the start; every answer is strict; no error tells what went wrong inside."""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Evidence
from mou_tracker.logs import JsonFormatter, RequestIdFilter
from plans.actions.files import store_file
from tests.factories import ActivityFactory, EntryFactory
from tests.factories.frame import UserFactory
from tests.plans.test_uploads import PDF, upload

pytestmark = [pytest.mark.pages, pytest.mark.xdist_group("the settings")]

ROOT = Path(__file__).resolve().parent.parent
WORKING = {
    "SECRET_KEY": "not-a-secret-only-for-tests-kZ4vQ8mR2xW7nB5tY1cH6jL9pD3s",
    "ALLOWED_HOSTS": "mou.example.mn",
    "DATABASE_URL": "sqlite:///:memory:",
    "STATIC_MANIFEST": "0",
    "SHARED_CACHE": "0",
}
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


# the start


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The project without anybody's .env."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("mou_tracker", "plans", "activities", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "static").symlink_to(ROOT / "static")
    return folder


@pytest.fixture(scope="module")
def manage(checkout):
    """manage.py in an environment that holds nothing but these."""

    def run(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=checkout,
            env={"PATH": os.environ["PATH"], **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_with_what_it_must_be_told_it_starts(manage):
    started = manage("check", **WORKING)
    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_without_it_nothing_starts_and_one_sentence_says_what_is_missing(manage, name):
    environment = {key: value for key, value in WORKING.items() if key != name}
    started = manage("check", **environment)
    assert started.returncode == 1
    assert re.fullmatch(rf"MOU Tracker can't start\. {name} is not set; write .+\.\n", started.stderr)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "true", "DEBUG is 'true'; write 0 or 1."),
        ("DEBUG", "", "DEBUG is ''; write 0 or 1."),
        ("HTTPS", "yes", "HTTPS is 'yes'; write 0 or 1."),
        ("STATIC_MANIFEST", "2", "STATIC_MANIFEST is '2'; write 0 or 1."),
        ("SHARED_CACHE", "on", "SHARED_CACHE is 'on'; write 0 or 1."),
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 32 characters; make a random one."),
        ("SECRET_KEY", "", "SECRET_KEY is not set; write it in the environment or in .env."),
        ("ALLOWED_HOSTS", " , ", "ALLOWED_HOSTS is not set; write the names this site answers to, with commas."),
        ("UPLOAD_MAX_BYTES", "20 MB", "UPLOAD_MAX_BYTES is '20 MB'; write a whole number of zero or more."),
        ("UPLOAD_MAX_BYTES", "-1", "UPLOAD_MAX_BYTES is '-1'; write a whole number of zero or more."),
        (
            "RECOMMENDATION_REPLY_DAYS",
            "a month",
            "RECOMMENDATION_REPLY_DAYS is 'a month'; write a whole number of zero or more.",
        ),
        (
            "RECOMMENDATION_REPLY_DAYS",
            "999999999999",
            "RECOMMENDATION_REPLY_DAYS is more than ten years; write fewer days.",
        ),
        ("TRUSTED_PROXY_COUNT", "one", "TRUSTED_PROXY_COUNT is 'one'; write a whole number of zero or more."),
        (
            "DATABASE_URL",
            "mysql://root@127.0.0.1/mou",
            "DATABASE_URL can't be read; write sqlite:///… or postgres://….",
        ),
        ("DATABASE_URL", "nonsense", "DATABASE_URL can't be read; write sqlite:///… or postgres://…."),
        (
            "DATABASE_URL",
            "postgres://u:p@host:port/name",
            "DATABASE_URL can't be read; write sqlite:///… or postgres://….",
        ),
        ("EMAIL_URL", "pigeon://roof", "EMAIL_URL can't be read; write smtp+tls://user:password@host:587."),
        (
            "EMAIL_URL",
            "smtp+tls://user:p@host:many",
            "EMAIL_URL can't be read; write smtp+tls://user:password@host:587.",
        ),
    ],
)
def test_an_odd_value_stops_the_start_with_its_sentence_alone(manage, name, value, sentence):
    started = manage("check", **WORKING | {name: value})
    assert started.returncode == 1
    assert started.stderr == f"MOU Tracker can't start. {sentence}\n"


def test_an_empty_database_url_is_the_sqlite_beside_the_project(manage, checkout):
    asked = "from django.conf import settings; print(settings.DATABASES['default']['NAME'])"
    shown = manage("shell", "--verbosity", "0", "-c", asked, **WORKING | {"DATABASE_URL": ""})
    assert (shown.stdout.strip(), shown.stderr) == (str(checkout / "db.sqlite3"), "")


def test_a_log_level_nobody_knows_is_named_without_a_traceback(manage):
    started = manage("check", **WORKING | {"LOG_LEVEL": "LOUD"})
    assert started.returncode == 1
    assert started.stderr.startswith("MOU Tracker can't start. LOG_LEVEL is 'LOUD'")


def test_no_sentence_gives_the_secret_away(manage):
    for environment in (
        WORKING | {"DATABASE_URL": "postgres://mou:sesame@host:port/name"},
        WORKING | {"DATABASE_URL": "//mou:sesame@127.0.0.1/name"},
        WORKING | {"EMAIL_URL": "pigeon://mou:sesame@roof"},
        WORKING | {"SECRET_KEY": "sesame"},
    ):
        assert "sesame" not in manage("check", **environment).stderr


# what stands when DEBUG is off


def setting_values(manage, **environment):
    shown = manage("diffsettings", "--all", **environment)
    assert shown.returncode == 0, shown.stderr
    lines = [line.removeprefix("### ").removesuffix("  ###") for line in shown.stdout.splitlines()]
    return dict(line.split(" = ", 1) for line in lines if " = " in line)


@pytest.fixture(scope="module")
def in_production(manage):
    return setting_values(manage, **WORKING)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "False"),
        ("SECURE_SSL_REDIRECT", "True"),
        ("SECURE_HSTS_SECONDS", "31536000"),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "True"),
        ("SESSION_COOKIE_SECURE", "True"),
        ("CSRF_COOKIE_SECURE", "True"),
        ("LANGUAGE_COOKIE_SECURE", "True"),
        ("SESSION_COOKIE_HTTPONLY", "True"),
        ("CSRF_COOKIE_HTTPONLY", "True"),
        ("SESSION_COOKIE_SAMESITE", "'Lax'"),
        ("SESSION_COOKIE_NAME", "'__Host-sessionid'"),
        ("CSRF_COOKIE_NAME", "'__Host-csrftoken'"),
        ("X_FRAME_OPTIONS", "'DENY'"),
        ("SECURE_CONTENT_TYPE_NOSNIFF", "True"),
        ("SECURE_PROXY_SSL_HEADER", "None"),
        ("USE_X_FORWARDED_HOST", "False"),
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "False"),
    ],
)
def test_what_is_safe_is_the_default(in_production, name, value):
    assert in_production[name] == value


def test_the_deployment_check_finds_nothing(manage):
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **WORKING)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_forwarded_scheme_is_believed_only_from_the_proxy_one_named(manage):
    assert (
        "X_FORWARDED_PROTO"
        in setting_values(manage, **WORKING | {"TRUSTED_PROXY_COUNT": "1"})["SECURE_PROXY_SSL_HEADER"]
    )


def test_trying_it_out_needs_a_key_and_no_more(manage):
    values = setting_values(manage, SECRET_KEY=WORKING["SECRET_KEY"], DEBUG="1")
    assert (values["SESSION_COOKIE_SECURE"], values["SECURE_SSL_REDIRECT"]) == ("False", "False")
    assert values["ALLOWED_HOSTS"] == "['127.0.0.1', 'localhost']"


def test_over_https_the_cookies_and_the_header_are_there(manage):
    asked = (
        "import json; from django.test import Client; client = Client(headers={'host': 'mou.example.mn'}); "
        "plain = client.get('/accounts/login/'); safe = client.get('/accounts/login/', secure=True); "
        "cookies = {name: [bool(cookie['secure']), bool(cookie['httponly']), cookie['path']] "
        "for name, cookie in safe.cookies.items()}; "
        "print(json.dumps([plain.status_code, plain['Location'], safe.status_code, dict(safe.headers), cookies]))"
    )
    shown = manage("shell", "--verbosity", "0", "-c", asked, **WORKING | {"LOG_LEVEL": "ERROR"})
    assert shown.returncode == 0, shown.stderr
    moved, to, status, headers, cookies = json.loads(shown.stdout.splitlines()[-1])
    assert (moved, to, status) == (301, "https://mou.example.mn/accounts/login/", 200)
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["Content-Security-Policy"] == STRICT
    assert cookies["__Host-csrftoken"] == [True, True, "/"]


# what every answer carries


@pytest.fixture
def answers(client_of, client, bold, tuya, adopted_plan, draft_plan, agreement, monkeypatch):
    """One answer of every kind."""
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    evidence = Evidence.objects.create(
        entry=EntryFactory(activity=line, author=bold),
        agency=bold.agency,
        stored=store_file(upload("scan.pdf", PDF), by=bold),
    )
    of_bold = client_of(bold)
    of_bold.raise_request_exception = False
    add = reverse("activities:entry-add", args=[line.pk])
    got = {
        "home": of_bold.get("/"),
        "list": of_bold.get(reverse("activities:activity-list")),
        "part of a list": of_bold.get(reverse("activities:activity-list"), headers={"HX-Request": "true"}),
        "dashboard": of_bold.get(adopted_plan.get_absolute_url()),
        "draft": of_bold.get(draft_plan.get_absolute_url()),
        "thing": of_bold.get(line.get_absolute_url()),
        "agreement": of_bold.get(agreement.get_absolute_url()),
        "history": of_bold.get(reverse("activities:activity-history", args=[line.pk])),
        "account": of_bold.get(reverse("plans:account")),
        "second factor": of_bold.get(reverse("mfa_index")),
        "form": of_bold.get(add),
        "form with errors": of_bold.post(add, {}),
        "export": of_bold.get(reverse("activities:activity-export", args=["csv"])),
        "file": of_bold.get(reverse("activities:evidence-file", args=[evidence.pk])),
        "not allowed": of_bold.get(reverse("activities:line-edit", args=[line.pk])),
        "not found": of_bold.get("/activities/999999/"),
        "no such address": of_bold.get("/nowhere/"),
        "not readable": of_bold.get("/activities/?text=%00"),
        "wrong method": of_bold.put("/language/"),
        "sign-in": client.get(reverse("account_login")),
        "led to sign-in": client.get("/plans/"),
        "foreign form": Client(enforce_csrf_checks=True).post(reverse("account_login"), {}),
        "health": client.get(reverse("health")),
        "administration": client_of(tuya).get("/admin/"),
    }
    for name, error in (("error", ZeroDivisionError("secret detail")), ("no database", OperationalError("secret"))):
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "localdate", raising(error))
            got[name] = of_bold.get("/")
    for answer in got.values():
        answer.getvalue()
    return got


def raising(error):
    def act(*args, **kwargs):
        raise error

    return act


STATUS = {
    "form with errors": 422,
    "not allowed": 403,
    "not found": 404,
    "no such address": 404,
    "not readable": 400,
    "wrong method": 405,
    "led to sign-in": 302,
    "foreign form": 403,
    "error": 500,
    "no database": 503,
}


def test_the_policy_is_strict_on_every_kind_of_answer(answers):
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 200) | STATUS
    policies = {name: answer["Content-Security-Policy"] for name, answer in answers.items()}
    file = policies.pop("file")
    assert policies == dict.fromkeys(policies, STRICT)
    assert "sandbox" in file
    assert "default-src 'none'" in file


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_its_neighbours_stand_on_every_kind_of_answer(answers, header, value):
    assert {name: answer.get(header) for name, answer in answers.items()} == dict.fromkeys(answers, value)


def test_no_answer_is_kept_by_a_browser_or_a_proxy(answers):
    assert [name for name, answer in answers.items() if "no-store" not in answer["Cache-Control"]] == []


def test_every_answer_names_its_request(answers):
    names = {answer["X-Request-ID"] for answer in answers.values()}
    assert len(names) == len(answers)


def test_the_only_cookies_are_those_scripts_can_not_read(answers):
    for name, answer in answers.items():
        for cookie in answer.cookies.values():
            assert cookie["httponly"], (name, cookie.key)
            assert cookie["samesite"], (name, cookie.key)


# errors


INSIDE = ("Traceback", "secret", "ZeroDivisionError", "OperationalError", "urlpatterns", "URLconf", "DEBUG", ".py")


def test_an_error_tells_nothing_of_what_is_inside(answers):
    for name in STATUS:
        page = answers[name].content.decode()
        assert [word for word in INSIDE if word in page] == [], name


def test_an_error_gives_the_number_by_which_the_operator_finds_it(answers):
    for name in ("error", "no database", "not readable"):
        assert answers[name]["X-Request-ID"] in answers[name].content.decode()
    assert answers["no database"]["Retry-After"] == "30"


def test_an_error_page_speaks_both_languages(answers):
    for name in ("error", "no database", "not readable"):
        page = answers[name].content.decode()
        assert '<html lang="mn">' in page
        assert 'lang="en"' in page


def test_what_went_wrong_stands_in_the_log_under_that_number(client_of, bold, monkeypatch, caplog):
    client = client_of(bold)
    client.raise_request_exception = False
    monkeypatch.setattr(timezone, "localdate", raising(ZeroDivisionError("forged\nline \x1b[31m")))
    caplog.handler.addFilter(RequestIdFilter())
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = client.get("/")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    line = JsonFormatter().format(record)
    assert json.loads(line)["request_id"] == answer["X-Request-ID"]
    assert "ZeroDivisionError" in json.loads(line)["traceback"]
    assert "\n" not in line
    assert "\x1b" not in line


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example"])
def test_a_host_nobody_named_is_refused(client, host):
    answer = client.get("/accounts/login/", headers={"host": host})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_system_operator_without_an_agency_gets_pages_too(client_of, db):
    operator = UserFactory(email="operator@example.org", agency=None, department=None, is_superuser=True)
    client = client_of(operator)
    for address in ("/", "/plans/", "/agreements/", "/activities/", "/account/", "/admin/"):
        assert client.get(address).status_code == 200, address
