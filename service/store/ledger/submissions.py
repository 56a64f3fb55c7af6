"""The same submit twice gives the first result: a double click, a replayed request."""

from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.base import JsonObject, storable
from service.store.database import UnitOfWork
from service.store.tables.ledger.submissions import SubmissionRow

_CLAIMS = {
    dialect: insert(SubmissionRow).on_conflict_do_nothing().returning(SubmissionRow.key)
    for dialect, insert in (("postgresql", postgres_insert), ("sqlite", sqlite_insert))
}

_FOUND = select(SubmissionRow.result).where(
    SubmissionRow.person_id == bindparam("person_id"), SubmissionRow.key == bindparam("key")
)
_SETTLE = (
    update(SubmissionRow)
    .where(
        SubmissionRow.person_id == bindparam("of_person"), SubmissionRow.key == bindparam("of_key")
    )
    .values(result=bindparam("answered"))
)


def claim_submission(uow: UnitOfWork, key: str, person_id: int, now: datetime) -> JsonObject | None:
    """None when this submit is new and now the caller's to do; else what the first one answered.

    First thing in the transaction: on PostgreSQL a twin waits here until the first one is through.
    """
    claim = _CLAIMS[uow.dialect]
    asked = {"key": storable(key), "person_id": person_id, "result": None, "made_at": now}
    if uow.run(claim, **asked).first() is not None:
        return None
    return find_submission(uow, key, person_id)


def find_submission(uow: UnitOfWork, key: str, person_id: int) -> JsonObject | None:
    """What the person's submit of that key answered, or None when there was none."""
    found = uow.run(_FOUND, person_id=person_id, key=storable(key)).scalar()
    return cast("JsonObject | None", found)


def settle_submission(uow: UnitOfWork, key: str, person_id: int, result: JsonObject) -> None:
    """Keep this as what every later submit of that key is answered."""
    uow.run(_SETTLE, of_person=person_id, of_key=storable(key), answered=result)
