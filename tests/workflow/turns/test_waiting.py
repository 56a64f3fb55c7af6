"""Whom a record waits for: names, posts, terms in working days; where it leads."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.formkit.working_days import WorkingCalendar
from service.store.turns.turns import TurnKept
from service.workflow.authority import term_of
from service.workflow.records.read_records import open_record
from tests.builders import BUDGET, House
from tests.workflow.slips.walking import TREAT, a_sent_slip

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def term(since: date, due_on: date | None, today: date) -> tuple[int, int | None]:
    """Days waited and left of a turn that began at noon."""
    began = datetime(since.year, since.month, since.day, 12, tzinfo=VIETNAM)
    found = term_of(WorkingCalendar(), TurnKept("p1", "s", began, due_on), today)
    return found.waited, found.left


@pytest.mark.parametrize(
    ("due_on", "today", "left"),
    [
        (date(2026, 7, 15), date(2026, 7, 14), 1),
        (date(2026, 7, 14), date(2026, 7, 14), 0),
        (date(2026, 7, 10), date(2026, 7, 14), -2),
        (date(2026, 7, 6), date(2026, 7, 14), -6),
        (date(2026, 7, 20), date(2026, 7, 17), 1),
        (date(2026, 7, 12), date(2026, 7, 11), 0),
    ],
)
def test_what_is_left_counts_working_days(due_on: date, today: date, left: int) -> None:
    assert term(date(2026, 7, 1), due_on, today)[1] == left


def test_waiting_counts_working_days_and_no_weekend() -> None:
    assert term(date(2026, 7, 10), None, date(2026, 7, 14)) == (2, None)


def test_a_record_says_who_must_act_with_name_post_and_deed(house: House) -> None:
    slip = a_sent_slip(house)

    (waiting,) = open_record(house.office, house.staff.official, slip.id).waiting

    assert waiting.names == ("Lê Thanh Tùng",)
    assert waiting.post.vi == f"Trưởng đơn vị, {BUDGET}"
    assert (waiting.work.vi, waiting.is_mine) == ("Xem xét", False)
    assert waiting.term.due_on == date(2026, 3, 10)


def test_the_one_whose_turn_it_is_knows(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)

    view = open_record(house.office, house.staff.official, slip.id)

    assert view.is_my_turn
    assert [each.key for each in view.moves] == ["report_done"]
    assert view.waiting[0].post.vi == "Người xử lý"


def test_a_role_that_nobody_holds_is_waited_for_by_its_post(house: House) -> None:
    slip = a_sent_slip(house, concerned_unit="Thanh tra Sở")

    (waiting,) = open_record(house.office, house.staff.official, slip.id).waiting

    assert (waiting.names, waiting.post.vi) == ((), "Trưởng đơn vị, Thanh tra Sở")


def test_the_own_form_and_the_companions_stand_apart(house: House) -> None:
    slip = a_sent_slip(house)

    view = open_record(house.office, house.staff.official, slip.id)

    assert [each.form_code for each in view.documents] == ["BM.CTCL.01"]
    assert view.companions == ()
