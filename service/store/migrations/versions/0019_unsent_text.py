"""What people typed and have not sent, kept for them alone."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "unsent_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=True),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_unsent_text_person_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_unsent_text_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unsent_text"),
        sa.UniqueConstraint("person_id", "place", name="uq_unsent_text_person_id_place"),
    )
    op.create_index("ix_unsent_text_record_id", "unsent_text", ["record_id"])
    op.create_index("ix_unsent_text_saved_at", "unsent_text", ["saved_at"])
