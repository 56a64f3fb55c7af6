"""What every page goes by, read in one: the office's settings and the days off of its calendar."""

from __future__ import annotations

from sqlalchemy import literal, select, union_all

from service.store.base import BROKEN_DAY, Day, JsonText
from service.store.database import UnitOfWork
from service.store.days_off import DayOff, list_days_off
from service.store.settings import OfficeSetting, know_settings
from service.store.snapshot.once import is_known_in_snapshot, known_in_snapshot
from service.store.tables.days_off import DayOffRow
from service.store.tables.settings import OfficeSettingRow

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
