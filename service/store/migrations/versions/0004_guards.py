"""The database itself refuses to change what is final; sample data alone may be removed."""

from alembic import op

revision = "0004"
down_revision = "0003"

_OF_SAMPLE_RECORD = (
    "EXISTS (SELECT 1 FROM record WHERE record.id = OLD.record_id AND record.is_sample)"
)

# Table -> which of its rows may be deleted after all.
FINAL = {
    "event": _OF_SAMPLE_RECORD,
    "issued_document": _OF_SAMPLE_RECORD,
    "daily_seal": "FALSE",
    "counter_start": "OLD.series LIKE 'sample:%'",
}


def upgrade() -> None:
    """Let UPDATE and DELETE on final rows fail."""
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgres()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    for table, removable in FINAL.items():
        op.execute(
            f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is final'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} "
            f"WHEN NOT ({removable}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is kept'); END"
        )
    op.execute(
        "CREATE TRIGGER record_stays_real BEFORE UPDATE OF is_sample ON record "
        "WHEN NEW.is_sample IS NOT OLD.is_sample "
        "BEGIN SELECT RAISE(ABORT, 'a record never becomes sample data'); END"
    )


def _guard_postgres() -> None:
    for table, removable in FINAL.items():
        _postgres_function(f"{table}_is_final", f"RAISE EXCEPTION '{table} is final';")
        op.execute(
            f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_is_final()"
        )
        _postgres_function(
            f"{table}_is_kept",
            f"IF {removable} THEN RETURN OLD; END IF; RAISE EXCEPTION '{table} is kept';",
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_is_kept()"
        )
    _postgres_function("record_stays_real", "RAISE EXCEPTION 'a record never becomes sample data';")
    op.execute(
        "CREATE TRIGGER record_stays_real BEFORE UPDATE OF is_sample ON record FOR EACH ROW "
        "WHEN (NEW.is_sample IS DISTINCT FROM OLD.is_sample) "
        "EXECUTE FUNCTION record_stays_real()"
    )


def _postgres_function(name: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    )
