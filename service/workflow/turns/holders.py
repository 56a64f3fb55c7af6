"""Who stands behind the name of a turn, a person, head or role; where nobody, who sees to it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.store.database import UnitOfWork
from service.store.people.holder_names import (
    accounts_of,
    closed_accounts,
    heads_of_units,
    people_in_roles,
    prefetch_people,
)
from service.store.records.records import Record
from service.store.turns.turns import (
    head_holder,
    is_head,
    is_person,
    person_holder,
    role_holder,
    role_of,
)

ACCOUNT_CLOSED = Label("Tài khoản của {name} đã ngừng", "The account of {name} is closed")
UNIT_CLOSED = Label("Đơn vị {name} đã ngừng", "The unit {name} is closed")
NO_HEAD = Label("Đơn vị chưa có trưởng đơn vị", "The unit has no head")
NO_HOLDER = Label("Chưa có ai giữ vai trò {name}", "Nobody holds the role {name}")
MINDERS = (Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR)
"""Who sees to what waits for nobody: the first of these that somebody holds."""


@dataclass(frozen=True)
class Gap:
    """Why a turn is nobody's (việc bỏ trống), and of which person's or head's unit it was.

    `is_left` is false where somebody may still act: the head of a unit that is closed. `is_person`
    is true of a closed account, whose work is given to somebody else.
    """

    why: Label
    unit: str = ""
    unit_id: int | None = None
    is_left: bool = True
    is_person: bool = False


@dataclass(frozen=True)
class TurnHolder:
    """Whose turns of one name are: the post, who holds it by id and name, the gap if nobody acts.

    A closed account still has its name.
    """

    post: Label
    people: tuple[tuple[int, str], ...]
    gap: Gap | None = None


def holders_behind(uow: UnitOfWork, names: Collection[str]) -> dict[str, TurnHolder]:
    """Return who stands behind each of these names (`p7`, `h3`, a role), all asked at once."""
    persons = [int(each[1:]) for each in names if is_person(each)]
    units = [int(each[1:]) for each in names if is_head(each)]
    roles = [each for each in names if role_of(each) in {*Role}]
    of_sample = [each for each in roles if each != role_of(each)]
    posts = [Role(role_of(each)) for each in roles]
    prefetch_people(uow, persons, units, Role.UNIT_HEAD, posts, is_sample=bool(of_sample))
    found = {
        **dict(_persons(uow, persons)),
        **dict(_heads(uow, units)),
        **dict(_roles(uow, of_sample, is_sample=True)),
        **dict(_roles(uow, [each for each in roles if each not in of_sample], is_sample=False)),
    }
    return found | {each: _nobody(Label(each, each)) for each in {*names} - {*found}}


def are_all_closed(uow: UnitOfWork, holders: Collection[str]) -> bool:
    """Return whether the holders of turns name persons and every one's account is closed."""
    persons = {int(each[1:]) for each in holders if is_person(each)}
    return bool(persons) and len(closed_accounts(uow, persons)) == len(persons)


def _persons(uow: UnitOfWork, ids: Collection[int]) -> Iterator[tuple[str, TurnHolder]]:
    for each in accounts_of(uow, ids).values():
        name, gap = each.full_name, None
        if not each.active:
            gap = Gap(ACCOUNT_CLOSED.with_(name=name), unit_id=each.unit_id, is_person=True)
        yield person_holder(each.id), TurnHolder(Label(name, name), ((each.id, name),), gap)


def _heads(uow: UnitOfWork, ids: Collection[int]) -> Iterator[tuple[str, TurnHolder]]:
    post = ROLE_LABELS[Role.UNIT_HEAD]
    for unit_id, heads in heads_of_units(uow, ids, Role.UNIT_HEAD).items():
        gap, unit = None, heads.unit
        if not heads.active or not heads.people:
            why = NO_HEAD if heads.active else UNIT_CLOSED.with_(name=unit)
            gap = Gap(why, unit, unit_id, is_left=not heads.people)
        named = Label(f"{post.vi}, {unit}", f"{post.en}, {unit}")
        yield head_holder(unit_id), TurnHolder(named, heads.people, gap)


def _roles(
    uow: UnitOfWork, names: Collection[str], *, is_sample: bool
) -> Iterator[tuple[str, TurnHolder]]:
    roles = [Role(role_of(each)) for each in names]
    held = people_in_roles(uow, roles, is_sample=is_sample)
    for role in roles:
        post, people = ROLE_LABELS[role], held.get(role, ())
        found = TurnHolder(post, people) if people else _nobody(post)
        yield role_holder(role, is_sample=is_sample), found


def _nobody(post: Label) -> TurnHolder:
    """Return that nobody holds the post, as of a role or of a name that means nobody here."""
    why = Label(NO_HOLDER.vi.format(name=post.vi), NO_HOLDER.en.format(name=post.en))
    return TurnHolder(post, (), Gap(why))


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
