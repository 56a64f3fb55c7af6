"""Records that wait without a turn of theirs: each gets it, its deadline and so its reminders.

A record has none when it was kept before there were turns, by the service's first version, or when
its form has named nobody at its stage until now: a form changes without any migration. So this is
no migration, which would have to repeat today's forms, calendar and bars in SQL and never be
edited; it asks them as every move does, at each start, and finds nothing to do after the first.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from service.formkit.form import Form
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.records import records
from service.store.turns.turns import waiting_without_turn
from service.workflow.turns.assign_turns import assign_turns

if TYPE_CHECKING:
    from service.workflow.office import Office


def give_missing_turns(office: Office) -> int:
    """Return how many records without a turn waited; afterwards it is whose their forms say.

    They count from the day on which the record came to its stage, so what is late is late.
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
