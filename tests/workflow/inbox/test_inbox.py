"""What waits for each person, how soon, what they follow, and what a delegate sees."""

from datetime import timedelta

from service.store.base import office_day
from service.store.turns.delegations import add_delegation
from service.workflow.inbox.inbox import count_inbox, read_inbox
from tests.builders import House
from tests.workflow.slips.walking import TREAT, a_sent_slip


def test_a_sent_slip_waits_for_the_head_and_is_followed_by_who_sent_it(house: House) -> None:
    slip = a_sent_slip(house)

    head = read_inbox(house.office, house.staff.unit_head)
    sender = read_inbox(house.office, house.staff.official)

    assert [each.record_id for each in (*head.this_week, *head.later)] == [slip.id]
    assert head.count == count_inbox(house.office, house.staff.unit_head) == 1
    assert (sender.count, [each.record_id for each in sender.followed]) == (0, [slip.id])
    assert [label.vi for label in sender.followed[0].posts] == ["Trưởng đơn vị có sự không phù hợp"]


def test_each_line_says_the_deed(house: House) -> None:
    a_sent_slip(house)

    (work,) = (
        read_inbox(house.office, house.staff.unit_head).later
        or read_inbox(house.office, house.staff.unit_head).this_week
    )

    assert work.work.vi == "Xem xét"
    assert work.number == "01/2026"


def test_what_is_late_counts_working_days(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)  # due Tuesday 10/03/2026
    house.clock.forward(days=8)  # Friday 13/03/2026

    inbox = read_inbox(house.office, house.staff.official)

    assert [each.term.left for each in inbox.overdue] == [-3]
    assert (inbox.this_week, inbox.later) == ((), ())


def test_a_deadline_beyond_sunday_is_for_later(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)

    inbox = read_inbox(house.office, house.staff.official)

    assert [each.record_id for each in inbox.later] == [slip.id]


def test_an_ended_slip_waits_for_nobody_and_is_followed_no_more(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "not_a_nonconformity", reason="Đúng quy định.")

    for person in (house.staff.unit_head, house.staff.official):
        inbox = read_inbox(house.office, person)
        assert (inbox.count, inbox.followed) == (0, ())


def test_who_was_delegated_a_single_slip_has_it_in_their_inbox(house: House) -> None:
    slip, other = a_sent_slip(house), a_sent_slip(house)
    today = office_day(house.clock())
    with house.office.database.writing() as uow:
        add_delegation(
            uow,
            giver_id=house.staff.unit_head.person_id,
            receiver_id=house.staff.auditor.person_id,
            role=None,
            record_id=slip.id,
            authority="TUQ",
            from_day=today,
            to_day=today + timedelta(days=5),
            scope="Xem xét phiếu",
            now=house.clock(),
        )

    inbox = read_inbox(house.office, house.staff.auditor)

    assert other.id != slip.id
    assert [each.record_id for each in (*inbox.this_week, *inbox.later)] == [slip.id]
    assert inbox.count == count_inbox(house.office, house.staff.auditor) == 1
