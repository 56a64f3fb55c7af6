"""The database itself refuses to change what is final; sample data alone may be removed."""

from alembic import op

from service.store.migrations.guards import (
    OF_SAMPLE_RECORD,
    guard,
    is_postgres,
    postgres_function,
)

revision = "0004"
down_revision = "0003"

# Table -> which of its rows may be deleted after all.
FINAL = {
    "event": OF_SAMPLE_RECORD,
    "issued_document": OF_SAMPLE_RECORD,
    "daily_seal": "FALSE",
    "counter_start": "OLD.series LIKE 'sample:%'",
}


def upgrade() -> None:
    """Let UPDATE and DELETE on final rows fail, and a record stay what it is, real or sample."""
    for table, removable in FINAL.items():
        guard(table, removable)
    said = "a record never becomes sample data"
    trigger = "CREATE TRIGGER record_stays_real BEFORE UPDATE OF is_sample ON record"
    if is_postgres():
        postgres_function("record_stays_real", f"RAISE EXCEPTION '{said}';")
        op.execute(
            f"{trigger} FOR EACH ROW WHEN (NEW.is_sample IS DISTINCT FROM OLD.is_sample) "
            "EXECUTE FUNCTION record_stays_real()"
        )
    else:
        op.execute(
            f"{trigger} WHEN NEW.is_sample IS NOT OLD.is_sample "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
