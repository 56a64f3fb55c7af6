"""The database itself refuses to change or lose evidence; that of sample records may be removed."""

from alembic import op

revision = "0007"
down_revision = "0006"

_OF_SAMPLE_RECORD = (
    "EXISTS (SELECT 1 FROM record WHERE record.id = OLD.record_id AND record.is_sample)"
)


def upgrade() -> None:
    """Let UPDATE on evidence fail, and DELETE but for sample records."""
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgres()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    op.execute(
        "CREATE TRIGGER evidence_is_final BEFORE UPDATE ON evidence "
        "BEGIN SELECT RAISE(ABORT, 'evidence is final'); END"
    )
    op.execute(
        "CREATE TRIGGER evidence_is_kept BEFORE DELETE ON evidence "
        f"WHEN NOT ({_OF_SAMPLE_RECORD}) "
        "BEGIN SELECT RAISE(ABORT, 'evidence is kept'); END"
    )


def _guard_postgres() -> None:
    _postgres_trigger("evidence_is_final", "UPDATE", "RAISE EXCEPTION 'evidence is final';")
    _postgres_trigger(
        "evidence_is_kept",
        "DELETE",
        f"IF {_OF_SAMPLE_RECORD} THEN RETURN OLD; END IF; RAISE EXCEPTION 'evidence is kept';",
    )


def _postgres_trigger(name: str, verb: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verb} ON evidence FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
