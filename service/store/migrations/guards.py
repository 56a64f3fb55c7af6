"""Triggers by which the database itself refuses to change or lose what is final.

Migrations that were run are never run anew: what these functions issue may never change.
"""

from alembic import op

OF_SAMPLE_RECORD = (
    "EXISTS (SELECT 1 FROM record WHERE record.id = OLD.record_id AND record.is_sample)"
)
"""The rows that may be removed from a table of what belongs to records."""


def guard(table: str, removable: str, ended: str = "") -> None:
    """Let UPDATE fail, of rows that are `ended` if that is said, and DELETE unless `removable`."""
    final, kept = f"{table} is final", f"{table} is kept"
    if is_postgres():
        unless_ended = f"IF NOT ({ended}) THEN RETURN NEW; END IF; " if ended else ""
        postgres_function(f"{table}_is_final", f"{unless_ended}RAISE EXCEPTION '{final}';")
        _postgres_trigger(table, f"{table}_is_final", "UPDATE")
        unless_removable = f"IF {removable} THEN RETURN OLD; END IF; "
        postgres_function(f"{table}_is_kept", f"{unless_removable}RAISE EXCEPTION '{kept}';")
        _postgres_trigger(table, f"{table}_is_kept", "DELETE")
        return
    when_ended = f"WHEN {ended} " if ended else ""
    op.execute(
        f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} {when_ended}"
        f"BEGIN SELECT RAISE(ABORT, '{final}'); END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} WHEN NOT ({removable}) "
        f"BEGIN SELECT RAISE(ABORT, '{kept}'); END"
    )


def is_postgres() -> bool:
    """Return whether the tables are PostgreSQL's and not SQLite's."""
    return op.get_bind().dialect.name == "postgresql"


def postgres_function(name: str, body: str) -> None:
    """Make the function that a trigger of PostgreSQL calls."""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    )


def _postgres_trigger(table: str, name: str, verb: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
