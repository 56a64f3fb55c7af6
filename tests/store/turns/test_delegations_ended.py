"""A delegation that ends: the record is hidden again, and one nobody knows is named."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.store.database import Database, UnitOfWork
from service.store.errors import NotStored
from service.store.tables.records.access import RecordAccessRow
from service.store.turns.delegations import add_delegation, get_delegation, revoke_delegation
from tests.store.builders import NOW, a_person, a_record, later
from tests.store.turns.test_delegations import FIRST, LAST


def viewers(uow: UnitOfWork, entry: int) -> set[str]:
    """Who is written down to see the record."""
    found = select(RecordAccessRow.viewer).where(RecordAccessRow.entry == entry)
    return set(uow.session.scalars(found))


def test_a_lent_record_is_hidden_again_from_who_received_it(database: Database) -> None:
    with database.writing() as uow:
        giver, receiver = a_person(uow, roles=("director",)), a_person(uow)
        record = a_record(uow, giver)
        before = viewers(uow, record.entry)
        made = add_delegation(
            uow,
            giver_id=giver.id,
            receiver_id=receiver.id,
            role=None,
            record_id=record.id,
            authority="TUQ",
            from_day=FIRST,
            to_day=LAST,
            scope="Kiểm tra",
            now=NOW,
        )
        lent = viewers(uow, record.entry)
        revoke_delegation(uow, made.id, later(5))
        after = viewers(uow, record.entry)

    assert len(lent - before) == 1
    assert after == before


@pytest.mark.parametrize(
    "deed", [get_delegation, lambda uow, unknown: revoke_delegation(uow, unknown, NOW)]
)
def test_a_delegation_nobody_knows_is_named(
    database: Database, deed: Callable[[UnitOfWork, int], object]
) -> None:
    with database.writing() as uow, pytest.raises(NotStored) as missing:
        deed(uow, 99)

    assert (missing.value.what, missing.value.key) == ("delegation", "99")
