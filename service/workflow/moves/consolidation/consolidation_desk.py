"""What waits to be put on the consolidated list: the slips of a period, and the list last made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.formkit import vietnamese
from service.formkit.features.companion import table_of_records
from service.formkit.form import Form
from service.formkit.labels import FieldErrors, Label
from service.formkit.moves import Move
from service.formkit.schema_fields import FULL_DATE
from service.store.base import office_day
from service.store.ledger import issued
from service.store.ledger.issued import IssuedDocument
from service.store.turns import turns
from service.store.turns.turns import WorkLine
from service.workflow.actor import Actor
from service.workflow.authority import Term, term_of, visible_record
from service.workflow.errors import looking_up
from service.workflow.moves.consolidation.consolidate_records import ENDS_BEFORE
from service.workflow.moves.consolidation.consolidation_right import consolidation_right, list_move
from service.workflow.office import Office, calendar_of

PERIOD = ("period_from", "period_to")
MOST_READ = 500


@dataclass(frozen=True)
class WaitingSlip:
    """A slip that may be ticked: what it is about, how long it waits, the version to send along."""

    record_id: str
    number: str
    summary: str
    unit: str
    version: int
    term: Term


@dataclass(frozen=True)
class ConsolidationDesk:
    """The slips of the period, earliest due first; `outside` waits in no day of it."""

    form: Form
    move: Move
    begins: date
    ends: date
    slips: tuple[WaitingSlip, ...]
    outside: int


@dataclass(frozen=True)
class ListMade:
    """The newest list in a record's dossier: the paper, and the numbers it holds."""

    document: IssuedDocument
    numbers: tuple[str, ...]


def read_list_desk(
    office: Office, actor: Actor, begins: date | None = None, ends: date | None = None
) -> ConsolidationDesk:
    """Return what waits for the person to be listed.

    Without days the period is this month so far, begun earlier where a slip waits longer, so that
    none is forgotten. Raises NotAllowed, FieldErrors beside `period_to`.
    """
    listing, today = list_move(office), office.today()
    with office.database.reading() as uow:
        right = consolidation_right(office, uow, actor, listing)
        stage = listing.move.from_stage
        lines = (*turns.work_of(uow, right.holders, limit=MOST_READ, stage=stage), *right.lent)
        waiting = [line for line in lines if line.form_code == listing.form.code]
        came = {line.record_id: office_day(line.since) for line in waiting}
        ends = ends or today
        begins = begins or min([today.replace(day=1), ends, *came.values()])
        if ends < begins:
            raise FieldErrors({PERIOD[1]: (ENDS_BEFORE,)})
        calendar = calendar_of(uow)
        slips = [
            _slip(line, term_of(calendar, line, today))
            for line in waiting
            if begins <= came[line.record_id] <= ends
        ]
    outside = len(waiting) - len(slips)
    return ConsolidationDesk(
        listing.form, listing.move, begins, ends, tuple(sorted(slips, key=_order)), outside
    )


def read_period(typed: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Return the days typed as `period_from` and `period_to`, None for one left empty.

    Raises FieldErrors with what is wrong beside each.
    """
    begins, ends = read_days(typed, PERIOD).values()
    if begins and ends and ends < begins:
        raise FieldErrors({PERIOD[1]: (ENDS_BEFORE,)})
    return begins, ends


def read_list_made(office: Office, actor: Actor, record_id: str) -> ListMade:
    """Return the newest list in the record's dossier; raises NotFound where there is none."""
    paper = list_move(office).paper
    with office.database.reading() as uow:
        visible_record(uow, actor, record_id, office.today())
        with looking_up():
            document = issued.get_issued(uow, record_id, paper.code)
    table = table_of_records(paper)
    rows: Any = document.values.get(table.name, [])
    number = table.fields[0].name
    return ListMade(document, tuple(str(row.get(number, "")) for row in rows))


def _slip(line: WorkLine, term: Term) -> WaitingSlip:
    return WaitingSlip(
        line.record_id, line.number or "", line.summary, line.unit, line.version, term
    )


def _order(slip: WaitingSlip) -> tuple[date, int, str]:
    """Return what lines are ordered by: the earliest due first, then by number."""
    return slip.term.due_on or date.max, len(slip.number), slip.number


def read_days(typed: Mapping[str, Any], names: Iterable[str]) -> dict[str, date | None]:
    """Return the days typed under these names, None for one left empty.

    Raises FieldErrors with what is wrong beside each.
    """
    found: dict[str, date | None] = {}
    faults: dict[str, tuple[Label, ...]] = {}
    for name in names:
        text = str(typed.get(name) or "").strip()
        try:
            iso = vietnamese.parse_date(text[:60]) if text else ""
        except vietnamese.DateProblem as problem:
            faults[name] = (Label(problem.vi, problem.en),)
            continue
        if len(iso) == len("2026"):
            faults[name] = (FULL_DATE,)
        else:
            found[name] = date.fromisoformat(iso) if iso else None
    if faults:
        raise FieldErrors(faults)
    return found
