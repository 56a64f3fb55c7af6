"""People and units entered from an Excel sheet: all rows or none, every fault with its row."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches

from service.formkit import vietnamese
from service.formkit.field_errors import FieldErrors
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS
from service.store.database import UnitOfWork
from service.store.units import find_unit, list_units
from service.workflow.actor import Actor
from service.workflow.deeds import note_deed, note_person_added, note_unit
from service.workflow.errors import WorkflowError
from service.workflow.first_passwords import hash_first_password, new_password
from service.workflow.office import Office
from service.workflow.people_admin import NewPerson, enter_person, enter_unit
from service.workflow.people_sheet import TITLES, SheetRow, pattern_sheet, read_rows
from service.workflow.people_sides import enter_for_real, require_side
from service.workflow.permissions import require_administrator

ALIKE = 0.8
"""How like a known unit's name a name must be to be taken for it misspelt, 0 to 1."""


class RowsRefused(WorkflowError):
    """Some rows cannot be taken, so none was; `faults` are (row, column's title, sentence)."""

    def __init__(self, faults: list[tuple[int, str, Label]]) -> None:
        self.faults = faults
        super().__init__(
            Label(
                f"Có {len(faults)} chỗ cần sửa trong tệp; chưa nhập dòng nào.",
                f"{len(faults)} places need mending; no row was taken.",
            )
        )


@dataclass(frozen=True)
class Entering:
    """How a sheet is entered: with the units it brings, and as sample data or for real."""

    new_units: bool = False
    is_sample: bool = False


@dataclass(frozen=True)
class Entered:
    """The people of a sheet with their first passwords, and the units that came with them."""

    people: tuple[NewPerson, ...]
    units: tuple[str, ...]


class _Tried(Exception):
    """All rows could be entered; what was entered for the trial is undone."""


def import_people(
    office: Office, actor: Actor, sheet: bytes, entering: Entering | None = None
) -> Entered:
    """Return who was entered; all rows or none. Units that are not known come only when asked for.

    Raises SheetTooLarge, SheetTooFull, SheetTooLong, SheetUnreadable, NotAllowed, and RowsRefused,
    when nothing was entered.
    """
    require_administrator(actor)
    how = entering or Entering()
    rows = read_rows(sheet)
    # Hashing is slow on purpose: a sheet with a fault is told before, and the database not held.
    with suppress(_Tried), office.database.writing() as uow:
        _enter(office, uow, actor, rows, [""] * len(rows), how)
        raise _Tried
    passwords = [new_password() for _ in rows]
    hashes = [hash_first_password(password, office.settings.data) for password in passwords]
    with office.database.writing() as uow:
        entered = _enter(office, uow, actor, rows, hashes, how)
    made = zip(entered.people, passwords, strict=True)
    people = tuple(NewPerson(new.person, password) for new, password in made)
    return Entered(people, entered.units)


def people_pattern(office: Office, actor: Actor) -> bytes:
    """Return an .xlsx to fill with people, the units there are listed in it; for administrators."""
    require_administrator(actor)
    with office.database.reading() as uow:
        known = list_units(uow, active_only=True)
    units = tuple((u.name, u.abbreviation) for u in known if u.is_sample == actor.is_sample)
    return pattern_sheet(units, office.clock())


def _enter(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    rows: Sequence[SheetRow],
    hashes: Sequence[str],
    how: Entering,
) -> Entered:
    """Return who and which units are entered now; raises RowsRefused with every fault."""
    require_side(uow, actor, is_sample=how.is_sample)
    made: list[NewPerson] = []
    units: list[str] = []
    faults: list[tuple[int, str, Label]] = []
    for row, hashed in zip(rows, hashes, strict=True):
        faults += [(row.number, TITLES["roles"], _unknown_role(r)) for r in row.unknown_roles]
        entry = row.entry
        try:
            units += _enter_unit(office, uow, actor, row, how)
        except FieldErrors as error:
            faults += _in_row(row, error)
            # What else is wrong with the row is told in the same answer.
            entry = replace(entry, unit_name="")
        try:
            person = enter_person(
                office, uow, entry, hashed, granted_by=actor.person_id, is_sample=how.is_sample
            )
            note_person_added(office, uow, actor, person, imported=True)
            made.append(NewPerson(person, ""))
        except FieldErrors as error:
            faults += _in_row(row, error)
    if faults:
        raise RowsRefused(faults)
    note_deed(office, uow, actor, "people_imported", {"count": len(made)})
    return Entered(tuple(made), tuple(units))


def _in_row(row: SheetRow, error: FieldErrors) -> list[tuple[int, str, Label]]:
    return [(row.number, TITLES[field], labels[0]) for field, labels in error.faults.items()]


def _enter_unit(
    office: Office, uow: UnitOfWork, actor: Actor, row: SheetRow, how: Entering
) -> tuple[str, ...]:
    """Return the name of the row's unit when it is new and was entered; raises FieldErrors."""
    name = row.entry.unit_name
    if not name or find_unit(uow, name, is_sample=how.is_sample) is not None:
        return ()
    if unit := enter_for_real(uow, actor, name, is_sample=how.is_sample):
        note_unit(office, uow, actor, None, unit)
        return (unit.name,)
    if not how.new_units or not row.abbreviation:
        raise FieldErrors({"unit_name": (_no_such_unit(uow, name, is_sample=how.is_sample),)})
    try:
        unit = enter_unit(uow, name, row.abbreviation, is_sample=how.is_sample)
    except FieldErrors as error:
        # The sheet calls the unit's name otherwise than the unit's own page does.
        raise FieldErrors(
            {"unit_name" if f == "name" else f: labels for f, labels in error.faults.items()}
        ) from error
    note_unit(office, uow, actor, None, unit)
    return (unit.name,)


def _no_such_unit(uow: UnitOfWork, name: str, *, is_sample: bool) -> Label:
    """Return what to do about a unit nobody knows: mostly its name is only written otherwise."""
    known = {
        vietnamese.fold(unit.name): unit.name
        for unit in list_units(uow)
        if unit.is_sample == is_sample
    }
    near = get_close_matches(vietnamese.fold(name), known, n=1, cutoff=ALIKE)
    vi = f" Có phải «{known[near[0]]}»?" if near else ""
    en = f" Is it “{known[near[0]]}”?" if near else ""
    return Label(
        f"Chưa có đơn vị «{name}».{vi} Nếu là đơn vị mới, vui lòng ghi viết tắt, đánh dấu "
        "«Thêm đơn vị mới» rồi nhập lại.",
        f"There is no unit “{name}”.{en} If it is a new one, please give its abbreviation, tick "
        "“Add new units” and enter the file again.",
    )


def _unknown_role(name: str) -> Label:
    listed = ", ".join(label.vi for label in ROLE_LABELS.values())
    return Label(
        f"Không có vai trò «{name}». Vui lòng ghi một trong: {listed}.",
        f"There is no role “{name}”. Please write one of: {listed}.",
    )
