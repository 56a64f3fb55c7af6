"""On the deadline without a report the director hears of it and may begin verification (5.6)."""

from datetime import date

import pytest

from service.workflow.actor import Actor
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.records.read_records import open_record
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import House, a_staff
from tests.workflow.delegating import give
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    COMPLETE,
    DIRECT,
    OTHER_WORKER,
    Slip,
    changed_once,
    walked_to,
)

DAYS_TO_DEADLINE = 36
"""From 05/03 to 10/04/2026, a Friday."""


@pytest.fixture
def slip(house: House) -> Slip:
    """A slip at work whose deadline, 10/04/2026, is tomorrow."""
    found = walked_to(house, "implementing")
    house.clock.forward(days=DAYS_TO_DEADLINE - 1)
    return found


def may_do(house: House, actor: Actor) -> list[tuple[str, str]]:
    """Of which records the person may do what, since a deadline came."""
    return [(e.record_id, e.move.key) for e in read_inbox(house.office, actor).may_do]


def kinds(house: House, actor: Actor) -> list[str]:
    """Of what the person is reminded today."""
    return [each.kind for each in reminders_of_today(house.office, actor)]


def test_the_director_sees_it_from_the_deadline_on_and_not_before(house: House, slip: Slip) -> None:
    director = house.staff.director

    before = may_do(house, director)
    house.clock.forward(days=1)
    on_the_day = read_inbox(house.office, director).may_do
    house.clock.forward(days=3)
    later = read_inbox(house.office, director).may_do

    assert before == []
    assert [(e.record_id, e.move.key) for e in on_the_day] == [(slip.id, "begin_verification")]
    assert (on_the_day[0].term.due_on, on_the_day[0].term.left) == (date(2026, 4, 10), 0)
    assert later[0].term.is_overdue
    for other in ("board", "secretary", "official", "unit_head", "auditor"):
        assert may_do(house, getattr(house.staff, other)) == []


def test_the_turn_stays_with_who_works_on_it(house: House, slip: Slip) -> None:
    house.clock.forward(days=1)
    staff = house.staff
    assert may_do(house, staff.director)

    assert slip.holders == [f"p{staff.official.person_id}"]
    assert count_inbox(house.office, staff.director) == 0
    assert count_inbox(house.office, staff.official) == 1
    view = open_record(house.office, staff.director, slip.id)
    assert [each.names for each in view.waiting] == [("Phạm Quốc Bảo",)]
    assert not view.is_my_turn
    assert "begin_verification" in [each.key for each in view.moves]


def test_it_is_gone_once_the_work_is_reported_or_verification_begun(house: House) -> None:
    slip, second = (walked_to(house, "implementing") for _ in range(2))
    house.clock.forward(days=DAYS_TO_DEADLINE)
    assert len(may_do(house, house.staff.director)) == 2

    slip.move(house.staff.official, "report_completion", COMPLETE)
    second.move(house.staff.director, "begin_verification")

    assert may_do(house, house.staff.director) == []
    assert count_inbox(house.office, house.staff.director) == 2


def test_a_later_deadline_agreed_is_the_one_that_counts(house: House) -> None:
    changed_once(house)  # until 30/04/2026
    house.clock.forward(days=DAYS_TO_DEADLINE)

    assert may_do(house, house.staff.director) == []
    house.clock.forward(days=20)
    assert len(may_do(house, house.staff.director)) == 1


def test_a_request_that_waits_for_the_board_is_not_the_slips_deadline(house: House) -> None:
    slip, waiting = (walked_to(house, "implementing") for _ in range(2))
    waiting.move(house.staff.official, "ask_change", ASK, requested_due_on="2026-06-30")
    waiting.move(house.staff.board, "agree_change", {"board_opinion": "Đồng ý."})
    waiting.move(house.staff.official, "ask_change", ASK, requested_due_on="2026-07-30")
    house.clock.forward(days=DAYS_TO_DEADLINE + 10)

    assert may_do(house, house.staff.director) == [(slip.id, "begin_verification")]


def test_a_delegate_sees_it_while_the_delegation_runs(house: House) -> None:
    staff = house.staff
    slip, other = (walked_to(house, "implementing") for _ in range(2))
    days = {"from_day": date(2026, 4, 10), "to_day": date(2026, 4, 12)}
    give(house, staff.director, staff.board, role="director", **days)
    give(house, staff.director, staff.auditor, record_id=slip.id, **days)

    house.clock.forward(days=DAYS_TO_DEADLINE)
    assert {record_id for record_id, _ in may_do(house, staff.board)} == {slip.id, other.id}
    assert may_do(house, staff.auditor) == [(slip.id, "begin_verification")]
    assert not open_record(house.office, staff.auditor, slip.id).is_my_turn
    house.clock.forward(days=3)
    assert may_do(house, staff.board) == may_do(house, staff.auditor) == []


def test_who_did_the_work_is_not_asked_to_verify_it(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.director.full_name)
    slip.move(staff.director, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.board, "reassign", OTHER_WORKER, reason="Giám đốc đi công tác.")
    house.clock.forward(days=DAYS_TO_DEADLINE)

    assert may_do(house, staff.director) == []
    remind(house.office)
    assert kinds(house, staff.director) == []


def test_director_and_delegates_are_reminded_once_a_working_day(house: House, slip: Slip) -> None:
    staff = house.staff
    give(
        house,
        staff.director,
        staff.auditor,
        from_day=date(2026, 4, 9),
        to_day=date(2026, 4, 10),
    )

    remind(house.office)
    assert kinds(house, staff.director) == []
    house.clock.forward(days=1)
    remind(house.office)
    assert remind(house.office) == 0
    assert kinds(house, staff.director) == kinds(house, staff.auditor) == ["may_begin"]
    assert kinds(house, staff.official) == ["due_today"]
    house.clock.forward(days=1)  # a Saturday
    assert remind(house.office) == 0
    house.clock.forward(days=2)
    remind(house.office)
    assert kinds(house, staff.director) == ["may_begin"]
    assert kinds(house, staff.auditor) == []


def test_a_sample_director_hears_of_no_real_slip(house: House, slip: Slip) -> None:
    house.clock.forward(days=1)
    sample = a_staff(house.office, is_sample=True, prefix="mau-")

    assert may_do(house, sample.director) == []
    assert may_do(house, house.staff.director) == [(slip.id, "begin_verification")]
