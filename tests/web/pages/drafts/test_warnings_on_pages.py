"""A warning is an amber note beside the field and on the check page; sending goes on."""

import re

import pytest

from service.workflow.drafts.drafts import save_draft, start_draft
from tests.builders import PLAN, House, plan_values
from tests.web.conftest import Browser

WORDS = "Phê duyệt sau 31/12/2025"


@pytest.fixture
def late(house: House) -> str:
    """The agency's plan for 2026, ready to be issued but approved late."""
    values = plan_values(house.office, approved_on="2026-01-10")
    return start_draft(house.office, house.staff.secretary, PLAN, values).id


def beside_the_field(page: str) -> str:
    """The warning beside the day of approval; '' for none."""
    found = re.search(
        r'class="field-warning" id="f-approved_on-warning">.*?<span>(.*?)</span>', page, re.S
    )
    return found.group(1) if found else ""


def test_it_stands_beside_the_field_and_is_tied_to_it(secretary: Browser, late: str) -> None:
    page = secretary.get(f"/drafts/{late}/parts/approval").text

    field = page.split('id="f-approved_on"')[1].split(">")[0]
    assert WORDS in beside_the_field(page)
    assert "f-approved_on-warning" in field
    assert "aria-invalid" not in field


def test_it_stands_beside_the_answer_on_the_check_page(secretary: Browser, late: str) -> None:
    answer = secretary.get(f"/drafts/{late}/check").text.split("<dt>Ngày phê duyệt</dt>")[1]

    assert WORDS in answer.split("<dt>")[0]
    assert 'class="field-warning"' in answer.split("<dt>")[0]


def test_it_is_told_while_typing_and_gone_once_mended(secretary: Browser, late: str) -> None:
    address = f"/drafts/{late}/parts/approval/autosave"
    asking = {"headers": {"Accept": "application/json", "X-CSRFToken": secretary.token}}

    odd = secretary.post(address, {"approved_on": "11/01/2026", "version": "1"}, **asking)
    mended = secretary.post(address, {"approved_on": "30/12/2025", "version": "2"}, **asking)

    assert WORDS in odd.get_json()["warnings"]["approved_on"]
    assert odd.get_json()["errors"] == {}
    assert mended.get_json()["warnings"] == {}


def test_it_hinders_nobody(secretary: Browser, late: str) -> None:
    sent = {"move": "issue", "version": "1", "submission": "x"}

    answer = secretary.post(f"/drafts/{late}/send", sent)

    assert answer.status_code == 303
    assert "/records/" in answer.location
    page = secretary.get(f"{answer.location}/correct").text
    assert WORDS in beside_the_field(page)


def test_in_time_there_is_no_note(secretary: Browser, house: House, late: str) -> None:
    save_draft(house.office, house.staff.secretary, late, {"approved_on": "2025-12-30"}, 1)

    page = secretary.get(f"/drafts/{late}/parts/approval").text

    assert beside_the_field(page) == ""
    assert WORDS not in secretary.get(f"/drafts/{late}/check").text
