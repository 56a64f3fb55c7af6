"""Who holds work leaves: at once it shows with who sees to it, the record says so, it goes on."""

import pytest

from service.formkit.moves import Role
from service.store.records.records import list_parts
from service.workflow.errors import NotAllowed
from service.workflow.inbox.inbox import read_inbox
from service.workflow.people.people import PersonEntry, change_person
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.reminders.send_reminders import remind_now, reminders_of_today
from tests.builders import BUDGET, House, joined, slip_values
from tests.doors.route_table import close_account
from tests.workflow.slips.leaving import (
    MOVED,
    NEW_WORKER,
    NEWCOMER,
    OFFICES,
    PERSONAL,
    Leaving,
    at,
    correcting,
    newcomer,
    person,
    returned,
)
from tests.workflow.slips.walking import ANALYSE, DIRECT, walked_to

EVERY_PART = pytest.mark.parametrize("left", PERSONAL, ids=str)
EVERY_OFFICE = pytest.mark.parametrize(("stage", "who"), OFFICES.items())


def vacant(house: House, name: str) -> list[tuple[str, str]]:
    """Which records wait for nobody and why, in the home of that one of the staff."""
    found = read_inbox(house.office, person(house, name)).vacant
    return [(each.record_id, each.why.vi) for each in found]


@EVERY_PART
def test_work_of_a_closed_account_shows_with_the_secretary_and_the_head(
    house: House, left: Leaving
) -> None:
    slip, who = left.walk(house), getattr(house.staff, left.who)
    assert vacant(house, "secretary") == []

    close_account(house, who)

    why = f"Tài khoản của {who.full_name} đã ngừng"
    assert vacant(house, "secretary") == [(slip.id, why)]
    assert vacant(house, "unit_head") == [(slip.id, why)]
    assert vacant(house, "stranger") == vacant(house, "auditor") == []


@EVERY_PART
def test_the_record_and_the_list_say_that_the_account_is_closed(
    house: House, left: Leaving
) -> None:
    slip, who = left.walk(house), getattr(house.staff, left.who)
    close_account(house, who)

    (waiting,) = open_record(house.office, house.staff.secretary, slip.id).waiting
    page = list_records(house.office, house.staff.secretary, RecordFilter())

    said = f"{who.full_name} (tài khoản đã ngừng)"
    assert [each.vi for each in waiting.told] == [said]
    assert waiting.is_vacant
    assert house.staff.secretary.full_name in waiting.minders
    assert house.staff.unit_head.full_name in waiting.minders
    (row,) = (row for row in page.rows if row.line.id == slip.id)
    assert [each.named.vi for each in row.waits] == [said]


@EVERY_PART
def test_somebody_moves_it_on_and_nobody_could_before(house: House, left: Leaving) -> None:
    slip, by = left.walk(house), person(house, left.by)
    newcomer(house)
    typed = left.typed or (slip_values() if left.move == "submit" else {})
    if left.by in ("unit_head", "secretary"):
        assert left.move not in {m.key for m in open_record(house.office, by, slip.id).moves}
    close_account(house, getattr(house.staff, left.who))

    assert left.move in {m.key for m in open_record(house.office, by, slip.id).moves}
    slip.move(by, left.move, typed, reason=MOVED)

    assert slip.stage == left.to
    assert vacant(house, "secretary") == []


@EVERY_OFFICE
def test_the_work_of_an_office_that_nobody_holds_shows_with_who_minds_it(
    house: House, stage: str, who: str
) -> None:
    slip = at(stage)(house)
    close_account(house, getattr(house.staff, who))

    minds = "board" if who == "secretary" else "secretary"
    ((record_id, why),) = vacant(house, minds)
    assert record_id == slip.id
    head = "Đơn vị chưa có trưởng đơn vị"
    assert why.startswith(head if who == "unit_head" else "Chưa có ai giữ vai trò")
    (waiting,) = open_record(house.office, person(house, minds), slip.id).waiting
    assert waiting.is_vacant
    assert waiting.minders == (person(house, minds).full_name,)


def test_opening_the_account_again_heals_it(house: House) -> None:
    walked_to(house, "analysing")
    official = house.staff.official
    close_account(house, official)
    assert vacant(house, "secretary")

    entry = PersonEntry(
        official.username, official.full_name, official.title, official.unit_name, official.roles
    )
    change_person(house.office, house.staff.administrator, official.person_id, entry)

    assert vacant(house, "secretary") == []


def test_the_event_says_from_whom_to_whom_and_why(house: House) -> None:
    slip = walked_to(house, "implementing")
    newcomer(house)
    close_account(house, house.staff.official)
    slip.move(house.staff.unit_head, "reassign", NEW_WORKER, reason=MOVED)

    event = slip.events[-1]
    assert event.payload["left"] == ["Phạm Quốc Bảo"]
    assert event.payload["changes"]["executor_name"] == {
        "before": "Phạm Quốc Bảo",
        "after": NEWCOMER,
    }
    assert event.payload["reason"] == MOVED
    assert f"sang {NEWCOMER}" in slip.answers["plan_updates"][-1]["text"]


def test_the_part_goes_over_and_who_worked_stays_barred(house: House) -> None:
    slip, new = walked_to(house, "implementing"), newcomer(house)
    official = house.staff.official
    close_account(house, official)
    slip.move(house.staff.secretary, "reassign", NEW_WORKER, reason=MOVED)

    with house.office.database.reading() as uow:
        held = {(part.holder_id, part.part) for part in list_parts(uow, slip.id)}
    assert (new.person_id, "assignee") in held
    assert (official.person_id, "former_assignee") in held
    assert (official.person_id, "assignee") not in held
    assert slip.holders == [f"p{new.person_id}"]


def test_a_head_who_takes_a_returned_slip_over_does_not_confirm_it(house: House) -> None:
    slip, head = returned(house), house.staff.unit_head
    close_account(house, house.staff.official)
    treated = {"treated_text": "Đã in lại và ký đủ.", "treated_on": "2026-03-04"}

    slip.move(head, "submit_treated", {**slip_values(), **treated})

    assert slip.stage == "with_director"
    with house.office.database.reading() as uow:
        parts = list_parts(uow, slip.id)
    assert "submitter" in {each.part for each in parts if each.holder_id == head.person_id}


def test_while_another_of_them_works_it_is_nobody_elses(house: House) -> None:
    slip = correcting(house)
    with pytest.raises(NotAllowed, match="đã ngừng"):
        slip.move(house.staff.unit_head, "hand_over", {}, reason=MOVED)
    walked = walked_to(house, "analysing")
    with pytest.raises(NotAllowed, match="Lãnh đạo Ban ISO"):
        walked.move(house.staff.unit_head, "reassign", NEW_WORKER, reason=MOVED)


def test_a_head_of_another_unit_takes_nothing_over(house: House) -> None:
    slip = walked_to(house, "analysing")
    close_account(house, house.staff.official)
    for name in ("auditor", "director"):
        with pytest.raises(NotAllowed):
            slip.move(getattr(house.staff, name), "reassign", NEW_WORKER, reason=MOVED)


def test_whoever_asks_reminds_those_who_see_to_it(house: House) -> None:
    slip = walked_to(house, "analysing")
    close_account(house, house.staff.official)

    assert remind_now(house.office, house.staff.board, slip.id) == 2
    for name in ("secretary", "unit_head"):
        (told,) = reminders_of_today(house.office, person(house, name))
        assert told.record_id == slip.id


def test_the_newcomer_goes_on_where_the_other_left(house: House) -> None:
    slip, new = walked_to(house, "analysing"), newcomer(house)
    close_account(house, house.staff.official)
    slip.move(house.staff.unit_head, "reassign", NEW_WORKER, reason=MOVED)

    slip.move(new, "submit_analysis", ANALYSE)

    assert slip.stage == "countersigning"


def test_a_role_taken_away_leaves_the_same_gap(house: House) -> None:
    slip, secretary = walked_to(house, "with_secretary"), house.staff.secretary
    entry = PersonEntry(
        secretary.username,
        secretary.full_name,
        secretary.title,
        secretary.unit_name,
        frozenset({Role.OFFICIAL}),
    )
    change_person(
        house.office, house.staff.administrator, secretary.person_id, entry, confirmed=True
    )

    assert vacant(house, "board") == [(slip.id, "Chưa có ai giữ vai trò Thư ký ISO")]


def test_a_list_names_who_may_act_and_not_who_is_barred(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    (other,) = joined(house, [("pho", "Trương Văn Phó", BUDGET, Role.ISO_BOARD)])
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.board.full_name)
    slip.move(staff.board, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")

    page = list_records(house.office, staff.secretary, RecordFilter())

    (row,) = (row for row in page.rows if row.line.id == slip.id)
    assert slip.stage == "awaiting_approval"
    assert [each.named.vi for each in row.waits] == [other.full_name]


def test_the_board_and_a_second_director_see_what_is_theirs_to_move_on(house: House) -> None:
    worked, failed = walked_to(house, "analysing"), walked_to(house, "not_met")
    successor = person(house, "successor")
    close_account(house, house.staff.official)
    close_account(house, house.staff.director)

    assert [each for each, _ in vacant(house, "board")] == [worked.id]
    found = read_inbox(house.office, successor).vacant
    assert [each.record_id for each in found] == [failed.id]
