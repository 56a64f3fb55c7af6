"""What the secretary is shown to tick: the slips of a period, and nothing forgotten outside it."""

from datetime import date

import pytest

from service.workflow.errors import FieldErrors, NotAllowed, NotFound
from service.workflow.moves.consolidation.consolidation_desk import (
    read_list_desk,
    read_list_made,
    read_period,
)
from service.workflow.moves.consolidation.consolidation_right import may_make_lists
from tests.builders import House, a_staff
from tests.workflow.slips.dossier import delegate
from tests.workflow.slips.listing import make_list, pick, waiting_slips
from tests.workflow.slips.walking import a_sent_slip, walked_to


def test_this_month_is_shown_and_earlier_slips_that_still_wait(memory_house: House) -> None:
    (first,) = waiting_slips(memory_house, 1)
    memory_house.clock.forward(days=40)
    (second,) = waiting_slips(memory_house, 1)
    a_sent_slip(memory_house)

    desk = read_list_desk(memory_house.office, memory_house.staff.secretary)

    assert (desk.begins, desk.ends) == (date(2026, 3, 5), date(2026, 4, 14))
    assert [each.record_id for each in desk.slips] == [first.id, second.id]
    assert [each.number for each in desk.slips] == ["01/2026", "02/2026"]
    assert desk.slips[0].term.is_overdue
    assert desk.outside == 0


def test_without_any_slip_the_period_is_the_month_so_far(memory_house: House) -> None:
    desk = read_list_desk(memory_house.office, memory_house.staff.secretary)

    assert (desk.begins, desk.ends) == (date(2026, 3, 1), date(2026, 3, 5))
    assert desk.slips == ()


def test_a_period_shows_what_came_in_it_and_counts_what_waits_outside(memory_house: House) -> None:
    waiting_slips(memory_house, 2)
    memory_house.clock.forward(days=40)
    (april,) = waiting_slips(memory_house, 1)

    desk = read_list_desk(
        memory_house.office, memory_house.staff.secretary, date(2026, 4, 1), date(2026, 4, 30)
    )

    assert [each.record_id for each in desk.slips] == [april.id]
    assert desk.outside == 2


def test_only_who_makes_lists_is_shown_what_waits(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    waiting_slips(memory_house, 1)
    with pytest.raises(NotAllowed, match="Thư ký ISO"):
        read_list_desk(office, staff.auditor)
    assert not may_make_lists(office, staff.auditor)

    delegate(memory_house, staff.secretary, staff.auditor, "iso_secretary")

    assert may_make_lists(office, staff.auditor)
    assert may_make_lists(office, staff.secretary)
    assert len(read_list_desk(office, staff.auditor).slips) == 1


def test_sample_and_real_slips_wait_apart(memory_house: House) -> None:
    waiting_slips(memory_house, 1)
    sample = a_staff(memory_house.office, is_sample=True, prefix="mau-")

    assert read_list_desk(memory_house.office, sample.secretary).slips == ()


def test_days_are_read_as_they_are_typed_and_faults_stand_beside_them() -> None:
    assert read_period({"period_from": " 1/3/2026", "period_to": "2026-03-05"}) == (
        date(2026, 3, 1),
        date(2026, 3, 5),
    )
    assert read_period({"period_from": ""}) == (None, None)
    with pytest.raises(FieldErrors) as wrong:
        read_period({"period_from": "31/02/2026", "period_to": "2026"})
    assert list(wrong.value.faults) == ["period_from", "period_to"]
    with pytest.raises(FieldErrors) as wrong:
        read_period({"period_from": "05/03/2026", "period_to": "04/03/2026"})
    assert list(wrong.value.faults) == ["period_to"]


def test_the_list_last_made_is_found_by_one_of_its_slips(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    first, second = waiting_slips(memory_house, 2)
    with pytest.raises(NotFound):
        read_list_made(office, staff.secretary, first.id)

    make_list(memory_house, pick(first), pick(second))

    made = read_list_made(office, staff.secretary, second.id)
    assert made.numbers == ("01/2026", "02/2026")
    assert made.document.form_code == "O-01"
    with pytest.raises(NotFound):
        read_list_made(office, staff.stranger, second.id)
    assert walked_to(memory_house, "before_board").id != second.id
