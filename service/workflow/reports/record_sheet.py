"""The record list as an Excel sheet: what the page shows under its filters, all pages of it."""

from collections.abc import Iterator
from dataclasses import replace

from service.formkit.labels import Label
from service.store.base import OFFICE_ZONE, office_day
from service.store.database import UnitOfWork
from service.store.records.listing import RecordLine, RecordQuery, list_records
from service.workflow.actor import Actor
from service.workflow.authority import visibility_on
from service.workflow.errors import RuleRefuses
from service.workflow.files.document_files import Download
from service.workflow.office import Office
from service.workflow.records.read_records import RecordFilter, RecordRow, list_rows, query_of
from service.workflow.spreadsheet import EXCEL, Column, text_sheet

MOST_EXPORTED = 5_000
PAGE = 500
COLUMNS = (
    Column("Số", 14),
    Column("Biểu mẫu", 14),
    Column("Nội dung", 50),
    Column("Bước", 24),
    Column("Đang chờ", 28),
    Column("Hạn", 14),
    Column("Đơn vị đề nghị", 28),
    Column("Đơn vị có sự không phù hợp", 28),
    Column("Người lập", 24),
    Column("Ngày lập", 14),
    Column("Thay đổi lần cuối", 18),
)
TOO_MANY = Label(
    "Danh sách có hơn {most} hồ sơ. Vui lòng lọc bớt, ví dụ theo năm, rồi xuất lại.",
    "The list has more than {most} records. Please narrow it, by year for instance, and try again.",
)


def export_records(office: Office, actor: Actor, wanted: RecordFilter) -> Download:
    """Return the records the person may see under these filters, newest first.

    `page` counts for nothing. Raises RuleRefuses for more than MOST_EXPORTED.
    """
    now = office.now()
    day = office_day(now)
    with office.database.reading() as uow:
        query = query_of(office, uow, visibility_on(uow, actor, day), wanted, day)
        pages = _pages(uow, replace(query, limit=PAGE))
        rows = [_row(each) for lines in pages for each in list_rows(office, uow, lines, day)]
    content = text_sheet("Hồ sơ", COLUMNS, rows, now)
    title = f"Danh sách hồ sơ ngày {day:%d-%m-%Y}.xlsx"
    return Download(f"ho-so_{day.isoformat()}.xlsx", title, EXCEL, content)


def _pages(uow: UnitOfWork, query: RecordQuery) -> Iterator[tuple[RecordLine, ...]]:
    read = 0
    while True:
        found = list_records(uow, replace(query, skip=read))
        read += len(found.lines)
        if read > MOST_EXPORTED or (read == MOST_EXPORTED and found.next_before is not None):
            raise RuleRefuses(TOO_MANY.with_(most=f"{MOST_EXPORTED:,}".replace(",", ".")))
        yield found.lines
        if found.next_before is None:
            return


def _row(row: RecordRow) -> list[str]:
    line = row.line
    due_on = row.term.due_on if row.term else None
    return [
        line.number or "",
        line.form_code,
        line.summary,
        row.stage.label.vi,
        ", ".join(dict.fromkeys(each.named.vi for each in row.waits)),
        due_on.strftime("%d/%m/%Y") if due_on else "",
        line.requesting_unit,
        line.concerned_unit,
        line.submitter,
        line.created_at.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y"),
        line.updated_at.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y %H:%M"),
    ]
