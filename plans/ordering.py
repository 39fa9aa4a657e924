"""Order as a Mongolian reader expects it: Ө after О, Ү after У."""

from django.db.models import Func


class Mongolian(Func):
    """A text column in Mongolian alphabetical order, by ICU on PostgreSQL and by our own collation on SQLite."""

    template = '(%(expressions)s) COLLATE "%(collation)s"'

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, collation="mn", **context)

    def as_postgresql(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, collation="mn-x-icu", **context)
