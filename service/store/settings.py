"""What the office has set: its settings, and the days it has otherwise than the law's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, literal, select, union_all

from service.store.base import BROKEN_DAY, Day, Json, JsonText, columns_of, value_of
from service.store.database import UnitOfWork
from service.store.snapshot import is_known_in_snapshot, known_in_snapshot, once_a_snapshot
from service.store.tables.settings import DayOffRow, OfficeSettingRow

_READ = "settings read"
_SETTINGS = select(
    OfficeSettingRow.key,
    OfficeSettingRow.value,
    OfficeSettingRow.changed_by,
    OfficeSettingRow.changed_at,
).order_by(OfficeSettingRow.key)


@dataclass(frozen=True)
class OfficeSetting:
    """A setting (cài đặt) that was changed, by whom and when."""

    key: str
    value: Json
    changed_by: int | None
    changed_at: datetime


def read_settings(uow: UnitOfWork) -> dict[str, OfficeSetting]:
    """The settings that were ever changed, by key; the others have their defaults.

    They are read once a unit of work: every paper of a move asks for them, and means the same.
    """
    kept: dict[str, OfficeSetting] | None = uow.info.get(_READ)
    if kept is None:
        kept = know_settings(uow, (OfficeSetting(*row) for row in uow.run(_SETTINGS)))
    return dict(kept)


def know_settings(uow: UnitOfWork, found: Iterable[OfficeSetting]) -> dict[str, OfficeSetting]:
    """The settings by key, which this unit of work need not read any more."""
    kept: dict[str, OfficeSetting] = {each.key: each for each in found}
    uow.info[_READ] = kept
    return kept


def change_settings(
    uow: UnitOfWork, changes: Mapping[str, Json], *, changed_by: int | None, now: datetime
) -> None:
    """Give these settings these values from now on."""
    for key, value in changes.items():
        uow.session.merge(
            OfficeSettingRow(key=key, value=value, changed_by=changed_by, changed_at=now)
        )
    uow.session.flush()
    uow.info.pop(_READ, None)


@dataclass(frozen=True)
class DayOff:
    """An exception of the calendar (ngày nghỉ, ngày làm bù) and who made it."""

    day: date
    name: str
    is_off: bool
    changed_by: int | None
    changed_at: datetime


_DAYS = select(*columns_of(DayOffRow, DayOff)).order_by(DayOffRow.day)
_DAYS_OF_YEAR = _DAYS.where(DayOffRow.day.between(bindparam("first"), bindparam("last")))


@once_a_snapshot
def list_days_off(uow: UnitOfWork, *, year: int | None = None) -> tuple[DayOff, ...]:
    """The exceptions of a year, or all of them, earliest first."""
    if year is None:
        return tuple(DayOff(*row) for row in uow.run(_DAYS))
    rows = uow.run(_DAYS_OF_YEAR, first=date(year, 1, 1), last=date(year, 12, 31))
    return tuple(DayOff(*row) for row in rows)


def find_day_off(uow: UnitOfWork, day: date) -> DayOff | None:
    """The exception of a day, or None where the law's word counts."""
    row = uow.session.get(DayOffRow, day)
    return None if row is None else value_of(DayOff, row)


def keep_day_off(uow: UnitOfWork, exception: DayOff) -> None:
    """Let the day be so from now on, whatever it was before."""
    uow.session.merge(DayOffRow(**vars(exception)))
    uow.session.flush()


def forget_day_off(uow: UnitOfWork, day: date) -> bool:
    """Whether there was an exception on that day; the law's word counts again."""
    gone = uow.session.connection().execute(delete(DayOffRow).where(DayOffRow.day == day))
    return gone.rowcount > 0


_SETTINGS_AND_DAYS_OFF = union_all(
    select(
        literal(True).label("is_setting"),
        OfficeSettingRow.key.label("place"),
        OfficeSettingRow.value.label("value"),
        literal("").label("name"),
        literal(False).label("is_off"),
        OfficeSettingRow.changed_by,
        OfficeSettingRow.changed_at,
    ),
    select(
        literal(False),
        DayOffRow.day,
        literal(None, JsonText),
        DayOffRow.name,
        DayOffRow.is_off,
        DayOffRow.changed_by,
        DayOffRow.changed_at,
    ),
)


def prefetch_office(uow: UnitOfWork) -> None:
    """Read settings and days off at once for a unit of work that only reads."""
    if uow.writes or is_known_in_snapshot(uow, list_days_off):
        return
    rows, dialect = uow.run(_SETTINGS_AND_DAYS_OFF).all(), uow.bind.dialect
    days = (
        DayOff(Day().process_result_value(row.place, dialect) or BROKEN_DAY, *row[3:])
        for row in rows
        if not row.is_setting
    )
    settings = (OfficeSetting(row.place, row.value, *row[5:]) for row in rows if row.is_setting)
    know_settings(uow, sorted(settings, key=lambda each: each.key))
    known_in_snapshot(uow, list_days_off, tuple(sorted(days, key=lambda each: each.day)))
