"""The database itself refuses to change or lose evidence; that of sample records may be removed."""

from service.store.migrations.guards import OF_SAMPLE_RECORD, guard

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Let UPDATE on evidence fail, and DELETE but for sample records."""
    guard("evidence", OF_SAMPLE_RECORD)
