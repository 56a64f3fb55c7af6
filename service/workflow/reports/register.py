"""The register of a year's slips (Sổ theo dõi, O-16): read from the records, in Word and Excel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.documents.render.render import Paper, prove, render
from service.formkit import vietnamese
from service.formkit.features.companion import DrawnFromRecord, ListsRecords, table_of_records
from service.formkit.fields import Choice, Date, Field, Text
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.schema import load_answers
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.records import records
from service.store.records.listing import RecordQuery, list_records, list_years
from service.workflow.actor import Actor
from service.workflow.authority import visibility_on
from service.workflow.errors import NotFound, RuleRefuses
from service.workflow.files.document_files import WORD, Download, as_pdf, plain_copy
from service.workflow.issue_document import find_template
from service.workflow.office import Office
from service.workflow.spreadsheet import EXCEL, Column, text_sheet

PAGE = 200
TOO_MANY = Label(
    "Sổ theo dõi một năm có nhiều nhất {most} phiếu.",
    "The register of a year has at most {most} slips.",
)


@dataclass(frozen=True)
class Register:
    """A year's register: the companion form it is printed on and its answers, rows in order."""

    form: Form
    year: int
    answers: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What the register is called, as a file too."""
        return f"{self.form.title.vi} năm {self.year}"

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One row a slip, in the order of their numbers."""
        found: list[dict[str, Any]] = self.answers.get(table_of_records(self.form).name, [])
        return found


def registered_forms(office: Office) -> tuple[Form, ...]:
    """Return the forms whose records are kept in a yearly register: those that issue papers."""
    if _register_form(office) is None:
        return ()
    return tuple(f for f in office.catalogue if any(move.papers for move in f.moves))


def years_of_register(office: Office, actor: Actor) -> tuple[int, ...]:
    """Return the years that the person sees records of, this one among them, newest first."""
    today = office.today()
    with office.database.reading() as uow:
        seen = list_years(uow, visibility_on(uow, actor, today))
    return tuple(sorted({today.year, *seen}, reverse=True))


def read_register(office: Office, actor: Actor, form_code: str, year: int) -> Register:
    """Return the register of the year as far as the person sees its slips.

    Raises NotFound for a form that is kept in no register, RuleRefuses for more than it can hold.
    """
    form, companion = office.form(form_code), _register_form(office)
    lists = companion.feature(ListsRecords) if companion else None
    if companion is None or lists is None or form not in registered_forms(office):
        raise NotFound
    today = office.today().isoformat()
    with office.database.reading() as uow:
        letterhead = office.letterhead(uow)
        rows = [
            lists.row(record.answers, _facts(form, record, today))
            for record in _slips(office, uow, actor, form, year)
        ]
    table = table_of_records(companion)
    most = table.max_rows
    if len(rows) > most:
        raise RuleRefuses(TOO_MANY.with_(most=most))
    known = {
        "setting:place_name": letterhead["place_name"],
        "today": today,
        "actor:name": actor.full_name,
        "register:year": year,
    }
    head = companion.defaults({}, known)
    answers = load_answers(companion, {**head, table.name: rows})
    return Register(companion, year, answers)


def register_word(office: Office, actor: Actor, form_code: str, year: int) -> Download:
    """Return the register as a Word file, proved to say its rows.

    Raises NotFound, RuleRefuses, TemplateUnusable.
    """
    register = read_register(office, actor, form_code, year)
    with office.database.reading() as uow:
        letterhead = office.letterhead(uow)
    template = find_template(office.library, register.form, "")
    paper = Paper(letterhead, register.form.version, made_at=office.now())
    content = render(register.form, template, register.answers, paper)
    prove(register.form, template, content, register.answers)
    return _download(register, "docx", WORD, content)


def plain_register_word(office: Office, actor: Actor, form_code: str, year: int) -> Download:
    """Return the Word file's copy without controls; raises what register_word raises."""
    return plain_copy(register_word(office, actor, form_code, year))


def register_pdf(office: Office, actor: Actor, form_code: str, year: int) -> Download:
    """Return the register as a PDF to print; raises what register_word raises, PdfError."""
    return as_pdf(office, register_word(office, actor, form_code, year), actor)


def register_excel(office: Office, actor: Actor, form_code: str, year: int) -> Download:
    """Return the register as an Excel sheet of plain texts: no cell can be a formula."""
    register = read_register(office, actor, form_code, year)
    fields = table_of_records(register.form).fields
    columns = [Column(each.label.vi, _width(each)) for each in fields]
    rows = ([_cell(each, row.get(each.name)) for each in fields] for row in register.rows)
    content = text_sheet(f"Năm {year}", columns, rows, office.now())
    return _download(register, "xlsx", EXCEL, content)


def _register_form(office: Office) -> Form | None:
    """Return the companion that lists records and that no single record is told in."""
    lists = (each for each in office.companions if each.feature(ListsRecords))
    return next((each for each in lists if not each.feature(DrawnFromRecord)), None)


def _download(register: Register, kind: str, media_type: str, content: bytes) -> Download:
    name = f"{register.form.code}_{register.year}.{kind}"
    return Download(name, f"{register.title}.{kind}", media_type, content)


def _slips(
    office: Office, uow: UnitOfWork, actor: Actor, form: Form, year: int
) -> Iterator[records.Record]:
    """Yield the year's records of the form that the person sees, the oldest number first."""
    seen = visibility_on(uow, actor, office.today())
    query = RecordQuery(visibility=seen, form_code=form.code, year=year, limit=PAGE)
    ids: list[str] = []
    while True:
        found = list_records(uow, query)
        ids += [line.id for line in found.lines if line.is_sample == actor.is_sample]
        if found.next_before is None:
            break
        query = replace(query, before=found.next_before)
    kept = [records.get_record(uow, record_id) for record_id in ids]
    yield from sorted(kept, key=lambda record: (record.sequence or 0, record.entry))


def _facts(form: Form, record: records.Record, today: str) -> MoveFacts:
    stage = form.stage(record.stage)
    return MoveFacts(
        today=today,
        actor_name="",
        number=record.number or "",
        opened_on=office_day(record.created_at).isoformat(),
        stage=stage.label.vi,
        has_ended=stage.ended,
    )


def _width(each: Field) -> int:
    if isinstance(each, Text):
        return 44 if each.multiline else 26 if each.max_length >= 100 else 16
    return 14


def _cell(each: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(each, Date):
        return vietnamese.screen_date(value)
    if isinstance(each, Choice):
        return next(o.printed or o.label.vi for o in each.options if o.value == value)
    return str(value)
