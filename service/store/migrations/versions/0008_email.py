"""Where a person's mail goes; empty for who is reminded in the inbox alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Nothing; afterwards every person has the column, empty."""
    op.add_column("person", sa.Column("email", sa.String(), nullable=False, server_default=""))
