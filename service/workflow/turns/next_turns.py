"""Whose turn comes at a stage when bars are counted: who instead, what is skipped, until when."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from service.formkit.form import Form
from service.formkit.move_facts import MoveFacts
from service.formkit.moves import Bypass, Move, Turn
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.people import persons
from service.store.people.persons import Person
from service.store.records import records
from service.store.turns import turns
from service.store.turns.turns import waiting_without_turn
from service.workflow.office import Office, calendar_of
from service.workflow.turns.turn_rules import is_barred, turn_moves

Parts = Mapping[int, Collection[str]]
"""What each person has done in a record."""


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """Where a record stands or would stand: its form, stage, units, and who did what in it."""

    form: Form
    stage: str
    variant: str
    units: Mapping[str, int | None]
    parts: Parts
    is_sample: bool

    @classmethod
    def of(cls, uow: UnitOfWork, form: Form, record: records.Record) -> Self:
        """Return where the record stands now."""
        return cls(
            form=form,
            stage=record.stage,
            variant=record.variant or form.variants[0],
            units={
                "requesting": record.requesting_unit_id,
                "concerned": record.concerned_unit_id,
                "executing": record.executing_unit_id,
            },
            parts=parts_by_person(records.list_parts(uow, record.id)),
            is_sample=record.is_sample,
        )


@dataclass(frozen=True)
class PassedOver:
    """A stage passed over because everybody there is barred: how, and who they are."""

    bypass: Bypass
    stage: str
    names: tuple[str, ...]

    @property
    def told(self) -> dict[str, Any]:
        """How the record's history keeps it."""
        return {"passed_over": self.stage, "passed_names": [*self.names]}


def parts_by_person(held: Iterable[records.Part]) -> dict[int, set[str]]:
    """Return which parts each person has."""
    found: dict[int, set[str]] = {}
    for part in held:
        found.setdefault(part.holder_id, set()).add(part.part)
    return found


def turns_that_count(
    uow: UnitOfWork, at: Whereabouts, asked: Iterable[Turn], settings: Mapping[str, Any]
) -> tuple[Turn, ...]:
    """Return the turns of a stage that count: one `instead` only where all others are barred.

    It takes the place of those whose moves it does.
    """
    found = [*asked]
    usual = [turn for turn in found if not turn.instead]
    for turn in (each for each in found if each.instead):
        its = _keys(at, turn, settings)
        rivals = [each for each in usual if not its.isdisjoint(_keys(at, each, settings))]
        if rivals and all(_is_blocked(uow, at, each, settings) for each in rivals):
            usual = [*(each for each in usual if each not in rivals), turn]
    return tuple(usual)


def passed_over(
    uow: UnitOfWork, at: Whereabouts, move: Move, settings: Mapping[str, Any]
) -> PassedOver | None:
    """Return how the stage the move leads to is passed over, or None where it is not.

    It is when somebody is there to make the next move and every one of them is barred from it.
    """
    if move.bypass is None:
        return None
    here = at.form.moves_from(move.to_stage, at.variant)
    after = [each for each in here if each.key == move.bypass.move]
    found = [
        person
        for turn in at.form.stage(move.to_stage).turns
        if not turn.instead
        for person in own_holders(uow, at, turn, settings)
    ]
    if not found or not all(is_barred(at.parts.get(each.id, ()), after) for each in found):
        return None
    return PassedOver(move.bypass, move.to_stage, tuple(each.full_name for each in found))


def stamped(passed: PassedOver, answers: dict[str, Any]) -> None:
    """Write what the move passed over would have stamped into the answers."""
    facts = MoveFacts(today="", actor_name="", passed_over=passed.names[0])
    for name, fact in passed.bypass.stamps.items():
        answers[name] = facts.fact(fact)


def own_holders(
    uow: UnitOfWork, at: Whereabouts, turn: Turn, settings: Mapping[str, Any]
) -> Iterator[Person]:
    """Yield who has the turn by their own role or unit; parts are no matter of bars."""
    for role in sorted(turn.chosen(settings)):
        yield from persons.people_in_role(uow, role, is_sample=at.is_sample)
    for unit_id in {at.units.get(name) for name in turn.heads_of} - {None}:
        yield from persons.people_in_role(uow, "unit_head", is_sample=at.is_sample, unit_id=unit_id)


def barred_from(at: Whereabouts, turn: Turn, settings: Mapping[str, Any]) -> frozenset[int]:
    """Return the persons whom what they did bars from every move of the turn."""
    moves = turn_moves(at.form, at.stage, at.variant, turn, settings)
    return frozenset(each for each, parts in at.parts.items() if is_barred(parts, moves))


def _is_blocked(uow: UnitOfWork, at: Whereabouts, turn: Turn, settings: Mapping[str, Any]) -> bool:
    barred = barred_from(at, turn, settings)
    if turn.parts or not barred:
        return False
    found = {each.id for each in own_holders(uow, at, turn, settings)}
    return bool(found) and found <= barred


def _keys(at: Whereabouts, turn: Turn, settings: Mapping[str, Any]) -> set[str]:
    moves = turn_moves(at.form, at.stage, at.variant, turn, settings)
    return {move.key for move in moves if move.bars}


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
