"""Which turn is whose by the table, which moves do its work, whom what they did bars from it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Move, Turn
from service.store.database import UnitOfWork
from service.store.turns.part_turns import PartTurn, turns_at, turns_of_parts
from service.store.turns.turns import is_head, is_person, role_of
from service.workflow.office import Office
from service.workflow.turns.grants import party_of


def turn_of(form: Form, stage: str, holder: str, settings: Mapping[str, Any]) -> Turn | None:
    """Return the turn of the stage under which the holder has it, or None for an unknown one."""
    role = role_of(holder)
    for turn in form.stage(stage).turns:
        by_part = turn.parts and is_person(holder)
        by_unit = turn.heads_of and is_head(holder)
        if by_part or by_unit or role in turn.chosen(settings):
            return turn
    return None


def turn_moves(
    form: Form, stage: str, variant: str, turn: Turn, settings: Mapping[str, Any]
) -> tuple[Move, ...]:
    """Return the moves that do the work of the turn: those it names, else all but ways back."""
    here = form.moves_from(stage, variant)
    if turn.moves:
        return tuple(move for move in here if move.key in turn.moves)
    return tuple(
        move
        for move in here
        if not (move.returns or move.on_deadline) and _is_for(turn, move, settings)
    )


def is_barred(parts: Collection[str], moves: Iterable[Move]) -> bool:
    """Return whether who has these parts is barred from every one of the moves."""
    found = [any(not {*parts}.isdisjoint(bar.parts) for bar in move.bars) for move in moves]
    return bool(found) and all(found)


def _is_for(turn: Turn, move: Move, settings: Mapping[str, Any]) -> bool:
    party = party_of(move)
    roles = party.chosen(settings) | (move.deputies if turn.instead else frozenset())
    return (
        not roles.isdisjoint(turn.chosen(settings))
        or not {*party.heads_of}.isdisjoint(turn.heads_of)
        or not {*party.parts}.isdisjoint(turn.parts)
    )


@dataclass(frozen=True)
class PartedTurn:
    """A turn at a record: the moves that do its work, and what each person did in the record."""

    turn: Turn
    moves: tuple[Move, ...]
    parts: Mapping[int, Collection[str]]

    def bars(self, persons: Collection[int]) -> bool:
        """Return whether what these did, taken together, bars whoever acts for them all."""
        return is_barred(
            {part for each in persons for part in self.parts.get(each, ())}, self.moves
        )

    @property
    def barred(self) -> frozenset[int]:
        """The persons who are barred from it."""
        return frozenset(each for each in self.parts if self.bars([each]))


def turns_parted(
    office: Office, uow: UnitOfWork, holders: Iterable[str], persons: Iterable[int]
) -> dict[tuple[str, str], PartedTurn]:
    """Return by record and holder the turns of these holders where these did what may bar them."""
    found = turns_of_parts(uow, frozenset(holders), frozenset(persons), office.barring_parts)
    return _by_place(office, uow, found)


def parted_at(
    office: Office, uow: UnitOfWork, record_ids: Collection[str]
) -> dict[tuple[str, str], PartedTurn]:
    """Return by record and holder the turns at these records, with all that anybody did there."""
    return _by_place(office, uow, chain.from_iterable(turns_at(uow, record_ids).values()))


def _by_place(
    office: Office, uow: UnitOfWork, found: Iterable[PartTurn]
) -> dict[tuple[str, str], PartedTurn]:
    places: dict[tuple[str, str], tuple[PartTurn, dict[int, set[str]]]] = {}
    for each in found:
        _, parts = places.setdefault((each.record_id, each.holder), (each, {}))
        parts.setdefault(each.person_id, set()).add(each.part)
    settings = office.letterhead(uow) if places else {}
    # A list is of few stages and kinds of holders; their moves are looked up once each.
    known: dict[tuple[str, str | None, str, str], tuple[Turn, tuple[Move, ...]] | None] = {}
    kept = {}
    for place, (at, parts) in places.items():
        kind = at.holder[:1] if is_person(at.holder) or is_head(at.holder) else at.holder
        key = (at.form_code, at.variant, at.stage, kind)
        if key not in known:
            known[key] = _turn_of(office, at, settings)
        if (found_turn := known[key]) is not None:
            kept[place] = PartedTurn(*found_turn, parts)
    return kept


def _turn_of(
    office: Office, at: PartTurn, settings: Mapping[str, Any]
) -> tuple[Turn, tuple[Move, ...]] | None:
    """Return the turn with the moves that do its work; None for one that its form has not."""
    form = office.catalogue.get(at.form_code)
    turn = turn_of(form, at.stage, at.holder, settings) if form else None
    if form is None or turn is None:
        return None
    return turn, turn_moves(form, at.stage, at.variant or form.variants[0], turn, settings)
