"""Units of the agency: added, changed, deactivated, never deleted (sample data apart)."""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.exc import IntegrityError

from service.store.base import in_range, storable, value_of
from service.store.database import UnitOfWork
from service.store.errors import NameTaken, NotStored
from service.store.snapshot import once_a_snapshot, while_people_stay
from service.store.tables.people.units import UnitRow


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What is written down about a unit (đơn vị)."""

    name: str
    abbreviation: str
    kind: str = "unit"
    series_key: str = ""
    sort_rank: int = 0
    active: bool = True


@dataclass(frozen=True, kw_only=True)
class Unit(UnitFacts):
    """A unit as it stands in the store."""

    id: int
    is_sample: bool


_LIKE_D = str.maketrans("\u00f0\u0256", "đđ")
"""Small letters of other alphabets that nobody can tell from đ."""


def name_key(text: str) -> str:
    """The spelling under which two names are one: NFC, no capitals, single spaces, one Đ."""
    small = unicodedata.normalize("NFC", storable(text)).casefold()
    return " ".join(small.translate(_LIKE_D).split())


def add_unit(uow: UnitOfWork, facts: UnitFacts, *, is_sample: bool = False) -> Unit:
    """The new unit; an empty `series_key` becomes its abbreviation. Raises NameTaken."""
    row = UnitRow(is_sample=is_sample)
    _write(uow, row, facts)
    return value_of(Unit, row)


def change_unit(uow: UnitOfWork, unit_id: int, facts: UnitFacts) -> Unit:
    """The unit as changed. Raises NotStored, NameTaken."""
    row = _row(uow, unit_id)
    _write(uow, row, facts)
    return value_of(Unit, row)


_UNITS = select(UnitRow.__table__)
_BY_ID = _UNITS.where(UnitRow.id == bindparam("unit_id"))
_NAMED = (
    _UNITS.where(UnitRow.is_sample == bindparam("is_sample"))
    .where(
        or_(
            UnitRow.name_key == bindparam("called"), UnitRow.abbreviation_key == bindparam("called")
        )
    )
    .order_by(UnitRow.name_key != bindparam("called"))
)
_ALL = _UNITS.order_by(UnitRow.sort_rank, UnitRow.id)
_IN_USE = _ALL.where(UnitRow.active)


@once_a_snapshot
def get_unit(uow: UnitOfWork, unit_id: int) -> Unit:
    """The unit. Raises NotStored."""
    row = uow.run(_BY_ID, unit_id=unit_id).first() if in_range(unit_id) else None
    if row is None:
        raise NotStored("unit", str(unit_id))
    return value_of(Unit, row)


def find_unit(uow: UnitOfWork, text: str, *, is_sample: bool = False) -> Unit | None:
    """The unit of that name or abbreviation, however it is capitalised, or None."""
    key = name_key(text)
    row = uow.run(_NAMED, is_sample=is_sample, called=key).first()
    return None if row is None else value_of(Unit, row)


@while_people_stay
def list_units(uow: UnitOfWork, *, active_only: bool = False) -> tuple[Unit, ...]:
    """All units in the office's order: by rank, then as they were entered."""
    return tuple(value_of(Unit, row) for row in uow.run(_IN_USE if active_only else _ALL))


def _row(uow: UnitOfWork, unit_id: int) -> UnitRow:
    row = uow.session.get(UnitRow, unit_id) if in_range(unit_id) else None
    if row is None:
        raise NotStored("unit", str(unit_id))
    return row


def _write(uow: UnitOfWork, row: UnitRow, facts: UnitFacts) -> None:
    _refuse_taken(uow, row, facts)
    row.name, row.name_key = facts.name, name_key(facts.name)
    row.abbreviation, row.abbreviation_key = facts.abbreviation, name_key(facts.abbreviation)
    row.kind, row.series_key = facts.kind, facts.series_key or facts.abbreviation
    row.sort_rank, row.active = facts.sort_rank, facts.active
    uow.session.add(row)
    try:
        uow.session.flush()
    except IntegrityError as clash:
        # Somebody else took the name after we looked: PostgreSQL lets two write at a time.
        raise NameTaken("unit", "name", facts.name) from clash


def _refuse_taken(uow: UnitOfWork, row: UnitRow, facts: UnitFacts) -> None:
    for field, column, text in (
        ("name", UnitRow.name_key, facts.name),
        ("abbreviation", UnitRow.abbreviation_key, facts.abbreviation),
    ):
        others = select(UnitRow.id).where(column == name_key(text))
        others = others.where(
            UnitRow.is_sample == row.is_sample, UnitRow.id.is_distinct_from(row.id)
        )
        if uow.session.scalar(others.limit(1)) is not None:
            raise NameTaken("unit", field, text)
