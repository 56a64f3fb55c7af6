"""Which turn is whose by the table, and which moves do its work: pure questions to a form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Move, Party, Turn
from service.store.turns.turns import is_head, is_person, role_of


def party_of(move: Move) -> Party:
    """Return who may make the move of a record.

    From a draft the roles say who may open the form; a record that came back there is its
    owners' alone.
    """
    if move.from_stage == "draft":
        return Party(parts=move.parts)
    return move.party


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
