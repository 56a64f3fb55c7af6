"""Where a person's mail goes; empty for who is reminded in the inbox alone."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Give every person the column, empty."""
    op.add_column("person", sa.Column("email", sa.String(), nullable=False, server_default=""))
