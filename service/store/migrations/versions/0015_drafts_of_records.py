"""A draft that changes a record knows which version of the record it was taken from."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column; drafts made so far are of no record."""
    op.add_column("draft", sa.Column("record_version", sa.Integer(), nullable=True))
