"""How much evidence a person added in a day is asked before each file: found by an index."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_evidence_added_by_added_at", "evidence", ["added_by", "added_at"])
