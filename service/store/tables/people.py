"""Tables of units, persons, their roles, their sessions and their tokens for the API."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, UtcDateTime
from service.store.tables.sample_rows import of_sample_person

ROLES = (
    "official",
    "unit_head",
    "auditor",
    "iso_secretary",
    "iso_board",
    "director",
    "administrator",
)


class UnitRow(Base):
    """A unit (đơn vị) of the agency."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("is_sample", "name_key"),
        UniqueConstraint("is_sample", "abbreviation_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    abbreviation: Mapped[str]
    abbreviation_key: Mapped[str]
    kind: Mapped[str]
    series_key: Mapped[str]
    sort_rank: Mapped[int]
    active: Mapped[bool]
    is_sample: Mapped[bool]


class PersonRow(Base):
    """A person (người dùng); deactivated, never deleted, sample data apart."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("username_key"), Index(None, "unit_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    username_key: Mapped[str]
    full_name: Mapped[str]
    sort_key: Mapped[str]
    sort_rank: Mapped[int]
    title: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    active: Mapped[bool]
    is_sample: Mapped[bool]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool]
    email: Mapped[str] = mapped_column(server_default="")


class PersonRoleRow(Base):
    """One of the seven roles (vai trò) a person holds."""

    __tablename__ = "person_role"
    sample_rows = of_sample_person()
    __table_args__ = (
        CheckConstraint("role IN ({})".format(", ".join(f"'{role}'" for role in ROLES)), "known"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class PeopleMarkRow(Base):
    """One row whose mark the database moves with every change of a person, a role or a unit."""

    __tablename__ = "people_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[int]


class RoleTenureRow(Base):
    """From when to when somebody held a role, given and taken by whom; kept when it is over.

    Who gave and took is kept by id and by the name of that day, so that no row hangs on them.
    """

    __tablename__ = "role_tenure"
    sample_rows = of_sample_person()
    __table_args__ = (Index(None, "person_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[int | None]
    given_by_name: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None]
    ended_by_name: Mapped[str | None]


class SessionRow(Base):
    """A signed-in browser (phiên làm việc); only the hash of its token is kept."""

    __tablename__ = "session"
    sample_rows = of_sample_person()
    __table_args__ = (Index(None, "person_id"), Index(None, "expires_at"))

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApiTokenRow(Base):
    """A token for the API (mã truy cập); only its hash is kept."""

    __tablename__ = "api_token"
    sample_rows = of_sample_person()
    __table_args__ = (UniqueConstraint("token_hash"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    label: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
