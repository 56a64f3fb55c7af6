"""The office's settings; its security log is written beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.store.base import Json
from service.store.database import UnitOfWork
from service.store.ledger.security_log import SecurityNote, list_security_notes, note_security
from service.store.tables.settings import OfficeSettingRow

__all__ = [
    "OfficeSetting",
    "SecurityNote",
    "change_settings",
    "list_security_notes",
    "note_security",
    "read_settings",
]

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
