"""A record changed by hand in the database is found: its row says what no event led to."""

import pytest
from sqlalchemy import text

from service.workflow.archive.verify import verify_house
from tests.builders import MINUTES, PLAN, House, a_draft, mandatory_values, plan_values, submit
from tests.workflow.correcting import confirm, propose
from tests.workflow.slips.walking import NOT_MET, REOPEN, Slip, a_sent_slip, walked_to


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: which database keeps the rows is no matter here."""
    return memory_house


def correct(slip: Slip) -> None:
    """Correct box 1 of the slip, which the board has approved before."""
    house = slip.house
    propose(house, house.staff.official, slip.id, nonconformity_description="Hồ sơ trễ 03 ngày")
    confirm(house, house.staff.board, slip.id)


@pytest.mark.parametrize(
    "change",
    [
        "stage = 'verified'",
        "number = '99/2026'",
        "answers = json_set(answers, '$.due_date', '2030-01-01')",
        "answers = json_set(answers, '$.nonconformity_description', 'Không có gì')",
        "answers = json_set(answers, '$.results', 'Chưa làm gì')",
        "answers = json_remove(answers, '$.root_cause')",
        "named = json_set(named, '$.executor_name', 2)",
        "named = '['",
        "answers = '{'",
        "answers = '[]'",
    ],
)
def test_a_record_changed_by_hand_is_named(house: House, change: str) -> None:
    slip, other = walked_to(house, "awaiting_verification"), a_sent_slip(house)
    with house.office.database.writing() as uow:
        uow.session.execute(
            text(f"UPDATE record SET {change} WHERE id = :id"),
            {"id": slip.id},
        )

    (line,) = verify_house(house.office).breaks

    assert slip.id in line
    assert other.id not in line
    assert "altered record" in line


def test_an_event_made_nonsense_of_is_told_and_stops_nothing(house: House) -> None:
    slip = walked_to(house, "with_secretary")
    with house.office.database.writing() as uow:
        uow.session.execute(text("DROP TRIGGER event_is_final"))
        uow.session.execute(text("UPDATE event SET payload = '{\"changes\": [1]}'"))

    assert any(slip.id in line for line in verify_house(house.office).breaks)


def test_records_moved_corrected_returned_and_continued_agree(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "closed")
    correct(slip)
    back = a_sent_slip(house)
    back.move(staff.unit_head, "return", reason="Ghi rõ hồ sơ.")
    back.move(staff.official, "submit", nonconformity_description="Hồ sơ số 5 trễ hạn")
    failed = walked_to(house, "awaiting_verification")
    correct(failed)
    failed.version = failed.record.version
    failed.move(staff.director, "not_met", NOT_MET)
    failed.move(staff.director, "open_new", REOPEN)
    for code, typed in (
        (MINUTES, mandatory_values(house.office, MINUTES)),
        (PLAN, plan_values(house.office)),
    ):
        form = house.office.form(code)
        draft = a_draft(house.office, staff.secretary, code, typed)
        submit(
            house.office,
            staff.secretary,
            draft,
            move=form.moves_from("draft", form.variants[0])[0].key,
        )

    assert verify_house(house.office).breaks == ()
