"""The button “Gửi nhắc việc”: from who waits to who owes, once a day."""

import pytest

from service.formkit.moves import Role
from service.store.base import office_day
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound, RemindedToday
from service.workflow.records.read_records import open_record
from service.workflow.reminders.send_reminders import remind, remind_now, reminders_for
from tests.builders import ADMINISTRATIVE, House, a_slip, a_staff, joined
from tests.doors.route_table import close_account
from tests.workflow.turning import a_turn, done, of


def kinds(house: House, actor: Actor) -> list[str]:
    """The kinds of the person's reminders of today."""
    with house.office.database.reading() as uow:
        found = reminders_for(uow, actor.person_id, office_day(house.clock.now))
    return [each.kind for each in found]


def test_who_waits_reminds_who_owes(house: House) -> None:
    slip = a_turn(house, of(house.staff.official), due_on=None)

    assert remind_now(house.office, house.staff.stranger, slip) == 1
    assert kinds(house, house.staff.official) == ["asked"]


def test_once_a_day_is_all_whoever_asks(house: House) -> None:
    slip = a_turn(house, of(house.staff.official), due_on=None)
    remind_now(house.office, house.staff.stranger, slip)

    with pytest.raises(RemindedToday):
        remind_now(house.office, house.staff.secretary, slip)
    house.clock.forward(days=1)

    assert remind_now(house.office, house.staff.secretary, slip) == 1


def test_who_was_reminded_in_the_morning_is_not_reminded_by_hand(house: House) -> None:
    slip = a_turn(house, of(house.staff.official), due_on=office_day(house.clock.now))
    remind(house.office)

    with pytest.raises(RemindedToday):
        remind_now(house.office, house.staff.stranger, slip)


def test_who_owes_reminds_nobody(house: House) -> None:
    slip = a_turn(house, "iso_secretary", due_on=None)

    with pytest.raises(NotAllowed):
        remind_now(house.office, house.staff.secretary, slip)


def test_whom_the_page_names_for_what_somebody_left_is_whom_the_button_reminds(
    house: House,
) -> None:
    staff, slip = house.staff, a_turn(house, of(house.staff.official), due_on=None)
    (head,) = joined(house, [("dau", "Hồ Thị Đậu", ADMINISTRATIVE, Role.UNIT_HEAD)])
    close_account(house, staff.official)

    remind_now(house.office, staff.board, slip)

    (waiting,) = open_record(house.office, staff.board, slip).waiting
    people = (*vars(staff).values(), head)
    reminded = {each.full_name for each in people if kinds(house, each) == ["asked"]}
    assert reminded == {*waiting.minders}
    assert reminded == {each.full_name for each in (staff.unit_head, head, staff.secretary)}


def test_a_record_that_waits_for_nobody_reminds_nobody(house: House) -> None:
    slip = a_turn(house, due_on=None)
    done(house, slip)

    with pytest.raises(NotAllowed):
        remind_now(house.office, house.staff.stranger, slip)


def test_who_may_not_see_the_record_finds_nothing(house: House) -> None:
    slip = a_slip(house.office, house.staff.official).record_id

    with pytest.raises(NotFound):
        remind_now(house.office, house.staff.administrator, slip)


def test_sample_people_remind_no_real_ones(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau-")
    slip = a_turn(house, of(house.staff.official), due_on=None)

    with pytest.raises((NotAllowed, NotFound)):
        remind_now(house.office, sample.secretary, slip)
