"""Making a move: answers checked, number given, document issued, event written, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Move
from service.formkit.schema import load_answers
from service.store import drafts, records
from service.store.counters import take_number
from service.store.database import UnitOfWork
from service.store.errors import StaleVersion
from service.store.events import Happening, append_event
from service.store.submissions import claim_submission, settle_submission
from service.store.times import office_year
from service.workflow.actor import Actor
from service.workflow.authorship import give_author_part, require_own_name, require_own_unit
from service.workflow.drafts import own_draft
from service.workflow.errors import Stale
from service.workflow.issue_document import Issue, issue_document
from service.workflow.journey import find_move, number_texts, series_key
from service.workflow.office import Office
from service.workflow.open_blanks import of_variant, require_open_in_draft
from service.workflow.permissions import require_move
from service.workflow.record_facts import (
    RecordUnits,
    find_units,
    search_text_of,
    summary_of,
)
from service.workflow.secrets_kept import new_token

LONGEST_KEY = 200
"""Characters of a submission key that count; ours have 22, a database's index takes no end."""


@dataclass(frozen=True)
class MoveMade:
    """What a move led to: the record, its number (None while blank) and the document's version."""

    record_id: str
    number: str | None
    stage: str
    record_version: int
    document_version: int

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> MoveMade:
        """Return the result of an earlier submit as it was kept."""
        return cls(**kept)


def submit_draft(
    office: Office,
    actor: Actor,
    *,
    draft_id: str,
    move: str,
    typed: Mapping[str, Any],
    version: int,
    submission: str,
) -> MoveMade:
    """Return the record that the draft became by its first move.

    The same `submission` again gives the first result; an empty one is always new. Raises
    FieldErrors with every fault beside its field, NotAllowed, NotFound, Stale with both texts,
    DocumentNotProved.
    """
    now = office.clock()
    submission = submission_key(draft_id, submission)
    with office.database.writing() as uow:
        done = claim_submission(uow, submission, actor.person_id, now)
        if done is not None:
            return MoveMade.from_json(done)
        draft = own_draft(uow, actor, draft_id)
        form = office.form(draft.form_code)
        require_open_in_draft(form, typed)
        values = {**draft.typed, **typed}
        if draft.version != version:
            raise Stale(dict(typed), dict(draft.typed), draft.version)
        made = _first_move(office, uow, actor, form, move, values, now)
        drafts.delete_draft(uow, draft_id)
        settle_submission(uow, submission, actor.person_id, vars(made).copy())
    return made


def _first_move(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    form: Form,
    move_key: str,
    values: Mapping[str, Any],
    now: datetime,
) -> MoveMade:
    variant = form.variant_of(values)
    move = find_move(form, move_key, "draft", variant)
    require_move(actor, move)
    answers = of_variant(form, variant, load_answers(form, values, move.completes))
    require_own_name(actor, form, answers)
    units = find_units(uow, form, answers, sample=actor.is_sample)
    require_own_unit(actor, form, variant, units.requesting)
    series, sequence, number = _give_number(office, uow, actor, form, move, answers, units, now)
    record_id = records.new_record_id()
    facts = records.RecordFacts(
        stage=move.to_stage,
        answers=answers,
        year=office_year(now),
        form_version=form.version.issue_no,
        search_text=search_text_of(form, answers, number, actor.full_name),
        summary=summary_of(form, answers),
        variant=variant or None,
        series=series,
        sequence=sequence,
        number=number,
        requesting_unit_id=units.requesting or actor.unit_id,
        concerned_unit_id=units.concerned or units.requesting,
        executing_unit_id=units.executing,
    )
    record = records.add_record(
        uow,
        facts,
        form_code=form.code,
        submitter_id=actor.person_id,
        now=now,
        is_sample=actor.is_sample,
        record_id=record_id,
    )
    records.give_parts(uow, record.id, [records.Part(actor.person_id, "submitter", now)])
    give_author_part(uow, form, record, now, but=actor.person_id)
    happening = Happening(
        kind=move.key,
        actor_id=actor.person_id,
        actor_name=actor.full_name,
        at=now,
        payload={"from": move.from_stage, "to": move.to_stage, "number": number},
    )
    append_event(uow, record.id, happening)
    issue = Issue(
        record.id, number or "", answers, facts.form_version, actor, units.code, None, now
    )
    document = issue_document(office, uow, form, issue)
    return MoveMade(record.id, number, record.stage, record.version, document.version)


def _give_number(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    form: Form,
    move: Move,
    answers: dict[str, Any],
    units: RecordUnits,
    now: datetime,
) -> tuple[str | None, int | None, str | None]:
    """Return series, sequence and shown number, the field filled; nothing where none is due."""
    series, letterhead = move.series, office.letterhead(uow)
    if series is None or (series.only_with_setting and not letterhead[series.only_with_setting]):
        answers.pop(series.field, None) if series else None
        return None, None, None
    key = series_key(series, units.series_key, sample=actor.is_sample)
    year = office_year(now)
    n = take_number(uow, key, year)
    words = {k: v for k, v in letterhead.items() if isinstance(v, str)}
    words["unit"] = units.code
    in_field, shown = number_texts(series, n, year, words, sample=actor.is_sample)
    answers[series.field] = in_field
    return key, n, shown


def submission_key(about: str, given: str) -> str:
    """Return the key of one submit of one draft or record; an empty one is always new."""
    return f"{about}:{given or new_token()}"[:LONGEST_KEY]


def as_stale(stale: StaleVersion, typed: Mapping[str, Any]) -> Stale:
    """Return the workflow's word for a record changed meanwhile, with both texts."""
    current = stale.current
    answers = current.answers if isinstance(current, records.Record) else {}
    return Stale(dict(typed), dict(answers), stale.current_version)
