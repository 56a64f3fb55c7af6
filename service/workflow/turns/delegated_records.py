"""Single slips that others delegated, as lines of an inbox: those that wait for the delegate."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from service.store.database import UnitOfWork
from service.store.people import units
from service.store.records import records
from service.store.turns.turns import TurnKept, WorkLine
from service.workflow.turns.my_turns import MyTurns


def delegated_records(
    uow: UnitOfWork, mine: MyTurns, known: Collection[str] = ()
) -> tuple[WorkLine, ...]:
    """Return the single records lent to the person that wait for them, but those `known`."""
    return tuple(_lines(uow, mine, known))


def _lines(uow: UnitOfWork, mine: MyTurns, known: Collection[str]) -> Iterator[WorkLine]:
    for record, turn in mine.lent:
        if record.id not in known:
            yield _line(uow, record, turn)


def _line(uow: UnitOfWork, record: records.Record, turn: TurnKept) -> WorkLine:
    unit_id = record.requesting_unit_id
    return WorkLine(
        record_id=record.id,
        form_code=record.form_code,
        number=record.number,
        summary=record.summary,
        stage=turn.stage,
        unit=units.get_unit(uow, unit_id).name if unit_id else "",
        holder=turn.holder,
        since=turn.since,
        due_on=turn.due_on,
        version=record.version,
    )
