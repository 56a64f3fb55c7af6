"""Whoever is barred by what they did reads who may make the move instead, by name."""

import pytest

from service.formkit.moves import Role
from service.workflow.records.read_records import open_record
from service.workflow.turns.allowed_moves import LENT_ONLY, OTHERS
from tests.builders import LEADERS, House, joined
from tests.workflow.slips.barring import held_back, worked_by
from tests.workflow.slips.walking import Slip

NEWCOMER = ("moi", "An Văn Mới", LEADERS, Role.ISO_BOARD)


@pytest.fixture
def slip(memory_house: House) -> Slip:
    """A slip that the board leader analysed and that waits for the board's approval."""
    return worked_by(memory_house, memory_house.staff.board, "awaiting_approval")


def test_the_only_leader_barred_reads_that_the_director_may(
    memory_house: House, slip: Slip
) -> None:
    why = held_back(memory_house, memory_house.staff.board, slip)

    assert why["approve"].endswith(OTHERS.with_(who="Võ Đình Khải").vi)


def test_leaders_who_were_there_before_are_named_in_order_and_the_director_is_not(
    memory_house: House,
) -> None:
    joined(memory_house, [("hai", "Bùi Văn Hai", LEADERS, Role.ISO_BOARD), NEWCOMER])
    slip = worked_by(memory_house, memory_house.staff.board, "awaiting_approval")

    why = held_back(memory_house, memory_house.staff.board, slip)

    assert why["approve"].endswith(OTHERS.with_(who="An Văn Mới, Bùi Văn Hai").vi)


def test_a_leader_who_joins_later_is_named_beside_the_director_it_waits_for(
    memory_house: House, slip: Slip
) -> None:
    joined(memory_house, [NEWCOMER])

    why = held_back(memory_house, memory_house.staff.board, slip)

    assert why["approve"].endswith(OTHERS.with_(who="An Văn Mới, Võ Đình Khải").vi)


def test_the_only_director_barred_reads_that_the_slip_is_to_be_lent(memory_house: House) -> None:
    slip = worked_by(memory_house, memory_house.staff.director)

    why = held_back(memory_house, memory_house.staff.director, slip)

    assert why["met"].endswith(LENT_ONLY.vi)
    assert why["met"] == why["not_met"]


def test_moves_held_back_for_one_reason_stand_together(memory_house: House) -> None:
    slip = worked_by(memory_house, memory_house.staff.director)

    view = open_record(memory_house.office, memory_house.staff.director, slip.id)

    assert [[move.key for move in each.moves] for each in view.held_back] == [["met", "not_met"]]
    assert "(QT.CTCL" in view.held_back[0].why.en
    assert view.held_back[0].why.en.endswith(LENT_ONLY.en)


def test_who_never_had_the_move_reads_nothing_of_it(memory_house: House, slip: Slip) -> None:
    assert held_back(memory_house, memory_house.staff.official, slip) == {}
