"""Everybody behind the turns of a page, read in one: accounts, heads of units, holders of roles."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, null, select, union_all

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
from service.store.snapshot.once import each_known_in_snapshot, unknown_in_snapshot
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.people.units import UnitRow

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
