"""Privileged deeds leave a trace: the security log chained, roles with from and to, past names."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from service.store.migrations.guards import guard

revision = "0018"
down_revision = "0017"

CHAIN, NOTHING_BEFORE = "security_log", "0" * 64
LOG = sa.table(
    "security_log",
    sa.column("sequence", sa.Integer()),
    sa.column("at", sa.String()),
    sa.column("kind", sa.String()),
    sa.column("actor_id", sa.Integer()),
    sa.column("actor_name", sa.String()),
    sa.column("address", sa.String()),
    sa.column("is_sample", sa.Boolean()),
    sa.column("payload", sa.Text()),
    sa.column("previous_hash", sa.String()),
    sa.column("hash", sa.String()),
)
MOST_AT_ONCE = 1_000

_OF_SAMPLE_PERSON = (
    "EXISTS (SELECT 1 FROM person WHERE person.id = OLD.person_id AND person.is_sample)"
)


def upgrade() -> None:
    """Hang the lines there are on one chain, and let nobody alter them."""
    _chain_log()
    _create_role_tenure()
    op.create_table(
        "security_seen",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_security_seen_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_security_seen"),
    )
    op.add_column("daily_seal", sa.Column("last_line", sa.Integer(), nullable=True))
    _end_addresses_of_closed_accounts()
    guard("security_log", "FALSE", ended="TRUE")
    guard("role_tenure", _OF_SAMPLE_PERSON, ended="OLD.ended_at IS NOT NULL")


def _chain_log() -> None:
    op.execute("CREATE TABLE security_log_before AS SELECT * FROM security_log")
    op.drop_table("security_log")
    _create_log()
    bind = op.get_bind()
    head, length, lines = NOTHING_BEFORE, 0, []
    for length, line in enumerate(_lines_before(bind), start=1):
        line = {"sequence": length, **line, "previous_hash": head}
        head = line["hash"] = _hash(line)
        lines.append(line)
        if len(lines) == MOST_AT_ONCE:
            bind.execute(LOG.insert(), lines)
            lines = []
    if lines:
        bind.execute(LOG.insert(), lines)
    if length:
        chain = sa.text("INSERT INTO chain (name, length, head) VALUES (:name, :length, :head)")
        bind.execute(chain, {"name": CHAIN, "length": length, "head": head})
    op.drop_table("security_log_before")


def _lines_before(bind: sa.Connection) -> Iterator[dict[str, Any]]:
    """Every line there was, oldest first, under the name its actor has today."""
    query = sa.text(
        "SELECT b.at, b.kind, b.actor_id, b.address, b.payload, p.full_name, p.is_sample "
        "FROM security_log_before b LEFT JOIN person p ON p.id = b.actor_id ORDER BY b.id"
    )
    # All at once: SQLite would see the lines written meanwhile in the same connection.
    for row in bind.execute(query).fetchall():
        yield {
            "at": row.at,
            "kind": row.kind,
            "actor_id": row.actor_id,
            "actor_name": row.full_name or "",
            "address": row.address,
            "is_sample": bool(row.is_sample),
            "payload": row.payload,
        }


def _hash(line: dict[str, Any]) -> str:
    said = {**line, "payload": json.loads(line["payload"])}
    canonical = json.dumps(
        said, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return sha256(canonical.encode()).hexdigest()


def _create_log() -> None:
    op.create_table(
        "security_log",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_security_log"),
    )
    for columns in (("at",), ("kind", "at"), ("actor_id", "at")):
        found = ("is_sample", *columns, "sequence")
        op.create_index(f"ix_security_log_{'_'.join(found)}", "security_log", list(found))


def _create_role_tenure() -> None:
    op.create_table(
        "role_tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("given_at", sa.String(27), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("given_by_name", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_by_name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_role_tenure_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_role_tenure"),
    )
    op.create_index("ix_role_tenure_person_id_role", "role_tenure", ["person_id", "role"])
    op.execute(
        "INSERT INTO role_tenure (person_id, role, given_at, given_by, given_by_name) "
        "SELECT r.person_id, r.role, r.granted_at, r.granted_by, COALESCE(g.full_name, '') "
        "FROM person_role r LEFT JOIN person g ON g.id = r.granted_by "
        "ORDER BY r.granted_at, r.person_id, r.role"
    )


def _end_addresses_of_closed_accounts() -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    closed = sa.text(
        "UPDATE calendar_feed SET revoked_at = :now WHERE revoked_at IS NULL AND person_id IN "
        "(SELECT id FROM person WHERE NOT active)"
    )
    op.get_bind().execute(closed, {"now": now})
