"""
Triggers by which the database itself refuses to change or delete a trail entry, whoever asks.

They are laid after every migrate, for SQLite drops a table's triggers when a migration rebuilds it.
"""

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

TABLE = "plans_trailentry"
REFUSAL = "The trail is append-only."

SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS trail_no_{act.lower()} BEFORE {act} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("UPDATE", "DELETE")
]
SQLITE_OFF = [f"DROP TRIGGER IF EXISTS trail_no_{act}" for act in ("update", "delete")]

POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE OR REPLACE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    f"CREATE OR REPLACE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION trail_refuse()",
]
POSTGRESQL_OFF = [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in ("trail_no_change", "trail_no_truncate")]


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; doing it again changes nothing."""
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty the database, and to show what happens without them."""
    _run(connection, SQLITE_OFF if connection.vendor == "sqlite" else POSTGRESQL_OFF)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _after_migrate(sender, using: str, **kwargs) -> None:
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        lay(connection)


def register(app: AppConfig) -> None:
    post_migrate.connect(_after_migrate, sender=app, dispatch_uid="lay the triggers of the trail")
