"""Making a move of a record: who may, what is typed, parts, papers, event and turn, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.documents.render.context import printed_answers
from service.formkit.days_off_told import days_off_told
from service.formkit.field_errors import told_with
from service.formkit.labels import Label
from service.formkit.move_form import MoveTyped, judge_move
from service.store.database import UnitOfWork
from service.store.errors import StaleVersion
from service.store.ledger import events, issued
from service.store.ledger.events import NewEvent, append_event
from service.store.records import records
from service.store.records.drafts import discard_drafts_of
from service.store.records.evidence import list_evidence
from service.store.times import office_day
from service.workflow.actor import Actor
from service.workflow.authority import (
    Whereabouts,
    assign_turns,
    came_from,
    passed_over,
    policy_on,
    stamped,
)
from service.workflow.choosable_people import register_of
from service.workflow.errors import RuleRefuses, Stale
from service.workflow.issue_document import Issue, issue_document
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.answer_changes import changes_between
from service.workflow.moves.authorship import give_author_part, parts_when_sent, require_own_name
from service.workflow.moves.continue_record import continue_record
from service.workflow.moves.gather_facts import gather_facts
from service.workflow.moves.give_parts import (
    give_named_parts,
    require_nothing_for_oneself,
    take_over,
)
from service.workflow.moves.issue_companions import issue_papers
from service.workflow.moves.reasons import checked_reason
from service.workflow.moves.transition import AppliedTransition, Transition
from service.workflow.office import Office
from service.workflow.office_settings.working_calendar import calendar_of
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

NO_EVIDENCE = Label(
    "Kết luận «Đạt» cần bằng chứng của người kiểm tra: vui lòng ghi anh/chị đã kiểm tra gì, thấy "
    "gì, hoặc tự thêm tệp bằng chứng trước. Tệp do người thực hiện gửi không thay cho phần này "
    "(QT.CTCL 5.6).",
    "“Met” needs the verifier's own evidence: please write what you checked and saw, or add a file "
    "yourself first. The files of who executed do not stand for it (QT.CTCL 5.6).",
)


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
        step = require_transition(office, uow, actor, record_id, move, typed, reason, version, now)
        taken = apply_transition(office, uow, step, typed)
        issue_papers(office, uow, taken)
        made = taken.made
        if step.move.from_stage == "draft":
            discard_drafts_of(uow, record_id, now)
        submit.answer = vars(made).copy()
    return made


def require_transition(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    record_id: str,
    key: str,
    typed: Mapping[str, Any],
    reason: str,
    version: int,
    now: datetime,
) -> Transition:
    """Return the step when it may be taken; a stale version is told before anything else."""
    policy = policy_on(office, uow, actor, record_id, office_day(now))
    form, record = policy.form, policy.record
    if record.version != version:
        raise Stale(dict(typed), dict(record.answers), record.version)
    move = policy.move(key)
    acting = policy.require(move)
    why = checked_reason(reason, move.reason) if move.reason else ""
    to_stage = move.to_stage
    if move.returns:
        to_stage = came_from(form, arrivals(uow, record.id), move)
    return Transition(form, record, move, actor, acting, to_stage, why, now)


def arrivals(uow: UnitOfWork, record_id: str) -> dict[str, str]:
    """Return for each stage the stage from which the record last came forward to it."""
    found: dict[str, str] = {}
    for event in events.timeline(uow, record_id):
        before, after = event.payload.get("from"), event.payload.get("to")
        forward = before != after and not event.payload.get("returned")
        if forward and isinstance(before, str) and isinstance(after, str):
            found[after] = before
    return found


def apply_transition(
    office: Office, uow: UnitOfWork, step: Transition, typed: Mapping[str, Any]
) -> AppliedTransition:
    """Return what the step led to, all but its papers written in the caller's transaction."""
    form, record, move = step.form, step.record, step.move
    if step.acting.is_vacancy:
        left = take_over(uow, form, move, record.id, step.actor.person_id, step.now)
        step = replace(step, left=left)
    facts = gather_facts(office, uow, step, list_evidence(uow, record.id))
    new_id = None
    if move.continues_at:
        new_id, number = continue_record(office, uow, step, facts)
        facts = replace(facts, links={**facts.links, "continued_on": number})
    register = register_of(uow, is_sample=record.is_sample)
    named = name_move(register, form, move, typed, actor=step.actor, before=record)
    with told_with(named.faults):
        said = judge_move(form, move, named.typed, facts)
    if move.evidence and not said.answers.get(move.evidence):
        raise RuleRefuses(NO_EVIDENCE)
    people = named_after(record, move, said.answers, named, step.actor)
    if move.from_stage == "draft":
        require_own_name(step.actor, form, said.answers, people, record)
    require_nothing_for_oneself(step, people)
    units = units_after(uow, form, record, said.answers)
    step = _past_the_barred(office, uow, step, said, units, people)
    changed = _write(uow, step, said, units, people)
    give_named_parts(uow, form, move, changed, step.now)
    append_event(uow, record.id, _happening(step, said, people))
    give_author_part(uow, form, changed, step.now, record)
    document = _issue_if_changed(office, uow, step, said.answers, units.code)
    assign_turns(uow, form, changed, office.letterhead(uow), step.now)
    note_change(office, uow, record, changed, step.now)
    made = MoveResult(
        record.id,
        record.number,
        changed.stage,
        changed.version,
        document,
        new_id,
        _told_of_deadlines(uow, step, said),
    )
    return AppliedTransition(step, said, facts, made)


def _past_the_barred(
    office: Office,
    uow: UnitOfWork,
    step: Transition,
    said: MoveTyped,
    units: RecordUnits,
    people: dict[str, int],
) -> Transition:
    """Return the step as it leads past a stage where nobody may judge what was done."""
    record = step.record
    after = replace(
        record,
        requesting_unit_id=units.requesting or record.requesting_unit_id,
        concerned_unit_id=units.concerned or units.requesting or record.concerned_unit_id,
        executing_unit_id=units.executing or record.executing_unit_id,
    )
    at = Whereabouts.of(uow, step.form, after)
    at = replace(at, parts=parts_when_sent(at.parts, step.form, people, step.actor))
    if (passed := passed_over(uow, at, step.move, office.letterhead(uow))) is None:
        return step
    stamped(passed, said.answers)
    return replace(step, to_stage=passed.bypass.to_stage, passed=passed)


def _write(
    uow: UnitOfWork, step: Transition, said: MoveTyped, units: RecordUnits, people: dict[str, int]
) -> records.Record:
    form, record = step.form, step.record
    submitter = submitter_of(uow, record)
    facts = replace(
        records.facts_of(record),
        stage=step.to_stage,
        answers=said.answers,
        named=people,
        search_text=search_text_of(form, said.answers, record.number, submitter),
        summary=summary_of(form, said.answers),
        requesting_unit_id=units.requesting or record.requesting_unit_id,
        concerned_unit_id=units.concerned or units.requesting or record.concerned_unit_id,
        executing_unit_id=units.executing or record.executing_unit_id,
    )
    try:
        return records.change_record(uow, record.id, facts, version=record.version, now=step.now)
    except StaleVersion as stale:
        raise as_stale(stale, said.answers) from stale


def _told_of_deadlines(
    uow: UnitOfWork, step: Transition, said: MoveTyped
) -> dict[str, list[dict[str, str]]]:
    """Return what each deadline set by the step becomes where it falls on a day off."""
    set_now = {n: v for n, v in said.answers.items() if step.record.answers.get(n) != v}
    fields = (*step.form.fields, *step.move.own)
    told = days_off_told(fields, {**set_now, **said.own}, calendar_of(uow))
    return {path: [{"vi": w.vi, "en": w.en} for w in words] for path, words in told.items()}


def _happening(step: Transition, said: MoveTyped, people: dict[str, int]) -> NewEvent:
    payload: dict[str, Any] = {"from": step.move.from_stage, "to": step.to_stage}
    if step.move.returns:
        payload["returned"] = True
    if step.passed:
        payload |= step.passed.told
    if step.reason:
        payload["reason"] = step.reason
    if said.own:
        payload["own"] = said.own
    if step.acting.behalf:
        payload["for"] = step.acting.behalf
    if step.left:
        payload["left"] = [*step.left]
    payload["changes"] = changes_between(step.record.answers, said.answers)
    payload |= named_anew(step.record.named, people)
    return NewEvent.by(step.actor, step.move.key, step.now, payload)


def _issue_if_changed(
    office: Office, uow: UnitOfWork, step: Transition, answers: Mapping[str, Any], unit_code: str
) -> int:
    """Return the newest version of the record's own paper, issued now when it says more."""
    form, record = step.form, step.record
    newest = issued.newest_version(uow, record.id, form.code)
    if printed_answers(form, answers) == printed_answers(form, record.answers):
        return newest
    issue = Issue(
        record_id=record.id,
        record_name=record.number or "",
        answers=answers,
        form_version=record.form_version,
        actor=step.actor,
        unit_code=unit_code,
        reason=None,
        at=step.now,
    )
    return issue_document(office, uow, form, issue).version
