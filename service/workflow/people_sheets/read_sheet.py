"""The Excel sheet that people are entered from: its rows as they are shown, and its pattern."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from service.archive.sheets.cells import Cell, cell_fault
from service.archive.sheets.heads import head_key
from service.archive.sheets.left_out import LeftOut as LeftOut
from service.archive.sheets.refusals import HeadsNotFound, SheetRefused
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.workflow.people.people import PersonEntry
from service.workflow.people_sheets.columns import CODES, WANTED
from service.workflow.people_sheets.columns import COLUMNS as COLUMNS
from service.workflow.people_sheets.columns import MAIL_COLUMN as MAIL_COLUMN
from service.workflow.people_sheets.columns import TITLES as TITLES
from service.workflow.people_sheets.errors import MOST_BYTES as MOST_BYTES
from service.workflow.people_sheets.errors import MOST_ROWS as MOST_ROWS
from service.workflow.people_sheets.errors import HeadsMissing as HeadsMissing
from service.workflow.people_sheets.errors import SheetOfNobody as SheetOfNobody
from service.workflow.people_sheets.errors import SheetTooFull as SheetTooFull
from service.workflow.people_sheets.errors import SheetTooLarge as SheetTooLarge
from service.workflow.people_sheets.errors import SheetTooLong as SheetTooLong
from service.workflow.people_sheets.errors import SheetUnreadable as SheetUnreadable
from service.workflow.people_sheets.errors import told
from service.workflow.spreadsheet import Column, text_sheet

if TYPE_CHECKING:
    from service.archive.sheets.table import TableRow

_BETWEEN_ROLES = re.compile(r"[,;]")
_ROLES = {head_key(text): r for r, each in ROLE_LABELS.items() for text in (each.vi, each.en, r)}


@dataclass(frozen=True)
class SheetRow:
    """One person of the sheet: where a person finds the row, and the text of each column.

    `faults` are what is wrong with cells as Excel holds them, by column.
    """

    sheet: str
    number: int
    texts: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[str, Label], ...] = ()

    @property
    def entry(self) -> PersonEntry:
        """The person as entered; roles that are not known are left out."""
        found = self._roles
        return PersonEntry(
            username=self._line("username"),
            full_name=self._line("full_name"),
            title=self._line("title"),
            unit_name=self._line("unit_name"),
            roles=frozenset(role for role in found.values() if role is not None),
            email=self._line("email"),
        )

    @property
    def abbreviation(self) -> str:
        """The abbreviation of the unit, as the row has it."""
        return self._line("abbreviation")

    @property
    def unknown_roles(self) -> tuple[str, ...]:
        """What stands among the roles and is none."""
        return tuple(name for name, role in self._roles.items() if role is None)

    def _line(self, name: str) -> str:
        """The text on one line: in Excel a long text is broken to fit its cell."""
        return " ".join(self.texts.get(name, "").split())

    @property
    def _roles(self) -> dict[str, Role | None]:
        parts = _BETWEEN_ROLES.split(self.texts.get("roles", ""))
        named = (" ".join(name.split()) for part in parts for name in _names_in(part))
        return {name: _ROLES.get(head_key(name)) for name in named if name}


@dataclass(frozen=True)
class PeopleSheet:
    """The people of every sheet that is shown, and what was left out of the file."""

    rows: tuple[SheetRow, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def has_several_sheets(self) -> bool:
        """Whether a row's number alone does not say where it is."""
        return len({row.sheet for row in self.rows}) > 1


def read_people(sheet: bytes) -> PeopleSheet:
    """Return the people of the file as Excel shows them.

    Raises SheetTooLarge, SheetTooFull, SheetTooLong, SheetOfNobody, SheetUnreadable and, of these,
    HeadsMissing.
    """
    if len(sheet) > MOST_BYTES:
        raise SheetTooLarge
    # The start of the service waits for no reader of workbooks.
    from service.archive.sheets.table import read_table

    try:
        table = read_table(sheet, WANTED)
    except (SheetRefused, HeadsNotFound) as error:
        raise told(error) from error
    if len(table.rows) > MOST_ROWS:
        raise SheetTooLong
    if not table.rows:
        raise SheetOfNobody
    return PeopleSheet(tuple(_sheet_row(row) for row in table.rows), table.left_out)


def pattern_sheet(units: tuple[tuple[str, str], ...], made_at: datetime) -> bytes:
    """Return an .xlsx to fill: the heads, and a line a unit (name, abbreviation) to copy from."""
    columns = [Column(head, 24) for head in TITLES.values()]
    role = ROLE_LABELS[Role.OFFICIAL].vi
    lines = [("", "", "", name, abbreviation, role, "") for name, abbreviation in units]
    return text_sheet("Người dùng", columns, lines, made_at)


def _names_in(roles: str) -> list[str]:
    """Return the role, whose name may be broken to fit its cell, or the roles a line each."""
    return [roles] if head_key(roles) in _ROLES else roles.split("\n")


def _sheet_row(row: "TableRow") -> SheetRow:
    faults = ((name, _fault(name, cell)) for name, cell in row.cells.items())
    return SheetRow(
        sheet=row.sheet,
        number=row.number,
        texts={name: cell.text for name, cell in row.cells.items()},
        places=row.places,
        faults=tuple((name, fault) for name, fault in faults if fault is not None),
    )


def _fault(name: str, cell: Cell) -> Label | None:
    is_code = name in CODES
    return cell_fault(cell, may_be_number=is_code, needs_letter=not is_code)
