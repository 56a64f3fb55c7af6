"""May this person make this move of this record now: asked before a move, and to show moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import LAST_RESORT, Bar, Move, Party, Role
from service.store.database import UnitOfWork
from service.store.records.records import Record
from service.store.turns import turns
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses, WrongStage
from service.workflow.office import Office
from service.workflow.turns.grants import Authority, Capacity, Grant, authority_in
from service.workflow.turns.turn_rules import is_barred, party_of, turn_moves, turn_of

NOT_HERE = Label(
    "Hồ sơ đang ở bước «{stage}», không còn làm được việc này{clause}. Vui lòng tải lại trang.",
    "The record is at “{stage}”, where this cannot be done{clause}. Please reload the page.",
)


BARRED_FOR = Label(
    " Anh/chị làm thay {giver}, người đã thực hiện việc này.",
    " You act for {giver}, who did this work.",
)


ONLY_WHEN_VACANT = Label(
    "Việc này chỉ làm khi tài khoản của người đang giữ việc đã ngừng, bởi Trưởng đơn vị của phiếu "
    "hoặc Thư ký ISO.",
    "This is done only when the account of who holds the work is closed, by the head of the "
    "record's unit or the ISO secretary.",
)


class Barred(NotAllowed):
    """The person's office would let them, but they or who they act for did what is judged."""

    def __init__(self, acting: Capacity, bar: Bar) -> None:
        self.acting, self.bar = acting, bar
        label, given = bar.sentence, acting.delegation
        if given is not None:
            more = BARRED_FOR.with_(giver=given.giver_name)
            label = Label(label.vi + more.vi, label.en + more.en)
        super().__init__(label)


@dataclass(frozen=True)
class OpenMove:
    """A move somebody may make now, and by what right."""

    move: Move
    acting: Capacity


@dataclass(frozen=True)
class MovePolicy:
    """A record as its moves are judged: its form, who asks, the office's settings, the day."""

    form: Form
    record: Record
    authority: Authority
    settings: Mapping[str, Any]
    today: str

    @classmethod
    def of(
        cls, office: Office, uow: UnitOfWork, actor: Actor, record: Record, day: date
    ) -> MovePolicy:
        """Return how the record's moves are judged for the person that day; raises NotFound."""
        form, authority = office.form(record.form_code), authority_in(uow, actor, record, day)
        return cls(form, record, authority, office.letterhead(uow), day.isoformat())

    def move(self, key: str) -> Move:
        """Return the move `key` from where the record stands; raises WrongStage, NotFound."""
        variant = self.record.variant or self.form.variants[0]
        for move in self.form.moves_from(self.record.stage, variant):
            if move.key == key:
                return move
        if all(move.key != key for move in self.form.moves):
            raise NotFound
        raise WrongStage(self._not_here(key))

    def acting(self, move: Move) -> Capacity | None:
        """Return by what right the person is of the move's party, or None."""
        return next(self.rights(move), None)

    def rights(self, move: Move) -> Iterator[Capacity]:
        """Yield every right by which the person is of the move's party, whatever bars it."""
        yield from self.authority.rights(party_of(move), self.settings)
        deputies = self.deputies(move)
        if deputies:
            yield from self.authority.rights(Party(roles=deputies), self.settings)
        if move.when_vacant and self.authority.is_left:
            for right in self.authority.rights(move.when_vacant, self.settings):
                yield replace(right, is_vacancy=True)

    def deputies(self, move: Move) -> frozenset[Role]:
        """Return the roles that make the move now because all others are barred from the turn."""
        return move.deputies & self._instead() if move.deputies else frozenset()

    def require(self, move: Move) -> Capacity:
        """Return by what right the person makes the move now: the first that nothing bars.

        Raises NotAllowed naming who may or the bar, RuleRefuses naming the rule that forbids it.
        """
        rights = [(each, each.barred_by(move.bars)) for each in self.rights(move)]
        if not rights:
            raise NotAllowed(self._only(move))
        acting, bar = next((each for each in rights if each[1] is None), rights[0])
        if bar is not None:
            raise Barred(acting, bar)
        for condition in move.conditions:
            if not condition.holds(self.record.answers, self.today):
                raise RuleRefuses(condition.otherwise)
        return acting

    def has_turn(self, holder: str) -> bool:
        """Return whether the turn of that name is this person's and nothing bars them from it."""
        if holder == turns.person_holder(self.authority.person_id):
            return True
        turn = turn_of(self.form, self.record.stage, holder, self.settings)
        if turn is None:
            return False
        variant = self.record.variant or self.form.variants[0]
        moves = turn_moves(self.form, self.record.stage, variant, turn, self.settings)
        return any(
            holder in each.names(is_sample=self.record.is_sample)
            and (self._passes(each, holder) or not is_barred(each.parts, moves))
            for each in self.authority.powers
        )

    def _passes(self, powers: Grant, holder: str) -> bool:
        """Return whether it is the highest office's turn, to be lent past a bar or lent so."""
        top = turns.role_holder(LAST_RESORT, is_sample=self.record.is_sample)
        return holder == top and (powers.past_bars or powers.must_lend)

    def _instead(self) -> frozenset[Role]:
        """Return the roles that have a turn here only because all others are barred from it."""
        stage = self.form.stage(self.record.stage)
        usual = {r for t in stage.turns if not t.instead for r in t.chosen(self.settings)}
        return frozenset(
            role
            for turn in stage.turns
            if turn.instead
            for role in turn.roles - usual
            if turns.role_holder(role, is_sample=self.record.is_sample) in self.authority.waits_for
        )

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

    def _only(self, move: Move) -> Label:
        """Return who alone may make the move; of one for a vacancy only, when that is."""
        if move.when_vacant and not party_of(move).labels(self.settings):
            return ONLY_WHEN_VACANT
        return only(move, self.settings)

    def _not_here(self, key: str) -> Label:
        stage = self.form.stage(self.record.stage).label
        clauses = [m.clause for m in self.form.moves if m.key == key and m.clause]
        clause = f" ({self.form.procedure} {clauses[0]})" if clauses else ""
        return Label(
            NOT_HERE.vi.format(stage=stage.vi, clause=clause),
            NOT_HERE.en.format(stage=stage.en, clause=clause),
        )


def only(move: Move, settings: Mapping[str, Any]) -> Label:
    """Return the sentence that says who alone may make the move, and by which clause."""
    labels = party_of(move).labels(settings)
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
