"""Which records wait for a person that day, by whatever right, where no bar stands in the way."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.formkit.moves import LAST_RESORT
from service.store.database import UnitOfWork
from service.store.people import units
from service.store.records import records
from service.store.turns import turns
from service.store.turns.turns import TurnKept, WorkLine
from service.workflow.actor import Actor
from service.workflow.office import Office
from service.workflow.turns.allowed_moves import MovePolicy
from service.workflow.turns.grants import Grant, powers_of
from service.workflow.turns.last_resort import must_lend
from service.workflow.turns.turn_rules import turns_parted


@dataclass(frozen=True)
class MyTurns:
    """Under which names it can be the person's turn, and at which records it is not for all that.

    `but` holds for such a name the records where what the person or their giver did bars them,
    `lent` the single records that wait for the person only because they were lent, each with its
    turn.
    """

    holders: tuple[str, ...]
    but: Mapping[str, frozenset[str]]
    lent: tuple[tuple[records.Record, TurnKept], ...] = ()

    def has(self, record_id: str, holder: str) -> bool:
        """Return whether a turn of that name at the record is the person's, lent ones left out."""
        return holder in self.holders and record_id not in self.but.get(holder, ())

    def lent_lines(self, uow: UnitOfWork, known: Collection[str] = ()) -> tuple[WorkLine, ...]:
        """Return the single records that wait for the person as lines of an inbox, but `known`."""
        return tuple(_line(uow, *each) for each in self.lent if each[0].id not in known)


def my_turns(office: Office, uow: UnitOfWork, actor: Actor, today: date) -> MyTurns:
    """Return the person's turns that day: their own, of roles delegated, of single records lent."""
    powers = powers_of(uow, actor, today)
    wide = [each for each in powers if each.only_in is None]
    names = [turns.person_holder(actor.person_id)]
    for each in wide:
        names += each.names(is_sample=actor.is_sample)
    barred = _barred(office, uow, actor, wide)
    if LAST_RESORT in actor.roles:
        top = turns.role_holder(LAST_RESORT, is_sample=actor.is_sample)
        waiting = (records.get_record(uow, each) for each in sorted(barred.get(top, ())))
        lends = {each.id for each in waiting if must_lend(uow, actor.person_id, each, today)}
        barred[top] = barred.get(top, frozenset()) - lends
    mine = MyTurns(tuple(dict.fromkeys(names)), barred)
    lent = dict.fromkeys(each.only_in for each in powers if each.only_in is not None)
    return replace(mine, lent=tuple(_lent(office, uow, actor, today, mine, lent)))


def _barred(
    office: Office, uow: UnitOfWork, actor: Actor, wide: Collection[Grant]
) -> dict[str, frozenset[str]]:
    """Return at which records the person is barred from the turn of each name, by any right."""
    rights: dict[str, list[frozenset[int]]] = defaultdict(list)
    for each in wide:
        persons = frozenset({actor.person_id, each.by.giver_id if each.by else actor.person_id})
        for name in each.names(is_sample=actor.is_sample):
            rights[name].append(persons)
    persons = frozenset().union(*(one for each in rights.values() for one in each))
    found: dict[str, set[str]] = defaultdict(set)
    parted = turns_parted(office, uow, rights, persons)
    for (record_id, holder), turn in parted.items():
        if all(turn.bars(each) for each in rights[holder]):
            found[holder].add(record_id)
    return {holder: frozenset(ids) for holder, ids in found.items()}


def _lent(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    today: date,
    mine: MyTurns,
    record_ids: Collection[str],
) -> Iterator[tuple[records.Record, TurnKept]]:
    """Yield the lent records that wait for the person, as their moves would be judged."""
    for record_id in record_ids:
        kept = turns.turns_of(uow, record_id)
        if any(mine.has(record_id, turn.holder) for turn in kept):
            continue
        record = records.get_record(uow, record_id)
        if office.catalogue.get(record.form_code) is None:
            continue
        policy = MovePolicy.of(office, uow, actor, record, today)
        turn = next((each for each in kept if policy.has_turn(each.holder)), None)
        if turn is not None:
            yield record, turn


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
