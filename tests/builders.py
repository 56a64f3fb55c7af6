"""A small real office with its staff, and what they type: for tests that care about one thing."""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, text

from service.archive.vault import Vault
from service.documents.render.library import TemplateLibrary
from service.formkit.catalogue import Catalogue
from service.formkit.moves import Role
from service.settings import ROOT, Settings
from service.store.database import Database
from service.store.tables import Base
from service.workflow.account.passwords import hash_password
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import start_draft
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.files.evidence import EvidenceView, add_evidence
from service.workflow.office import Office
from service.workflow.people.people import PersonEntry, enter_person, enter_unit
from service.workflow.submissions import MoveResult
from tests.one_libreoffice import LentPdfOffice
from tests.plausible import plausible
from tests.store.databases import in_memory

NOW = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
PASSWORD = "mat-khau-cua-toi"
SLIP, MINUTES, PLAN = "BM.CTCL.01", "BM.CTCL.02", "BM.CTCL.03"

BUDGET, OFFICE_UNIT, INSPECTION = "Phòng Quản lý ngân sách", "Văn phòng Sở", "Thanh tra Sở"
LEADERS, ADMINISTRATIVE = "Lãnh đạo Sở", "Phòng Tài chính hành chính sự nghiệp"
UNITS = {
    LEADERS: "LĐS",
    BUDGET: "QLNS",
    ADMINISTRATIVE: "HCSN",
    OFFICE_UNIT: "VP",
    INSPECTION: "TTr",
}
STAFF = {
    "official": ("bao", "Phạm Quốc Bảo", BUDGET, Role.OFFICIAL),
    "unit_head": ("tung", "Lê Thanh Tùng", BUDGET, Role.UNIT_HEAD),
    "auditor": ("yen", "Bùi Hải Yến", INSPECTION, Role.AUDITOR),
    "secretary": ("chau", "Trần Thị Minh Châu", OFFICE_UNIT, Role.ISO_SECRETARY),
    "board": ("lan", "Đặng Thị Ngọc Lan", LEADERS, Role.ISO_BOARD),
    "director": ("khai", "Võ Đình Khải", LEADERS, Role.DIRECTOR),
    "administrator": ("nam", "Đỗ Hoàng Nam", OFFICE_UNIT, Role.ADMINISTRATOR),
    "stranger": ("phuoc", "Nguyễn Hữu Phước", ADMINISTRATIVE, Role.OFFICIAL),
}

_running = count(1)


@dataclass
class Clock:
    """The office's clock, moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let so much time pass (`minutes=16`)."""
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Staff:
    """One person a role; `official` and `unit_head` share a unit, `stranger` has another."""

    official: Actor
    unit_head: Actor
    auditor: Actor
    secretary: Actor
    board: Actor
    director: Actor
    administrator: Actor
    stranger: Actor


@dataclass(frozen=True)
class House:
    """An office with its clock and its staff."""

    office: Office
    clock: Clock
    staff: Staff


@dataclass(frozen=True)
class Crew:
    """What may be left to `an_office`'s defaults: other forms, other templates, sample people."""

    forms: tuple[Path, ...] = (ROOT / "forms",)
    templates: tuple[Path, ...] = (ROOT / "templates_docx",)
    clock: Callable[[], datetime] = field(default_factory=Clock)


def an_office(data: Path, database: Database, crew: Crew | None = None) -> Office:
    """A real office on that database, with nobody in it."""
    crew = crew or Crew()
    return Office(
        settings=Settings(
            data=data,
            database_url=database.engine.url.render_as_string(hide_password=False),
            forms_folders=crew.forms,
            templates_folders=crew.templates,
        ),
        catalogue=_catalogue(crew.forms),
        companions=_companions(crew.forms),
        database=database,
        vault=Vault(data / "vault"),
        library=_library(crew.forms, crew.templates),
        pdf=LentPdfOffice(data / "libreoffice"),
        clock=crew.clock,
    )


def a_house(data: Path, database: Database) -> House:
    """A real office on that database, with its staff in it."""
    clock = Clock()
    office = an_office(data, database, Crew(clock=clock))
    return House(office, clock, _moved_in(database))


def a_staff(office: Office, *, is_sample: bool = False, prefix: str = "") -> Staff:
    """One person a role and their units, entered; the password of all is PASSWORD."""
    with office.database.writing() as uow:
        for name, abbreviation in UNITS.items():
            enter_unit(uow, name, abbreviation, is_sample=is_sample)
        people = {
            key: enter_person(
                office,
                uow,
                PersonEntry(prefix + username, name, "Chuyên viên", unit, frozenset({role})),
                hashed_password(),
                granted_by=None,
                must_change=False,
                is_sample=is_sample,
            )
            for key, (username, name, unit, role) in STAFF.items()
        }
    return Staff(**{key: actor_of(person) for key, person in people.items()})


def joined(house: House, people: Iterable[tuple[str, str, str, Role]]) -> list[Actor]:
    """More people of the house: user name, name, unit, role; their password is PASSWORD."""
    with house.office.database.writing() as uow:
        return [
            actor_of(
                enter_person(
                    house.office,
                    uow,
                    PersonEntry(username, name, "Chuyên viên", unit, frozenset({role})),
                    hashed_password(),
                    granted_by=None,
                    must_change=False,
                )
            )
            for username, name, unit, role in people
        ]


@functools.cache
def hashed_password() -> str:
    """The hash of PASSWORD, made once: hashing is slow on purpose."""
    return hash_password(PASSWORD)


def slip_values(**but: Any) -> dict[str, Any]:
    """What an official types into box 1 of a slip beside its defaults."""
    return {
        "request_type": "corrective",
        "sources": ["internal_audit"],
        "nonconformity_description": "Hồ sơ QT-0612 trả kết quả trễ 02 ngày & thiếu chữ ký\n"
        "Trái quy định tại QT.QLNS.03 mục 5.4.",
        **but,
    }


def mandatory_values(office: Office, code: str, variant: str = "", **but: Any) -> dict[str, Any]:
    """A plausible answer to every field that the form's first move asks for."""
    form = office.form(code)
    move = form.moves_from("draft", variant or form.variants[0])[0]
    values: dict[str, Any] = {form.variant_field: variant} if form.variant_field else {}
    for each in form.fields_for(variant or form.variants[0]):
        if each.step in move.completes and each.name not in values:
            values[each.name] = plausible(each)
    return {**values, **but}


def plan_values(office: Office, variant: str = "agency", **but: Any) -> dict[str, Any]:
    """A plan of one objective with one action."""
    action = {"action_text": "Rà soát quy trình", "action_due": "2026-06-30"}
    objective = {
        "objective_no": 1,
        "objective_text": "Giải quyết hồ sơ đúng hạn",
        "target_operator": "≥",
        "target_value": "98,5",
        "actions": [action],
    }
    bases = ["Căn cứ Chính sách chất lượng;", "Căn cứ kết quả năm 2025."]
    given = {"plan_year": 2026, "legal_bases": bases, "objectives": [objective]}
    if variant == "unit":
        given["unit"] = BUDGET
    return mandatory_values(office, PLAN, variant, **{**given, **but})


def a_draft(
    office: Office, actor: Actor, code: str = SLIP, typed: Mapping[str, Any] | None = None
) -> DraftView:
    """A draft with everything typed that its first move asks for."""
    return start_draft(office, actor, code, slip_values() if typed is None else typed)


def submit(
    office: Office,
    actor: Actor,
    draft: DraftView,
    *,
    move: str = "submit",
    submission: str = "",
    **typed: Any,
) -> MoveResult:
    """What the draft becomes by its first move."""
    return submit_draft(
        office,
        actor,
        draft_id=draft.id,
        move=move,
        typed=typed,
        version=draft.version,
        submission=submission or f"click-{next(_running)}",
    )


def a_slip(office: Office, actor: Actor, **but: Any) -> MoveResult:
    """A slip submitted by that person."""
    return submit(office, actor, a_draft(office, actor, typed=slip_values(**but)))


def some_evidence(office: Office, actor: Actor, record_id: str, text: str = "") -> EvidenceView:
    """A text that the person added to the record's evidence."""
    content = text or f"Biên bản số {next(_running)}"
    name = "Biên bản làm việc.txt"
    return add_evidence(office, actor, record_id, file_name=name, content=content.encode())


def _moved_in(database: Database) -> Staff:
    """The staff of `a_staff`, their rows copied: entering eight people takes longer than a test."""
    staff, rows = _staff_and_rows()
    with database.writing() as uow:
        bind = uow.session.connection()
        for table, values in rows.items():
            bind.execute(insert(table), values)
            if uow.dialect == "postgresql" and "id" in table.columns:
                sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
                bind.execute(text(f"SELECT setval({sequence}, {len(values)})"))
    return staff


@functools.cache
def _staff_and_rows() -> tuple[Staff, dict[Table, list[dict[str, Any]]]]:
    tables = [
        Base.metadata.tables[name] for name in ("unit", "person", "person_role", "role_tenure")
    ]
    with in_memory() as database:
        staff = a_staff(an_office(Path("nowhere"), database))
        with database.reading() as uow:
            bind = uow.session.connection()
            rows = {each: bind.execute(select(each)).mappings().all() for each in tables}
    return staff, {table: [dict(row) for row in found] for table, found in rows.items()}


@functools.cache
def _catalogue(folders: tuple[Path, ...]) -> Catalogue:
    return Catalogue.load(folders)


@functools.cache
def _companions(folders: tuple[Path, ...]) -> Catalogue:
    return Catalogue.load([p for folder in folders if (p := folder / "companions").is_dir()])


@functools.cache
def _library(forms: tuple[Path, ...], templates: tuple[Path, ...]) -> TemplateLibrary:
    return TemplateLibrary.open((*_catalogue(forms), *_companions(forms)), templates)
