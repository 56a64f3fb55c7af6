"""People and units entered from an Excel sheet: all rows or none, every fault with its row."""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from service.formkit.labels import Faults, FieldErrors, Label
from service.store.database import UnitOfWork
from service.store.people.units import list_units
from service.workflow.account.first_passwords import hash_first_password, new_password
from service.workflow.actor import Actor, require_administrator
from service.workflow.errors import WorkflowError
from service.workflow.log_privileged_act import note_deed, note_person_added
from service.workflow.office import Office
from service.workflow.people.people import NewPerson, enter_person
from service.workflow.people.sample_or_real import require_side
from service.workflow.people_sheets.read_sheet import (
    LeftOut,
    PeopleSheet,
    pattern_sheet,
    read_people,
)
from service.workflow.people_sheets.row_faults import (
    RowFault,
    by_row_and_column,
    columns_told,
    faults_as_read,
    faults_in,
)
from service.workflow.people_sheets.row_faults import RowsRefused as RowsRefused
from service.workflow.people_sheets.units import Entering as Entering
from service.workflow.people_sheets.units import UnitAsked, UnitsOfSheet
from service.workflow.people_sheets.units import UnitChoice as UnitChoice


class SheetLeavesOut(WorkflowError):
    """Something of the file would not be read, so nothing was entered until that is confirmed."""

    def __init__(self, left_out: Sequence[LeftOut]) -> None:
        self.left_out = tuple(left_out)
        vi, en = (" ".join(each.label.in_(of) for each in left_out) for of in ("vi", "en"))
        super().__init__(
            Label(
                f"Chưa nhập dòng nào, vì có phần của tệp không được đọc: {vi} Vui lòng sửa tệp, "
                "hoặc xác nhận bỏ qua phần này.",
                f"No row was taken, for some of the file was not read: {en} Please mend the file, "
                "or confirm that this may be left out.",
            )
        )


@dataclass(frozen=True)
class Entered:
    """The people of a sheet with their first passwords, and the units that came with them.

    `left_out` is what was not read of the file.
    """

    people: tuple[NewPerson, ...]
    units: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How many of the rows are entered; they count once all of them are."""

    done: int
    rows: int


@dataclass(frozen=True)
class Preview:
    """What a sheet would enter: nothing is entered yet.

    `asked` are the units nobody knows, to be answered first; with `faults` nothing can be entered.
    """

    people: PeopleSheet
    asked: tuple[UnitAsked, ...]
    faults: tuple[RowFault, ...]

    @property
    def left_out(self) -> tuple[Label, ...]:
        """What is not read of the file, in words."""
        return tuple(each.label for each in self.people.left_out)

    @property
    def errors(self) -> Faults:
        """The faults beside `<row>.<column>`."""
        return by_row_and_column(self.faults)


Done = TypeVar("Done")
TOLD_EVERY = 20
"""Rows: a sheet of no more than these is entered before anybody could read how far it is."""


class _Tried(Exception):
    """All rows could be entered; what was entered for the trial is undone."""


def import_people(
    office: Office, actor: Actor, sheet: bytes, entering: Entering | None = None
) -> Entered:
    """Return who was entered; all rows or none. Units that are not known come only when asked for.

    Raises SheetTooLarge, SheetTooFull, SheetTooLong, SheetOfNobody, SheetUnreadable, NotAllowed,
    RowsRefused and SheetLeavesOut, when nothing was entered.
    """
    require_administrator(actor)
    return enter_people(office, actor, read_people(sheet), entering)


def enter_people(
    office: Office, actor: Actor, people: PeopleSheet, entering: Entering | None = None
) -> Entered:
    """Return who was entered of rows that were read before; raises as `import_people` does."""
    return _at_its_end(entering_people(office, actor, people, entering))


def entering_people(
    office: Office, actor: Actor, people: PeopleSheet, entering: Entering | None = None
) -> Generator[Progress, None, Entered]:
    """Yield how far it is, first before the work begins; return who was entered at its end.

    A sheet of few rows yields nothing. Given up on the way, it has entered nobody. Who waits
    between two of its steps holds the database: nothing is read there. Raises as `import_people`.
    """
    require_administrator(actor)
    how, rows = entering or Entering(), len(people.rows)
    passwords = [new_password() for _ in people.rows]
    if rows > TOLD_EVERY:
        yield Progress(0, rows)
    with office.database.writing() as uow:
        trial = yield from _enter(office, uow, actor, people, passwords, how)
        if trial.faults:
            raise RowsRefused(trial.faults)
        asking = [each for each in people.left_out if each.asks]
        if asking and how.asks_first:
            raise SheetLeavesOut(asking)
        note_deed(office, uow, actor, "people_imported", {"count": len(trial.made)})
    if rows > TOLD_EVERY:
        yield Progress(rows, rows)
    return Entered(tuple(trial.made), tuple(trial.units), people.left_out)


def preview_people(
    office: Office, actor: Actor, people: PeopleSheet, entering: Entering | None = None
) -> Preview:
    """Return what would be entered, what is to be answered first and what is wrong.

    Raises NotAllowed, and FieldErrors for the wrong side of the house.
    """
    require_administrator(actor)
    how = entering or Entering()
    found: Preview | None = None
    with suppress(_Tried), office.database.writing() as uow:
        units = UnitsOfSheet(office, uow, actor, people, how)
        asked = units.asked(people)
        open_names = frozenset(each.name for each in asked if how.answer(each.name) is None)
        # The passwords of a trial are nobody's.
        nobodys = [""] * len(people.rows)
        trial = _at_its_end(_enter(office, uow, actor, people, nobodys, how, open_names))
        found = Preview(people, asked, tuple(trial.faults))
        raise _Tried
    assert found is not None
    return found


def preview_sheet(
    office: Office, actor: Actor, sheet: bytes, entering: Entering | None = None
) -> Preview:
    """Return what a file would enter; raises as `preview_people` does, and as `read_people`."""
    require_administrator(actor)
    return preview_people(office, actor, read_people(sheet), entering)


def units_asked(
    office: Office, actor: Actor, people: PeopleSheet, entering: Entering | None = None
) -> tuple[UnitAsked, ...]:
    """Return the units of the rows that nobody knows, in their order; raises NotAllowed."""
    require_administrator(actor)
    with office.database.reading() as uow:
        return UnitsOfSheet(office, uow, actor, people, entering or Entering()).asked(people)


def people_pattern(office: Office, actor: Actor) -> bytes:
    """Return an .xlsx to fill with people, the units there are listed in it; for administrators."""
    require_administrator(actor)
    with office.database.reading() as uow:
        known = list_units(uow, active_only=True)
    units = tuple((u.name, u.abbreviation) for u in known if u.is_sample == actor.is_sample)
    return pattern_sheet(units, office.now())


@dataclass(frozen=True)
class _Trial:
    made: list[NewPerson]
    units: list[str]
    faults: list[RowFault]


def _enter(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    people: PeopleSheet,
    passwords: Sequence[str],
    how: Entering,
    open_names: frozenset[str] = frozenset(),
) -> Generator[Progress, None, _Trial]:
    """Return who and which units were entered now, and every fault; raises FieldErrors.

    Rows whose unit is in `open_names` are tried without it: it is being asked about.
    """
    require_side(uow, actor, is_sample=how.is_sample)
    units = UnitsOfSheet(office, uow, actor, people, how)
    faults, made = list(faults_as_read(people)), []
    for done, (row, password) in enumerate(zip(people.rows, passwords, strict=True)):
        if done and done % TOLD_EVERY == 0:
            yield Progress(done, len(people.rows))
        columns, entry = columns_told(row, faults), row.entry
        try:
            is_open = entry.unit_name in open_names or "unit_name" in columns
            entry = replace(entry, unit_name="" if is_open else units.settle(row))
        except FieldErrors as error:
            faults += faults_in(row, error.faults, columns)
            # What else is wrong with the row is told in the same answer.
            entry = replace(entry, unit_name="")
        hashed = hash_first_password(password, office.settings.data) if password else ""
        try:
            person = enter_person(
                office, uow, entry, hashed, granted_by=actor.person_id, is_sample=how.is_sample
            )
            note_person_added(office, uow, actor, person, imported=True)
            made.append(NewPerson(person, password))
        except FieldErrors as error:
            faults += faults_in(row, error.faults, columns)
    return _Trial(made, units.made, sorted(faults, key=_order_of(people)))


def _at_its_end(work: Generator[Progress, None, Done]) -> Done:
    """Return what the work comes to, its progress told to nobody."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            done: Done = end.value
            return done


def _order_of(people: PeopleSheet) -> Callable[[RowFault], int]:
    """Return how faults are put in the order of the rows they are in."""
    order = {(row.sheet, row.number): place for place, row in enumerate(people.rows)}
    return lambda fault: order[fault.sheet, fault.row]
