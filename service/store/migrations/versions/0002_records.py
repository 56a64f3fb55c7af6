"""Records and drafts, the parts people have in them, and what the record list is read from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLAIN_TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _create_record()
    _create_draft()
    _create_record_part()
    _create_record_unit()
    _create_record_access()
    _create_record_word()


def _create_record() -> None:
    op.create_table(
        "record",
        sa.Column("entry", BIG_KEY, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("form_code", sa.String(), nullable=False),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=True),
        sa.Column("series", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("requesting_unit_id", sa.Integer(), nullable=True),
        sa.Column("concerned_unit_id", sa.Integer(), nullable=True),
        sa.Column("executing_unit_id", sa.Integer(), nullable=True),
        sa.Column("submitter_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["concerned_unit_id"], ["unit.id"], name="fk_record_concerned_unit_id"
        ),
        sa.ForeignKeyConstraint(
            ["executing_unit_id"], ["unit.id"], name="fk_record_executing_unit_id"
        ),
        sa.ForeignKeyConstraint(
            ["requesting_unit_id"], ["unit.id"], name="fk_record_requesting_unit_id"
        ),
        sa.ForeignKeyConstraint(["submitter_id"], ["person.id"], name="fk_record_submitter_id"),
        sa.PrimaryKeyConstraint("entry", name="pk_record"),
        sa.UniqueConstraint("id", name="uq_record_id"),
        sa.UniqueConstraint("series", "year", "sequence", name="uq_record_series_year_sequence"),
        sqlite_autoincrement=True,
    )


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("form_code", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=True),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.Column("removed_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_draft_owner_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_draft_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_owner_id_updated_at", "draft", ["owner_id", "updated_at"])
    op.create_index("ix_draft_record_id", "draft", ["record_id"])


def _create_record_part() -> None:
    op.create_table(
        "record_part",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("since", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_record_part_person_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_record_part_record_id"),
        sa.PrimaryKeyConstraint("record_id", "person_id", "part", name="pk_record_part"),
    )
    op.create_index("ix_record_part_person_id", "record_part", ["person_id"])


def _create_record_unit() -> None:
    op.create_table(
        "record_unit",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("since", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_record_unit_record_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_record_unit_unit_id"),
        sa.PrimaryKeyConstraint("record_id", "unit_id", "part", name="pk_record_unit"),
    )
    op.create_index("ix_record_unit_unit_id", "record_unit", ["unit_id"])


def _create_record_access() -> None:
    op.create_table(
        "record_access",
        sa.Column("viewer", PLAIN_TEXT, nullable=False),
        sa.Column("entry", BIG_KEY, nullable=False),
        sa.Column("form_code", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["record.entry"], name="fk_record_access_entry"),
        sa.PrimaryKeyConstraint("viewer", "entry", name="pk_record_access"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_access_entry", "record_access", ["entry"])
    for columns in (
        ("form_code",),
        ("form_code", "stage"),
        ("form_code", "stage", "year"),
        ("form_code", "year"),
        ("stage",),
        ("stage", "year"),
        ("year",),
    ):
        listed = ["viewer", *columns, "entry"]
        op.create_index(f"ix_record_access_{'_'.join(listed)}", "record_access", listed)


def _create_record_word() -> None:
    op.create_table(
        "record_word",
        sa.Column("word", PLAIN_TEXT, nullable=False),
        sa.Column("entry", BIG_KEY, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["record.entry"], name="fk_record_word_entry"),
        sa.PrimaryKeyConstraint("word", "entry", name="pk_record_word"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_word_entry_word", "record_word", ["entry", "word"])
