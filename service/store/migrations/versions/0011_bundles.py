"""Bundles: many records made into one file for the one who asked, kept for some days."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "bundle",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("held", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("asked_at", sa.String(27), nullable=False),
        sa.Column("begun_at", sa.String(27), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.Column("kept_until", sa.String(27), nullable=False),
        sa.CheckConstraint("kind IN ('pdf', 'zip')", name="ck_bundle_kind"),
        sa.CheckConstraint("outcome IN ('ready', 'stopped', 'failed')", name="ck_bundle_outcome"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="fk_bundle_asked_by"),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_bundle_job_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bundle"),
    )
    op.create_index("ix_bundle_asked_by_asked_at", "bundle", ["asked_by", "asked_at"])
    op.create_index("ix_bundle_kept_until", "bundle", ["kept_until"])
