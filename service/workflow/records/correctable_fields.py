"""Which fields of a record a correction may change now, who wrote the others, who must confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from service.formkit.features.record_rules import correction_rule
from service.formkit.fields import Code, Field
from service.formkit.form import Box, Form
from service.formkit.labels import Label
from service.formkit.moves import Move
from service.store.ledger.events import Event

OTHERS_WROTE = Label(
    "Ô «{field}» do {who} ghi, anh/chị không đính chính được.",
    "“{field}” is written by: {who}. You cannot correct it.",
)
NEVER = Label(
    "Ô «{field}» giữ nguyên như khi gửi, không đính chính được.",
    "“{field}” stays as it was sent and cannot be corrected.",
)
SERVICE = Label("hệ thống", "the service")
SOMEBODY = Label("người khác", "somebody else")


@dataclass(frozen=True)
class Kept:
    """A field that no correction changes: why, who writes it, and by name who last wrote it."""

    field: Field
    sentence: Label
    who: Label | None = None
    name: str = ""


@dataclass(frozen=True)
class Correctable:
    """What one person may correct in a record now (phạm vi đính chính): the one answer to it.

    The page offers `fields` and shows `kept`, the check refuses what is `kept`, the API tells
    both. A record's page asks neither, so they are worked out when they are.
    """

    form: Form
    variant: str
    happened: Sequence[Event]
    settings: Mapping[str, Any]
    person_id: int

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields that the person may correct."""
        return tuple(f for f in self.form.fields_for(self.variant) if f.name not in self.kept)

    @cached_property
    def kept(self) -> Mapping[str, Kept]:
        """Every other field by name, with why it stays and whose it is."""
        written = _written_in_moves(self.form, self.happened)
        writers = _writers(self.form, self.settings)
        found = (
            _kept(self.form, box, each, written, writers)
            for box in self.form.boxes_for(self.variant)
            for each in box.fields
        )
        return {each.field.name: each for each in found if each is not None}

    @property
    def by_proposal(self) -> bool:
        """True once somebody else has approved what the record says."""
        rule = correction_rule(self.form)
        return any(
            each.kind in rule.approved_by
            or (each.kind in rule.answered_by and each.actor_id != self.person_id)
            for each in self.happened
        )


@dataclass(frozen=True)
class Writers:
    """Who makes each move, and the first move that writes each field, in words."""

    of_move: Mapping[tuple[str, str], Label | None]
    of_field: Mapping[str, Label | None]


def _kept(
    form: Form,
    box: Box,
    each: Field,
    written: Mapping[str, tuple[Move, str]],
    writers: Writers,
) -> Kept | None:
    """Return why the field stays as it is, or None where it may be corrected."""
    if isinstance(each, Code):
        return _by(each, SERVICE)
    if each.name == form.variant_field or each.name in correction_rule(form).never:
        return Kept(each, NEVER.with_(field=each.label.vi), None)
    move, name = written.get(each.name, (None, ""))
    if move is None and box.filled_at == "draft":
        return None
    party = writers.of_move[move.key, move.from_stage] if move else writers.of_field.get(each.name)
    return _by(each, party or box.filled_by or SOMEBODY, name)


def _by(each: Field, who: Label, name: str = "") -> Kept:
    words = Label(
        OTHERS_WROTE.vi.format(field=each.label.vi, who=who.vi),
        OTHERS_WROTE.en.format(field=each.label.en, who=who.en),
    )
    return Kept(each, words, who, name)


def _joined(labels: Sequence[Label]) -> Label | None:
    if not labels:
        return None
    return Label(", ".join(each.vi for each in labels), ", ".join(each.en for each in labels))


def _written_in_moves(form: Form, happened: Sequence[Event]) -> dict[str, tuple[Move, str]]:
    """Return for each field the move that last wrote or confirmed it, and by name who made that.

    What is sent from a draft is its author's own, be it the first time or after a return; so is
    all that a record begins with.
    """
    found: dict[str, tuple[Move, str]] = {}
    for event in happened[1:]:
        move = _made(form, event)
        if move is None or move.from_stage == "draft":
            continue
        changed = event.payload.get("changes")
        found |= dict.fromkeys(
            changed if isinstance(changed, Mapping) else (), (move, event.actor_name)
        )
        for name in move.asks:
            # Left as it stood: confirmed, unless somebody wrote it in a move before.
            found.setdefault(name, (move, event.actor_name))
    return found


def _made(form: Form, event: Event) -> Move | None:
    named = [move for move in form.moves if move.key == event.kind]
    here = [move for move in named if move.from_stage == event.payload.get("from")]
    return next(iter(here or named), None)


def _writers(form: Form, settings: Mapping[str, Any]) -> Writers:
    of_move = {(m.key, m.from_stage): _joined(m.party.labels(settings)) for m in form.moves}
    of_field: dict[str, Label | None] = {}
    for move in form.moves:
        for name in (*move.asks, *move.stamps):
            of_field.setdefault(name, of_move[move.key, move.from_stage])
    return Writers(of_move, of_field)
