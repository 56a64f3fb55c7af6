"""A unit without an active head: its slips reach the ISO secretary, who makes no head's move."""

from dataclasses import replace
from datetime import date

import pytest

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.people.people import PersonEntry, change_person
from service.workflow.records.read_records import open_record
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import BUDGET, House, a_staff, joined
from tests.doors.route_table import close_account
from tests.workflow.delegating import give
from tests.workflow.slips.walking import NEED, Slip, a_sent_slip, walked_to


def vacant(house: House, actor: Actor) -> list[tuple[str, str]]:
    """Which records wait for a head that is not there, and of which unit, as the person sees it."""
    return [(each.record_id, each.unit) for each in read_inbox(house.office, actor).vacant]


@pytest.fixture
def slip(house: House) -> Slip:
    """A slip that waits for the head of a unit whose only head has left."""
    found = a_sent_slip(house)
    close_account(house, house.staff.unit_head)
    return found


def test_the_secretary_sees_what_waits_for_a_head_that_is_not_there(
    house: House, slip: Slip
) -> None:
    (seen,) = read_inbox(house.office, house.staff.secretary).vacant

    assert (seen.record_id, seen.unit, seen.stage.key) == (slip.id, BUDGET, "with_unit_head")
    assert seen.term.due_on == date(2026, 3, 10)
    assert count_inbox(house.office, house.staff.secretary) == 0
    for other in ("official", "board", "director", "auditor", "administrator", "stranger"):
        assert vacant(house, getattr(house.staff, other)) == []


def test_the_record_says_that_the_unit_has_no_head(house: House, slip: Slip) -> None:
    (waiting,) = open_record(house.office, house.staff.official, slip.id).waiting

    assert (waiting.is_vacant, waiting.names) == (True, ())


def test_she_is_not_given_the_heads_moves(house: House, slip: Slip) -> None:
    secretary = house.staff.secretary

    assert open_record(house.office, secretary, slip.id).moves == ()
    with pytest.raises(NotAllowed, match="Trưởng đơn vị"):
        slip.move(secretary, "need_action", NEED)


def test_with_a_head_it_waits_for_them_and_for_nobody_else(house: House, slip: Slip) -> None:
    (head,) = joined(house, [("moi", "Lý Thị Mới", BUDGET, Role.UNIT_HEAD)])

    assert vacant(house, house.staff.secretary) == []
    assert count_inbox(house.office, head) == 1
    (waiting,) = open_record(house.office, head, slip.id).waiting
    assert (waiting.is_vacant, waiting.is_mine) == (False, True)


def test_who_is_no_head_any_more_leaves_the_unit_without_one(house: House) -> None:
    slip, head = a_sent_slip(house), house.staff.unit_head
    entry = PersonEntry(
        head.username, head.full_name, head.title, head.unit_name, frozenset({Role.OFFICIAL})
    )
    assert vacant(house, house.staff.secretary) == []

    change_person(house.office, house.staff.administrator, head.person_id, entry, confirmed=True)

    assert vacant(house, house.staff.secretary) == [(slip.id, BUDGET)]
    assert vacant(house, replace(head, roles=frozenset({Role.OFFICIAL}))) == []


def test_a_slip_that_waits_for_somebody_else_is_not_among_them(house: House) -> None:
    walked_to(house, "with_secretary")
    close_account(house, house.staff.unit_head)

    assert vacant(house, house.staff.secretary) == []


def test_the_secretarys_delegate_sees_it_on_the_days_given(house: House, slip: Slip) -> None:
    staff = house.staff
    give(house, staff.secretary, staff.auditor, role="iso_secretary", to_day=date(2026, 3, 6))

    assert vacant(house, staff.auditor) == [(slip.id, BUDGET)]
    house.clock.forward(days=2)
    assert vacant(house, staff.auditor) == []


def test_the_secretary_is_reminded_from_the_day_it_is_due(house: House, slip: Slip) -> None:
    secretary = house.staff.secretary
    remind(house.office)
    before = reminders_of_today(house.office, secretary)

    house.clock.forward(days=5)  # Tuesday 10/03/2026
    remind(house.office)

    assert before == ()
    (told,) = reminders_of_today(house.office, secretary)
    assert (told.record_id, told.kind, told.level) == (slip.id, "due_today", "secretary")


def test_sample_units_are_for_the_sample_secretary(house: House, slip: Slip) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau-")

    assert vacant(house, sample.secretary) == []
    assert vacant(house, house.staff.secretary) == [(slip.id, BUDGET)]
