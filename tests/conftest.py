"""
The people of every test.

Anu works for the commission, Bold for the police; Chimeg reads for the police; Ganaa and Khulan head the two, Saraa
and Tuya administer them; Dorj belongs to a third agency that has no agreement with either.
"""

import gc
import os
from contextlib import contextmanager
from copy import deepcopy
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from plans.models import Agreement, AnnualPlan, PlanState, RatingScale, Role, guards
from tests.factories import AgencyFactory, AgreementFactory, PlanFactory, UserFactory
from tests.year.walk import year

__all__ = ["year"]

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process that a test starts compiles the product anew


LONGEST = ("test_leaks.py", "test_kills.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest come first, or one worker is at them for minutes when the other has nothing left."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish():
    """What stands once the tests are imported stays for ever: not walking through it again saves a sixth of a page."""
    gc.collect()
    gc.freeze()


def with_room(call, *args):
    """
    Call it on a stack of one piece.

    Python keeps its frames in pieces of 16 kB, and takes and gives back the last one with the frame that needs it: the
    templates of a page make calls over such an edge a hundred times, each time a piece of memory from the system.
    """
    return call(*args)


with_room.__code__ = with_room.__code__.replace(co_stacksize=2**17)


def pytest_runtest_protocol(item, nextitem):
    return with_room(item.config.pluginmanager.get_plugin("runner").pytest_runtest_protocol, item, nextitem)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as the product uses it: one in memory locks whole tables, and no race could be shown."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def a_hasher_that_costs_nothing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def nobody_has_tried_to_sign_in_before():
    """Attempts of one address are counted in the cache for minutes: on a quick machine a worker's tests add up."""
    cache.clear()


@pytest.fixture
def in_english():
    """For tests that read sentences; where a test says no language, it is the reader's or Mongolian."""
    with override("en"):
        yield


@pytest.fixture(autouse=True, scope="session")
def emptying_lifts_the_guard():
    """A test with real transactions empties the database behind it, which the triggers of the trail refuse."""
    emptied = TransactionTestCase._fixture_teardown

    def teardown(self):
        guards.lift(connection)
        emptied(self)  # tells the apps of a migrate, which lays it anew

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = emptied


@pytest.fixture(autouse=True, scope="session")
def emptying_leaves_the_rating_scales():
    """What a migration entered is entered anew where the database was emptied: a test after that needs it too."""
    migration = import_module("plans.migrations.0011_rating_scales")

    def enter(sender, **kwargs):
        if not RatingScale.objects.exists():
            migration.seed(apps, None)

    post_migrate.connect(enter, sender=apps.get_app_config("plans"), weak=False)
    yield
    post_migrate.disconnect(enter, sender=apps.get_app_config("plans"))


@pytest.fixture
def nhrcm(db):
    return AgencyFactory(
        code="nhrcm",
        short_name_en="NHRCM",
        short_name_mn="ХЭҮК",
        name_en="National Human Rights Commission of Mongolia",
        name_mn="Монгол Улсын Хүний эрхийн Үндэсний Комисс",
    )


@pytest.fixture
def npa(db):
    return AgencyFactory(
        code="npa",
        short_name_en="NPA",
        short_name_mn="ЦЕГ",
        name_en="National Police Agency",
        name_mn="Цагдаагийн ерөнхий газар",
    )


@pytest.fixture
def stranger_agency(db):
    return AgencyFactory(code="third")


def person(agency, role, latin, cyrillic):
    return UserFactory(
        email=f"{latin.lower()}@example.org", agency=agency, role=role, given_name=cyrillic, given_name_en=latin
    )


@pytest.fixture
def anu(nhrcm):
    return person(nhrcm, Role.STAFF, "Anu", "Ану")


@pytest.fixture
def bold(npa):
    return person(npa, Role.STAFF, "Bold", "Болд")


@pytest.fixture
def chimeg(npa):
    return person(npa, Role.OBSERVER, "Chimeg", "Чимэг")


@pytest.fixture
def dorj(stranger_agency):
    return person(stranger_agency, Role.STAFF, "Dorj", "Дорж")


@pytest.fixture
def ganaa(nhrcm):
    return person(nhrcm, Role.HEAD, "Ganaa", "Ганаа")


@pytest.fixture
def khulan(npa):
    return person(npa, Role.HEAD, "Khulan", "Хулан")


@pytest.fixture
def saraa(nhrcm):
    return person(nhrcm, Role.ADMINISTRATOR, "Saraa", "Сараа")


@pytest.fixture
def tuya(npa):
    return person(npa, Role.ADMINISTRATOR, "Tuya", "Туяа")


@pytest.fixture
def agreement(nhrcm, npa) -> Agreement:
    """The memorandum of the commission and the police."""
    return AgreementFactory(parties=[nhrcm, npa], title_en="NHRCM – NPA memorandum", title_mn="Санамж бичиг")


@pytest.fixture
def draft_plan(agreement) -> AnnualPlan:
    return PlanFactory(agreement=agreement, year=2027)


@pytest.fixture
def adopted_plan(agreement) -> AnnualPlan:
    return PlanFactory(agreement=agreement, year=2026, state=PlanState.ADOPTED)


@pytest.fixture
def client_of():
    """A browser in which this person has signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def browsers(client_of, request) -> dict[str, Client]:
    """Everyone's browser by name, in one world."""
    people = ("anu", "bold", "chimeg", "ganaa", "khulan", "saraa", "tuya", "dorj")
    return {name: client_of(request.getfixturevalue(name)) for name in people}


@pytest.fixture
def case(browsers, subtests):
    """
    `with case(person="anu"):` is a test within the test, and what is done in it is undone for the next one.

    A world costs more than an act in it: many act in one, each as if they were the first.
    """

    @contextmanager
    def opened(**says):
        cookies = {name: deepcopy(browser.cookies) for name, browser in browsers.items()}
        with subtests.test(**says), transaction.atomic():
            yield
            transaction.set_rollback(True)
        for name, before in cookies.items():
            browsers[name].cookies = before

    return opened


@pytest.fixture
def asked(client_of, bold):
    """How many queries Bold's GET of an address makes."""
    client = client_of(bold)
    client.get(reverse("plans:account"))  # the first request of a session is not like the others

    def count(address):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            response.getvalue()
        assert response.status_code == 200
        return len(queries)

    return count
