"""Tables of persons and the roles they hold."""

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
