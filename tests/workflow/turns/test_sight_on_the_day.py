"""What somebody sees is judged with the day: what is lent shows on its days and on no other."""

from datetime import date

import pytest

from service.store.records.access import Visibility
from service.workflow.bundles.request_bundle import ask_bundle
from service.workflow.delegation.give_delegation import revoke_delegation
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.files.evidence import list_evidence
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.recurrence.classify_record import classify_record
from service.workflow.recurrence.repetition import read_repetition
from service.workflow.reminders.calendar_feed import make_feed, read_feed
from service.workflow.reminders.send_reminders import remind, remind_now, reminders_of_today
from tests.builders import House, Staff
from tests.workflow.delegating import give
from tests.workflow.slips.walking import TREAT, Slip, a_sent_slip


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: what is seen is no matter of the database."""
    return memory_house


@pytest.fixture
def staff(house: House) -> Staff:
    """Its staff."""
    return house.staff


@pytest.fixture
def slip(house: House) -> Slip:
    """A slip of the budget unit, with its unit head."""
    return a_sent_slip(house)


def listed(house: House, who: str) -> set[str]:
    page = list_records(house.office, getattr(house.staff, who), RecordFilter())
    return {row.line.id for row in page.rows}


@pytest.mark.parametrize("single", [True, False])
def test_a_delegate_of_another_unit_sees_everything_of_what_waits_for_them(
    house: House, staff: Staff, slip: Slip, *, single: bool
) -> None:
    what = {"record_id": slip.id} if single else {"role": "unit_head"}
    give(house, staff.unit_head, staff.stranger, **what)
    office, stranger = house.office, staff.stranger

    assert open_record(office, stranger, slip.id).is_my_turn
    assert read_repetition(office, stranger, slip.id) is not None
    assert list_evidence(office, stranger, slip.id).may_add
    assert listed(house, "stranger") == {slip.id}
    assert count_inbox(office, stranger) == 1
    feed = read_feed(office, make_feed(office, stranger)).content.decode()
    assert f"UID:{slip.id}@ctcl" in feed
    with pytest.raises(NotAllowed):
        remind_now(office, stranger, slip.id)
    with pytest.raises(NotAllowed):
        classify_record(office, stranger, slip.id, None)
    slip.move(stranger, "treat", TREAT)
    assert remind_now(office, stranger, slip.id) == 1


@pytest.mark.parametrize(("days", "sees"), [(0, True), (15, True), (16, False)])
def test_who_was_lent_one_slip_sees_it_to_the_last_day_and_not_after(
    house: House, staff: Staff, slip: Slip, days: int, *, sees: bool
) -> None:
    give(house, staff.unit_head, staff.stranger, record_id=slip.id)
    house.clock.forward(days=days)

    assert listed(house, "stranger") == ({slip.id} if sees else set())
    if sees:
        assert open_record(house.office, staff.stranger, slip.id).id == slip.id
        return
    with pytest.raises(NotFound):
        open_record(house.office, staff.stranger, slip.id)
    with pytest.raises(NotFound):
        list_evidence(house.office, staff.stranger, slip.id)


def test_a_slip_lent_from_tomorrow_is_not_seen_today(
    house: House, staff: Staff, slip: Slip
) -> None:
    give(house, staff.unit_head, staff.stranger, record_id=slip.id, from_day=date(2026, 3, 6))

    assert listed(house, "stranger") == set()
    house.clock.forward(days=1)
    assert listed(house, "stranger") == {slip.id}


def test_who_has_another_right_sees_it_on(house: House, staff: Staff, slip: Slip) -> None:
    give(house, staff.unit_head, staff.stranger, record_id=slip.id)
    slip.move(staff.unit_head, "treat", TREAT, correction_executor_name=staff.stranger.full_name)
    house.clock.forward(days=30)

    assert listed(house, "stranger") == {slip.id}
    assert open_record(house.office, staff.stranger, slip.id).is_my_turn


def test_a_head_who_does_the_work_themselves_has_lent_nothing_of_it(
    house: House, staff: Staff, slip: Slip
) -> None:
    office, stranger = house.office, staff.stranger
    give(house, staff.unit_head, stranger, record_id=slip.id)
    slip.move(staff.unit_head, "treat", TREAT, correction_executor_name=staff.unit_head.full_name)
    house.clock.forward(days=5)
    remind(office)

    assert count_inbox(office, stranger) == 0
    assert not open_record(office, stranger, slip.id).is_my_turn
    assert reminders_of_today(office, stranger) == ()
    assert count_inbox(office, staff.unit_head) == 1


def test_a_reminder_of_what_was_taken_back_is_not_shown(
    house: House, staff: Staff, slip: Slip
) -> None:
    given = give(house, staff.unit_head, staff.stranger, record_id=slip.id)
    house.clock.forward(days=6)
    remind(house.office)
    assert reminders_of_today(house.office, staff.stranger)

    revoke_delegation(house.office, staff.unit_head, given.id)

    assert read_inbox(house.office, staff.stranger).notices == ()


def test_bundles_take_what_is_lent(house: House, staff: Staff, slip: Slip) -> None:
    give(house, staff.unit_head, staff.stranger, role="unit_head")

    ask_bundle(house.office, staff.stranger, [slip.id], kind="zip")


def test_no_viewer_of_one_delegation_is_that_of_another() -> None:
    one = Visibility(sees_all=False, unit_ids=frozenset(), person_id=7, lent=frozenset({1}))

    assert one.viewers == ("p7", "g1")
