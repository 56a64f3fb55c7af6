"""Turns put where a test wants them, whatever the moves would say."""

from datetime import date

from sqlalchemy import delete, select, update

from service.store.tables.records.records import RecordRow
from service.store.tables.turns.turns import TurnRow
from service.workflow.actor import Actor
from tests.builders import House, a_slip


def a_turn(
    house: House,
    *holders: str,
    due_on: date | None,
    record_id: str | None = None,
    unit_id: int | None = None,
) -> str:
    """The id of a slip that waits for these holders until that day; `unit_id` executes it."""
    record_id = record_id or a_slip(house.office, house.staff.stranger).record_id
    with house.office.database.writing() as uow:
        uow.session.execute(delete(TurnRow).where(TurnRow.record_id == record_id))
        uow.session.execute(
            update(RecordRow)
            .where(RecordRow.id == record_id)
            .values(executing_unit_id=unit_id or house.staff.official.unit_id)
        )
        stage = uow.session.scalars(select(RecordRow.stage).where(RecordRow.id == record_id)).one()
        for holder in holders:
            uow.session.add(
                TurnRow(
                    record_id=record_id,
                    holder=holder,
                    stage=stage,
                    since=house.clock.now,
                    due_on=due_on,
                    order_key=due_on.isoformat() if due_on else "9999-12-31",
                )
            )
    return record_id


def done(house: House, record_id: str) -> None:
    """Let the record wait for nobody any more."""
    with house.office.database.writing() as uow:
        uow.session.execute(delete(TurnRow).where(TurnRow.record_id == record_id))


def of(actor: Actor) -> str:
    """The person among holders."""
    return f"p{actor.person_id}"
