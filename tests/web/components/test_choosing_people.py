"""Choosing people in the browser: lists that tell namesakes apart, and the question which."""

import re
from collections.abc import Callable

import pytest

from tests.builders import MINUTES, PLAN, SLIP, House
from tests.web.conftest import Browser
from tests.web.pages.record.test_move_pages import make
from tests.workflow.delegating import give
from tests.workflow.slips.namesakes import HUNG, holders, renamed, two_of_one_name
from tests.workflow.slips.walking import OTHER_WORKER, walked_to

TOLD = f"{HUNG} (hung2) · Chuyên viên · Phòng Quản lý ngân sách"
LINE = f'<option value="{HUNG} (hung2)" label="{TOLD}">'


def test_every_list_of_people_says_post_unit_and_the_user_name_of_namesakes(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    two_of_one_name(house)
    slip = walked_to(house, "implementing")
    draft = app_of("official").start(SLIP)

    board = app_of("board")
    pages = (
        board.get(f"/records/{slip.id}/moves/reassign").text,
        board.get("/delegations").text,
        app_of("official").get(f"/drafts/{draft}/parts/nonconformity").text,
        app_of("secretary").get(f"/records/{slip.id}/correct").text,
    )

    for page in pages:
        assert LINE in page
        # The administrator has no role in the procedure.
        assert "Đỗ Hoàng Nam" not in page.split("<datalist")[-1]


@pytest.mark.parametrize("code", [SLIP, MINUTES, PLAN])
def test_a_page_carries_just_the_lists_that_its_fields_offer(
    house: House, app_of: Callable[[str], Browser], code: str
) -> None:
    clerk = app_of("secretary")
    draft, form = clerk.start(code), house.office.form(code)
    boxes = (box.key for box in form.boxes_for(form.variants[0]) if box.filled_at == "draft")

    pages = [clerk.get(f"/drafts/{draft}/parts/{key}").text for key in boxes]

    asked = [set(re.findall(r' list="(\w+)"', page)) for page in pages]
    carried = [set(re.findall(r'<datalist id="(\w+)"', page)) for page in pages]
    assert asked == carried
    assert {"people"} in asked or {"people", "units"} in asked


def test_a_bare_name_of_two_is_asked_beside_its_field_and_stays_typed(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    _, two = two_of_one_name(house)
    slip, board = walked_to(house, "analysing"), app_of("board")
    typed = {**OTHER_WORKER, "reason": "Đổi người."}

    asked = make(board, slip, "reassign", **{**typed, "executor_name": HUNG})
    done = make(board, slip, "reassign", **{**typed, "executor_name": f"{HUNG} (hung2)"})

    assert asked.status_code == 422
    error = asked.text.split('id="f-executor_name-error"')[1][:900]
    assert "hung1, Chuyên viên, Phòng Quản lý ngân sách; hung2, Chuyên viên" in error
    assert f'name="executor_name" value="{HUNG}"' in asked.text
    assert done.status_code == 303
    assert holders(house, slip.id, "assignee") == {two.person_id}


def test_a_draft_keeps_who_was_chosen_and_its_paper_the_name(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    two_of_one_name(house)
    head = app_of("unit_head")
    draft = head.start(SLIP)
    chosen = {"requester_name": f"{HUNG} (hung1)"}

    saved = head.post(
        f"/drafts/{draft}/parts/nonconformity", {**chosen, "version": "1", "go": "next"}
    )
    page, check = (
        head.get(f"/drafts/{draft}/parts/nonconformity"),
        head.get(f"/drafts/{draft}/check"),
    )
    words = head.get(f"/drafts/{draft}/text")

    assert saved.status_code == 303
    assert f'name="requester_name" value="{HUNG} (hung1)"' in page.text
    assert f"{HUNG} (hung1)" in check.text
    assert HUNG in words.text
    assert "hung1" not in words.text


def test_a_delegation_says_what_a_renamed_person_is_called_by_now(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    give(house, house.staff.director, house.staff.board)
    renamed(house, house.staff.board, "Đặng Ngọc Lan")

    page = app_of("director").get("/delegations").text

    assert "Đặng Thị Ngọc Lan (nay là Đặng Ngọc Lan)" in page
