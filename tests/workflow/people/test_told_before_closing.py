"""Before an account, a role or a unit goes, the work it holds is told, with who takes over."""

from dataclasses import replace
from datetime import date

import pytest

from service.formkit.moves import Role
from service.store.people.persons import get_person
from service.workflow.actor import Actor
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.people.held_work import HeldPart, StillHeld
from service.workflow.people.people import PersonEntry, change_person, change_unit, list_units
from tests.builders import BUDGET, House, a_draft, joined
from tests.workflow.delegating import give
from tests.workflow.slips.leaving import OFFICES, PERSONAL, Leaving, at
from tests.workflow.slips.walking import walked_to


def entry_of(actor: Actor) -> PersonEntry:
    return PersonEntry(actor.username, actor.full_name, actor.title, actor.unit_name, actor.roles)


def told(house: House, actor: Actor, **but: object) -> HeldPart:
    """What is told when the person is to be changed so, and that nothing was changed by it."""
    entry = replace(entry_of(actor), **but)  # type: ignore[arg-type]
    with pytest.raises(StillHeld) as asked:
        change_person(house.office, house.staff.administrator, actor.person_id, entry)
    with house.office.database.reading() as uow:
        person = get_person(uow, actor.person_id)
    assert (person.active, person.roles) == (True, actor.roles)
    return asked.value.held


@pytest.mark.parametrize("left", PERSONAL, ids=str)
def test_what_a_person_holds_is_listed_before_the_account_is_closed(
    house: House, left: Leaving
) -> None:
    slip = left.walk(house)

    held = told(house, getattr(house.staff, left.who), active=False)

    (work,) = held.works
    assert (work.record_id, work.number, work.stage.key) == (
        slip.id,
        slip.record.number,
        left.stage,
    )
    assert work.due_on is not None
    assert house.staff.unit_head.full_name in work.takers
    assert house.staff.secretary.full_name in work.takers
    assert held.count == 1


@pytest.mark.parametrize(("stage", "who"), OFFICES.items())
@pytest.mark.parametrize("closes", [True, False])
def test_so_is_what_waits_for_a_role_or_unit_whose_last_holder_leaves(
    house: House, stage: str, who: str, closes: bool
) -> None:
    slip, actor = at(stage)(house), getattr(house.staff, who)

    but = {"active": False} if closes else {"roles": frozenset({Role.OFFICIAL})}
    (work,) = told(house, actor, **but).works

    minds = house.staff.board if who == "secretary" else house.staff.secretary
    assert (work.record_id, work.takers) == (slip.id, (minds.full_name,))


def test_a_head_who_moves_to_another_unit_leaves_the_old_one(house: House) -> None:
    slip, head = walked_to(house, "with_unit_head"), house.staff.unit_head

    (work,) = told(house, head, unit_name=house.staff.stranger.unit_name).works

    assert work.record_id == slip.id


def test_where_somebody_else_holds_the_role_there_is_nothing_to_tell(house: House) -> None:
    walked_to(house, "with_secretary")
    joined(house, [("thu2", "Đỗ Thị Hai", BUDGET, Role.ISO_SECRETARY)])
    secretary = house.staff.secretary

    entry = replace(entry_of(secretary), active=False)
    changed = change_person(house.office, house.staff.administrator, secretary.person_id, entry)

    assert not changed.active


def test_where_nobody_is_left_to_see_to_it_it_says_so(house: House) -> None:
    staff = house.staff
    walked_to(house, "with_secretary")
    for actor in (staff.board, staff.director):
        entry = replace(entry_of(actor), active=False)
        change_person(house.office, staff.administrator, actor.person_id, entry)

    (work,) = told(house, staff.secretary, active=False).works

    assert work.takers == ()


def test_confirmed_it_is_done_and_reopening_asks_nothing(house: House) -> None:
    walked_to(house, "analysing")
    official, administrator = house.staff.official, house.staff.administrator
    closed = replace(entry_of(official), active=False)

    done = change_person(house.office, administrator, official.person_id, closed, confirmed=True)
    again = change_person(house.office, administrator, official.person_id, entry_of(official))

    assert (done.active, again.active) == (False, True)


def test_drafts_and_delegations_are_told_as_well(house: House) -> None:
    staff = house.staff
    a_draft(house.office, staff.secretary)
    give(house, staff.secretary, staff.auditor, role="iso_secretary", to_day=date(2026, 3, 6))

    held = told(house, staff.secretary, active=False)
    (given,) = told(house, staff.secretary, roles=frozenset({Role.OFFICIAL})).delegations

    assert (held.drafts, held.works) == (1, ())
    assert [each.receiver_name for each in held.delegations] == [staff.auditor.full_name]
    assert given.receiver_name == staff.auditor.full_name
    assert [each.giver_name for each in told(house, staff.auditor, active=False).delegations] == [
        staff.secretary.full_name
    ]


def test_a_unit_with_people_or_work_is_not_closed_untold(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "with_unit_head")
    unit = next(u for u in list_units(house.office, staff.administrator) if u.name == BUDGET)
    close = {"name": unit.name, "abbreviation": unit.abbreviation, "active": False}

    with pytest.raises(StillHeld) as asked:
        change_unit(house.office, staff.administrator, unit.id, **close)  # type: ignore[arg-type]

    held = asked.value.held
    assert [each.record_id for each in held.works] == [slip.id]
    assert held.works[0].takers == (staff.unit_head.full_name, staff.secretary.full_name)
    assert {staff.official.full_name, staff.unit_head.full_name} <= {*held.people}
    changed = change_unit(
        house.office,
        staff.administrator,
        unit.id,
        confirmed=True,
        **close,  # type: ignore[arg-type]
    )
    assert not changed.active


def test_the_head_of_a_closed_unit_works_on_and_the_secretary_sees_it_too(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "with_unit_head")
    change_unit(
        house.office,
        staff.administrator,
        staff.unit_head.unit_id or 0,
        BUDGET,
        "QLNS",
        active=False,
        confirmed=True,
    )
    (seen,) = read_inbox(house.office, staff.secretary).vacant
    assert seen.why.vi == f"Đơn vị {BUDGET} đã ngừng"
    assert count_inbox(house.office, staff.unit_head) == 1
    slip.move(staff.unit_head, "return", reason="Ghi rõ.")
    assert slip.stage == "draft"
