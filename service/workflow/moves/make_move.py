"""Making a move of a record: who may, what is typed, parts, papers, event and turn, or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.documents.render.render import printed_answers
from service.formkit.features.record_rules import evidence_rule
from service.formkit.labels import told_with
from service.formkit.move_form import MoveTyped, judge_move
from service.formkit.typed_days import days_off_told
from service.store.database import UnitOfWork
from service.store.errors import StaleVersion
from service.store.ledger import issued
from service.store.ledger.events import NewEvent, append_event
from service.store.records import records
from service.store.records.drafts import discard_drafts_of
from service.store.records.evidence import list_evidence
from service.workflow.actor import Actor
from service.workflow.authority import (
    Whereabouts,
    assign_turns,
    passed_over,
    stamped,
)
from service.workflow.choosable_people import register_of
from service.workflow.errors import RuleRefuses
from service.workflow.issue_document import Issue, issue_document
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.create_record import continue_record
from service.workflow.moves.issue_companions import issue_papers
from service.workflow.moves.parts import (
    give_author_part,
    give_named_parts,
    parts_when_sent,
    require_nothing_for_oneself,
    require_own_name,
    take_over,
)
from service.workflow.moves.transition import (
    AppliedTransition,
    Transition,
    changes_between,
    gather_facts,
    require_transition,
)
from service.workflow.office import Office, calendar_of
from service.workflow.records.participants import name_move, named_after, named_anew
from service.workflow.records.record_index import (
    RecordUnits,
    search_text_of,
    submitter_of,
    summary_of,
    units_after,
)
from service.workflow.recurrence.classify_record import note_change
from service.workflow.submissions import MoveResult, as_stale, submission_key, submitting


def make_move(
    office: Office,
    actor: Actor,
    record_id: str,
    *,
    move: str,
    typed: Mapping[str, Any],
    reason: str = "",
    version: int,
    submission: str,
) -> MoveResult:
    """Return what the move led to: its stage, its papers, and the new record if it opened one.

    The same `submission` of the same again gives the first result. Raises NotFound, WrongStage,
    NotAllowed (both noted in the security log), RuleRefuses, Stale with both texts, ReasonMissing,
    FieldErrors with every fault beside its field, DocumentNotProved; then nothing is changed.
    """
    now = office.now()
    submission = submission_key(record_id, submission, move, typed, reason)
    with (
        noting_refusals(office, actor, record_id, move),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return MoveResult.from_json(submit.earlier)
        transition = require_transition(
            office, uow, actor, record_id, move, typed, reason, version, now
        )
        taken = apply_transition(office, uow, transition, typed)
        issue_papers(office, uow, taken)
        made = taken.made
        if transition.move.from_stage == "draft":
            discard_drafts_of(uow, record_id, now)
        submit.answer = vars(made).copy()
    return made


def apply_transition(
    office: Office, uow: UnitOfWork, transition: Transition, typed: Mapping[str, Any]
) -> AppliedTransition:
    """Return what the step led to, all but its papers written in the caller's transaction."""
    form, record, move = transition.form, transition.record, transition.move
    if transition.acting.is_vacancy:
        left = take_over(uow, form, move, record.id, transition.actor.person_id, transition.now)
        transition = replace(transition, left=left)
    facts = gather_facts(office, uow, transition, list_evidence(uow, record.id))
    new_id = None
    if move.continues_at:
        new_id, number = continue_record(office, uow, transition, facts)
        facts = replace(facts, links={**facts.links, "continued_on": number})
    register = register_of(uow, is_sample=record.is_sample)
    named = name_move(register, form, move, typed, actor=transition.actor, before=record)
    with told_with(named.faults):
        judged = judge_move(form, move, named.typed, facts)
    evidence = evidence_rule(form, move)
    if evidence and not judged.answers.get(evidence.field):
        raise RuleRefuses(evidence.otherwise)
    people = named_after(record, move, judged.answers, named, transition.actor)
    if move.from_stage == "draft":
        require_own_name(transition.actor, form, judged.answers, people, record)
    require_nothing_for_oneself(transition, people)
    units = units_after(uow, form, record, judged.answers)
    transition = _past_the_barred(office, uow, transition, judged, units, people)
    changed = _write(uow, transition, judged, units, people)
    give_named_parts(uow, form, move, changed, transition.now)
    append_event(uow, record.id, _event_of(transition, judged, people))
    give_author_part(uow, form, changed, transition.now, record)
    document = _issue_if_changed(office, uow, transition, judged.answers, units.code)
    assign_turns(uow, form, changed, office.letterhead(uow), transition.now)
    note_change(office, uow, record, changed, transition.now)
    made = MoveResult(
        record.id,
        record.number,
        changed.stage,
        changed.version,
        document,
        new_id,
        _told_of_deadlines(uow, transition, judged),
    )
    return AppliedTransition(transition, judged, facts, made)


def _past_the_barred(
    office: Office,
    uow: UnitOfWork,
    transition: Transition,
    judged: MoveTyped,
    units: RecordUnits,
    people: dict[str, int],
) -> Transition:
    """Return the step as it leads past a stage where nobody may judge what was done."""
    record = transition.record
    after = replace(
        record,
        requesting_unit_id=units.requesting or record.requesting_unit_id,
        concerned_unit_id=units.concerned or units.requesting or record.concerned_unit_id,
        executing_unit_id=units.executing or record.executing_unit_id,
    )
    at = Whereabouts.of(uow, transition.form, after)
    at = replace(at, parts=parts_when_sent(at.parts, transition.form, people, transition.actor))
    if (passed := passed_over(uow, at, transition.move, office.letterhead(uow))) is None:
        return transition
    stamped(passed, judged.answers)
    return replace(transition, to_stage=passed.bypass.to_stage, passed=passed)


def _write(
    uow: UnitOfWork,
    transition: Transition,
    judged: MoveTyped,
    units: RecordUnits,
    people: dict[str, int],
) -> records.Record:
    form, record = transition.form, transition.record
    submitter = submitter_of(uow, record)
    facts = replace(
        records.facts_of(record),
        stage=transition.to_stage,
        answers=judged.answers,
        named=people,
        search_text=search_text_of(form, judged.answers, record.number, submitter),
        summary=summary_of(form, judged.answers),
        requesting_unit_id=units.requesting or record.requesting_unit_id,
        concerned_unit_id=units.concerned or units.requesting or record.concerned_unit_id,
        executing_unit_id=units.executing or record.executing_unit_id,
    )
    try:
        return records.change_record(
            uow, record.id, facts, version=record.version, now=transition.now
        )
    except StaleVersion as stale:
        raise as_stale(stale, judged.answers) from stale


def _told_of_deadlines(
    uow: UnitOfWork, transition: Transition, judged: MoveTyped
) -> dict[str, list[dict[str, str]]]:
    """Return what each deadline set by the step becomes where it falls on a day off."""
    set_now = {n: v for n, v in judged.answers.items() if transition.record.answers.get(n) != v}
    fields = (*transition.form.fields, *transition.move.own)
    moved = days_off_told(fields, {**set_now, **judged.own}, calendar_of(uow))
    return {path: [{"vi": w.vi, "en": w.en} for w in words] for path, words in moved.items()}


def _event_of(transition: Transition, judged: MoveTyped, people: dict[str, int]) -> NewEvent:
    payload: dict[str, Any] = {"from": transition.move.from_stage, "to": transition.to_stage}
    if transition.move.returns:
        payload["returned"] = True
    if transition.passed:
        payload |= transition.passed.told
    if transition.reason:
        payload["reason"] = transition.reason
    if judged.own:
        payload["own"] = judged.own
    if transition.acting.behalf:
        payload["for"] = transition.acting.behalf
    if transition.left:
        payload["left"] = [*transition.left]
    payload["changes"] = changes_between(transition.record.answers, judged.answers)
    payload |= named_anew(transition.record.named, people)
    return NewEvent.by(transition.actor, transition.move.key, transition.now, payload)


def _issue_if_changed(
    office: Office,
    uow: UnitOfWork,
    transition: Transition,
    answers: Mapping[str, Any],
    unit_code: str,
) -> int:
    """Return the newest version of the record's own paper, issued now when it says more."""
    form, record = transition.form, transition.record
    newest = issued.newest_version(uow, record.id, form.code)
    if printed_answers(form, answers) == printed_answers(form, record.answers):
        return newest
    issue = Issue(
        record_id=record.id,
        record_name=record.number or "",
        answers=answers,
        form_version=record.form_version,
        actor=transition.actor,
        unit_code=unit_code,
        reason=None,
        at=transition.now,
    )
    return issue_document(office, uow, form, issue).version
