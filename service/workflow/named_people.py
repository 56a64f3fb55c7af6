"""People a record names: found in the register, so that what they are given reaches them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from service.formkit.field_errors import FieldErrors
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move
from service.store import people, records
from service.store.database import UnitOfWork
from service.store.events import timeline
from service.workflow.assignable import NO_ROLE, assignable

NOBODY = Label(
    "Danh sách không có ai tên «{name}». Vui lòng chọn người trong danh sách.",
    "The register has nobody called “{name}”. Please choose a person from the list.",
)
ONE_HOLDER = frozenset({"assignee", "executor", "verifier"})
"""Parts that one person has at a time: given anew, the one before loses them."""
FORMER = "former_"
"""Before the name of a part: its holder worked by it, until somebody else was given it."""


def give_named_parts(
    uow: UnitOfWork,
    form: Form,
    move: Move,
    record: records.Record,
    actor_id: int,
    now: datetime,
) -> None:
    """Give the parts of a move to the persons its fields name; raises FieldErrors for nobody.

    The one who acts is meant where the field bears the name the move itself wrote.
    """
    for part, field in move.gives.items():
        stamped = move.stamps.get(field) == "actor:name"
        holders = (
            [actor_id]
            if stamped
            else [_found(uow, record, *each) for each in _names(record.answers, field)]
        )
        if part in ONE_HOLDER:
            _take_from_others(uow, form, record.id, part, holders, now)
        given = [records.Part(holder, part, now) for holder in dict.fromkeys(holders)]
        records.give_parts(uow, record.id, given)


def require_known(
    uow: UnitOfWork, move: Move, answers: Mapping[str, Any], *, is_sample: bool
) -> None:
    """Return when the register knows everybody the move gives a part; raises FieldErrors."""
    faults = {
        path: (fault.with_(name=name),)
        for field in move.gives.values()
        if field not in move.stamps
        for path, name in _names(answers, field)
        if (fault := _fault(people.people_named(uow, name, is_sample=is_sample)))
    }
    if faults:
        raise FieldErrors(faults)


def _fault(named: Collection[people.Person]) -> Label | None:
    if not named:
        return NOBODY
    return None if assignable(named) else NO_ROLE


def _names(answers: Mapping[str, Any], field: str) -> Iterator[tuple[str, str]]:
    value = answers.get(field)
    if isinstance(value, list):
        yield from ((f"{field}.{at}", str(name)) for at, name in enumerate(value))
    elif value:
        yield field, str(value)


def _found(uow: UnitOfWork, record: records.Record, path: str, name: str) -> int:
    """Return who is meant; of two with one name the one in the executing unit."""
    found = people.people_named(uow, name, is_sample=record.is_sample)
    fault = _fault(found)
    if fault:
        raise FieldErrors({path: (fault.with_(name=name),)})
    named = assignable(found)
    near = [person for person in named if person.unit_id == record.executing_unit_id]
    return (near or list(named))[0].id


def _take_from_others(
    uow: UnitOfWork, form: Form, record_id: str, part: str, keep: list[int], now: datetime
) -> None:
    """Take the part from its holders; who has worked by it already stays known for that.

    Without this, whoever hands work on could approve, verify or close what they did themselves.
    """
    deeds = {move.key for move in form.moves if part in move.parts}
    worked = {event.actor_id for event in timeline(uow, record_id) if event.kind in deeds}
    for held in records.list_parts(uow, record_id):
        if held.part == part and held.holder_id not in keep:
            records.take_part(uow, record_id, held.holder_id, part)
            if held.holder_id in worked:
                former = records.Part(held.holder_id, FORMER + part, now)
                records.give_parts(uow, record_id, [former])
