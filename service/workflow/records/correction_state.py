"""How corrections of a record stand: what one may correct, whose the rest is, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from service.formkit.features.record_rules import correction_rule
from service.formkit.fields import Code, Field
from service.formkit.form import Box, Form
from service.formkit.labels import Label
from service.formkit.moves import Move
from service.store.corrections.proposals import waiting_proposal
from service.store.database import UnitOfWork
from service.store.ledger.events import Event
from service.workflow.actor import Actor
from service.workflow.authority import Capacity, MovePolicy, may_correct
from service.workflow.errors import NotAllowed

OTHERS_WROTE = Label(
    "Ô «{field}» do {who} ghi, anh/chị không đính chính được.",
    "“{field}” is written by: {who}. You cannot correct it.",
)
NEVER = Label(
    "Ô «{field}» giữ nguyên như khi gửi, không đính chính được.",
    "“{field}” stays as it was sent and cannot be corrected.",
)
ONLY_CONFIRMERS = Label(
    "Chỉ {who} xác nhận hoặc không đồng ý đề nghị đính chính.",
    "Only these confirm or decline a proposed correction: {who}.",
)
NOT_ONE_S_OWN = Label(
    "Người đề nghị, người ủy quyền cho họ và người họ ủy quyền không tự xác nhận đề nghị đính "
    "chính này. Vui lòng để người khác có thẩm quyền xác nhận.",
    "Whoever proposed the correction, acts for the proposer or by the proposer's delegation does "
    "not confirm it. Please leave it to somebody else with that authority.",
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


@dataclass(frozen=True)
class ProposedCorrection:
    """A correction that waits to be confirmed, as one person sees it."""

    proposer: str
    reason: str
    proposed_at: datetime
    due_on: date
    changes: Mapping[str, Any]
    may_confirm: bool
    is_mine: bool


@dataclass(frozen=True)
class CorrectionState:
    """What one person may correct in a record now, None for nothing, and what is proposed."""

    may: Correctable | None
    proposed: ProposedCorrection | None
    confirmed_by: Label

    @property
    def fields_open(self) -> tuple[str, ...]:
        """The names of the fields that the person may correct."""
        return tuple(each.name for each in self.may.fields) if self.may else ()

    @property
    def fields_kept(self) -> tuple[Kept, ...]:
        """Every other field, with whose it is."""
        return tuple(self.may.kept.values()) if self.may else ()

    @property
    def needs_confirming(self) -> bool:
        """True when the person only proposes what somebody else is to confirm."""
        return self.may is not None and self.may.by_proposal


def correction_state(
    uow: UnitOfWork, actor: Actor, policy: MovePolicy, happened: tuple[Event, ...]
) -> CorrectionState:
    """Return how it stands for that person."""
    may, form, record, settings = None, policy.form, policy.record, policy.settings
    if may_correct(actor, record.submitter_id, is_sample=record.is_sample):
        variant = record.variant or form.variants[0]
        may = Correctable(form, variant, happened, settings, actor.person_id)
    waiting = waiting_proposal(uow, record.id)
    proposed = (
        None
        if waiting is None
        else ProposedCorrection(
            proposer=waiting.proposer,
            reason=waiting.reason,
            proposed_at=waiting.proposed_at,
            due_on=waiting.due_on,
            changes=waiting.changes,
            may_confirm=may_confirm(policy, waiting.proposed_by),
            is_mine=waiting.proposed_by == actor.person_id,
        )
    )
    return CorrectionState(may, proposed, confirmers(form, settings))


def require_confirmer(policy: MovePolicy, proposer_id: int) -> Capacity:
    """Return by what right the person decides on the proposal; raises NotAllowed with the rule."""
    for acting in confirming(policy):
        given = acting.delegation
        if proposer_id not in (policy.authority.person_id, given and given.giver_id):
            return acting
    raise NotAllowed(NOT_ONE_S_OWN)


def may_confirm(policy: MovePolicy, proposer_id: int) -> bool:
    """Return whether the person decides on what that other proposed."""
    try:
        require_confirmer(policy, proposer_id)
    except NotAllowed:
        return False
    return True


def confirming(policy: MovePolicy) -> tuple[Capacity, ...]:
    """Return by what rights the person confirms corrections of the record; raises NotAllowed."""
    form, settings = policy.form, policy.settings
    rights = tuple(policy.authority.rights(correction_rule(form).confirmed_by, settings))
    if not rights:
        who = confirmers(form, settings)
        vi, en = ONLY_CONFIRMERS.vi.format(who=who.vi), ONLY_CONFIRMERS.en.format(who=who.en)
        raise NotAllowed(Label(vi, en))
    return rights


def confirmers(form: Form, settings: Mapping[str, Any]) -> Label:
    """Return who confirms corrections of the form's records, in words."""
    labels = correction_rule(form).confirmed_by.labels(settings)
    return Label(", ".join(each.vi for each in labels), ", ".join(each.en for each in labels))
