"""A move on its way: which was sent, who may make it and why, the facts of its moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.formkit import vietnamese
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.move_form import MoveTyped
from service.formkit.moves import Move
from service.formkit.schema_fields import TOO_LONG
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.ledger import events, issued
from service.store.people import persons, units
from service.store.records import links, records
from service.store.records.evidence import Evidence
from service.store.turns.delegations import Delegation
from service.workflow.actor import Actor
from service.workflow.authority import Capacity, PassedOver, came_from, policy_on, visible_record
from service.workflow.errors import NotFound, ReasonMissing, Stale
from service.workflow.log_refusal import noting_refusals
from service.workflow.office import Office
from service.workflow.submissions import MoveResult

LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Transition:
    """A move under way: of which record, by whom and by what right, with what typed and why.

    `left` names the closed accounts whose work it takes over.
    """

    form: Form
    record: records.Record
    move: Move
    actor: Actor
    acting: Capacity
    to_stage: str
    reason: str
    now: datetime
    passed: PassedOver | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppliedTransition:
    """A transition made: what it says, the facts of its moment, and what it led to."""

    transition: Transition
    judged: MoveTyped
    facts: MoveFacts
    made: MoveResult


def move_as_sent(
    office: Office, actor: Actor, record_id: str, key: str, from_stage: str
) -> tuple[Form, Move]:
    """Return the record's form and the move sent from a stage, though it may stand elsewhere now.

    Raises NotFound, noted in the security log.
    """
    with noting_refusals(office, actor, record_id, key):
        with office.database.reading() as uow:
            record = visible_record(uow, actor, record_id, office.today())
        form = office.form(record.form_code)
        here = [each for each in form.moves if each.key == key]
        if not here:
            raise NotFound
    by_stage = {each.from_stage: each for each in reversed(here)}
    return form, by_stage.get(from_stage) or by_stage.get(record.stage) or here[0]


def require_transition(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    record_id: str,
    key: str,
    typed: Mapping[str, Any],
    reason: str,
    version: int,
    now: datetime,
) -> Transition:
    """Return the step when it may be taken; a stale version is told before anything else."""
    policy = policy_on(office, uow, actor, record_id, office_day(now))
    form, record = policy.form, policy.record
    if record.version != version:
        raise Stale(dict(typed), dict(record.answers), record.version)
    move = policy.move(key)
    acting = policy.require(move)
    why = checked_reason(reason, move.reason) if move.reason else ""
    to_stage = move.to_stage
    if move.returns:
        to_stage = came_from(form, arrivals(uow, record.id), move)
    return Transition(form, record, move, actor, acting, to_stage, why, now)


def arrivals(uow: UnitOfWork, record_id: str) -> dict[str, str]:
    """Return for each stage the stage from which the record last came forward to it."""
    found: dict[str, str] = {}
    for event in events.timeline(uow, record_id):
        before, after = event.payload.get("from"), event.payload.get("to")
        forward = before != after and not event.payload.get("returned")
        if forward and isinstance(before, str) and isinstance(after, str):
            found[after] = before
    return found


def checked_reason(reason: str, asked: Label | None = None) -> str:
    """Return the reason as it is kept; raises ReasonMissing saying what is wrong with it.

    `asked` is what the reason is called where it is asked for (`Lý do`, `Kết quả kiểm tra`).
    """
    forbidden = vietnamese.find_forbidden(reason)
    if forbidden:
        raise ReasonMissing(Label(forbidden.vi, forbidden.en))
    why = vietnamese.normalise(reason).strip()
    if not why:
        raise ReasonMissing(asked and missing(asked))
    if len(why) > LONGEST_REASON:
        raise ReasonMissing(TOO_LONG.with_(most=LONGEST_REASON, have=len(why)))
    return why


def missing(asked: Label) -> Label:
    """Return the sentence that asks for a reason called so."""
    return Label(f"Vui lòng ghi «{asked.vi}».", f"Please write “{asked.en}”.")


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return every field whose answer changed, with what it was and what it became."""
    names = [*before, *(name for name in after if name not in before)]
    return {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    }


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
