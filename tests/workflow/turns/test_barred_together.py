"""Whom what they did bars from a turn: of many records together as of each alone."""

from service.workflow.turns.turn_rules import parted_at, turns_parted
from tests.builders import House
from tests.workflow.slips.barring import corrected_by, worked_by
from tests.workflow.slips.walking import walked_to


def barred_at(house: House, record_ids: list[str]) -> dict[tuple[str, str], frozenset[int]]:
    """Whom what they did bars, by record and holder of a turn."""
    with house.office.database.reading() as uow:
        parted = parted_at(house.office, uow, record_ids)
    return {place: turn.barred for place, turn in parted.items() if turn.barred}


def test_each_record_is_judged_by_the_moves_of_its_own_stage(memory_house: House) -> None:
    staff = memory_house.staff
    slips = [
        worked_by(memory_house, staff.director),
        corrected_by(memory_house, staff.unit_head),
        worked_by(memory_house, staff.secretary, "implementing"),
        walked_to(memory_house, "analysing"),
    ]
    ids = [slip.id for slip in slips]

    together = barred_at(memory_house, ids)
    backwards = barred_at(memory_house, ids[::-1])
    apart = [barred_at(memory_house, [each]) for each in ids]

    assert together == backwards == {place: who for each in apart for place, who in each.items()}
    assert [bool(each) for each in apart] == [True, True, False, False]


def test_a_person_is_looked_at_only_in_the_turns_asked_for(memory_house: House) -> None:
    staff = memory_house.staff
    slip = worked_by(memory_house, staff.director)
    director, board = staff.director.person_id, staff.board.person_id

    with memory_house.office.database.reading() as uow:
        of_director = turns_parted(memory_house.office, uow, ["director"], [director])
        of_another_turn = turns_parted(memory_house.office, uow, ["iso_board"], [director])
        of_another = turns_parted(memory_house.office, uow, ["director"], [board])

    assert list(of_director) == [(slip.id, "director")]
    assert of_director[slip.id, "director"].barred == {director}
    assert of_another_turn == of_another == {}
