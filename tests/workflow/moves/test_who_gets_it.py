"""Who gets a record by a move: named with post and unit before the move is made."""

import pytest

from service.formkit.labels import Label
from service.formkit.moves import HEAD_LABELS, PART_LABELS, ROLE_LABELS, Role, Turn
from service.workflow.moves.move_panel import open_panel
from service.workflow.moves.recipients import Recipient, Scene, scene_of_draft, takers_of
from tests.builders import ADMINISTRATIVE, BUDGET, LEADERS, OFFICE_UNIT, SLIP, House, joined
from tests.doors.route_table import close_account
from tests.workflow.slips.walking import Slip, walked_to

POST = Label("Chuyên viên", "Chuyên viên")


def takers(house: House, slip: Slip, who: str, key: str) -> tuple[Recipient, ...]:
    """Who gets the slip by that move, as its panel tells."""
    return open_panel(house.office, getattr(house.staff, who), slip.id, key).takers


def of_draft(house: House, **typed: str) -> tuple[Recipient, ...]:
    """Who gets the slip that a draft of the official would become."""
    office, official = house.office, house.staff.official
    form = office.form(SLIP)
    move = form.moves_from("draft", "")[0]
    said = {"requesting_unit": BUDGET, **typed}
    with office.database.reading() as uow:
        settings = office.letterhead(uow)
        scene = scene_of_draft(uow, form, said, settings, official)
        return takers_of(uow, form, move, form.stage(move.to_stage).turns, scene)


@pytest.mark.parametrize(
    ("stage", "who", "key", "name", "unit"),
    [
        ("with_unit_head", "unit_head", "need_action", "Trần Thị Minh Châu", OFFICE_UNIT),
        ("with_unit_head", "unit_head", "return", "Phạm Quốc Bảo", BUDGET),
        ("with_secretary", "secretary", "consolidate", "Đặng Thị Ngọc Lan", LEADERS),
        ("analysing", "official", "submit_analysis", "Lê Thanh Tùng", BUDGET),
        ("implementing", "official", "report_completion", "Võ Đình Khải", LEADERS),
    ],
)
def test_a_role_a_part_and_a_head_of_a_unit_are_named_with_post_and_unit(
    memory_house: House, stage: str, who: str, key: str, name: str, unit: str
) -> None:
    slip = walked_to(memory_house, stage)

    assert takers(memory_house, slip, who, key) == (Recipient(POST, name, unit),)


def test_whom_the_move_itself_will_name_is_told_by_its_field(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")

    (taker,) = takers(memory_house, slip, "board", "direct")

    field = memory_house.office.form(SLIP).field("executor_name").label
    assert taker == Recipient(PART_LABELS["assignee"], field=field)


def test_who_reads_is_told_that_it_is_they(memory_house: House) -> None:
    slip = walked_to(memory_house, "awaiting_verification")

    found = takers(memory_house, slip, "director", "not_met")

    assert found == (Recipient(POST, "Võ Đình Khải", LEADERS, is_reader=True),)


def test_nobody_gets_a_record_that_ends_or_that_stays_where_it_is(memory_house: House) -> None:
    verified = walked_to(memory_house, "verified")
    ends = takers(memory_house, verified, "secretary", "close")
    at_work = walked_to(memory_house, "implementing")
    stays = takers(memory_house, at_work, "official", "report_progress")

    assert (ends, stays) == ((), ())


def test_a_post_that_nobody_holds_is_named_alone(memory_house: House) -> None:
    slip = walked_to(memory_house, "with_unit_head")
    close_account(memory_house, memory_house.staff.secretary)

    found = takers(memory_house, slip, "unit_head", "need_action")

    assert found == (Recipient(ROLE_LABELS[Role.ISO_SECRETARY]),)


def test_two_people_of_one_post_and_unit_are_both_named(memory_house: House) -> None:
    slip = walked_to(memory_house, "with_unit_head")
    joined(memory_house, [("hai", "Bùi Văn Hai", OFFICE_UNIT, Role.ISO_SECRETARY)])

    found = takers(memory_house, slip, "unit_head", "need_action")

    assert {each.name for each in found} == {"Bùi Văn Hai", "Trần Thị Minh Châu"}


def test_the_head_of_a_unit_that_the_move_will_name_is_told_by_the_units_field(
    memory_house: House,
) -> None:
    form = memory_house.office.form(SLIP)
    direct = next(move for move in form.moves if move.key == "direct")
    of_unit = Turn(heads_of=("executing",))
    nowhere = Scene({}, {}, {}, is_sample=False, reader=0)

    with memory_house.office.database.reading() as uow:
        (taker,) = takers_of(uow, form, direct, [of_unit], nowhere)

    assert taker == Recipient(HEAD_LABELS["executing"], field=form.field("executing_unit").label)


@pytest.mark.parametrize("unit", ["requesting", "concerned"])
def test_a_draft_without_a_unit_concerned_concerns_its_own(memory_house: House, unit: str) -> None:
    office, official = memory_house.office, memory_house.staff.official
    form = office.form(SLIP)

    with office.database.reading() as uow:
        scene = scene_of_draft(uow, form, {"requesting_unit": BUDGET}, {}, official)

    assert scene.units[unit] == official.unit_id
    assert scene.units["executing"] is None
    assert (scene.is_sample, scene.reader) == (False, official.person_id)


def test_the_head_of_the_draft_writers_unit_gets_a_slip_that_names_no_other(
    memory_house: House,
) -> None:
    assert of_draft(memory_house) == (Recipient(POST, "Lê Thanh Tùng", BUDGET),)


def test_a_unit_without_a_head_is_named_after_the_post(memory_house: House) -> None:
    found = of_draft(memory_house, concerned_unit=ADMINISTRATIVE)

    told = Label(f"Trưởng đơn vị, {ADMINISTRATIVE}", f"Unit head, {ADMINISTRATIVE}")
    assert found == (Recipient(told),)


def test_a_unit_that_the_draft_does_not_name_rightly_is_nobodys(memory_house: House) -> None:
    found = of_draft(memory_house, concerned_unit="Phòng không có")

    assert found == (Recipient(HEAD_LABELS["concerned"]),)
