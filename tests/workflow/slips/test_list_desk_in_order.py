"""The secretary's desk of slips to list: only those that wait there, the earliest due first."""

from datetime import date

import pytest

from service.formkit.labels import FieldErrors
from service.workflow.moves.consolidation.consolidation_desk import read_list_desk
from tests.builders import BUDGET, SLIP, House
from tests.workflow.slips.listing import waiting_slips
from tests.workflow.slips.walking import walked_to


def test_what_waits_for_the_secretary_to_be_closed_is_not_to_be_listed(
    memory_house: House,
) -> None:
    walked_to(memory_house, "verified")
    (waiting,) = waiting_slips(memory_house, 1)

    desk = read_list_desk(memory_house.office, memory_house.staff.secretary)

    assert [each.record_id for each in desk.slips] == [waiting.id]
    assert desk.outside == 0
    assert desk.form.code == SLIP
    assert (desk.move.key, desk.move.from_stage) == ("consolidate", "with_secretary")


def test_a_slip_on_the_desk_says_what_it_is_and_the_version_to_send_along(
    memory_house: House,
) -> None:
    (waiting,) = waiting_slips(memory_house, 1)

    (shown,) = read_list_desk(memory_house.office, memory_house.staff.secretary).slips

    assert (shown.record_id, shown.number, shown.version) == (
        waiting.id,
        "01/2026",
        waiting.version,
    )
    assert shown.summary == waiting.record.summary
    assert shown.unit == BUDGET
    assert shown.term.due_on is not None


def test_slips_due_on_one_day_stand_in_the_order_of_their_numbers(memory_house: House) -> None:
    slips = waiting_slips(memory_house, 11)

    desk = read_list_desk(memory_house.office, memory_house.staff.secretary)

    assert [each.number for each in desk.slips] == [f"{n:02}/2026" for n in range(1, 12)]
    assert len(slips) == 11


def test_the_first_and_the_last_day_of_a_period_belong_to_it(memory_house: House) -> None:
    waiting_slips(memory_house, 1)
    office, secretary = memory_house.office, memory_house.staff.secretary
    came = date(2026, 3, 5)

    on_the_day = read_list_desk(office, secretary, came, came)
    before = read_list_desk(office, secretary, date(2026, 3, 1), date(2026, 3, 4))

    assert (len(on_the_day.slips), on_the_day.outside) == (1, 0)
    assert (len(before.slips), before.outside) == (0, 1)


def test_a_period_that_ends_before_it_begins_is_refused_beside_its_end(
    memory_house: House,
) -> None:
    office, secretary = memory_house.office, memory_house.staff.secretary

    with pytest.raises(FieldErrors) as refused:
        read_list_desk(office, secretary, date(2026, 3, 5), date(2026, 3, 4))

    assert list(refused.value.faults) == ["period_to"]


def test_a_period_that_ended_before_this_month_begins_no_later_than_it_ends(
    memory_house: House,
) -> None:
    desk = read_list_desk(memory_house.office, memory_house.staff.secretary, ends=date(2026, 2, 10))

    assert (desk.begins, desk.ends) == (date(2026, 2, 10), date(2026, 2, 10))
