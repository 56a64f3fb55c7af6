"""Who sees every record sees those of the office, or those of the sample data, never both."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Let sample records stand in a run of their own."""
    op.execute(
        "UPDATE record_access SET viewer = '*m' WHERE viewer = '*'"
        " AND entry IN (SELECT entry FROM record WHERE is_sample)"
    )
