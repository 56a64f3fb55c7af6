"""Units that a sheet of people names: known, asked about, or new; none is made without a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.store.database import UnitOfWork
from service.store.people.units import find_unit, list_units, name_key
from service.workflow.actor import Actor
from service.workflow.log_privileged_act import note_unit
from service.workflow.office import Office
from service.workflow.people.people import enter_unit
from service.workflow.people.sample_or_real import enter_for_real, of_sample_lists
from service.workflow.people_sheets.read_sheet import PeopleSheet, SheetRow

ALIKE = 0.8
"""How like a known unit's name a name must be to be taken for it misspelt, 0 to 1."""
OFFERED, MOST_OFFERED = 0.55, 3
"""From which likeness on a name is offered beside the question, and how many are."""


@dataclass(frozen=True)
class UnitChoice:
    """What was answered about a name: the known unit that is meant, or its abbreviation as new."""

    known: str = ""
    abbreviation: str = ""


@dataclass(frozen=True)
class Entering:
    """How a sheet is entered: with which units, and as sample data or for real.

    `new_units` takes new units with the abbreviation the sheet gives, where their name is not like
    a known one; `units` are answers by the name in the sheet; with `asks_first` nothing is entered
    of a file of which something would be left out.
    """

    new_units: bool = False
    is_sample: bool = False
    asks_first: bool = False
    units: Mapping[str, UnitChoice] = field(default_factory=dict)

    def answer(self, name: str) -> UnitChoice | None:
        """What was answered about the unit of that name, however it is capitalised."""
        return {name_key(each): choice for each, choice in self.units.items()}.get(name_key(name))


@dataclass(frozen=True)
class UnitAsked:
    """A name that no unit has: its rows, the abbreviation in the sheet, known names like it."""

    name: str
    abbreviation: str
    rows: tuple[tuple[str, int], ...]
    alike: tuple[str, ...]

    @property
    def row_numbers(self) -> tuple[int, ...]:
        """The rows by their numbers alone."""
        return tuple(number for _sheet, number in self.rows)


class UnitsOfSheet:
    """The units of one sheet while it is entered: each is looked up, or made, once."""

    def __init__(
        self, office: Office, uow: UnitOfWork, actor: Actor, people: PeopleSheet, how: Entering
    ) -> None:
        self._office, self._uow, self._actor, self._how = office, uow, actor, how
        self._settled: dict[str, str] = {}
        self._abbreviations: dict[str, str] = {}
        for row in people.rows:
            self._abbreviations.setdefault(name_key(row.entry.unit_name), "")
            if not self._abbreviations[name_key(row.entry.unit_name)]:
                self._abbreviations[name_key(row.entry.unit_name)] = row.abbreviation
        self.made: list[str] = []

    def settle(self, row: SheetRow) -> str:
        """Return the name of the row's unit, which is there from now on; raises FieldErrors."""
        name = row.entry.unit_name
        if not name:
            return ""
        key = name_key(name)
        if key not in self._settled:
            self._settled[key] = self._found(name) or self._entered(name)
        return self._settled[key]

    def asked(self, people: PeopleSheet) -> tuple[UnitAsked, ...]:
        """Return the names that are to be asked about, in the order of the sheet."""
        rows: dict[str, list[SheetRow]] = {}
        for row in people.rows:
            if row.entry.unit_name and "unit_name" not in dict(row.faults):
                rows.setdefault(name_key(row.entry.unit_name), []).append(row)
        names = {key: found[0].entry.unit_name for key, found in rows.items()}
        return tuple(
            UnitAsked(
                name=names[key],
                abbreviation=self._abbreviations[key],
                rows=tuple((row.sheet, row.number) for row in found),
                alike=self._alike(names[key], OFFERED),
            )
            for key, found in rows.items()
            if not self._is_known(names[key])
        )

    def _is_known(self, name: str) -> bool:
        uow, is_sample = self._uow, self._how.is_sample
        known = find_unit(uow, name, is_sample=is_sample)
        return (known or of_sample_lists(uow, self._actor, name, is_sample=is_sample)) is not None

    def _found(self, name: str) -> str:
        """Return the unit's name where it is known, or known to the lists of sample accounts."""
        uow, is_sample = self._uow, self._how.is_sample
        if known := find_unit(uow, name, is_sample=is_sample):
            return known.name
        if unit := enter_for_real(uow, self._actor, name, is_sample=is_sample):
            note_unit(self._office, uow, self._actor, None, unit)
            self.made.append(unit.name)
            return unit.name
        return ""

    def _entered(self, name: str) -> str:
        """Return the name of what was answered about it; raises FieldErrors, which asks."""
        answer = self._how.answer(name)
        if answer and answer.known:
            # Of the lists of a sample account the real unit may be yet to enter.
            return self._found(answer.known) or answer.known
        abbreviation = self._abbreviations[name_key(name)]
        if answer:
            abbreviation = answer.abbreviation or abbreviation
            if not abbreviation:
                raise FieldErrors({"abbreviation": (NO_ABBREVIATION,)})
        elif not self._how.new_units or not abbreviation or self._alike(name, ALIKE):
            raise FieldErrors({"unit_name": (self._question(name),)})
        return self._new(name, abbreviation)

    def _new(self, name: str, abbreviation: str) -> str:
        try:
            unit = enter_unit(self._uow, name, abbreviation, is_sample=self._how.is_sample)
        except FieldErrors as error:
            # The sheet calls the unit's name otherwise than the unit's own page does.
            raise FieldErrors(
                {"unit_name" if f == "name" else f: labels for f, labels in error.faults.items()}
            ) from error
        note_unit(self._office, self._uow, self._actor, None, unit)
        self.made.append(unit.name)
        return unit.name

    def _alike(self, name: str, least: float) -> tuple[str, ...]:
        folded = vietnamese.fold(name)
        sides = {self._how.is_sample, self._actor.is_sample}
        known = dict.fromkeys(u.name for u in list_units(self._uow) if u.is_sample in sides)
        likeness = {each: _likeness(folded, vietnamese.fold(each)) for each in known}
        near = sorted((n for n in known if likeness[n] >= least), key=lambda n: -likeness[n])
        return tuple(near[:MOST_OFFERED])

    def _question(self, name: str) -> Label:
        """Return what to do about a unit nobody knows: mostly a name only written otherwise."""
        near = self._alike(name, ALIKE)
        vi = f" Có phải «{near[0]}»?" if near else ""
        en = f" Is it “{near[0]}”?" if near else ""
        return Label(
            f"Chưa có đơn vị «{name}».{vi} Nếu là đơn vị mới, vui lòng ghi viết tắt và đồng ý thêm "
            "đơn vị mới, hoặc thêm đơn vị ở trang Đơn vị trước rồi nhập lại.",
            f"There is no unit “{name}”.{en} If it is a new one, please give its abbreviation and "
            "agree to new units, or add it on the page Units first and send the file again.",
        )


NO_ABBREVIATION = Label(
    "Vui lòng ghi viết tắt của đơn vị mới.", "Please give the abbreviation of the new unit."
)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
