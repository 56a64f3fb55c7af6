"""Single records lent are seen by the delegation that lends them, no longer by a part for good."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Let whoever was lent a record see it as long as that holds."""
    op.execute(
        """
        INSERT INTO record_access (viewer, entry, form_code, stage, year, due_key)
        SELECT 'g' || CAST(delegation.id AS VARCHAR), record.entry, kept.form_code, kept.stage,
               kept.year, kept.due_key
        FROM delegation
        JOIN record ON record.id = delegation.record_id
        JOIN record_access AS kept ON kept.entry = record.entry AND kept.viewer IN ('*', '*m')
        WHERE delegation.revoked_at IS NULL
        """
    )
    op.execute(
        """
        DELETE FROM record_access
        WHERE EXISTS (
            SELECT 1 FROM record_part
            JOIN record ON record.id = record_part.record_id
            WHERE record_part.part = 'delegate'
              AND record.entry = record_access.entry
              AND record_access.viewer = 'p' || CAST(record_part.person_id AS VARCHAR)
              AND record.submitter_id <> record_part.person_id
              AND NOT EXISTS (
                  SELECT 1 FROM record_part AS other
                  WHERE other.record_id = record_part.record_id
                    AND other.person_id = record_part.person_id
                    AND other.part <> 'delegate'
              )
        )
        """
    )
    op.execute("DELETE FROM record_part WHERE part = 'delegate'")
