"""Corrections proposed of what somebody else approved, until they are confirmed or not."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "correction_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.String(27), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("waits_on", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'declined', 'withdrawn')",
            name="ck_correction_proposal_outcome",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name="fk_correction_proposal_record_id"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name="fk_correction_proposal_proposed_by"
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name="fk_correction_proposal_ended_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_correction_proposal"),
        sa.UniqueConstraint("waits_on", name="uq_correction_proposal_waits_on"),
    )
    op.create_index("ix_correction_proposal_record_id", "correction_proposal", ["record_id"])
    op.create_index(
        "ix_correction_proposal_outcome_due_on", "correction_proposal", ["outcome", "due_on"]
    )
