"""A mark that moves with every change of a person, a role held or a unit, whoever changes it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

MOVE = "UPDATE people_mark SET mark = mark + 1 WHERE id = 1;"
TABLES = ("person", "person_role", "unit")


def upgrade() -> None:
    """Add the mark, and have the database itself move it."""
    op.create_table(
        "people_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people_mark"),
    )
    op.execute("INSERT INTO people_mark (id, mark) VALUES (1, 1)")
    if op.get_bind().dialect.name == "postgresql":
        _watch_postgres()
    else:
        _watch_sqlite()


def _watch_sqlite() -> None:
    for table in TABLES:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            name = f"{table}_{verb.lower()}_moves_mark"
            op.execute(f"CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN {MOVE} END")


def _watch_postgres() -> None:
    op.execute(
        "CREATE FUNCTION move_people_mark() RETURNS trigger AS $$ "
        f"BEGIN {MOVE} RETURN NULL; END $$ LANGUAGE plpgsql"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_moves_mark AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION move_people_mark()"
        )
