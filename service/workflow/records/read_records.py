"""Reading records: the list with its filters, one record with its papers and its timeline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.formkit import vietnamese
from service.formkit.features.record_groups import record_groups
from service.formkit.form import Form
from service.formkit.moves import Move, Stage
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.store.ledger.events import Event, timeline
from service.store.ledger.issued import IssuedDocument
from service.store.people import units
from service.store.people.units import Unit
from service.store.records import links, listing, records
from service.store.records.listing import RecordLine, RecordQuery
from service.workflow.actor import Actor
from service.workflow.authority import (
    BlockedMove,
    OpenMove,
    Term,
    Visibility,
    Waiting,
    held_back,
    may_see,
    overdue_before,
    policy_on,
    visibility_on,
    visible_record,
    waiting_for,
    waits_of,
)
from service.workflow.choosable_people import PersonChoice, register_of
from service.workflow.office import Office, calendar_of
from service.workflow.records.correction_state import CorrectionState, correction_state
from service.workflow.records.record_index import submitter_of

PAGE = 50


@dataclass(frozen=True)
class RecordFilter:
    """Which records a list shows; `page` counts from 1.

    `group` is the key of a tab of the form's list (formkit.record_groups), empty for all.
    """

    form: str | None = None
    group: str = ""
    unit_id: int | None = None
    year: int | None = None
    stage: str | None = None
    text: str = ""
    page: int = 1


@dataclass(frozen=True)
class RecordRow:
    """One line of the record list, with its form, its stage, and whom it waits for till when."""

    line: RecordLine
    form: Form
    stage: Stage
    waits: tuple[Waiting, ...] = ()

    @property
    def term(self) -> Term | None:
        """Since when and until when it waits, by its earliest deadline."""
        return self.waits[0].term if self.waits else None


@dataclass(frozen=True)
class RecordPage:
    """A page of the list, and what the filters may offer."""

    rows: tuple[RecordRow, ...]
    total: int
    total_is_more: bool
    page: int
    has_next: bool
    years: tuple[int, ...]
    units: tuple[Unit, ...]
    today: date


@dataclass(frozen=True)
class LinkedRecord:
    """A record that this one leads to; `kind` is `continues` or `continued_on` (QT.CTCL 5.7)."""

    kind: str
    id: str
    number: str
    is_visible: bool


@dataclass(frozen=True)
class CompanionPaper:
    """A companion document (O-01 …) in the record's dossier, with the form that names it."""

    form: Form
    document: IssuedDocument


@dataclass(frozen=True)
class RecordView:
    """A record as somebody may see it: answers, papers, what happened, what they may do."""

    id: str
    form: Form
    variant: str
    number: str | None
    summary: str
    stage: Stage
    answers: Mapping[str, Any]
    named: Mapping[str, int]
    version: int
    submitter: str
    is_sample: bool
    documents: tuple[IssuedDocument, ...]
    companions: tuple[CompanionPaper, ...]
    events: tuple[Event, ...]
    open_moves: tuple[OpenMove, ...]
    held_back: tuple[BlockedMove, ...]
    waiting: tuple[Waiting, ...]
    links: tuple[LinkedRecord, ...]
    correction: CorrectionState

    @property
    def term(self) -> Term | None:
        """Since when and until when it waits, by its earliest deadline, as its line in a list."""
        return self.waiting[0].term if self.waiting else None

    @property
    def may_correct(self) -> bool:
        """True when the person may correct it, at once or by a proposal."""
        return self.correction.may is not None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves the person may make now."""
        return tuple(each.move for each in self.open_moves)

    @property
    def is_my_turn(self) -> bool:
        """True when the record waits for this person, in their own right or for who delegated."""
        return any(each.is_mine for each in self.waiting)


def list_records(office: Office, actor: Actor, wanted: RecordFilter) -> RecordPage:
    """Return the asked page of the records the person may see, newest first."""
    today = office.today()
    with office.database.reading() as uow:
        query = query_of(office, uow, visibility_on(uow, actor, today), wanted, today)
        skip = (max(wanted.page, 1) - 1) * PAGE
        found = listing.list_records(uow, replace(query, limit=PAGE, skip=skip))
        rows = tuple(list_rows(office, uow, found.lines, today))
        years = listing.list_years(uow, query.visibility)
        all_units = units.list_units(uow)
    return RecordPage(
        rows=rows,
        total=found.total,
        total_is_more=found.total_is_more,
        page=max(wanted.page, 1),
        has_next=found.next_before is not None,
        years=years,
        units=tuple(u for u in all_units if u.is_sample == actor.is_sample),
        today=today,
    )


def newest_records(office: Office, actor: Actor, most: int) -> tuple[RecordRow, ...]:
    """Return so many of the records the person may see, newest first."""
    today = office.today()
    with office.database.reading() as uow:
        seen = visibility_on(uow, actor, today)
        lines = listing.newest_records(uow, RecordQuery(visibility=seen, limit=most))
        return tuple(list_rows(office, uow, lines, today))


def query_of(
    office: Office, uow: UnitOfWork, seen: Visibility, wanted: RecordFilter, today: date
) -> RecordQuery:
    """Return what the filters ask of the store; a tab that the form has not finds nothing."""
    query = RecordQuery(
        visibility=seen,
        form_code=wanted.form,
        stage=wanted.stage,
        year=wanted.year,
        unit_id=wanted.unit_id,
        text=vietnamese.fold(wanted.text),
    )
    if not wanted.group:
        return query
    form = office.catalogue.get(wanted.form or "")
    groups = record_groups(form.stages) if form else ()
    group = next((each for each in groups if each.key == wanted.group), None)
    if group is None:
        return replace(query, stages=())
    if group.is_late:
        return replace(query, due_before=overdue_before(calendar_of(uow), today))
    return replace(query, stages=group.stages)


def list_rows(
    office: Office, uow: UnitOfWork, lines: Sequence[RecordLine], today: date
) -> Iterator[RecordRow]:
    """Yield the lines of forms the office knows, with whom each waits for and until when."""
    known = ((line.id, office.catalogue.get(line.form_code)) for line in lines)
    forms = {record_id: form for record_id, form in known if form is not None}
    waits = waits_of(office, uow, forms, today)
    for line in lines:
        if (form := forms.get(line.id)) is not None:
            yield RecordRow(line, form, form.stage(line.stage), waits.get(line.id, ()))


def open_record(office: Office, actor: Actor, record_id: str) -> RecordView:
    """Return the record; raises NotFound for whoever may not see it, as if it were not there."""
    today = office.today()
    with office.database.reading() as uow:
        policy = policy_on(office, uow, actor, record_id, today)
        form, record = policy.form, policy.record
        papers, happened = issued.list_issued(uow, record_id), timeline(uow, record_id)
        return RecordView(
            id=record.id,
            form=form,
            variant=record.variant or form.variants[0],
            number=record.number,
            summary=record.summary,
            stage=form.stage(record.stage),
            answers=record.answers,
            named=record.named,
            version=record.version,
            submitter=happened[0].actor_name if happened else submitter_of(uow, record),
            is_sample=record.is_sample,
            documents=tuple(each for each in papers if each.form_code == form.code),
            companions=tuple(
                CompanionPaper(office.any_form(each.form_code), each)
                for each in papers
                if each.form_code != form.code
            ),
            events=happened,
            open_moves=policy.open_moves(),
            waiting=waiting_for(office, uow, policy, today),
            held_back=held_back(uow, policy),
            links=_linked(uow, actor, record_id, today),
            correction=correction_state(uow, actor, policy, happened),
        )


def _linked(uow: UnitOfWork, actor: Actor, record_id: str, today: date) -> tuple[LinkedRecord, ...]:
    found = []
    for link in links.links_of(uow, record_id):
        other = records.get_record(uow, link.other_id)
        seen = may_see(uow, actor, other, today)
        found.append(LinkedRecord(link.kind, other.id, other.number or "", seen))
    return tuple(found)


def form_of_record(office: Office, actor: Actor, record_id: str) -> str:
    """Return the code of the record's form; raises NotFound for whoever may not see it."""
    with office.database.reading() as uow:
        return visible_record(uow, actor, record_id, office.today()).form_code


def choices_for(office: Office, actor: Actor) -> tuple[tuple[str, ...], tuple[PersonChoice, ...]]:
    """Return the units' names and the people a page may offer: real or sample, as the actor.

    Nobody is offered who has no role in the procedure.
    """
    with office.database.reading() as uow:
        known_units = units.list_units(uow, active_only=True)
        register = register_of(uow, is_sample=actor.is_sample)
    return (
        tuple(u.name for u in known_units if u.is_sample == actor.is_sample),
        register.choices(),
    )
