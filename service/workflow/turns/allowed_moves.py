"""May this person make this move of this record now; if not, why, and who may make it instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import LAST_RESORT, Bar, Move, Party, Role, Turn
from service.store.database import UnitOfWork
from service.store.people import persons
from service.store.records.records import Record
from service.store.turns import turns
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses, WrongStage
from service.workflow.office import Office
from service.workflow.turns.grants import Authority, Capacity, Grant, authority_in, party_of
from service.workflow.turns.next_turns import Whereabouts, own_holders
from service.workflow.turns.turn_rules import is_barred, turn_moves, turn_of

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
    def of(cls, office: Office, uow: UnitOfWork, actor: Actor, record: Record, day: date) -> Self:
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


OTHERS = Label(
    " Người làm được việc này: {who}.",
    " Who may do it: {who}.",
)
LENT_ONLY = Label(
    " Giám đốc ủy quyền riêng hồ sơ này (giấy ủy quyền O-07) cho người không tham gia hồ sơ.",
    " The director lends this one record (authorisation O-07) to somebody who took no part in it.",
)
NOBODY = Label(
    " Hiện chưa có người khác giữ chức danh này; vui lòng báo Thư ký ISO.",
    " Nobody else holds this office now; please tell the ISO secretary.",
)


@dataclass(frozen=True)
class BlockedMove:
    """Moves somebody's office has but that may not be made now, all for one reason."""

    moves: tuple[Move, ...]
    why: Label


def held_back(uow: UnitOfWork, policy: MovePolicy) -> tuple[BlockedMove, ...]:
    """Return what the person would do here but may not now, each with why and who may instead.

    A move that merely does not arise is not among them.
    """
    found: dict[Label, list[Move]] = {}
    form, record = policy.form, policy.record
    for move in form.moves_from(record.stage, record.variant or form.variants[0]):
        why = _why(uow, policy, move)
        if why is not None:
            found.setdefault(why, []).append(move)
    return tuple(BlockedMove(tuple(moves), why) for why, moves in found.items())


def _why(uow: UnitOfWork, policy: MovePolicy, move: Move) -> Label | None:
    answers, today = policy.record.answers, policy.today
    try:
        policy.require(move)
    except Barred as barred:
        if all(each.holds(answers, today) for each in move.conditions):
            return _with(barred.label, _instead(uow, policy, move))
    except RuleRefuses:
        first = next(each for each in move.conditions if not each.holds(answers, today))
        return first.waits(answers) if first.waits else None
    except NotAllowed:
        return None
    return None


def _instead(uow: UnitOfWork, policy: MovePolicy, move: Move) -> Label:
    """Return who may make the move instead, by name."""
    party, form, record = party_of(move), policy.form, policy.record
    at = Whereabouts.of(uow, form, record)
    roles = party.chosen(policy.settings) | policy.deputies(move)
    asked = Turn(roles=roles, heads_of=party.heads_of)
    free = {
        person.full_name
        for person in own_holders(uow, at, asked, policy.settings)
        if not is_barred(at.parts.get(person.id, ()), [move])
    }
    if free:
        return OTHERS.with_(who=", ".join(sorted(free)))
    on_top = persons.people_in_role(uow, LAST_RESORT, is_sample=record.is_sample)
    return LENT_ONLY if LAST_RESORT in roles and len(on_top) == 1 else NOBODY


def _with(why: Label, more: Label) -> Label:
    return Label(why.vi + more.vi, why.en + more.en)
