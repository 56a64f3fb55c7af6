"""What several reads of a page would ask for one by one, read beforehand in one statement.

Each `prefetch_…` lets the ordinary functions (`list_days_off`, `list_parts`, `accounts_of` …)
answer from the snapshot; whoever does not call it gets the same answers, each by a statement.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, null, select, union_all

from service.store.base import BROKEN_DAY, Day, JsonText
from service.store.database import UnitOfWork
from service.store.people.holder_names import (
    IN_ROLES,
    IS_A_HEAD,
    Account,
    HeadsOf,
    accounts_of,
    heads_of_units,
    people_in_roles,
)
from service.store.records.records import Part, Record, list_parts
from service.store.settings import DayOff, OfficeSetting, know_settings, list_days_off
from service.store.snapshot import (
    each_known_in_snapshot,
    is_known_in_snapshot,
    known_in_snapshot,
    unknown_in_snapshot,
)
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.people.units import UnitRow
from service.store.tables.records.records import RecordPartRow
from service.store.tables.settings import DayOffRow, OfficeSettingRow
from service.store.tables.turns.turns import TurnRow
from service.store.turns.part_turns import PartTurn, turns_at
from service.store.turns.turns import TurnKept, turns_by_record

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


_PARTS_AND_TURNS: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(
        RecordPartRow.person_id.label("person_id"),
        literal("").label("order_key"),
        RecordPartRow.part.label("part_or_stage"),
        RecordPartRow.since.label("since"),
        literal("").label("holder"),
        literal(None, Day).label("due_on"),
    ).where(RecordPartRow.record_id == bindparam("record_id")),
    select(
        null(), TurnRow.order_key, TurnRow.stage, TurnRow.since, TurnRow.holder, TurnRow.due_on
    ).where(TurnRow.record_id == bindparam("record_id")),
).order_by("order_key", "holder", "since", "person_id")


def prefetch_record(uow: UnitOfWork, record_id: str) -> None:
    """Read at once the parts and the turns at the record, where one only reads."""
    if uow.writes or is_known_in_snapshot(uow, list_parts, record_id):
        return
    parts, turns = [], []
    found = uow.run(_PARTS_AND_TURNS, record_id=record_id)
    for person_id, _order, part_or_stage, since, holder, due_on in found:
        if person_id is None:
            turns.append(TurnKept(holder, part_or_stage, since, due_on))
        else:
            parts.append(Part(person_id, part_or_stage, since))
    known_in_snapshot(uow, list_parts, tuple(parts), record_id)
    kept = {record_id: tuple(turns)} if turns else {}
    each_known_in_snapshot(uow, turns_by_record, [record_id], kept)


def prefetch_part_turns(uow: UnitOfWork, record: Record) -> None:
    """Let what `turns_at` tells of the record be known from its parts and turns."""
    prefetch_record(uow, record.id)
    turns = turns_by_record(uow, [record.id]).get(record.id, ())
    told = tuple(
        PartTurn(
            record.id,
            record.form_code,
            record.variant,
            turn.stage,
            turn.holder,
            part.holder_id,
            part.part,
        )
        for turn in turns
        for part in list_parts(uow, record.id)
    )
    each_known_in_snapshot(uow, turns_at, [record.id], {record.id: told} if told else {})


_EVERYBODY: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(
        literal("account").label("kind"),
        PersonRow.id.label("id"),
        literal("").label("role"),
        literal("").label("unit"),
        PersonRow.active.label("active"),
        PersonRow.unit_id.label("unit_id"),
        PersonRow.full_name.label("full_name"),
        PersonRow.sort_rank.label("sort_rank"),
        PersonRow.sort_key.label("sort_key"),
    ).where(PersonRow.id.in_(bindparam("person_ids", expanding=True))),
    select(
        literal("head"),
        PersonRow.id,
        literal(""),
        UnitRow.name,
        UnitRow.active,
        UnitRow.id,
        PersonRow.full_name,
        PersonRow.sort_rank,
        PersonRow.sort_key,
    )
    .select_from(UnitRow)
    .join(PersonRow, IS_A_HEAD, isouter=True)
    .where(UnitRow.id.in_(bindparam("unit_ids", expanding=True))),
    select(
        literal("holder"),
        PersonRow.id,
        PersonRoleRow.role,
        literal(""),
        literal(True),
        null(),
        PersonRow.full_name,
        PersonRow.sort_rank,
        PersonRow.sort_key,
    )
    .join(PersonRoleRow, PersonRoleRow.person_id == PersonRow.id)
    .where(IN_ROLES),
).order_by("sort_rank", "sort_key", "id")


def prefetch_people(
    uow: UnitOfWork,
    person_ids: Collection[int],
    unit_ids: Collection[int],
    head: str,
    roles: Collection[str],
    *,
    is_sample: bool,
) -> None:
    """Let what `holder_names` tells of these be known where one only reads."""
    people = unknown_in_snapshot(uow, accounts_of, person_ids)
    units = unknown_in_snapshot(uow, heads_of_units, unit_ids, head)
    posts = unknown_in_snapshot(uow, people_in_roles, roles, is_sample=is_sample)
    if uow.writes or sum(map(bool, (people, units, posts))) < 2:
        # One question is as good asked by itself.
        return
    asked: dict[str, object] = {"person_ids": people, "unit_ids": units, "roles": posts}
    accounts: dict[int, Account] = {}
    heads: dict[int, HeadsOf] = {}
    held: dict[str, tuple[tuple[int, str], ...]] = {}
    for row in uow.run(_EVERYBODY, **asked, role=head, is_sample=is_sample):
        person = () if row.id is None else ((row.id, row.full_name),)
        if row.kind == "account":
            accounts[row.id] = Account(row.id, row.full_name, row.unit_id, row.active)
        elif row.kind == "head":
            before = heads[row.unit_id].people if row.unit_id in heads else ()
            heads[row.unit_id] = HeadsOf(row.unit, (*before, *person), row.active)
        else:
            held[row.role] = (*held.get(row.role, ()), *person)
    each_known_in_snapshot(uow, accounts_of, people, accounts)
    each_known_in_snapshot(uow, heads_of_units, units, heads, head)
    each_known_in_snapshot(uow, people_in_roles, posts, held, is_sample=is_sample)
