"""A record comes to be: its number, its row, its parts, its first event, its first document.

Sent from a draft, or opened from the record that it continues and linked with it both ways (5.7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from service.formkit.features.record_rules import ContinuationRule, RecurrenceRule, author_field
from service.formkit.form import Form
from service.formkit.move_facts import MoveFacts
from service.formkit.moves import Move, NumberSeries
from service.formkit.schema import load_answers
from service.store.base import office_year
from service.store.database import UnitOfWork
from service.store.ledger.counters import take_number
from service.store.ledger.events import NewEvent, append_event
from service.store.records import records
from service.store.records.links import link_continuation
from service.workflow.actor import Actor
from service.workflow.authority import PassedOver, Whereabouts, assign_turns, passed_over
from service.workflow.issue_document import Issue, issue_document
from service.workflow.moves.parts import (
    give_author_part,
    require_own_name,
    require_own_unit,
)
from service.workflow.moves.transition import Transition
from service.workflow.office import Office
from service.workflow.records.draft_moves import number_texts, series_key
from service.workflow.records.participants import named_anew
from service.workflow.records.record_index import (
    RecordUnits,
    find_units,
    search_text_of,
    summary_of,
)
from service.workflow.recurrence.classify_record import note_repetition


@dataclass(frozen=True, kw_only=True)
class NewRecord:
    """What a record is born with: checked answers, its series, the stage it begins at.

    `named` says who is meant by the names among the answers, by field path;
    `kind` is the event that begins its chain; `continues` the number of the record it leads on
    from, empty for one sent from a draft, `move` the move that sends it.
    """

    form: Form
    variant: str
    answers: dict[str, Any]
    named: Mapping[str, int]
    series: NumberSeries | None
    stage: str
    kind: str
    now: datetime
    from_stage: str = ""
    continues: str = ""
    move: Move | None = None


@dataclass(frozen=True)
class CreatedRecord:
    """The new record and the version of its first document."""

    record: records.Record
    document_version: int


def create_record(office: Office, uow: UnitOfWork, actor: Actor, new: NewRecord) -> CreatedRecord:
    """Return the new record, numbered, with its document issued and proved.

    Raises FieldErrors for another's name or unit, DocumentNotProved; the caller's transaction then
    leaves nothing behind, no number is spent.
    """
    form, answers, now = new.form, new.answers, new.now
    require_own_name(actor, form, answers, new.named)
    units = find_units(uow, form, answers, sample=actor.is_sample)
    require_own_unit(actor, form, new.variant, units.requesting)
    series, sequence, number = _give_number(office, uow, actor, new, units)
    passed = _passed_over(office, uow, actor, new, units)
    if passed is not None:
        new = replace(new, stage=passed.bypass.to_stage)
    facts = records.RecordFacts(
        stage=new.stage,
        answers=answers,
        year=office_year(now),
        form_version=form.version.issue_no,
        search_text=search_text_of(form, answers, number, actor.full_name),
        summary=summary_of(form, answers),
        variant=new.variant or None,
        series=series,
        sequence=sequence,
        number=number,
        requesting_unit_id=units.requesting or actor.unit_id,
        concerned_unit_id=units.concerned or units.requesting,
        executing_unit_id=units.executing,
        named=dict(new.named),
    )
    record = records.add_record(
        uow,
        facts,
        form_code=form.code,
        submitter_id=actor.person_id,
        now=now,
        is_sample=actor.is_sample,
        record_id=records.new_record_id(),
    )
    records.give_parts(uow, record.id, [records.Part(actor.person_id, "submitter", now)])
    give_author_part(uow, form, record, now)
    append_event(uow, record.id, _first_event(actor, new, number, passed))
    issue = Issue(
        record.id, number or "", answers, facts.form_version, actor, units.code, None, now
    )
    document = issue_document(office, uow, form, issue)
    assign_turns(uow, form, record, office.letterhead(uow), now)
    if form.feature(RecurrenceRule):
        note_repetition(office, uow, record, now)
    return CreatedRecord(record, document.version)


def _passed_over(
    office: Office, uow: UnitOfWork, actor: Actor, new: NewRecord, units: RecordUnits
) -> PassedOver | None:
    """Return how the record begins past a stage where nobody may judge what is sent."""
    if new.move is None or new.move.bypass is None:
        return None
    parts: dict[int, set[str]] = {actor.person_id: {"submitter"}}
    author = new.named.get(author_field(new.form))
    if author is not None:
        parts.setdefault(author, set()).add("author")
    at = Whereabouts(
        form=new.form,
        stage=new.from_stage,
        variant=new.variant,
        units={
            "requesting": units.requesting or actor.unit_id,
            "concerned": units.concerned or units.requesting,
            "executing": units.executing,
        },
        parts=parts,
        is_sample=actor.is_sample,
    )
    return passed_over(uow, at, new.move, office.letterhead(uow))


def _first_event(
    actor: Actor, new: NewRecord, number: str | None, passed: PassedOver | None
) -> NewEvent:
    payload: dict[str, Any] = {"from": new.from_stage, "to": new.stage, "number": number}
    payload |= named_anew({}, new.named)
    if passed is not None:
        payload |= passed.told
    if new.continues:
        payload["continues"] = new.continues
    return NewEvent.by(actor, new.kind, new.now, payload)


def _give_number(
    office: Office, uow: UnitOfWork, actor: Actor, new: NewRecord, units: RecordUnits
) -> tuple[str | None, int | None, str | None]:
    """Return series, sequence and shown number, the field filled; nothing where none is due."""
    series, letterhead = new.series, office.letterhead(uow)
    if series is None or (series.only_with_setting and not letterhead[series.only_with_setting]):
        new.answers.pop(series.field, None) if series else None
        return None, None, None
    key = series_key(series, units.series_key, sample=actor.is_sample)
    year = office_year(new.now)
    n = take_number(uow, key, year)
    words = {k: v for k, v in letterhead.items() if isinstance(v, str)}
    words["unit"] = units.code
    in_field, shown = number_texts(series, n, year, words, sample=actor.is_sample)
    new.answers[series.field] = in_field
    return key, n, shown


def continue_record(
    office: Office, uow: UnitOfWork, transition: Transition, facts: MoveFacts
) -> tuple[str, str]:
    """Return id and number of the new record, which waits for the director before any work.

    Raises AlreadyLinked when the old record leads on already: it is continued once only.
    """
    form, old, move = transition.form, transition.record, transition.move
    author, rule = author_field(form), form.feature(ContinuationRule)
    assert rule is not None
    assert move.continues_at is not None
    opening = next(each for each in form.moves if each.series)
    answers = load_answers(form, rule.starts_with(old.answers, facts), opening.completes)
    new = NewRecord(
        form=form,
        variant=old.variant or "",
        answers=answers,
        # Who opens it is its author: nobody has to be found by the name.
        named={author: transition.actor.person_id} if author in answers else {},
        series=opening.series,
        stage=move.continues_at,
        kind=move.key,
        now=transition.now,
        continues=old.number or "",
    )
    born = create_record(office, uow, transition.actor, new)
    link_continuation(uow, old.id, born.record.id)
    return born.record.id, born.record.number or ""
