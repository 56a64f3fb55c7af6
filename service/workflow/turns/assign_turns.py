"""Whose turn a record is after a move, and until when, as its form's stages say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Turn
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.records import records
from service.store.times import office_day
from service.store.turns import turns
from service.store.turns.turns import waiting_without_turn
from service.workflow.office import Office
from service.workflow.office_settings.in_force import calendar_of
from service.workflow.turns.who_is_next import Whereabouts, turns_that_count


def assign_turns(
    uow: UnitOfWork,
    form: Form,
    record: records.Record,
    settings: Mapping[str, Any],
    now: datetime,
) -> None:
    """Write down whose turn the record is now; who had it at the same stage keeps since when."""
    before = {turn.holder: turn for turn in turns.turns_of(uow, record.id)}
    found: dict[str, turns.TurnKept] = {}
    asked = (
        turn
        for turn in form.stage(record.stage).turns
        if turn.when is None or turn.when(record.answers)
    )
    at = Whereabouts.of(uow, form, record)
    for turn in turns_that_count(uow, at, asked, settings):
        for holder in _holders(uow, turn, record, settings):
            old = before.get(holder)
            since = old.since if old and old.stage == record.stage else now
            due_on = _due(uow, turn, record, since)
            found.setdefault(holder, turns.TurnKept(holder, record.stage, since, due_on))
    turns.set_turns(uow, record.id, found.values())


def _holders(
    uow: UnitOfWork, turn: Turn, record: records.Record, settings: Mapping[str, Any]
) -> Iterator[str]:
    for role in sorted(turn.chosen(settings)):
        yield turns.role_holder(role, is_sample=record.is_sample)
    units = {
        "requesting": record.requesting_unit_id,
        "concerned": record.concerned_unit_id,
        "executing": record.executing_unit_id,
    }
    for name in turn.heads_of:
        unit_id = units[name]
        if unit_id is not None:
            yield turns.head_holder(unit_id)
    if turn.parts:
        for part in records.list_parts(uow, record.id):
            if part.part in turn.parts:
                yield turns.person_holder(part.holder_id)


def _due(uow: UnitOfWork, turn: Turn, record: records.Record, since: datetime) -> date | None:
    written = record.answers.get(turn.due) if turn.due else None
    if isinstance(written, str) and len(written) == 10:
        return date.fromisoformat(written)
    return calendar_of(uow).add_working(office_day(since), turn.days) if turn.days else None


def give_missing_turns(office: Office) -> int:
    """Return how many records without a turn waited; afterwards it is whose their forms say.

    They count from the day on which the record came to its stage, so what is late is late.
    A record has no turn when it was kept before there were turns, by the service's first version,
    or when its form has named nobody at its stage until now: a form changes without any migration.
    So this is no migration, which would have to repeat today's forms, calendar and bars in SQL and
    never be edited; it asks them as every move does, and finds nothing to do after the first start.
    """
    with office.database.reading() as uow:
        if not any(_without(uow, form) for form in office.catalogue):
            return 0
    with office.database.writing() as uow:
        settings, given = office.letterhead(uow), 0
        for form in office.catalogue:
            for record_id in _without(uow, form):
                record = records.get_record(uow, record_id)
                assign_turns(uow, form, record, settings, _came_to_stage(uow, record))
                given += 1
    return given


def _without(uow: UnitOfWork, form: Form) -> tuple[str, ...]:
    waited_at = [stage.key for stage in form.stages if stage.turns]
    return waiting_without_turn(uow, form.code, waited_at)


def _came_to_stage(uow: UnitOfWork, record: records.Record) -> datetime:
    """Return when the record last came to its stage from another, as its history says."""
    came = (
        each.at
        for each in reversed(timeline(uow, record.id))
        if each.payload.get("to") == record.stage != each.payload.get("from")
    )
    return next(came, record.created_at)
