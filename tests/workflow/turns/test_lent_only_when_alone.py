"""A barred director has a slip's turn only to lend it: when alone, and until it is lent."""

from dataclasses import replace

from service.formkit.moves import Role
from service.workflow.records.read_records import open_record
from tests.builders import LEADERS, House, a_staff, joined
from tests.workflow.delegating import give
from tests.workflow.slips.barring import in_inbox, waits_for, worked_by


def test_the_only_director_has_the_turn_until_the_slip_is_lent(memory_house: House) -> None:
    staff = memory_house.staff
    slip = worked_by(memory_house, staff.director)

    alone = in_inbox(memory_house, staff.director)
    give(memory_house, staff.director, staff.stranger, record_id=slip.id)

    assert alone == {slip.id}
    assert in_inbox(memory_house, staff.director) == set()
    assert in_inbox(memory_house, staff.stranger) == {slip.id}


def test_one_of_two_directors_who_is_barred_has_no_turn(memory_house: House) -> None:
    staff = memory_house.staff
    (second,) = joined(memory_house, [("hai", "Bùi Văn Hai", LEADERS, Role.DIRECTOR)])

    slip = worked_by(memory_house, staff.director)

    assert in_inbox(memory_house, staff.director) == set()
    assert in_inbox(memory_house, second) == {slip.id}
    assert waits_for(memory_house, slip) == [second.full_name]


def test_who_sees_the_slip_reads_whether_it_is_their_turn(memory_house: House) -> None:
    staff = memory_house.staff
    (second,) = joined(memory_house, [("hai", "Bùi Văn Hai", LEADERS, Role.DIRECTOR)])
    slip = worked_by(memory_house, staff.director)

    mine = [
        any(each.is_mine for each in open_record(memory_house.office, who, slip.id).waiting)
        for who in (staff.director, second)
    ]

    assert mine == [False, True]


def test_the_only_sample_director_lends_a_sample_slip_as_the_real_one_does(
    memory_house: House,
) -> None:
    sample = a_staff(memory_house.office, is_sample=True, prefix="mau-")
    house = replace(memory_house, staff=sample)

    slip = worked_by(house, sample.director)

    view = open_record(house.office, sample.director, slip.id)
    assert [each.is_mine for each in view.waiting] == [True]
    assert in_inbox(house, sample.director) == {slip.id}
    assert in_inbox(house, memory_house.staff.director) == set()
