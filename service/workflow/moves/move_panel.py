"""What a move's panel shows before it is made: what it asks and offers, where it leads, to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from service.formkit.features.record_rules import evidence_rule
from service.formkit.fields import Field, Rows
from service.formkit.form import Form
from service.formkit.labels import Faults, Label
from service.formkit.move_facts import MoveFacts
from service.formkit.move_form import is_free, move_form
from service.formkit.moves import Move, Role, Stage, true_now
from service.formkit.schema import judge
from service.formkit.typed_days import days_off_told
from service.formkit.working_days import WorkingCalendar
from service.store.database import UnitOfWork
from service.store.people import persons, units
from service.store.records import records
from service.store.records.evidence import list_evidence
from service.workflow.actor import Actor
from service.workflow.authority import (
    Capacity,
    PassedOver,
    Whereabouts,
    came_from,
    passed_over,
    policy_on,
    turns_that_count,
)
from service.workflow.choosable_people import register_of
from service.workflow.errors import NotFound
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.recipients import Recipient, scene_of, takers_of
from service.workflow.moves.transition import arrivals, move_as_sent
from service.workflow.office import Office, calendar_of
from service.workflow.records.participants import texts_to_fill
from service.workflow.records.read_records import RecordView, open_record

if TYPE_CHECKING:
    from service.workflow.moves.recipients import Scene


@dataclass(frozen=True)
class MovePanel:
    """A move of a record as its panel shows it; `acting` is None when it may not be made now.

    `known` are the record's answers as fields show them, user names beside namesakes' names.
    """

    record: RecordView
    move: Move
    form: Form
    acting: Capacity | None
    to_stage: Stage
    companions: tuple[Form, ...]
    known: Mapping[str, Any]
    takers: tuple[Recipient, ...] = ()
    consequences: tuple[Label, ...] = ()
    hints: Mapping[str, Label] = field(default_factory=dict)
    has_own_files: bool = False
    today: date = date.min
    offered: Mapping[str, str] = field(default_factory=dict)
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    passed: PassedOver | None = None

    @property
    def answers(self) -> dict[str, Any]:
        """The record's answers that the panel starts with, after what is offered beforehand.

        The move's own fields are empty.
        """
        own = {each.name for each in self.move.own}
        names = {each.name for each in self.form.fields} - own
        kept = {n: v for n, v in self.known.items() if n in names}
        return {**self.offered, **kept}

    @property
    def shown(self) -> dict[str, Any]:
        """What is read before deciding: the answers the move shows, of a table its last row."""
        kept = {n: self.record.answers.get(n) for n in self.move.shows}
        return {
            n: v[-1:] if isinstance(self.record.form.field(n), Rows) else v
            for n, v in kept.items()
            if v
        }

    def days_off_told(self, values: Mapping[str, Any]) -> Faults:
        """Return what the deadlines among `values`, as typed, become on days off."""
        return days_off_told(self.form.fields, judge(self.form, values).answers, self.calendar)

    def is_free(self, each: Field) -> bool:
        """Return whether the move leaves the field free; evidence is words or one's own file."""
        evidence = evidence_rule(self.record.form, self.move)
        if evidence and each.name == evidence.field:
            return self.has_own_files
        return is_free(self.record.form, self.move, each)


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
    return _panel(office, actor, view, move)


def panel_as_sent(
    office: Office, actor: Actor, record_id: str, key: str, from_stage: str
) -> MovePanel:
    """Return the panel that was sent, though the record may have moved on.

    Raises NotFound, noted in the security log.
    """
    _form, move = move_as_sent(office, actor, record_id, key, from_stage)
    return _panel(office, actor, open_record(office, actor, record_id), move)


def written_with_aids(
    office: Office, actor: Actor, panel: MovePanel, typed: Mapping[str, Any], target: str
) -> str:
    """Return what the aids of the field `target` write into it, after what stands there."""
    if panel.move.works is None or target not in panel.move.aids:
        return str(typed.get(target, ""))
    judged = judge(panel.form, typed).answers
    answers = {**panel.record.answers, **judged}
    answers.pop(target, None)
    facts = _facts(office, actor, panel.record, panel.acting)
    written = str(panel.move.works(answers, facts).get(target, ""))
    before = str(typed.get(target, "")).rstrip()
    if not written or written in before:
        return before
    return f"{before}\n{written}" if before else written


def _panel(office: Office, actor: Actor, view: RecordView, move: Move) -> MovePanel:
    acting = next((each.acting for each in view.open_moves if each.move == move), None)
    with office.database.reading() as uow:
        # First of all: who takes the record is then among the people read.
        register = register_of(uow, is_sample=view.is_sample)
        record, settings = records.get_record(uow, view.id), office.letterhead(uow)
        at = Whereabouts.of(uow, view.form, record)
        key = came_from(view.form, arrivals(uow, view.id), move) if move.returns else move.to_stage
        passed = passed_over(uow, at, move, settings)
        to_stage = view.form.stage(passed.bypass.to_stage if passed else key)
        scene = scene_of(uow, record, settings, actor)
        there = replace(at, stage=to_stage.key)
        turns = () if move.stays else turns_that_count(uow, there, to_stage.turns, settings)
        takers = takers_of(uow, view.form, move, turns, scene)
        files = list_evidence(uow, view.id) if evidence_rule(view.form, move) else ()
        calendar, today = calendar_of(uow), office.today()
        suggested = offered(uow, move, scene, calendar, today)
    filed = {paper.form.code for paper in view.companions}
    renewed = [code for code in move.renews if code in filed]
    facts = _facts(office, actor, view, acting)
    sentences = (true_now(each, view.answers, facts) for each in move.consequences)
    hints = {name: true_now(hint, view.answers, facts) for name, hint in move.hints.items()}
    return MovePanel(
        record=view,
        move=move,
        form=move_form(view.form, move),
        acting=acting,
        to_stage=to_stage,
        companions=tuple(office.companion(code) for code in (*move.papers, *renewed)),
        known=texts_to_fill(register, view.answers, view.named, frozenset(move.gives.values())),
        takers=takers,
        passed=passed,
        consequences=tuple(each for each in sentences if each),
        hints={name: hint for name, hint in hints.items() if hint},
        has_own_files=any(each.added_by == actor.person_id for each in files),
        calendar=calendar,
        today=today,
        offered={n: v for n, v in suggested.items() if not view.answers.get(n)},
    )


def _facts(office: Office, actor: Actor, view: RecordView, acting: Capacity | None) -> MoveFacts:
    given = acting.delegation if acting else None
    return MoveFacts(
        today=office.today().isoformat(),
        actor_name=actor.full_name,
        authority=acting.authority if acting else "",
        for_whom=given.giver_name if given else "",
        before=view.answers,
        number=view.number or "",
    )


def _refuse(office: Office, actor: Actor, record_id: str, key: str) -> None:
    """Raise what the move would be refused with; return when it would not be."""
    with office.database.reading() as uow:
        policy = policy_on(office, uow, actor, record_id, office.today())
        policy.require(policy.move(key))


def offered(
    uow: UnitOfWork, move: Move, scene: "Scene", calendar: WorkingCalendar, today: date
) -> dict[str, str]:
    """Return a suggestion for each field that the move offers one for; whoever acts may change it.

    `unit:concerned` is that unit's name, `head:concerned` its head, `days:5` the fifth working day
    from today.
    """
    found = {}
    for name, offer in move.offers.items():
        kind, _colon, about = offer.partition(":")
        if kind == "days":
            found[name] = calendar.add_working(today, int(about)).isoformat()
        elif (unit_id := scene.units.get(about)) is not None:
            found[name] = _of_unit(uow, kind, unit_id, scene)
    return {name: value for name, value in found.items() if value}


def _of_unit(uow: UnitOfWork, kind: str, unit_id: int, scene: "Scene") -> str:
    if kind == "unit":
        return units.get_unit(uow, unit_id).name
    heads = persons.people_in_role(uow, Role.UNIT_HEAD, is_sample=scene.is_sample, unit_id=unit_id)
    return heads[0].full_name if heads else ""
