"""Correcting an issued record: a new version under the same number, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.formkit.field_errors import told_with
from service.formkit.form import Form
from service.formkit.schema import load_answers
from service.store import records
from service.store.database import UnitOfWork
from service.store.errors import NotStored, StaleVersion
from service.store.events import Happening, append_event
from service.store.submissions import claim_submission, settle_submission
from service.workflow.actor import Actor
from service.workflow.authorship import (
    give_author_part,
    require_own_name,
    require_own_unit,
)
from service.workflow.changes import changes_between
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.issue_document import Issue, issue_document
from service.workflow.journey import completed_so_far
from service.workflow.kept_links import require_link_kept
from service.workflow.known_people import register_of
from service.workflow.made import MoveMade, as_stale, submission_key
from service.workflow.named_people import (
    name_correction,
    named_after,
    named_anew,
    texts_to_fill,
)
from service.workflow.office import Office
from service.workflow.open_blanks import of_variant, require_open_in_record
from service.workflow.permissions import may_correct
from service.workflow.reading import RecordView, open_record, visibility_of
from service.workflow.reasons import checked_reason
from service.workflow.record_facts import (
    RecordUnits,
    find_units,
    search_text_of,
    submitter_of,
    summary_of,
)
from service.workflow.refusals import noting_refusals
from service.workflow.turns import keep_turns

CORRECT = "correct"


def open_correction(office: Office, actor: Actor, record_id: str) -> RecordView:
    """Return the record that the person may correct, as a correction starts from it.

    Beside a name that others bear too stands the user name, so that it can be sent back as it is.

    Raises NotFound, NotAllowed, both noted in the security log.
    """
    with noting_refusals(office, actor, record_id, CORRECT):
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
) -> MoveMade:
    """Return the record with its corrected answers and the next version of its document.

    Only its submitter or the ISO secretary may, with a reason; number and form version stay.
    Raises NotFound, NotAllowed (both noted in the security log), ReasonMissing, Stale with both
    texts, FieldErrors.
    """
    now, why = office.clock(), checked_reason(reason)
    submission = submission_key(record_id, submission, CORRECT, typed, reason)
    with (
        noting_refusals(office, actor, record_id, CORRECT),
        office.database.writing() as uow,
    ):
        done = claim_submission(uow, submission, actor.person_id, now)
        if done is not None:
            return MoveMade.from_json(done)
        try:
            record = records.get_record(uow, record_id, visibility_of(actor))
        except NotStored as error:
            raise NotFound from error
        if not may_correct(actor, record.submitter_id, is_sample=record.is_sample):
            raise NotAllowed
        form = office.form(record.form_code)
        register = register_of(uow, is_sample=record.is_sample)
        named = name_correction(register, form, typed, actor=actor, before=record)
        with told_with(named.faults):
            answers = _corrected(form, record, named.typed)
        people = named_after(record, None, answers, named, actor)
        require_link_kept(uow, form, record, answers)
        require_own_name(actor, form, answers, people, record)
        units = find_units(uow, form, answers, sample=record.is_sample)
        standing = record.requesting_unit_id
        require_own_unit(actor, form, record.variant or "", units.requesting, standing)
        facts = replace(_corrected_facts(uow, form, record, answers, units), named=people)
        try:
            changed = records.change_record(uow, record_id, facts, version=version, now=now)
        except StaleVersion as stale:
            raise as_stale(stale, typed) from stale
        give_author_part(uow, form, changed, now, record)
        keep_turns(uow, form, changed, office.letterhead(uow), now)
        append_event(uow, record_id, _happening(actor, record, changed, why, now))
        issue = Issue(
            record_id=record_id,
            record_name=record.number or "",
            answers=answers,
            form_version=record.form_version,
            actor=actor,
            unit_code=units.code,
            reason=why,
            at=now,
        )
        document = issue_document(office, uow, form, issue)
        made = MoveMade(record_id, record.number, record.stage, changed.version, document.version)
        settle_submission(uow, submission, actor.person_id, vars(made).copy())
    return made


def _corrected(form: Form, record: records.Record, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new answers; numbers the service gave and the variant stay as they are.

    Raises FieldErrors, also for a box that is filled at a later step.
    """
    fixed = {m.series.field for m in form.moves if m.series} | {form.variant_field}
    changes = {name: value for name, value in typed.items() if name not in fixed}
    require_open_in_record(form, record.answers, changes)
    variant = record.variant or ""
    clauses = completed_so_far(form, record.stage, variant)
    return of_variant(form, variant, load_answers(form, {**record.answers, **changes}, clauses))


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


def _happening(
    actor: Actor, record: records.Record, changed: records.Record, why: str, now: datetime
) -> Happening:
    return Happening(
        kind=CORRECT,
        actor_id=actor.person_id,
        actor_name=actor.full_name,
        at=now,
        payload={
            "reason": why,
            "changes": changes_between(record.answers, changed.answers),
            **named_anew(record.named, changed.named),
        },
    )
