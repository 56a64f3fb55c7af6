"""From when to when somebody held which role: begun and ended beside the roles held now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from service.store.actors import whoever
from service.store.database import UnitOfWork
from service.store.tables.people.role_tenures import RoleTenureRow


@dataclass(frozen=True)
class RoleTenure:
    """A role held for a time (thời gian giữ vai trò); the names are those of the day.

    An empty name is nobody's: the command on the server, or the sample data.
    """

    role: str
    given_at: datetime
    given_by: str
    ended_at: datetime | None
    ended_by: str


def begin_tenures(
    uow: UnitOfWork, person_id: int, roles: Iterable[str], *, by: int | None, at: datetime
) -> None:
    """Note that the person holds these roles from now on."""
    name = _name_of(uow, by)
    for role in sorted(roles):
        uow.session.add(
            RoleTenureRow(
                person_id=person_id, role=role, given_at=at, given_by=by, given_by_name=name
            )
        )
    uow.session.flush()


def end_tenures(
    uow: UnitOfWork, person_id: int, roles: Iterable[str], *, by: int | None, at: datetime
) -> None:
    """Note that the person holds these roles no longer; that they did is kept."""
    row = RoleTenureRow
    uow.session.execute(
        update(row)
        .where(row.person_id == person_id, row.role.in_(list(roles)), row.ended_at.is_(None))
        .values(ended_at=at, ended_by=by, ended_by_name=_name_of(uow, by))
    )


def list_tenures(uow: UnitOfWork, person_id: int) -> tuple[RoleTenure, ...]:
    """All roles the person ever held, the newest first."""
    row = RoleTenureRow
    query = select(row).where(row.person_id == person_id).order_by(row.given_at.desc(), row.role)
    return tuple(
        RoleTenure(
            each.role, each.given_at, each.given_by_name, each.ended_at, each.ended_by_name or ""
        )
        for each in uow.session.scalars(query)
    )


def _name_of(uow: UnitOfWork, person_id: int | None) -> str:
    person = whoever(uow, person_id)
    return person.full_name if person else ""
