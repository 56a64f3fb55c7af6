"""What people were called before they were renamed: what is older keeps the name of its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.errors import NotStored
from service.store.tables.people import PastNameRow, PersonRow

PastNames = Mapping[int, list[tuple[datetime, str]]]
"""By person: until when which name, the oldest first. Few are ever renamed."""


def keep_name(uow: UnitOfWork, person_id: int, full_name: str, until: datetime) -> None:
    """Nothing; the person was called so until then."""
    uow.session.add(PastNameRow(person_id=person_id, full_name=full_name, until=until))
    uow.session.flush()


def past_names(uow: UnitOfWork, person_ids: Iterable[int]) -> PastNames:
    """The past names of these people, as far as they were ever renamed."""
    ids, found = set(person_ids), dict[int, list[tuple[datetime, str]]]()
    if not ids:
        return found
    query = select(PastNameRow.person_id, PastNameRow.until, PastNameRow.full_name)
    query = query.where(PastNameRow.person_id.in_(ids)).order_by(PastNameRow.until)
    for person_id, until, name in uow.session.execute(query):
        found.setdefault(person_id, []).append((until, name))
    return found


def called_at(uow: UnitOfWork, person_id: int, moment: datetime) -> str:
    """What somebody was called at that moment. Raises NotStored."""
    row = uow.session.get(PersonRow, person_id)
    if row is None:
        raise NotStored("person", str(person_id))
    return name_at(past_names(uow, [person_id]), person_id, moment, row.full_name)


def name_at(past: PastNames, person_id: int, moment: datetime, now_called: str) -> str:
    """What the person was called at that moment."""
    older = (name for until, name in past.get(person_id, ()) if moment < until)
    return next(older, now_called)
