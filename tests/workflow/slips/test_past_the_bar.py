"""The only way past a bar, and what is told while a move is held back."""

import pytest

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.delegation.read_delegations import delegation_word
from service.workflow.errors import NotAllowed, RuleRefuses
from service.workflow.inbox.inbox import read_inbox
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import (
    LEADERS,
    OFFICE_UNIT,
    House,
    joined,
)
from tests.docx_text import printed_lines
from tests.workflow.delegating import faults_of, give
from tests.workflow.slips.barring import MUCH_LATER, held_back, in_inbox, waits_for, worked_by
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    Slip,
    walked_to,
)


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who may what is no matter of the database."""
    return memory_house


@pytest.fixture
def deputy(house: House) -> Actor:
    """Somebody who takes no part in any slip."""
    return joined(house, [("minh", "Hồ Nhật Minh", OFFICE_UNIT, Role.OFFICIAL)])[0]


def listed_as_waiting_for(house: House, slip: Slip) -> list[str]:
    """The names that the slip's line in the list says it waits for."""
    rows = list_records(house.office, house.staff.secretary, RecordFilter()).rows
    (row,) = (each for each in rows if each.line.id == slip.id)
    return [name for each in row.waits for name in each.names]


def test_the_only_director_barred_lends_this_one_slip_to_who_took_no_part(
    house: House, deputy: Actor
) -> None:
    staff, slip = house.staff, worked_by(house, house.staff.director)
    assert "O-07" in held_back(house, staff.director, slip)["met"]
    assert in_inbox(house, staff.director) == {slip.id}, "it waits for the director to lend it"
    assert open_record(house.office, staff.director, slip.id).is_my_turn
    assert (
        listed_as_waiting_for(house, slip) == waits_for(house, slip) == [staff.director.full_name]
    )

    made = give(house, staff.director, deputy, record_id=slip.id)

    assert in_inbox(house, deputy) == {slip.id}
    assert in_inbox(house, staff.director) == set()
    assert waits_for(house, slip) == [deputy.full_name]
    assert listed_as_waiting_for(house, slip) == [deputy.full_name]
    assert open_record(house.office, deputy, slip.id).is_my_turn
    paper = " ".join(printed_lines(delegation_word(house.office, deputy, made.id).content))
    assert "đã tham gia thực hiện Phiếu số 01/2026 nên không tự kiểm tra" in paper
    assert slip.events[-1].payload["past_bar"] is True
    slip.move(deputy, "met", EVIDENCE)
    assert slip.events[-1].payload["for"]["past_bar"] is True  # type: ignore[index, call-overload]
    assert slip.answers["verifier_authority"] == "TUQ"


@pytest.mark.parametrize("who", ["official", "unit_head", "secretary", "board"])
def test_whoever_took_part_is_no_way_past_the_bar(house: House, who: str) -> None:
    slip, receiver = worked_by(house, house.staff.director), getattr(house.staff, who)

    assert faults_of(house, house.staff.director, receiver, record_id=slip.id) == {"receiver"}


def test_lent_before_the_bar_to_who_then_took_part_it_is_no_way_past_it(
    house: House, deputy: Actor
) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    give(house, staff.director, staff.board, record_id=slip.id)
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.director.full_name)
    slip.move(staff.director, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.director, "report_completion", COMPLETE)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(staff.board, "met", EVIDENCE)
    assert slip.id not in in_inbox(house, staff.board)


def test_with_two_directors_the_barred_ones_slip_lent_is_no_way_past_it(
    house: House, deputy: Actor
) -> None:
    second = joined(house, [("son", "Trịnh Văn Sơn", LEADERS, Role.DIRECTOR)])[0]
    slip = worked_by(house, house.staff.director)
    give(house, house.staff.director, deputy, record_id=slip.id)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(deputy, "met", EVIDENCE)
    assert waits_for(house, slip) == ["Trịnh Văn Sơn"]
    slip.move(second, "met", EVIDENCE)


def test_only_who_may_act_is_reminded(house: House, deputy: Actor) -> None:
    staff, slip = house.staff, worked_by(house, house.staff.director)
    give(house, staff.director, staff.auditor)
    give(house, staff.director, deputy, record_id=slip.id, to_day=MUCH_LATER)
    house.clock.forward(days=36)

    remind(house.office)

    reminded = {
        who.full_name
        for who in (staff.director, staff.auditor, deputy)
        if any(e.level == "holder" for e in reminders_of_today(house.office, who))
    }
    assert reminded == {deputy.full_name}


def test_a_slip_nobody_may_verify_reminds_the_director_to_lend_it(house: House) -> None:
    worked_by(house, house.staff.director)
    house.clock.forward(days=36)

    remind(house.office)

    assert [e.level for e in reminders_of_today(house.office, house.staff.director)] == ["holder"]


def test_while_a_request_waits_the_card_says_for_whom(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "implementing")
    slip.move(staff.official, "ask_change", ASK)

    held = held_back(house, staff.official, slip)

    waits = "đang chờ Ban ISO cho ý kiến về đề nghị ngày 05/03/2026"
    assert held == {"ask_change": waits, "report_completion": waits}
    assert held_back(house, staff.director, slip) == {}


def test_verification_begins_only_once_the_request_is_decided_on(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "implementing")
    slip.move(staff.official, "ask_change", ASK)
    house.clock.forward(days=36)

    with pytest.raises(RuleRefuses, match=r"5\.5"):
        slip.move(staff.director, "begin_verification")
    assert "đang chờ Ban ISO" in held_back(house, staff.director, slip)["begin_verification"]
    assert read_inbox(house.office, staff.director).may_do == ()
    slip.move(staff.board, "refuse_change", reason="Giữ thời hạn.")
    assert slip.move(staff.director, "begin_verification").stage == "awaiting_verification"
