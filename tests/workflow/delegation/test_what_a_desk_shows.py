"""A desk of delegations: what may be given and taken back, and where each one stands today."""

import pytest

from service.formkit.labels import Label
from service.formkit.moves import Role
from service.workflow.delegation.give_delegation import revoke_delegation
from service.workflow.delegation.read_delegations import (
    Slip,
    State,
    list_delegations,
    people_to_delegate_to,
    read_delegation,
)
from tests.builders import House
from tests.doors.route_table import close_account
from tests.workflow.delegating import give
from tests.workflow.slips.walking import a_sent_slip, walked_to


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("director", (Role.DIRECTOR,)),
        ("unit_head", (Role.UNIT_HEAD,)),
        ("secretary", (Role.ISO_SECRETARY,)),
        ("official", ()),
        ("administrator", ()),
    ],
)
def test_ones_own_roles_of_those_that_may_be_given_are_offered(
    memory_house: House, who: str, roles: tuple[Role, ...]
) -> None:
    desk = list_delegations(memory_house.office, getattr(memory_house.staff, who))

    assert desk.roles == roles


def test_slips_whose_turn_is_ones_own_are_offered_by_number_and_summary(
    memory_house: House,
) -> None:
    slip = a_sent_slip(memory_house)
    head, board = memory_house.staff.unit_head, memory_house.staff.board

    offered = [list_delegations(memory_house.office, who).slips for who in (head, board)]

    assert offered == [(Slip(slip.id, "01/2026", slip.record.summary),), ()]


def test_the_director_is_offered_the_slip_asked_for_first_and_nobody_else_is(
    memory_house: House,
) -> None:
    waiting = walked_to(memory_house, "awaiting_verification")
    asked = a_sent_slip(memory_house)
    office, staff = memory_house.office, memory_house.staff

    of_director = list_delegations(office, staff.director, asked.id).slips
    of_board = list_delegations(office, staff.board, asked.id).slips
    of_nothing = list_delegations(office, staff.director, "no-such-slip").slips

    assert [each.record_id for each in of_director] == [asked.id, waiting.id]
    assert of_board == ()
    assert [each.record_id for each in of_nothing] == [waiting.id]


def test_everybody_is_offered_to_receive_but_oneself_and_who_is_only_administrator(
    memory_house: House,
) -> None:
    staff = memory_house.staff

    offered = people_to_delegate_to(memory_house.office, staff.director)

    others = (staff.official, staff.unit_head, staff.auditor, staff.secretary, staff.board)
    expected = {each.person_id for each in (*others, staff.stranger)}
    assert {each.id for each in offered} == expected


def test_a_delegation_holds_to_the_end_of_its_last_day(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    made = give(memory_house, staff.director, staff.board)

    memory_house.clock.forward(days=15)
    on_the_last_day = read_delegation(office, staff.auditor, made.id).state
    memory_house.clock.forward(days=1)
    after_it = read_delegation(office, staff.auditor, made.id).state

    assert (on_the_last_day, after_it) == (State.CURRENT, State.EXPIRED)


def test_a_delegation_is_void_when_who_received_it_has_left(memory_house: House) -> None:
    staff = memory_house.staff
    made = give(memory_house, staff.director, staff.board)

    close_account(memory_house, staff.board)

    assert read_delegation(memory_house.office, staff.auditor, made.id).state == State.VOID


def test_the_giver_alone_may_take_back_what_has_not_ended(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    made = give(memory_house, staff.director, staff.board)

    def may_revoke() -> list[bool]:
        people = (staff.director, staff.board, staff.auditor)
        return [read_delegation(office, who, made.id).may_revoke for who in people]

    in_force = may_revoke()
    memory_house.clock.forward(days=16)
    expired = may_revoke()

    assert (in_force, expired) == ([True, False, False], [False, False, False])


def test_what_was_taken_back_is_not_taken_back_again(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    made = give(memory_house, staff.director, staff.board)

    revoke_delegation(office, staff.director, made.id)

    view = read_delegation(office, staff.director, made.id)
    assert (view.state, view.may_revoke) == (State.REVOKED, False)


def test_the_last_to_end_stands_first_and_of_one_day_the_last_given(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    short = give(memory_house, staff.director, staff.board, to_day="10/03/2026")
    slips = [walked_to(memory_house, "awaiting_verification") for _ in range(2)]
    lent = [give(memory_house, staff.director, staff.stranger, record_id=s.id) for s in slips]

    given = list_delegations(office, staff.director).given

    assert [each.delegation.id for each in given] == [lent[1].id, lent[0].id, short.id]


def test_what_is_given_is_told_as_the_role_or_as_the_slip_for_who_may_see_it(
    memory_house: House,
) -> None:
    office, staff = memory_house.office, memory_house.staff
    slip = walked_to(memory_house, "awaiting_verification")
    role = give(memory_house, staff.director, staff.board)
    lent = give(memory_house, staff.director, staff.stranger, record_id=slip.id)

    of_role = read_delegation(office, staff.director, role.id)
    of_slip = read_delegation(office, staff.stranger, lent.id)
    revoke_delegation(office, staff.director, lent.id)
    unseen = read_delegation(office, staff.stranger, lent.id)

    assert (of_role.what, of_role.slip) == (Label("Giám đốc", "Director"), None)
    assert of_slip.what == Label("Phiếu 01/2026", "Slip 01/2026")
    assert of_slip.slip == Slip(slip.id, "01/2026", slip.record.summary)
    assert unseen.slip == Slip(slip.id, "01/2026", "")


def test_the_directors_role_and_a_lent_slip_have_a_paper_and_other_roles_have_none(
    memory_house: House,
) -> None:
    office, staff = memory_house.office, memory_house.staff
    slip = walked_to(memory_house, "awaiting_verification")
    made = (
        give(memory_house, staff.director, staff.board),
        give(memory_house, staff.director, staff.stranger, record_id=slip.id),
        give(memory_house, staff.secretary, staff.board, role="iso_secretary"),
    )

    papers = [read_delegation(office, staff.auditor, each.id).has_paper for each in made]

    assert papers == [True, True, False]
