"""Turns behind which nobody stands (việc bỏ trống): a closed account, an empty role or unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.store.database import UnitOfWork
from service.store.people.holder_names import heads_of_units, people_in_roles
from service.store.prefetch.people import prefetch_people
from service.store.records.records import Record
from service.store.turns.left_work import closed_accounts
from service.store.turns.turns import is_head, is_person, role_holder

ACCOUNT_CLOSED = Label("Tài khoản của {name} đã ngừng", "The account of {name} is closed")
UNIT_CLOSED = Label("Đơn vị {name} đã ngừng", "The unit {name} is closed")
NO_HEAD = Label("Đơn vị chưa có trưởng đơn vị", "The unit has no head")
NO_HOLDER = Label("Chưa có ai giữ vai trò {name}", "Nobody holds the role {name}")
SAMPLE = "sample:"
MINDERS = (Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR)
"""Who sees to what waits for nobody: the first of these that somebody holds."""


@dataclass(frozen=True)
class Gap:
    """Why a turn is nobody's, and of which person's or head's unit it was.

    `is_left` is false where somebody may still act: the head of a unit that is closed. `is_person`
    is true of a closed account, whose work is given to somebody else.
    """

    why: Label
    unit: str = ""
    unit_id: int | None = None
    is_left: bool = True
    is_person: bool = False


def gaps_among(uow: UnitOfWork, holders: Collection[str]) -> dict[str, Gap]:
    """Return those of these holders of turns (`p7`, `h3`, a role) behind whom nobody stands."""
    persons = {int(each[1:]) for each in holders if is_person(each)}
    units = {int(each[1:]) for each in holders if is_head(each)}
    roles = [each for each in holders if not is_person(each) and not is_head(each)]
    return {
        **_persons(uow, persons),
        **_units(uow, units),
        **_roles(uow, [each for each in roles if each.startswith(SAMPLE)], is_sample=True),
        **_roles(uow, [each for each in roles if not each.startswith(SAMPLE)], is_sample=False),
    }


def look_behind_holders(uow: UnitOfWork, holders: Collection[str], *, is_sample: bool) -> None:
    """Nothing; who stands behind these holders of turns, and who minds, is asked in one."""
    persons = {int(each[1:]) for each in holders if is_person(each)}
    units = {int(each[1:]) for each in holders if is_head(each)}
    named = (each for each in holders if not is_person(each) and not is_head(each))
    roles = [Role(each.removeprefix(SAMPLE)) for each in named]
    if roles or units or persons:
        posts = dict.fromkeys([*roles, *MINDERS])
        prefetch_people(uow, persons, units, Role.UNIT_HEAD, [*posts], is_sample=is_sample)


def minding_role(uow: UnitOfWork, *, is_sample: bool, but: int | None = None) -> Role | None:
    """Return the role whose holders see to what waits for nobody; None where nobody holds any.

    `but` names a person who is about to leave.
    """
    return next(
        (
            role
            for role in MINDERS
            if any(
                person_id != but
                for person_id, _ in people_in_roles(uow, [role], is_sample=is_sample).get(role, ())
            )
        ),
        None,
    )


def minders_of(
    uow: UnitOfWork, record: Record, gap: Gap, *, but: int | None = None
) -> tuple[str, ...]:
    """Return who sees to a record that waits for nobody, by name; none where there is nobody.

    Of what a person left those are the heads of the record's units, then who minds the office's
    records. `but` names who is about to leave.
    """
    units = heads_minding(record, gap)
    heads = heads_of_units(uow, units, Role.UNIT_HEAD)
    role = minding_role(uow, is_sample=record.is_sample, but=but)
    held = people_in_roles(uow, [role], is_sample=record.is_sample) if role else {}
    found = [
        *(person for unit_id in units if unit_id in heads for person in heads[unit_id].people),
        *(held.get(role, ()) if role else ()),
    ]
    return tuple(dict.fromkeys(name for person_id, name in found if person_id != but))


def heads_minding(record: Record, gap: Gap) -> tuple[int, ...]:
    """Return the units whose heads see to what a closed account left in the record."""
    if not gap.is_person:
        return ()
    units = (record.executing_unit_id, record.concerned_unit_id, record.requesting_unit_id)
    return tuple(dict.fromkeys(each for each in units if each is not None))


def _persons(uow: UnitOfWork, person_ids: Collection[int]) -> dict[str, Gap]:
    return {
        f"p{each.id}": Gap(
            ACCOUNT_CLOSED.with_(name=each.full_name), unit_id=each.unit_id, is_person=True
        )
        for each in closed_accounts(uow, person_ids)
    }


def _units(uow: UnitOfWork, unit_ids: Collection[int]) -> dict[str, Gap]:
    found = {}
    for unit_id, heads in heads_of_units(uow, unit_ids, Role.UNIT_HEAD).items():
        if not heads.active or not heads.people:
            why = NO_HEAD if heads.active else UNIT_CLOSED.with_(name=heads.unit)
            found[f"h{unit_id}"] = Gap(why, heads.unit, unit_id, is_left=not heads.people)
    return found


def _roles(uow: UnitOfWork, holders: Collection[str], *, is_sample: bool) -> dict[str, Gap]:
    roles = {each: Role(each.removeprefix(SAMPLE)) for each in holders}
    held = people_in_roles(uow, [*roles.values()], is_sample=is_sample)
    return {
        role_holder(role, is_sample=is_sample): Gap(_no_holder(role))
        for role in roles.values()
        if not held.get(role)
    }


def _no_holder(role: Role) -> Label:
    label = ROLE_LABELS[role]
    return Label(NO_HOLDER.vi.format(name=label.vi), NO_HOLDER.en.format(name=label.en))
