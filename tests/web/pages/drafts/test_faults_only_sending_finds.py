"""What only sending refuses stands beside the answer and beside the field, not in a list alone."""

import re
from collections.abc import Callable

import pytest

from service.workflow.drafts.drafts import save_draft
from tests.builders import BUDGET, House, slip_values
from tests.web.conftest import Browser

NAME, UNIT = "requester_name", "requesting_unit"
OWN_NAME, NO_UNIT = "Vui lòng ghi tên anh/chị", "Danh sách đơn vị không có tên này"


@pytest.fixture
def draft(official: Browser, house: House) -> str:
    """A slip ready to be sent, but in another's name and for a unit that is not registered."""
    draft = official.start("BM.CTCL.01")
    typed = {**slip_values(), NAME: "Lê Thanh Tùng", UNIT: "Phòng Không Có", "concerned_unit": ""}
    save_draft(house.office, house.staff.official, draft, typed, 1)
    return draft


def beside_the_answer(page: str, label: str) -> str:
    """The fault beside the answer of that label; '' for none."""
    answer = page.split(f"<dt>{label}</dt>")[1].split("<dt>")[0]
    found = re.search(r'class="field-error">(.*?)</p>', answer, re.S)
    return found.group(1) if found else ""


def beside_the_field(page: str, name: str) -> str:
    """The fault beside the field; '' for none."""
    found = re.search(rf'id="f-{name}-error"(?! hidden)[^>]*>.*?<span>(.*?)</span>', page, re.S)
    return found.group(1) if found else ""


def test_the_check_page_says_it_beside_the_answer_before_anything_is_sent(
    official: Browser, draft: str
) -> None:
    page = official.get(f"/drafts/{draft}/check").text

    assert OWN_NAME in beside_the_answer(page, "Người đề nghị")
    assert NO_UNIT in beside_the_answer(page, "Đơn vị đề nghị")
    assert "error-summary" not in page


def test_after_sending_it_stands_in_the_summary_and_beside_the_answer(
    official: Browser, draft: str
) -> None:
    sent = {"move": "submit", "version": "2", "submission": "x"}

    answer = official.post(f"/drafts/{draft}/send", sent)

    assert answer.status_code == 422
    assert OWN_NAME in answer.text.split("error-summary-title")[2].split("</ul>")[0]
    assert OWN_NAME in beside_the_answer(answer.text, "Người đề nghị")


def test_the_summary_lists_it_together_with_what_is_missing(
    official: Browser, house: House, draft: str
) -> None:
    save_draft(house.office, house.staff.official, draft, {"request_type": ""}, 2)
    sent = {"move": "submit", "version": "3", "submission": "x"}

    page = official.post(f"/drafts/{draft}/send", sent).text

    assert "Có 3 chỗ cần sửa trước khi gửi" in page
    summary = page.split("error-summary-title")[2].split("</ul>")[0]
    assert all(words in summary for words in (OWN_NAME, NO_UNIT, "«Loại yêu cầu»"))


def test_the_summarys_link_leads_to_the_field_with_the_fault_beside_it(
    official: Browser, draft: str
) -> None:
    page = official.get(f"/drafts/{draft}/parts/nonconformity?all=1").text
    head = official.get(f"/drafts/{draft}/parts/request?all=1").text

    assert OWN_NAME in beside_the_field(page, NAME)
    assert f'href="#f-{NAME}"' in page
    assert NO_UNIT in beside_the_field(head, UNIT)


def test_while_filling_nobody_is_told_of_it_yet(official: Browser, draft: str) -> None:
    page = official.get(f"/drafts/{draft}/parts/nonconformity").text

    assert beside_the_field(page, NAME) == ""


def test_once_mended_nothing_is_said_any_more(official: Browser, house: House, draft: str) -> None:
    mended = {NAME: house.staff.official.full_name, UNIT: BUDGET}
    save_draft(house.office, house.staff.official, draft, mended, 2)

    page = official.get(f"/drafts/{draft}/check").text

    assert 'class="field-error"' not in page


def test_a_unit_head_is_told_beside_the_unit_that_the_plan_is_not_theirs_to_issue(
    app_of: Callable[[str], Browser], house: House
) -> None:
    head = app_of("unit_head")
    draft = head.start("BM.CTCL.03", "unit")
    typed = {"unit": "Văn phòng Sở"}
    save_draft(house.office, house.staff.unit_head, draft, typed, 1)

    page = head.get(f"/drafts/{draft}/parts/unit?all=1").text

    assert "cho đơn vị của mình" in beside_the_field(page, "unit")
