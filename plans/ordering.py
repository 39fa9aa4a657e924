"""Order as a Mongolian reader expects it: Ё after Е, Ө after О, Ү after У."""

from django.db.models import Func

from plans.databases import ALPHABET, ORDER


class Mongolian(Func):
    """
    A text column in Mongolian alphabetical order: by our own collation on SQLite, by its key on PostgreSQL.

    ICU's Mongolian takes Ё for an Е with a mark; here a letter is a letter of its own.
    """

    arity = 1

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, template='(%(expressions)s) COLLATE "mn"', **context)

    def as_postgresql(self, compiler, connection, **context):
        """The key of `databases.compare`; U+0001, which no text holds, keeps the text itself behind it."""
        text, params = compiler.compile(self.source_expressions[0])
        key = f'(translate(lower({text}), %s, %s) || chr(1) || {text}) COLLATE "C"'
        return key, [*params, ALPHABET, "".join(ORDER.values()), *params]
