"""What is wrong with the rows of a sheet of people: each fault by sheet, row, column and cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.formkit.labels import Faults, Label
from service.formkit.moves import ROLE_LABELS
from service.store.people.units import name_key
from service.workflow.errors import WorkflowError
from service.workflow.people.people import TAKEN
from service.workflow.people_sheets.columns import TITLES
from service.workflow.people_sheets.read_sheet import PeopleSheet, SheetRow


@dataclass(frozen=True)
class RowFault:
    """One fault: the row it is in, the column's title, the sentence with the cell's place."""

    sheet: str
    row: int
    column: str
    label: Label


class RowsRefused(WorkflowError):
    """Some rows cannot be taken, so none was; `faults` are (row, column's title, sentence).

    Where several sheets were read, the sentence names the sheet: `marks` say it apart.
    """

    def __init__(self, marks: Sequence[RowFault]) -> None:
        self.marks = tuple(marks)
        several = len({mark.sheet for mark in marks}) > 1
        self.faults = [
            (mark.row, mark.column, _with_sheet(mark) if several else mark.label) for mark in marks
        ]
        super().__init__(
            Label(
                f"Có {len(marks)} chỗ cần sửa trong tệp; chưa nhập dòng nào.",
                f"{len(marks)} places need mending; no row was taken.",
            )
        )


def by_row_and_column(marks: Sequence[RowFault]) -> Faults:
    """Return the faults beside `<row>.<column>`, as programs are told."""
    found: dict[str, tuple[Label, ...]] = {}
    for row, column, label in RowsRefused(marks).faults:
        path = f"{row}.{column}"
        found[path] = (*found.get(path, ()), label)
    return found


def faults_as_read(people: PeopleSheet) -> Iterator[RowFault]:
    """Yield what is wrong with the rows whatever the database says: cells, roles, names twice."""
    seen: dict[str, SheetRow] = {}
    for row in people.rows:
        for name, label in row.faults:
            # The sentence about a cell names it already.
            yield RowFault(row.sheet, row.number, TITLES[name], label)
        for role in row.unknown_roles if "roles" not in dict(row.faults) else ():
            yield _fault(row, "roles", _unknown_role(role))
        key = name_key(row.entry.username)
        first = seen.setdefault(key, row)
        if key and first is not row:
            yield _fault(row, "username", _twice(first, row))


def faults_in(row: SheetRow, faults: Faults, columns: set[str]) -> Iterator[RowFault]:
    """Yield what the register says against a row, but for `columns` of which more was told."""
    for name, labels in faults.items():
        if name not in columns:
            yield _fault(row, name, labels[0])


def columns_told(row: SheetRow, marks: list[RowFault]) -> set[str]:
    """Return the names of the columns of this row that a fault is known of."""
    titles = {m.column for m in marks if (m.sheet, m.row) == (row.sheet, row.number)}
    return {name for name, title in TITLES.items() if title in titles}


def _fault(row: SheetRow, name: str, label: Label) -> RowFault:
    place = row.places.get(name, "")
    if place:
        label = Label(f"Ô {place}: {label.vi}", f"Cell {place}: {label.en}")
    return RowFault(row.sheet, row.number, TITLES[name], label)


def _with_sheet(mark: RowFault) -> Label:
    return Label(f"Trang «{mark.sheet}». {mark.label.vi}", f"Sheet “{mark.sheet}”. {mark.label.en}")


def _twice(first: SheetRow, row: SheetRow) -> Label:
    vi_sheet, en_sheet = "", ""
    if first.sheet != row.sheet:
        vi_sheet, en_sheet = f" trang «{first.sheet}»", f" of sheet “{first.sheet}”"
    return Label(
        f"Tên này trùng với dòng {first.number}{vi_sheet}. {TAKEN.vi}",
        f"The name is that of row {first.number}{en_sheet} too. {TAKEN.en}",
    )


def _unknown_role(name: str) -> Label:
    listed = ", ".join(label.vi for label in ROLE_LABELS.values())
    return Label(
        f"Không có vai trò «{name}». Vui lòng ghi một trong: {listed}.",
        f"There is no role “{name}”. Please write one of: {listed}.",
    )
