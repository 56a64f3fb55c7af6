"""What a move's panel shows before it is made: what it asks, where it leads, by what right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.formkit.form import Form
from service.formkit.move_facts import MoveFacts
from service.formkit.move_form import move_form
from service.formkit.moves import Move, Stage
from service.formkit.schema import judge
from service.store import records
from service.store.times import office_day
from service.workflow.actor import Actor
from service.workflow.errors import NotFound
from service.workflow.known_people import register_of
from service.workflow.move_record import arrivals
from service.workflow.moving import Moment, came_from
from service.workflow.named_people import texts_to_fill
from service.workflow.office import Office
from service.workflow.reading import RecordView, open_record, visible_record
from service.workflow.refusals import noting_refusals
from service.workflow.standing import Acting, standing_in


@dataclass(frozen=True)
class MovePanel:
    """A move of a record as its panel shows it; `acting` is None when it may not be made now.

    `known` are the record's answers as fields show them, user names beside namesakes' names.
    """

    record: RecordView
    move: Move
    form: Form
    acting: Acting | None
    to_stage: Stage
    companions: tuple[Form, ...]
    known: Mapping[str, Any]

    @property
    def answers(self) -> dict[str, Any]:
        """The record's answers that the panel starts with; the move's own fields are empty."""
        own = {each.name for each in self.move.own}
        names = {each.name for each in self.form.fields} - own
        return {n: v for n, v in self.known.items() if n in names}


def open_panel(office: Office, actor: Actor, record_id: str, key: str) -> MovePanel:
    """Return the panel of a move that the person may make now.

    Raises NotFound, WrongStage, NotAllowed, RuleRefuses as the move itself would, and notes the
    same of them in the security log.
    """
    with noting_refusals(office, actor, record_id, key):
        view = open_record(office, actor, record_id)
        move = next((each for each in view.moves if each.key == key), None)
        if move is None:
            _refuse(office, actor, record_id, key)
            raise NotFound
    return _panel(office, view, move)


def panel_as_sent(
    office: Office, actor: Actor, record_id: str, key: str, from_stage: str
) -> MovePanel:
    """Return the panel that was sent, though the record may have moved on.

    Raises NotFound, noted in the security log.
    """
    with noting_refusals(office, actor, record_id, key):
        view = open_record(office, actor, record_id)
        here = [each for each in view.form.moves if each.key == key]
        if not here:
            raise NotFound
    for stage in (from_stage, view.stage.key):
        for move in here:
            if move.from_stage == stage:
                return _panel(office, view, move)
    return _panel(office, view, here[0])


def written_with_aids(
    office: Office, actor: Actor, panel: MovePanel, typed: Mapping[str, Any], target: str
) -> str:
    """Return what the aids of the field `target` write into it, after what stands there."""
    if panel.move.works is None or target not in panel.move.aids:
        return str(typed.get(target, ""))
    judged = judge(panel.form, typed).answers
    answers = {**panel.record.answers, **judged}
    answers.pop(target, None)
    today = office_day(office.clock()).isoformat()
    facts = MoveFacts(today=today, actor_name=actor.full_name, before=panel.record.answers)
    written = str(panel.move.works(answers, facts).get(target, ""))
    before = str(typed.get(target, "")).rstrip()
    if not written or written in before:
        return before
    return f"{before}\n{written}" if before else written


def _panel(office: Office, view: RecordView, move: Move) -> MovePanel:
    acting = next((each.acting for each in view.open_moves if each.move == move), None)
    to_stage = move.to_stage
    with office.database.reading() as uow:
        register = register_of(uow, is_sample=view.is_sample)
        if move.returns:
            to_stage = came_from(view.form, arrivals(uow, view.id), move)
    return MovePanel(
        record=view,
        move=move,
        form=move_form(view.form, move),
        acting=acting,
        to_stage=view.form.stage(to_stage),
        companions=tuple(office.companion(code) for code in move.papers),
        known=texts_to_fill(register, view.answers, view.named, frozenset(move.gives.values())),
    )


def _refuse(office: Office, actor: Actor, record_id: str, key: str) -> None:
    """Raise what the move would be refused with; return when it would not be."""
    today = office_day(office.clock())
    with office.database.reading() as uow:
        record: records.Record = visible_record(uow, actor, record_id, today)
        form, standing = office.form(record.form_code), standing_in(uow, actor, record, today)
        moment = Moment(form, record, standing, office.letterhead(uow), today.isoformat())
        moment.require(moment.move(key))
