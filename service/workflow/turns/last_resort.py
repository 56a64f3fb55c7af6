"""The only way past a bar: the sole director lends one record to who took no part in it (5.6)."""

from collections.abc import Mapping
from datetime import date

from service.formkit.moves import LAST_RESORT
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.people import persons
from service.store.records import records
from service.store.turns.delegations import Delegation, delegations_by, delegations_of_record
from service.workflow.choosable_people import may_be_chosen
from service.workflow.office import Office

VERIFYING = "5.6"
"""What a director's single record is lent for, whatever stage it is at."""
FAR = "9999-12-31"
"""A day on which every deadline has come."""


def is_last_resort(uow: UnitOfWork, given: Delegation, record: records.Record) -> bool:
    """Return whether the delegation counts although its giver is barred (QT.CTCL 5.6).

    It is of this one record, from the only director, to who is still here and took no part in it.
    """
    return (
        given.record_id == record.id
        and may_be_chosen(persons.get_person(uow, given.receiver_id))
        and is_alone_on_top(uow, given.giver_id, is_sample=record.is_sample)
        and not took_part(uow, record.id, given.receiver_id, but=given.id)
    )


def is_past_bar(office: Office, uow: UnitOfWork, record: records.Record, giver_id: int) -> bool:
    """Return whether the giver is the only director and barred here or from the verification.

    What they lend of the record then is the way past the bar, and its paper says so.
    """
    form, settings = office.form(record.form_code), office.letterhead(uow)
    moves = [
        move
        for move in form.moves
        if LAST_RESORT in move.party.chosen(settings) | move.deputies
        and (move.from_stage == record.stage or move.clause == VERIFYING)
        and all(each.holds(record.answers, FAR) for each in move.conditions)
    ]
    held = records.list_parts(uow, record.id)
    done = {part.part for part in held if part.holder_id == giver_id}
    barred = any(done & move.barring_parts for move in moves)
    return barred and is_alone_on_top(uow, giver_id, is_sample=record.is_sample)


def is_alone_on_top(uow: UnitOfWork, person_id: int, *, is_sample: bool) -> bool:
    """Return whether the person alone holds the office above which there is none."""
    holders = persons.people_in_role(uow, LAST_RESORT, is_sample=is_sample)
    return [each.id for each in holders] == [person_id]


def must_lend(uow: UnitOfWork, person_id: int, record: records.Record, today: date) -> bool:
    """Return whether the record waits for this only director, though barred: to lend it on.

    Otherwise it would wait for nobody; once it is lent it waits for the delegate.
    """
    alone = is_alone_on_top(uow, person_id, is_sample=record.is_sample)
    return alone and not lent_past_bar(uow, person_id, record, today)


def lent_past_bar(
    uow: UnitOfWork, giver_id: int, record: records.Record, today: date
) -> tuple[Delegation, ...]:
    """Return under which delegations of this only director the record waits for the delegate."""
    return tuple(
        each
        for each in delegations_of_record(uow, record.id)
        if each.giver_id == giver_id
        and each.is_active_on(today)
        and is_last_resort(uow, each, record)
    )


def took_part(uow: UnitOfWork, record_id: str, person_id: int, *, but: int | None = None) -> bool:
    """Return whether the person has a part in the record or did anything to it, or had it done.

    What was done under the delegation `but` does not count: that is what it is for.
    """
    if any(part.holder_id == person_id for part in records.list_parts(uow, record_id)):
        return True
    given = {each.id for each in delegations_by(uow, person_id)}
    for event in timeline(uow, record_id):
        behalf = event.payload.get("for")
        under = behalf.get("id") if isinstance(behalf, Mapping) else None
        if under in given or (event.actor_id == person_id and (under is None or under != but)):
            return True
    return False
