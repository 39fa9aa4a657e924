"""
Makes SQLite know what PostgreSQL does.

Cyrillic: SQLite's own LIKE, LOWER and UPPER change the case of ASCII alone. Numbers of any size: it breaks past 2⁶³.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.checks import Error, Tags
from django.core.checks import register as register_check
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.signals import connection_created
from django.db.migrations import RunPython
from django.db.models import IntegerField
from django.db.models.lookups import In

ALPHABET = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"
ORDER = {letter: chr(0x0430 + place) for place, letter in enumerate(ALPHABET)}
IN_ORDER = str.maketrans(ORDER)

LEAST_KEPT, MOST_KEPT = -(2**63), 2**63 - 1


def in_alphabetical_order(text: str) -> str:
    """A key by which plain comparison puts Ё after Е, Ө after О and Ү after У."""
    return text.casefold().translate(IN_ORDER)


def compare(left: str, right: str) -> int:
    """The collation `mn` of SQLite: -1, 0 or 1."""
    first, second = (in_alphabetical_order(left), left), (in_alphabetical_order(right), right)
    return (first > second) - (first < second)


def like(pattern: str | None, text: str | None, escape: str | None = None) -> bool | None:
    """SQL's LIKE whatever the case of the letters; None, which is NULL, where either side is."""
    if pattern is None or text is None:
        return None
    return _matcher(pattern, escape)(str(text).casefold())


@lru_cache(maxsize=256)
def _matcher(pattern: str, escape: str | None) -> Callable[[str], bool]:
    """A test of texts in small letters. The pattern falls into literals, and the wildcard between each two."""
    parts: list[str] = []
    literal = ""
    letters = iter(pattern.casefold())
    for letter in letters:
        if letter == escape:
            literal += next(letters, "")
        elif letter in "%_":
            parts += [literal, letter]
            literal = ""
        else:
            literal += letter
    parts.append(literal)
    match parts:
        case ["", "%", wanted, "%", ""]:
            return lambda text: wanted in text
    wildcards = {"%": ".*", "_": "."}
    expression = "".join(wildcards[part] if place % 2 else re.escape(part) for place, part in enumerate(parts))
    compiled = re.compile(expression, re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None


def _teach(connection, **kwargs) -> None:
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_function("LIKE", 2, lambda pattern, text: like(pattern, text), deterministic=True)
    raw.create_function("LIKE", 3, like, deterministic=True)
    raw.create_function("LOWER", 1, lambda text: text if text is None else str(text).lower(), deterministic=True)
    raw.create_function("UPPER", 1, lambda text: text if text is None else str(text).upper(), deterministic=True)
    raw.create_collation("mn", compare)


class AmongKept(In):
    """`number__in`, where one that no database keeps is not found, as with Django's own `number__exact`."""

    def get_prep_lookup(self) -> Any:
        prepared = super().get_prep_lookup()
        if self.rhs_is_direct_value():
            return [value for value in prepared if not isinstance(value, int) or LEAST_KEPT <= value <= MOST_KEPT]
        return prepared


def postgresql_knows_cyrillic(app_configs, databases=None, **kwargs) -> list[Error]:
    """A database made with LC_CTYPE=C on an old server leaves Cyrillic case alone, and search finds nothing."""
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT upper('ө') = 'Ө'")
            if not cursor.fetchone()[0]:
                errors.append(
                    Error(
                        "This PostgreSQL database does not know the case of Cyrillic letters.",
                        hint="Make it anew with LC_CTYPE C.UTF-8 or mn_MN.UTF-8.",
                        id="plans.E002",
                    )
                )
    return errors


def register() -> None:
    IntegerField.register_lookup(AmongKept)
    connection_created.connect(_teach, dispatch_uid="teach SQLite Cyrillic")
    register_check(postgresql_knows_cyrillic, Tags.database)


def sequences_go_on(*tables: str) -> RunPython:
    """The first step of a migration to keys by chance: undone, the sequences go on after the last key."""

    def after_the_last(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for table in tables:
            schema_editor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608, a name of our own
                f"coalesce((SELECT max(id) FROM {table}), 1))"
            )

    return RunPython(RunPython.noop, after_the_last)
