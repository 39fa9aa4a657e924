"""
The sample in a database with real transactions.

Each worker loads it once, in as many acts as people would need; afterwards it is put back as it was kept.
"""

import io
import shutil
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from activities.sample import loading
from tests.factories.behind import behind_the_locks


class KeptInSQLite:
    """The database whole, in memory."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.database = sqlite3.connect(":memory:")
        connection.connection.backup(self.database)

    def put_back(self) -> None:
        connection.ensure_connection()
        self.database.backup(connection.connection)


class KeptInPostgreSQL:
    """The rows of each table, as COPY writes them."""

    def __init__(self) -> None:
        self.rows = {}
        with connection.cursor() as cursor:
            for table in self.tables():
                self.rows[table] = io.StringIO()
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', self.rows[table])

    @staticmethod
    def tables() -> list[str]:
        return connection.introspection.django_table_names(only_existing=True, include_views=False)

    def put_back(self) -> None:
        with transaction.atomic(), behind_the_locks(), connection.cursor() as cursor:
            for statement in connection.ops.sql_flush(no_style(), self.tables()):
                cursor.execute(statement)
            for table, rows in self.rows.items():
                rows.seek(0)
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is laid over what is still to be checked


class KeptSample:
    """The database and the files, as they were once the sample was loaded."""

    def __init__(self, folder: Path) -> None:
        assert loading.load()
        self.database = KeptInSQLite() if connection.vendor == "sqlite" else KeptInPostgreSQL()
        self.files = shutil.copytree(settings.MEDIA_ROOT, folder)

    def put_back(self) -> None:
        self.database.put_back()
        shutil.copytree(self.files, settings.MEDIA_ROOT)
