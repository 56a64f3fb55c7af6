"""May this person make this move of this record now: asked before a move, and to show moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move, Party
from service.store.records import Record
from service.workflow.errors import NotAllowed, RuleRefuses, WrongStage
from service.workflow.standing import Acting, Standing

NOT_HERE = Label(
    "Hồ sơ đang ở bước «{stage}», không còn làm được việc này{clause}. Vui lòng tải lại trang.",
    "The record is at “{stage}”, where this cannot be done{clause}. Please reload the page.",
)


@dataclass(frozen=True)
class OpenMove:
    """A move somebody may make now, and by what right."""

    move: Move
    acting: Acting


@dataclass(frozen=True)
class Moment:
    """A record as its moves are judged: its form, who asks, the office's settings, the day."""

    form: Form
    record: Record
    standing: Standing
    settings: Mapping[str, Any]
    today: str

    def move(self, key: str) -> Move:
        """Return the move `key` from where the record stands; raises WrongStage."""
        variant = self.record.variant or self.form.variants[0]
        for move in self.form.moves_from(self.record.stage, variant):
            if move.key == key:
                return move
        raise WrongStage(self._not_here(key))

    def acting(self, move: Move) -> Acting | None:
        """Return by what right the person is of the move's party, or None."""
        return self.standing.acting_as(party_of(move), self.settings)

    def require(self, move: Move) -> Acting:
        """Return by what right the person makes the move now.

        Raises NotAllowed naming who may, RuleRefuses naming the rule that forbids it.
        """
        acting = self.acting(move)
        if acting is None:
            raise NotAllowed(only(party_of(move), self.settings, move))
        for bar in move.bars:
            if not self.standing.parts.isdisjoint(bar.parts):
                raise NotAllowed(bar.sentence)
        for condition in move.conditions:
            if not condition.holds(self.record.answers, self.today):
                raise RuleRefuses(condition.otherwise)
        return acting

    def open_moves(self) -> tuple[OpenMove, ...]:
        """Return the moves the person may make now, in the table's order."""
        variant = self.record.variant or self.form.variants[0]
        found = []
        for move in self.form.moves_from(self.record.stage, variant):
            try:
                found.append(OpenMove(move, self.require(move)))
            except (NotAllowed, RuleRefuses):
                continue
        return tuple(found)

    def _not_here(self, key: str) -> Label:
        stage = self.form.stage(self.record.stage).label
        clauses = [m.clause for m in self.form.moves if m.key == key and m.clause]
        clause = f" ({self.form.procedure} {clauses[0]})" if clauses else ""
        return Label(
            NOT_HERE.vi.format(stage=stage.vi, clause=clause),
            NOT_HERE.en.format(stage=stage.en, clause=clause),
        )


def party_of(move: Move) -> Party:
    """Return who may make the move of a record.

    From a draft the roles say who may open the form; a record that came back there is its
    owners' alone.
    """
    if move.from_stage == "draft":
        return Party(parts=move.parts)
    return move.party


def only(party: Party, settings: Mapping[str, Any], move: Move) -> Label:
    """Return the sentence that says who alone may make the move, and by which clause."""
    labels = party.labels(settings)
    clause = f" (QT.CTCL {move.clause})" if move.clause else ""
    return Label(
        f"Chỉ {', '.join(label.vi for label in labels)} được làm: {move.label.vi}{clause}.",
        f"Only {', '.join(label.en.lower() for label in labels)} may do this: "
        f"{move.label.en}{clause}.",
    )


def came_from(form: Form, events: Mapping[str, str], move: Move) -> str:
    """Return the stage a return leads to: the one the move names, else where the record came from.

    `events` holds for each stage the stage from which the record last came forward to it.
    """
    return move.to_stage or events.get(move.from_stage, form.stages[0].key)
