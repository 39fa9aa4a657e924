"""Cyrillic in the database, whichever runs: case, patterns, order."""

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Lower, Upper

from plans import databases
from plans.databases import compare, like, postgresql_knows_cyrillic
from plans.models import Agency, Department
from plans.ordering import Mongolian
from tests.factories import AgencyFactory, DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(nhrcm):
    """Departments of these names."""

    def make(*names):
        for name in names:
            DepartmentFactory(agency=nhrcm, name_mn=name)

    return make


def found(**lookup):
    return set(Department.objects.filter(**lookup).values_list("name_mn", flat=True))


# case


@pytest.mark.parametrize(
    ("lookup", "typed"),
    [
        ("icontains", "ЦАГДААГИЙН ӨРГӨӨ"),
        ("icontains", "өргөө"),
        ("istartswith", "цАГДААГИЙН"),
        ("iendswith", "ӨРГӨӨ"),
        ("iexact", "ЦАГДААГИЙН өРГӨӨ"),
        ("contains", "Өргөө"),
        ("startswith", "Цагдаа"),
        ("exact", "Цагдаагийн Өргөө"),
    ],
)
def test_a_name_is_found_in_cyrillic(named, lookup, typed):
    named("Цагдаагийн Өргөө", "Захиргааны удирдлагын газар")
    assert found(**{f"name_mn__{lookup}": typed}) == {"Цагдаагийн Өргөө"}


@pytest.mark.parametrize(("lookup", "typed"), [("exact", "цагдаагийн өргөө"), ("iexact", "Цагдаагийн"), ("in", ["ц"])])
def test_what_does_not_match_is_not_found(named, lookup, typed):
    named("Цагдаагийн Өргөө")
    assert found(**{f"name_mn__{lookup}": typed}) == set()


def test_upper_and_lower_know_every_letter_of_the_alphabet(nhrcm):
    alphabet = databases.ALPHABET
    row = Agency.objects.annotate(up=Upper(Value(alphabet)), down=Lower(Value(alphabet.upper()))).get()
    assert (row.up, row.down) == (alphabet.upper(), alphabet)


def test_upper_and_lower_of_nothing_is_nothing(nhrcm):
    department = DepartmentFactory(agency=nhrcm)
    row = Department.objects.annotate(up=Upper("parent__name_mn"), down=Lower("parent__name_mn")).get(pk=department.pk)
    assert (row.up, row.down) == (None, None)


def test_nothing_is_like_nothing(nhrcm):
    DepartmentFactory(agency=nhrcm, name_en="")
    assert not Department.objects.filter(parent__name_mn__icontains="а").exists()
    assert not Department.objects.filter(parent__name_mn__icontains="").exists()


# marks that mean something in a pattern


@pytest.mark.parametrize(
    ("lookup", "typed", "expected"),
    [
        ("icontains", "100%", {"Хамралт 100%"}),
        ("icontains", "%", {"Хамралт 100%"}),
        ("icontains", "_", {"а_б"}),
        ("icontains", "А_Б", {"а_б"}),
        ("icontains", "\\", {"а\\б"}),
        ("icontains", "[", {"a[b].*"}),
        ("icontains", ".*", {"a[b].*"}),
        ("istartswith", "%", set()),
        ("iendswith", "%", {"Хамралт 100%"}),
        ("iexact", "а%", set()),
        ("iexact", "А_Б", {"а_б"}),
        ("startswith", "а_", {"а_б"}),
    ],
)
def test_a_mark_of_patterns_is_a_mark_in_a_text(named, lookup, typed, expected):
    named("Хамралт 100%", "Хамралт 1000", "а_б", "ахб", "а\\б", "a[b].*")
    assert found(**{f"name_mn__{lookup}": typed}) == expected


def test_a_pattern_reaches_over_line_breaks(nhrcm):
    DepartmentFactory(agency=nhrcm, name_mn="Нэг\nХоёр")
    assert found(name_mn__icontains="НЭГ\nхоёр") == {"Нэг\nХоёр"}
    assert found(name_mn__istartswith="нэг") == {"Нэг\nХоёр"}


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("%өв%", "Төвийн ӨВ", True),
        ("өв%", "ӨВӨЛ", True),
        ("%өв", "хөв", True),
        ("ө_", "Өв", True),
        ("ө_", "Өвс", False),
        ("%", "", True),
        ("%%", "", True),
        ("", "", True),
        ("", "а", False),
        ("100\\%", "100%", True),
        ("100\\%", "1000", False),
        ("а\\_б", "ахб", False),
        ("%а%б%", "аббаб", True),
        ("а.б", "ахб", False),
        ("%нэг%", "a\nНЭГ\nb", True),
        (None, "а", None),
        ("а", None, None),
        ("12%", 123, True),
    ],
)
def test_our_own_like_reads_patterns_as_sql_does(pattern, text, matches):
    assert like(pattern, text, "\\") is matches


def test_the_database_agrees_with_our_own_like():
    patterns = ["%өв%", "өв%", "ө_", "ө_с", "%", "100\\%", "%а%б%", ""]
    texts = ["Төвийн ӨВ", "ӨВӨЛ", "Өвс", "", "100%", "1000", "аббаб"]
    with connection.cursor() as cursor:
        for pattern in patterns:
            for text in texts:
                cursor.execute("SELECT UPPER(%s) LIKE UPPER(%s) ESCAPE '\\'", [text, pattern])
                assert bool(cursor.fetchone()[0]) is like(pattern, text, "\\"), (pattern, text)


# order


IN_ORDER = [
    "Алба",
    "Ёс зүй",
    "Мөрдөн",
    "Ой",
    "оя",
    "өв",
    "Өвөл",
    "Пас",
    "Улс",
    "уя",
    "Үйл",
    "үя",
    "Фонд",
    "яам",
]


def test_names_stand_in_the_order_of_the_mongolian_alphabet(named):
    named(*reversed(IN_ORDER))
    ordered = Department.objects.order_by(Mongolian("name_mn"))
    assert list(ordered.values_list("name_mn", flat=True)) == IN_ORDER
    ordered = Department.objects.order_by(Mongolian("name_mn").desc())
    assert list(ordered.values_list("name_mn", flat=True)) == IN_ORDER[::-1]


def test_every_letter_stands_after_the_one_before_it_whatever_follows(named):
    """«ёа» after «ея»: a letter is a letter of its own, not another with a mark."""
    names = [f"{letter}{after}" for letter in databases.ALPHABET for after in "ая"]
    named(*reversed(names))
    ordered = Department.objects.order_by(Mongolian("name_mn"))
    assert list(ordered.values_list("name_mn", flat=True)) == names


def test_a_related_name_is_ordered_too(stranger_agency, nhrcm):
    for agency, name in ((nhrcm, "Үндэсний"), (stranger_agency, "Улсын")):
        agency.name_mn = name
        agency.save()
        DepartmentFactory(agency=agency)
    ordered = Department.objects.order_by(Mongolian("agency__name_mn")).annotate(of=F("agency__name_mn"))
    assert list(ordered.values_list("of", flat=True)) == ["Улсын", "Үндэсний"]


def test_our_own_comparison_is_an_order():
    names = [*IN_ORDER, "", "Алба", "алба", "Police", "1", "-"]
    for one in names:
        assert compare(one, one) == 0
        for other in names:
            assert compare(one, other) == -compare(other, one)
            assert (compare(one, other) == 0) is (one == other)


def test_who_asks_for_no_order_gets_the_one_of_the_table():
    codes = [AgencyFactory().code for _ in range(3)]
    assert list(Agency.objects.values_list("code", flat=True)) == sorted(codes)


# numbers no database keeps


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_a_number_no_database_keeps_is_not_found_among_others(nhrcm, number):
    assert list(Agency.objects.filter(pk__in=[nhrcm.pk, number])) == [nhrcm]
    assert list(Agency.objects.filter(pk__in=[number])) == []
    assert list(Agency.objects.filter(pk__in=Agency.objects.values("pk"))) == [nhrcm]


# the check at the start


def test_the_database_that_runs_here_passes_the_check():
    assert postgresql_knows_cyrillic(None, databases=["default"]) == []
    assert postgresql_knows_cyrillic(None, databases=None) == []


def test_a_postgresql_that_knows_no_cyrillic_is_named_before_the_product_starts(monkeypatch):
    class Ignorant:
        vendor = "postgresql"

        def cursor(self):
            return self

        def __enter__(self):
            return self

        def __exit__(self, *args):
            return False

        def execute(self, statement):
            assert "upper('ө')" in statement

        def fetchone(self):
            return (False,)

    monkeypatch.setattr(databases, "connections", {"default": Ignorant()})
    (error,) = postgresql_knows_cyrillic(None, databases=["default"])
    assert error.id == "plans.E002"
    assert "Cyrillic" in error.msg
    assert "LC_CTYPE" in error.hint


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite is told how to keep what it acknowledged")
def test_sqlite_keeps_what_it_acknowledged():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL is told not to wait without an end")
def test_postgresql_keeps_what_it_acknowledged_and_waits_with_an_end():
    with connection.cursor() as cursor:
        for name, value in (
            ("synchronous_commit", "on"),
            ("statement_timeout", "30s"),
            ("idle_in_transaction_session_timeout", "1min"),
        ):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone()[0] == value, name
