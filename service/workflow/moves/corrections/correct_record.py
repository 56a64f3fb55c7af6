"""Correcting an issued record: a new version under the same number, with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label, told_with
from service.formkit.typed_days import require_days_meant
from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.errors import StaleVersion
from service.store.ledger.events import NewEvent, append_event, timeline
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.authority import assign_turns, may_correct, visible_record
from service.workflow.choosable_people import register_of
from service.workflow.errors import NotAllowed, RuleRefuses, Stale
from service.workflow.event_kinds import CORRECTED
from service.workflow.issue_document import Issue, issue_document
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.corrections.corrected_answers import corrected_answers
from service.workflow.moves.corrections.kept_links import require_link_kept
from service.workflow.moves.parts import (
    give_author_part,
    require_own_name,
    require_own_unit,
)
from service.workflow.moves.transition import changes_between, checked_reason
from service.workflow.office import Office
from service.workflow.records.correction_state import Correctable, confirmers
from service.workflow.records.participants import (
    name_correction,
    named_after,
    named_anew,
    texts_to_fill,
)
from service.workflow.records.read_records import RecordView, open_record
from service.workflow.records.record_index import (
    RecordUnits,
    search_text_of,
    submitter_of,
    summary_of,
    units_after,
)
from service.workflow.recurrence.classify_record import note_change
from service.workflow.submissions import MoveResult, as_stale, submission_key, submitting

MUST_BE_PROPOSED = Label(
    "Nội dung này đã được người khác quyết định. Vui lòng gửi đề nghị để {who} xác nhận.",
    "Somebody else has approved this. Please propose the correction, to be confirmed by: {who}.",
)


@dataclass(frozen=True)
class Correction:
    """A correction to be issued: the new answers, by whom, why, and what its event tells beside.

    `named` says who is meant by the names among the answers, by field path.
    """

    record: records.Record
    answers: dict[str, Any]
    named: dict[str, int]
    actor: Actor
    reason: str
    now: datetime
    more: JsonObject


def open_correction(office: Office, actor: Actor, record_id: str) -> RecordView:
    """Return the record that the person may correct, as a correction starts from it.

    Beside a name that others bear too stands the user name, so that it can be sent back as it is.

    Raises NotFound, NotAllowed, both noted in the security log.
    """
    with noting_refusals(office, actor, record_id, CORRECTED):
        view = open_record(office, actor, record_id)
        if not view.may_correct:
            raise NotAllowed
        with office.database.reading() as uow:
            register = register_of(uow, is_sample=view.is_sample)
    return replace(view, answers=texts_to_fill(register, view.answers, view.named))


def correct_record(
    office: Office,
    actor: Actor,
    record_id: str,
    *,
    typed: Mapping[str, Any],
    reason: str,
    version: int,
    submission: str,
) -> MoveResult:
    """Return the record with its corrected answers and the next version of its document.

    Only its submitter or the ISO secretary may, with a reason; number and form version stay.
    Raises NotFound, NotAllowed (both noted in the security log), ReasonMissing, Stale with both
    texts, FieldErrors, RuleRefuses once somebody else has approved what the record says.
    """
    now, why = office.now(), checked_reason(reason)
    submission = submission_key(record_id, submission, CORRECTED, typed, reason)
    with (
        noting_refusals(office, actor, record_id, CORRECTED),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return MoveResult.from_json(submit.earlier)
        record, may = record_to_correct(office, uow, actor, record_id, typed, version)
        answers, named = checked_answers(office, uow, actor, record, typed, may)
        if may.by_proposal:
            who = confirmers(office.form(record.form_code), office.letterhead(uow))
            vi, en = (MUST_BE_PROPOSED.in_(x).format(who=who.in_(x)) for x in ("vi", "en"))
            raise RuleRefuses(Label(vi, en))
        correction = Correction(record, answers, named, actor, why, now, {})
        made = issue_correction(office, uow, correction)
        submit.answer = vars(made).copy()
    return made


def record_to_correct(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    record_id: str,
    typed: Mapping[str, Any],
    version: int,
) -> tuple[records.Record, Correctable]:
    """Return the record and what the person may correct in it now.

    Raises NotFound, NotAllowed, Stale with both texts.
    """
    record = visible_record(uow, actor, record_id, office.today())
    if not may_correct(actor, record.submitter_id, is_sample=record.is_sample):
        raise NotAllowed
    if record.version != version:
        raise Stale(dict(typed), dict(record.answers), record.version)
    return record, what_may_be_corrected(office, uow, record, actor.person_id)


def what_may_be_corrected(
    office: Office, uow: UnitOfWork, record: records.Record, person_id: int
) -> Correctable:
    """Return what that person may correct in the record now."""
    form = office.form(record.form_code)
    variant, events = record.variant or form.variants[0], timeline(uow, record.id)
    return Correctable(form, variant, events, office.letterhead(uow), person_id)


def checked_answers(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    record: records.Record,
    typed: Mapping[str, Any],
    may: Correctable,
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the answers as that person may correct them, and who is meant by the names in them.

    Raises FieldErrors, RuleRefuses.
    """
    form = office.form(record.form_code)
    register = register_of(uow, is_sample=record.is_sample)
    read = name_correction(register, form, typed, actor=actor, before=record)
    unclear = {p: why for p, why in read.faults.items() if p.partition(".")[0] not in may.kept}
    others_meant = any(record.named.get(path) != who for path, who in read.people.items())
    with told_with(unclear):
        answers = corrected_answers(form, record, read.typed, may, others_meant=others_meant)
    named = named_after(record, None, answers, read, actor)
    today = office.today().isoformat()
    require_days_meant(form.fields, answers, record.answers, today)
    require_link_kept(uow, form, record, answers)
    require_own_name(actor, form, answers, named, record)
    units = units_after(uow, form, record, answers)
    before = record.requesting_unit_id
    require_own_unit(actor, form, record.variant or "", units.requesting, before)
    return answers, named


def issue_correction(office: Office, uow: UnitOfWork, correction: Correction) -> MoveResult:
    """Return what the correction led to, all of it written in the caller's transaction."""
    record, answers, now = correction.record, correction.answers, correction.now
    form = office.form(record.form_code)
    units = units_after(uow, form, record, answers)
    facts = replace(_corrected_facts(uow, form, record, answers, units), named=correction.named)
    try:
        changed = records.change_record(uow, record.id, facts, version=record.version, now=now)
    except StaleVersion as stale:
        raise as_stale(stale, answers) from stale
    give_author_part(uow, form, changed, now, record)
    assign_turns(uow, form, changed, office.letterhead(uow), now)
    append_event(uow, record.id, _event_of(correction))
    issue = Issue(
        record_id=record.id,
        record_name=record.number or "",
        answers=answers,
        form_version=record.form_version,
        actor=correction.actor,
        unit_code=units.code,
        reason=correction.reason,
        at=now,
    )
    document = issue_document(office, uow, form, issue)
    note_change(office, uow, record, changed, now)
    return MoveResult(record.id, record.number, record.stage, changed.version, document.version)


def _corrected_facts(
    uow: UnitOfWork,
    form: Form,
    record: records.Record,
    answers: dict[str, Any],
    units: RecordUnits,
) -> records.RecordFacts:
    submitter = submitter_of(uow, record)
    return replace(
        records.facts_of(record),
        answers=answers,
        search_text=search_text_of(form, answers, record.number, submitter),
        summary=summary_of(form, answers),
        requesting_unit_id=units.requesting or record.requesting_unit_id,
        concerned_unit_id=units.concerned or units.requesting,
        executing_unit_id=units.executing or record.executing_unit_id,
    )


def _event_of(correction: Correction) -> NewEvent:
    record = correction.record
    payload = {
        "reason": correction.reason,
        "changes": changes_between(record.answers, correction.answers),
        **named_anew(record.named, correction.named),
    }
    return NewEvent.by(correction.actor, CORRECTED, correction.now, {**payload, **correction.more})
