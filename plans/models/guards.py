"""
Triggers by which the database itself refuses what a careless line of code could break, whoever asks.

They are laid after every migrate, for SQLite drops a table's triggers when a migration rebuilds it. Those that look
into other tables are lifted before it, for SQLite rebuilds no table that another one's trigger names.
"""

import re
from dataclasses import dataclass

from django.apps import AppConfig
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True)
class Guard:
    """
    Refuses `acts` on the rows of a table, where `when` and `where` hold.

    `when` is SQL over OLD and NEW that both databases read; `where` may look into other tables, and calls ROW what
    stands, what would stand, and either of the two in an update.
    """

    name: str
    table: str
    acts: tuple[str, ...]
    refusal: str
    when: str = ""
    truncate: bool = False
    where: str = ""

    def holds_for(self, act: str) -> str:
        """`where` as it reads for one of the acts."""
        rows = {"INSERT": ["NEW"], "DELETE": ["OLD"]}.get(act, ["OLD", "NEW"])
        return " OR ".join(f"({self.where.replace('ROW.', f'{row}.')})" for row in rows)


def differs(column: str) -> str:
    """That a column which may be empty changes, in SQL both databases read."""
    return f"(OLD.{column} IS NULL) <> (NEW.{column} IS NULL) OR OLD.{column} <> NEW.{column}"


def changes(*columns: str) -> str:
    """That one of these columns changes."""
    return "(" + " OR ".join(map(differs, columns)) + ")"


def locked(
    name: str, model: type[models.Model], refusal: str, where: str, *, reads: str | None = None
) -> tuple[Guard, Guard]:
    """
    That no row of this model comes, goes or reads differently; `reads` where that asks for another condition.

    An action holds a row by writing its version before it says in a sentence why nothing of it changes.
    """
    table, held = model._meta.db_table, {"version", "locked", "search_text"}
    columns = [one.column for one in model._meta.concrete_fields if not one.primary_key and one.column not in held]
    return (
        Guard(name, table, ("INSERT", "DELETE"), refusal, where=where),
        Guard(f"{name}_reads", table, ("UPDATE",), refusal, when=changes(*columns), where=reads or where),
    )


def put_to_the_parties(thing: str, key: str, *states: str) -> str:
    """That the parties have a text on this thing before them, or have consented to it."""
    listed = ", ".join(f"'{state}'" for state in states or ("open", "taken_effect"))
    return (
        f"EXISTS (SELECT 1 FROM plans_proposal put WHERE put.target_type = '{thing}' AND put.target_id = {key} "
        f"AND put.state IN ({listed}))"
    )


GUARDS: list[Guard] = [
    Guard("trail_no_change", "plans_trailentry", ("UPDATE", "DELETE"), "The trail is append-only.", truncate=True),
    Guard("proposal_stays", "plans_proposal", ("DELETE",), "What was put to the parties stays."),
    Guard(
        "proposal_text_stays",
        "plans_proposal",
        ("UPDATE",),
        "The text put to the parties stays as it was put.",
        when="OLD.digest <> NEW.digest OR OLD.kind <> NEW.kind OR OLD.target_type <> NEW.target_type "
        "OR OLD.target_id <> NEW.target_id OR OLD.text <> NEW.text OR OLD.agreement_id <> NEW.agreement_id",
    ),
    Guard(
        "proposal_is_decided_once",
        "plans_proposal",
        ("UPDATE",),
        "What was decided stays decided.",
        when="OLD.state <> 'open' AND OLD.state <> NEW.state",
    ),
    Guard("acting_stays", "plans_actingauthority", ("DELETE",), "Who acted for a head, and when, stays."),
    Guard(
        "acting_only_ends",
        "plans_actingauthority",
        ("UPDATE",),
        "Acting authority only ends; another term is another order.",
        when="OLD.agency_id <> NEW.agency_id OR OLD.person_id <> NEW.person_id OR OLD.head_id <> NEW.head_id "
        "OR OLD.from_on <> NEW.from_on OR OLD.until_on <> NEW.until_on OR OLD.order_number <> NEW.order_number "
        "OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NULL OR OLD.ended_at <> NEW.ended_at))",
    ),
    Guard("act_stays", "plans_consentact", ("DELETE",), "An act of a party stays."),
    Guard(
        "act_is_only_taken_back",
        "plans_consentact",
        ("UPDATE",),
        "An act of a party can only be taken back, once.",
        when="OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR OLD.person_id <> NEW.person_id "
        "OR OLD.agency_id <> NEW.agency_id OR OLD.decision <> NEW.decision OR OLD.digest <> NEW.digest "
        "OR OLD.name_mn <> NEW.name_mn OR OLD.proposal_id <> NEW.proposal_id OR OLD.at <> NEW.at",
    ),
    Guard(
        "meeting_stays_as_confirmed",
        "plans_meeting",
        ("UPDATE",),
        "What the parties confirmed in the minutes stays.",
        when="OLD.state = 'confirmed' AND (NEW.state <> OLD.state OR OLD.meets_on <> NEW.meets_on "
        "OR OLD.kind <> NEW.kind OR OLD.place <> NEW.place OR OLD.agreement_id <> NEW.agreement_id "
        "OR (OLD.begins IS NULL) <> (NEW.begins IS NULL) OR OLD.begins <> NEW.begins "
        "OR COALESCE(OLD.group_id, 0) <> COALESCE(NEW.group_id, 0))",
    ),
    *(
        Guard(f"{part}_stays", f"plans_{part}", ("UPDATE", "DELETE"), "The minutes are confirmed.", when="OLD.locked")
        for part in ("agendaitem", "attendee")
    ),
    Guard(
        "group_stays_as_agreed",
        "plans_workinggroup",
        ("UPDATE",),
        "What the parties agreed of a working group stays.",
        when="(OLD.state = 'ended' AND NEW.state <> OLD.state) OR (OLD.state <> 'draft' AND (NEW.state = 'draft' "
        "OR OLD.name_mn <> NEW.name_mn OR OLD.name_en <> NEW.name_en OR OLD.mandate_mn <> NEW.mandate_mn "
        "OR OLD.mandate_en <> NEW.mandate_en OR OLD.basis <> NEW.basis OR OLD.order_number <> NEW.order_number "
        f"OR {differs('decision_id')} OR {differs('order_on')} OR {differs('starts_on')} "
        f"OR (({differs('ends_on')}) AND (OLD.state <> 'active' OR OLD.next_ends_on IS NULL OR NEW.ends_on IS NULL "
        "OR NEW.ends_on <> OLD.next_ends_on))))",
    ),
    Guard("grade_stays", "plans_grade", ("UPDATE",), "A grade stays as it was entered; another one is another row."),
    Guard("decision_stays", "plans_decision", ("DELETE",), "The minutes are confirmed.", when="OLD.locked"),
    Guard(
        "decision_text_stays",
        "plans_decision",
        ("UPDATE",),
        "What the meeting decided stays as it was confirmed.",
        when="OLD.locked AND (NOT NEW.locked OR OLD.text_mn <> NEW.text_mn OR OLD.text_en <> NEW.text_en "
        "OR OLD.number <> NEW.number OR OLD.meeting_id <> NEW.meeting_id OR OLD.agency_id <> NEW.agency_id "
        f"OR COALESCE(OLD.item_id, 0) <> COALESCE(NEW.item_id, 0) OR {differs('due_on')})",
    ),
]


def only_opens(model: type[models.Model]) -> Guard:
    """That a compartmented thing never becomes narrower, nor changes hands: what was joint is not pulled back."""
    return Guard(
        f"{model._meta.model_name}_only_opens",
        model._meta.db_table,
        ("UPDATE",),
        "Who knows of a thing is not made to forget it.",
        when="OLD.agency_id <> NEW.agency_id "
        "OR (OLD.compartment = 'joint' AND NEW.compartment <> 'joint') "
        "OR (OLD.compartment = 'agency' AND NEW.compartment = 'circle') "
        "OR (NEW.compartment = 'circle' AND OLD.circle_id <> NEW.circle_id)",
    )


def register(guard: Guard) -> None:
    """An app adds what its own tables must refuse."""
    if guard not in GUARDS:
        GUARDS.append(guard)


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place, all or none; doing it again changes nothing."""
    tables = set(connection.introspection.table_names())
    columns = {table: _columns_of(connection, table) for table in {guard.table for guard in GUARDS} & tables}
    with transaction.atomic(connection.alias):
        for guard in GUARDS:
            if guard.table in tables:
                run(connection, _off(connection, guard))
                if _tables(guard) <= tables and _columns(guard) <= columns[guard.table]:
                    run(connection, _on(connection, guard))


def _columns(guard: Guard) -> set[str]:
    return set(re.findall(r"(?:OLD|NEW|ROW)\.(\w+)", f"{guard.when} {guard.where}"))


def _tables(guard: Guard) -> set[str]:
    return set(re.findall(r"(?:FROM|JOIN) (\w+)", guard.where))


def _columns_of(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    """Fewer than the guard names where migrations were taken back."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
        return {column[0] for column in cursor.description}


def lift(connection: BaseDatabaseWrapper, *, only_looking_elsewhere: bool = False) -> None:
    """Take the triggers away: for tests that empty the database, and to show what happens without them."""
    tables = set(connection.introspection.table_names())
    with transaction.atomic(connection.alias):
        for guard in GUARDS:
            if guard.table in tables and (guard.where or not only_looking_elsewhere):
                run(connection, _off(connection, guard))


def _on(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    when = f"WHEN ({guard.when}) " if guard.when else ""
    if connection.vendor == "sqlite":
        where = {act: f" WHERE {guard.holds_for(act)}" if guard.where else "" for act in guard.acts}
        return [
            f"CREATE TRIGGER {guard.name}_{act.lower()} BEFORE {act} ON {guard.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{guard.refusal}'){where[act]}; END"
            for act in guard.acts
        ]
    if guard.where:
        return [statement for act in guard.acts for statement in _on_where(guard, act, when)]
    statements = [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{guard.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    statements += [
        f"CREATE TRIGGER {guard.name}_{act.lower()} BEFORE {act} ON {guard.table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION {guard.name}()"
        for act in guard.acts
    ]
    if guard.truncate:
        statements.append(
            f"CREATE TRIGGER {guard.name}_truncate BEFORE TRUNCATE ON {guard.table} EXECUTE FUNCTION {guard.name}()"
        )
    return statements


def _on_where(guard: Guard, act: str, when: str) -> list[str]:
    """On PostgreSQL, whose WHEN looks into no other table."""
    name = f"{guard.name}_{act.lower()}"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {guard.holds_for(act)} THEN "
        f"RAISE EXCEPTION '{guard.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END $$",
        f"CREATE TRIGGER {name} BEFORE {act} ON {guard.table} FOR EACH ROW {when}EXECUTE FUNCTION {name}()",
    ]


def _off(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    acts = [*guard.acts, "TRUNCATE"] if guard.truncate and connection.vendor != "sqlite" else guard.acts
    of_table = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
    return [f"DROP TRIGGER IF EXISTS {guard.name}_{act.lower()}{of_table}" for act in acts]


def run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _after_migrate(sender: AppConfig, using: str, **kwargs: object) -> None:
    lay(connections[using])


def _before_migrate(sender: AppConfig, using: str, plan: list[object], **kwargs: object) -> None:
    if plan:
        lift(connections[using], only_looking_elsewhere=True)


def lay_after_migrate(app: AppConfig) -> None:
    """Of every app at once: this one is told of each migrate, whichever app it changed."""
    pre_migrate.connect(_before_migrate, sender=app, dispatch_uid=f"lift the guards before {app.label}")
    post_migrate.connect(_after_migrate, sender=app, dispatch_uid=f"lay the guards after {app.label}")
