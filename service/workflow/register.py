"""The register of a year's slips (Sổ theo dõi, O-16): read from the records, in Word and Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.documents.context import Paper
from service.documents.render import render
from service.formkit import vietnamese
from service.formkit.fields import Choice, Date
from service.formkit.form import Form
from service.formkit.move_facts import MoveFacts
from service.formkit.schema import load_answers
from service.store import records
from service.store.database import UnitOfWork
from service.store.listing import RecordQuery, list_records
from service.store.times import office_day
from service.workflow.actor import Actor
from service.workflow.errors import NotFound
from service.workflow.issue_document import find_template
from service.workflow.office import Office
from service.workflow.papers import WORD, Download
from service.workflow.reading import visibility_of

REGISTER = "O-16"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 200


@dataclass(frozen=True)
class Register:
    """A year's register: the companion form it is printed on and its answers, rows in order."""

    form: Form
    year: int
    answers: Mapping[str, Any]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One row a slip, in the order of their numbers."""
        found: list[dict[str, Any]] = self.answers.get(self.form.rows_field.name, [])
        return found


def read_register(office: Office, actor: Actor, form_code: str, year: int) -> Register:
    """Return the register of the year as far as the person sees its slips.

    Raises NotFound for a form that is kept in no register.
    """
    form, companion = office.form(form_code), office.companion(REGISTER)
    if companion.row is None or not any(move.papers for move in form.moves):
        raise NotFound
    today = office_day(office.clock()).isoformat()
    with office.database.reading() as uow:
        letterhead = office.letterhead(uow)
        rows = [
            companion.row(record.answers, _facts(form, record, today))
            for record in _slips(uow, actor, form, year)
        ]
    head = {
        "issue_place": letterhead["place_name"],
        "issue_date": today,
        "register_year": year,
        "drafter_name": actor.full_name,
    }
    answers = load_answers(companion, {**head, companion.rows_field.name: rows})
    return Register(companion, year, answers)


def register_word(office: Office, actor: Actor, form_code: str, year: int) -> Download:
    """Return the register as a Word file; raises NotFound, TemplateUnusable."""
    register = read_register(office, actor, form_code, year)
    with office.database.reading() as uow:
        letterhead = office.letterhead(uow)
    template = find_template(office.library, register.form, "")
    paper = Paper(letterhead, register.form.version, "")
    content = render(register.form, template, register.answers, paper)
    return Download(f"{REGISTER}_{year}.docx", _title(register) + ".docx", WORD, content)


def register_excel(office: Office, actor: Actor, form_code: str, year: int) -> Download:
    """Return the register as an Excel sheet of plain texts: no cell can be a formula."""
    register = read_register(office, actor, form_code, year)
    return Download(f"{REGISTER}_{year}.xlsx", _title(register) + ".xlsx", EXCEL, _sheet(register))


def _title(register: Register) -> str:
    return f"{register.form.title.vi} năm {register.year}"


def _slips(uow: UnitOfWork, actor: Actor, form: Form, year: int) -> Iterator[records.Record]:
    """Yield the year's records of the form that the person sees, the oldest number first."""
    query = RecordQuery(visibility=visibility_of(actor), form_code=form.code, year=year, limit=PAGE)
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
    return MoveFacts(
        today=today,
        actor_name="",
        number=record.number or "",
        opened_on=office_day(record.created_at).isoformat(),
        stage=form.stage(record.stage).label.vi,
        has_ended=form.stage(record.stage).ended,
    )


def _sheet(register: Register) -> bytes:
    # Only those who export wait for this library.
    import xlsxwriter

    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        sheet = book.add_worksheet(f"Năm {register.year}")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        fields = register.form.rows_field.fields
        for column, each in enumerate(fields):
            sheet.write_string(0, column, each.label.vi, head)
            sheet.set_column(column, column, _width(each.name))
        for line, row in enumerate(register.rows, start=1):
            for column, each in enumerate(fields):
                sheet.write_string(line, column, _cell(each, row.get(each.name)), body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(register.rows), 1), len(fields) - 1)
    return kept.getvalue()


def _width(name: str) -> int:
    return 44 if name in ("summary", "note") else 24 if name.endswith("unit") else 14


def _cell(each: Any, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(each, Date):
        return vietnamese.screen_date(value)
    if isinstance(each, Choice):
        return next(o.printed or o.label.vi for o in each.options if o.value == value)
    return str(value)
