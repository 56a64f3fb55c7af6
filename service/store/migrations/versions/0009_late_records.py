"""The earliest deadline of each record beside who sees it: what is late is read from an index."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

PLAIN_TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Let what is late be listed without looking at every record."""
    column = sa.Column("due_key", PLAIN_TEXT, nullable=False, server_default="9999-12-31")
    op.add_column("record_access", column)
    op.execute(
        "UPDATE record_access SET due_key = ("
        " SELECT min(turn.order_key) FROM turn JOIN record ON record.id = turn.record_id"
        " WHERE record.entry = record_access.entry)"
        " WHERE entry IN (SELECT record.entry FROM record JOIN turn ON record.id = turn.record_id)"
    )
    for columns in (("due_key",), ("year", "due_key")):
        listed = ["viewer", "form_code", *columns, "entry"]
        op.create_index(f"ix_record_access_{'_'.join(listed)}", "record_access", listed)
