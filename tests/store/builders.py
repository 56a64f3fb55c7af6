"""Units, people and records with defaults, for tests that care about something else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.ledger.events import Event, NewEvent, append_event
from service.store.ledger.issued import Issue
from service.store.people.persons import Person, PersonFacts, add_person, set_roles
from service.store.people.units import Unit, UnitFacts, add_unit
from service.store.records.evidence import EvidenceFacts
from service.store.records.records import Record, RecordFacts, add_record

NOW = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
SLIP = "BM.CTCL.01"

_running = count(1)


def later(minutes: int) -> datetime:
    """So many minutes after NOW."""
    return NOW + timedelta(minutes=minutes)


def a_unit(uow: UnitOfWork, name: str = "", *, is_sample: bool = False) -> Unit:
    """A unit of its own name."""
    number = next(_running)
    facts = UnitFacts(name=name or f"Phòng số {number}", abbreviation=f"P{number}")
    return add_unit(uow, facts, is_sample=is_sample)


def a_person(
    uow: UnitOfWork,
    username: str = "",
    *,
    unit: Unit | None = None,
    roles: tuple[str, ...] = ("official",),
    is_sample: bool = False,
) -> Person:
    """A person of a user name of his or her own."""
    facts = PersonFacts(
        username=username or f"can.bo.{next(_running)}",
        full_name="Nguyễn Thị Ánh",
        title="Chuyên viên",
        unit_id=None if unit is None else unit.id,
    )
    person = add_person(
        uow, facts, password_hash="argon2", must_change_password=False, is_sample=is_sample
    )
    return set_roles(uow, person.id, roles, granted_by=None, at=NOW)


FACTS = RecordFacts(
    stage="with_unit_head",
    answers={"description": "Hồ sơ thiếu chữ ký"},
    year=2026,
    form_version="01",
    search_text="ho so thieu chu ky",
    summary="Hồ sơ thiếu chữ ký",
)


def a_record(
    uow: UnitOfWork,
    submitter: Person,
    facts: RecordFacts = FACTS,
    *,
    form_code: str = SLIP,
    is_sample: bool = False,
    **changes: object,
) -> Record:
    """A record by that person; `changes` are facts that matter to the test."""
    facts = replace(facts, **changes)  # type: ignore[arg-type]
    return add_record(
        uow, facts, form_code=form_code, submitter_id=submitter.id, now=NOW, is_sample=is_sample
    )


def an_event(
    uow: UnitOfWork, record: Record, kind: str = "submit", payload: JsonObject | None = None
) -> Event:
    """An event in the record's chain."""
    return append_event(
        uow,
        record.id,
        NewEvent(
            kind=kind,
            actor_id=record.submitter_id,
            actor_name="Nguyễn Thị Ánh",
            at=NOW,
            payload={"stage": record.stage} if payload is None else payload,
        ),
    )


def an_issue(record: Record, reason: str | None = None) -> Issue:
    """What is needed to issue the record's document."""
    return Issue(
        record_id=record.id,
        form_code=record.form_code,
        form_version=record.form_version,
        template_sha256="7" * 64,
        values=record.answers,
        settings={"agency_name": "SỞ TÀI CHÍNH"},
        reason=reason,
        issued_at=NOW,
        issued_by=record.submitter_id,
    )


def evidence_facts(record: Record, **changes: object) -> EvidenceFacts:
    """What is said of a file that is evidence of the record."""
    facts = EvidenceFacts(
        record_id=record.id,
        file_name="Biên bản.pdf",
        media_type="application/pdf",
        note="Đã ký đủ",
        stage=record.stage,
        added_by=record.submitter_id,
        added_at=NOW,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
