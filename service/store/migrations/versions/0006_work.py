"""Jobs, reminders, calendar feeds, days off."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    _create_job()
    _create_reminder()
    _create_calendar_feed()
    _create_day_off()


def _create_job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.String(27), nullable=False),
        sa.Column("leased_until", sa.String(27), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name="ck_job_state"
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="fk_job_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("once_key", name="uq_job_once_key"),
    )
    op.create_index("ix_job_asked_by_made_at", "job", ["asked_by", "made_at"])
    op.create_index("ix_job_state_not_before", "job", ["state", "not_before"])


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("mailed_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_reminder_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "person_id", "day", "record_id", name="uq_reminder_person_id_day_record_id"
        ),
    )
    op.create_index("ix_reminder_mailed_at_day", "reminder", ["mailed_at", "day"])
    op.create_index("ix_reminder_record_id", "reminder", ["record_id"])


def _create_calendar_feed() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("revoked_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_calendar_feed_person_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_calendar_feed"),
    )
    op.create_index("ix_calendar_feed_person_id", "calendar_feed", ["person_id"])


def _create_day_off() -> None:
    op.create_table(
        "day_off",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name="fk_day_off_changed_by"),
        sa.PrimaryKeyConstraint("day", name="pk_day_off"),
    )
