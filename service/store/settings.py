"""The office's settings and its security log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select

from service.store.base import Json, JsonObject
from service.store.database import UnitOfWork
from service.store.tables.office import OfficeSettingRow, SecurityLogRow

_READ = "settings read"


@dataclass(frozen=True)
class OfficeSetting:
    """A setting (cài đặt) that was changed, by whom and when."""

    key: str
    value: Json
    changed_by: int | None
    changed_at: datetime


@dataclass(frozen=True)
class SecurityNote:
    """A line of the security log (nhật ký an ninh)."""

    at: datetime
    kind: str
    actor_id: int | None
    address: str
    payload: JsonObject


def read_settings(uow: UnitOfWork) -> dict[str, OfficeSetting]:
    """The settings that were ever changed, by key; the others have their defaults.

    They are read once a unit of work: every paper of a move asks for them, and means the same.
    """
    kept: dict[str, OfficeSetting] | None = uow.session.info.get(_READ)
    if kept is None:
        rows = uow.session.scalars(select(OfficeSettingRow).order_by(OfficeSettingRow.key))
        kept = uow.session.info[_READ] = {
            row.key: OfficeSetting(row.key, cast("Json", row.value), row.changed_by, row.changed_at)
            for row in rows
        }
    return dict(kept)


def change_settings(
    uow: UnitOfWork, changes: Mapping[str, Json], *, changed_by: int | None, now: datetime
) -> None:
    """Nothing; these settings have these values from now on."""
    for key, value in changes.items():
        uow.session.merge(
            OfficeSettingRow(key=key, value=value, changed_by=changed_by, changed_at=now)
        )
    uow.session.flush()
    uow.session.info.pop(_READ, None)


def note_security(uow: UnitOfWork, note: SecurityNote) -> None:
    """Nothing; the line is in the security log."""
    uow.session.add(
        SecurityLogRow(
            at=note.at,
            kind=note.kind,
            actor_id=note.actor_id,
            address=note.address[:100],
            payload=note.payload,
        )
    )
    uow.session.flush()


def list_security_notes(uow: UnitOfWork, *, limit: int = 200) -> tuple[SecurityNote, ...]:
    """The security log, newest line first."""
    rows = uow.session.scalars(
        select(SecurityLogRow).order_by(SecurityLogRow.id.desc()).limit(limit)
    )
    return tuple(
        SecurityNote(row.at, row.kind, row.actor_id, row.address, cast("JsonObject", row.payload))
        for row in rows
    )
