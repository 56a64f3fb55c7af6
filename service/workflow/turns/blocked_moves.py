"""Moves that would be somebody's but may not be made now: which, why, and by whom it is instead."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.moves import LAST_RESORT, Move, Turn
from service.store.database import UnitOfWork
from service.store.people import persons
from service.workflow.errors import NotAllowed, RuleRefuses
from service.workflow.turns.allowed_moves import Barred, MovePolicy
from service.workflow.turns.turn_rules import is_barred, party_of
from service.workflow.turns.who_is_next import Whereabouts, own_holders

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
