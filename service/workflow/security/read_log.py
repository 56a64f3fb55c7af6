"""The security log read: by secretary, director and administrator, a page at a time or as Excel."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from service.formkit.labels import FieldErrors, Label
from service.store.base import OFFICE_ZONE, office_day
from service.store.database import UnitOfWork
from service.store.ledger import security_log as store
from service.store.ledger.security_log import LogQuery
from service.workflow.actor import Actor, require_reader
from service.workflow.errors import RuleRefuses
from service.workflow.files.document_files import Download
from service.workflow.office import Office
from service.workflow.security.event_sentences import KINDS
from service.workflow.security.log_text import ToldLine, told
from service.workflow.spreadsheet import EXCEL, Column, text_sheet

PAGE, CHUNK, MOST_EXPORTED = 50, 1_000, 20_000
NO_SUCH_KIND = Label("Không có loại việc này.", "There is no such kind.")
ENDS_BEFORE = Label(
    "Đến ngày phải từ ngày đầu trở đi.", "The last day must be on or after the first."
)
TOO_MANY = Label(
    "Nhật ký có hơn {most} dòng. Vui lòng lọc bớt, ví dụ theo ngày, rồi xuất lại.",
    "The log has more than {most} lines. Please narrow it, by days for instance, and try again.",
)
COLUMNS = (
    Column("Dòng", 10),
    Column("Thời điểm", 20),
    Column("Người thực hiện", 26),
    Column("Địa chỉ", 18),
    Column("Loại việc", 26),
    Column("Nội dung", 60),
    Column("Trước → sau", 60),
    Column("Mã băm của dòng", 24),
)


@dataclass(frozen=True)
class LogFilter:
    """Which lines are asked for; `before` is the line from which a page goes on."""

    kind: str = ""
    person_id: int | None = None
    from_day: date | None = None
    to_day: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest first; `older` leads on to the lines before, None at the end."""

    lines: tuple[ToldLine, ...]
    older: int | None
    people: tuple[tuple[int, str], ...]


def read_security_log(office: Office, actor: Actor, wanted: LogFilter) -> LogPage:
    """Return a page of the lines asked for: sample people read their own, real people real ones.

    Raises NotAllowed, FieldErrors beside `kind` or `to_day`.
    """
    require_reader(actor)
    query = _query(actor, wanted)
    with office.database.reading() as uow:
        found = store.read_log(uow, replace(query, limit=PAGE + 1))
        people = store.actors_of_log(uow, is_sample=actor.is_sample)
    shown = found[:PAGE]
    older = shown[-1].sequence if len(found) > PAGE else None
    return LogPage(tuple(told(line) for line in shown), older, people)


def export_security_log(office: Office, actor: Actor, wanted: LogFilter) -> Download:
    """Return the lines asked for as an Excel sheet: texts, and moments that Excel can sort.

    Raises what read_security_log raises, and RuleRefuses for more than MOST_EXPORTED.
    """
    require_reader(actor)
    now, query = office.now(), _query(actor, replace(wanted, before=None))
    with office.database.reading() as uow:
        rows = [_row(line) for line in _all(uow, query)]
    content = text_sheet("Nhật ký bảo mật", COLUMNS, rows, now)
    day = office_day(now)
    title = f"Nhật ký bảo mật ngày {day:%d-%m-%Y}.xlsx"
    return Download(f"nhat-ky-bao-mat_{day.isoformat()}.xlsx", title, EXCEL, content)


def _all(uow: UnitOfWork, query: LogQuery) -> Iterator[ToldLine]:
    read, asked = 0, replace(query, limit=CHUNK)
    while found := store.read_log(uow, asked):
        read += len(found)
        if read > MOST_EXPORTED:
            raise RuleRefuses(TOO_MANY.with_(most=f"{MOST_EXPORTED:,}".replace(",", ".")))
        yield from (told(line) for line in found)
        asked = replace(asked, before=found[-1].sequence)


def _query(actor: Actor, wanted: LogFilter) -> LogQuery:
    faults: dict[str, tuple[Label, ...]] = {}
    if wanted.kind and wanted.kind not in KINDS:
        faults["kind"] = (NO_SUCH_KIND,)
    if wanted.from_day and wanted.to_day and wanted.to_day < wanted.from_day:
        faults["to_day"] = (ENDS_BEFORE,)
    if faults:
        raise FieldErrors(faults)
    return LogQuery(
        is_sample=actor.is_sample,
        kinds=(wanted.kind,) if wanted.kind else (),
        actor_id=wanted.person_id,
        since=_midnight(wanted.from_day) if wanted.from_day else None,
        until=_midnight(wanted.to_day + timedelta(days=1)) if wanted.to_day else None,
        before=wanted.before,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def _row(line: ToldLine) -> list[str | datetime]:
    changes = "\n".join(f"{c.name.vi}: {c.before.vi} → {c.after.vi}" for c in line.changes)
    at = line.at.astimezone(OFFICE_ZONE).replace(tzinfo=None)
    named, sentence = line.named.vi, line.sentence.vi
    return [str(line.sequence), at, line.who.vi, line.address, named, sentence, changes, line.hash]
