"""The facts of a move's moment, gathered once: for its stamps, its changes and its papers."""

from __future__ import annotations

from collections.abc import Sequence

from service.formkit.move_facts import MoveFacts
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.store.people import persons, units
from service.store.records import links, records
from service.store.records.evidence import Evidence
from service.store.turns.delegations import Delegation
from service.workflow.moves.transition import Transition
from service.workflow.office import Office


def gather_facts(
    office: Office, uow: UnitOfWork, transition: Transition, files: Sequence[Evidence]
) -> MoveFacts:
    """Return what is known at this moment; `files` is the evidence kept so far."""
    record, actor = transition.record, transition.actor
    letterhead = office.letterhead(uow)
    given = transition.acting.delegation
    return MoveFacts(
        today=office_day(transition.now).isoformat(),
        actor_name=actor.full_name,
        actor_title=actor.title,
        actor_unit=actor.unit_name,
        authority=transition.acting.authority,
        for_whom=given.giver_name if given else "",
        delegation_ref=_reference(given) if given else "",
        before=record.answers,
        reason=transition.reason,
        number=record.number or "",
        opened_on=office_day(record.created_at).isoformat(),
        place=str(letterhead["place_name"]),
        files=tuple(each.file_name for each in files),
        own_files=tuple(each.file_name for each in files if each.added_by == actor.person_id),
        people=_people(uow, record) if transition.move.papers else {},
        unit_code=_unit_code(uow, record) if transition.move.papers else "",
        links=_links(uow, record),
        papers=issued.newest_values(uow, record.id) if transition.move.papers else {},
    )


def _reference(given: Delegation) -> str:
    """Return how the record names the authorisation it was verified under (QT.CTCL 5.6)."""
    days = f"{given.from_day:%d/%m/%Y}–{given.to_day:%d/%m/%Y}"
    return f"{given.giver_name} ủy quyền cho {given.receiver_name}, {days}"


def _people(uow: UnitOfWork, record: records.Record) -> dict[str, str]:
    """Return who stands where in the record, by name: heads, the board, the secretary, parts."""
    found: dict[str, str] = {}
    heads: dict[int, str] = {}
    unit_ids = {
        "requesting_head": record.requesting_unit_id,
        "concerned_head": record.concerned_unit_id,
        "executing_head": record.executing_unit_id,
    }
    for name, unit_id in unit_ids.items():
        if unit_id is not None:
            # The three are mostly one unit: its head is looked up once.
            if unit_id not in heads:
                heads[unit_id] = _first_in_role(uow, record, "unit_head", unit_id)
            found[name] = heads[unit_id]
    for role in ("iso_board", "iso_secretary", "director"):
        found[role] = _first_in_role(uow, record, role)
    for part in records.list_parts(uow, record.id):
        if part.part not in found:
            found[part.part] = persons.get_person(uow, part.holder_id).full_name
    return found


def _first_in_role(
    uow: UnitOfWork, record: records.Record, role: str, unit_id: int | None = None
) -> str:
    holders = persons.people_in_role(uow, role, is_sample=record.is_sample, unit_id=unit_id)
    return holders[0].full_name if holders else ""


def _unit_code(uow: UnitOfWork, record: records.Record) -> str:
    unit_id = record.executing_unit_id or record.requesting_unit_id
    return units.get_unit(uow, unit_id).abbreviation if unit_id else ""


def _links(uow: UnitOfWork, record: records.Record) -> dict[str, str]:
    return {
        link.kind: records.get_record(uow, link.other_id).number or ""
        for link in links.links_of(uow, record.id)
    }
