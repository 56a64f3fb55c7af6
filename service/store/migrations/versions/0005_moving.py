"""Whose turn a record is, delegations, evidence, links, same contents."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PLAIN_TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _create_turn()
    _create_delegation()
    _create_evidence()
    _create_record_link()
    _create_content_category()
    _create_record_category()


def _create_turn() -> None:
    op.create_table(
        "turn",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("holder", PLAIN_TEXT, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("since", sa.String(27), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=True),
        sa.Column("order_key", PLAIN_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_turn_record_id"),
        sa.PrimaryKeyConstraint("record_id", "holder", name="pk_turn"),
    )
    op.create_index(
        "ix_turn_holder_order_key_record_id", "turn", ["holder", "order_key", "record_id"]
    )
    op.create_index("ix_turn_order_key_record_id", "turn", ["order_key", "record_id"])


def _create_delegation() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("record_id", sa.String(), nullable=True),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("from_day", sa.String(10), nullable=False),
        sa.Column("to_day", sa.String(10), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("revoked_at", sa.String(27), nullable=True),
        sa.CheckConstraint(
            "(role IS NULL) <> (record_id IS NULL)", name="ck_delegation_of_one_thing"
        ),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name="fk_delegation_giver_id"),
        sa.ForeignKeyConstraint(["receiver_id"], ["person.id"], name="fk_delegation_receiver_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_delegation_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
    )
    op.create_index("ix_delegation_giver_id_to_day", "delegation", ["giver_id", "to_day"])
    op.create_index("ix_delegation_receiver_id_to_day", "delegation", ["receiver_id", "to_day"])
    op.create_index("ix_delegation_record_id", "delegation", ["record_id"])


def _create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name="fk_evidence_added_by"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_evidence_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("record_id", "sha256", name="uq_evidence_record_id_sha256"),
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _create_record_link() -> None:
    op.create_table(
        "record_link",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["record.id"], name="fk_record_link_other_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_record_link_record_id"),
        sa.PrimaryKeyConstraint("record_id", "kind", name="pk_record_link"),
    )
    op.create_index("ix_record_link_other_id", "record_link", ["other_id"])


def _create_content_category() -> None:
    op.create_table(
        "content_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content_category"),
        sa.UniqueConstraint("is_sample", "name_key", name="uq_content_category_is_sample_name_key"),
    )


def _create_record_category() -> None:
    op.create_table(
        "record_category",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["content_category.id"], name="fk_record_category_category_id"
        ),
        sa.ForeignKeyConstraint(["entry"], ["record.entry"], name="fk_record_category_entry"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_record_category_record_id"),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name="fk_record_category_set_by"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_record_category_unit_id"),
        sa.PrimaryKeyConstraint("record_id", name="pk_record_category"),
    )
    op.create_index("ix_record_category_category_id", "record_category", ["category_id"])
    op.create_index(
        "ix_record_category_unit_id_category_id_entry",
        "record_category",
        ["unit_id", "category_id", "entry"],
    )
