"""Events and their chains, seals, issued documents, counters, submissions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _create_event()
    _create_chain()
    _create_daily_seal()
    _create_issued_document()
    _create_counter()
    _create_counter_start()
    _create_submission()


def _create_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", BIG_KEY, autoincrement=True, nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_event_actor_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_event_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("record_id", "sequence", name="uq_event_record_id_sequence"),
        sqlite_autoincrement=True,
    )


def _create_chain() -> None:
    op.create_table(
        "chain",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_chain"),
    )


def _create_daily_seal() -> None:
    op.create_table(
        "daily_seal",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("last_event_id", sa.Integer(), nullable=False),
        sa.Column("chains", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.String(27), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_daily_seal"),
        sa.UniqueConstraint("day", name="uq_daily_seal_day"),
    )


def _create_issued_document() -> None:
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("form_code", sa.String(), nullable=False),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("template_sha256", sa.String(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("issued_at", sa.String(27), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name="fk_issued_document_issued_by"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_issued_document_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_document"),
        sa.UniqueConstraint(
            "record_id",
            "form_code",
            "version",
            name="uq_issued_document_record_id_form_code_version",
        ),
    )
    op.create_index("ix_issued_document_sha256", "issued_document", ["sha256"])


def _create_counter() -> None:
    op.create_table(
        "counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name="pk_counter"),
    )


def _create_counter_start() -> None:
    op.create_table(
        "counter_start",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["chosen_by"], ["person.id"], name="fk_counter_start_chosen_by"),
        sa.PrimaryKeyConstraint("series", "year", name="pk_counter_start"),
    )


def _create_submission() -> None:
    op.create_table(
        "submission",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_submission_person_id"),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_submission"),
    )
