"""What a page's script is told while somebody writes."""

import pytest
from flask.testing import FlaskClient

from service.workflow.drafts.drafts import open_draft, save_draft
from tests.builders import House
from tests.web.conftest import Browser


@pytest.fixture
def draft(official: Browser) -> str:
    """A slip just begun by the clerk."""
    return official.start("BM.CTCL.01")


def address(draft: str, part: str = "nonconformity") -> str:
    return f"/drafts/{draft}/parts/{part}/autosave"


def asking(browser: Browser) -> dict[str, dict[str, str]]:
    return {"headers": {"Accept": "application/json", "X-CSRFToken": browser.token}}


def test_saving_tells_the_time_the_version_and_the_states(official: Browser, draft: str) -> None:
    answer = official.post(
        address(draft), {"version": "1", "nonconformity_description": "Trễ"}, **asking(official)
    )

    told = answer.get_json()
    assert told["saved_at"] == "08:30"
    assert told["version"] == 2
    assert [task["key"] for task in told["tasks"]][-1] == "check"


def test_a_fault_is_told_under_the_name_of_its_field(official: Browser, draft: str) -> None:
    sent = {"version": "1", "requested_on": "31/06/2026"}

    told = official.post(address(draft), sent, **asking(official)).get_json()

    assert told["errors"]["requested_on"].startswith("Tháng 6 chỉ có 30 ngày.")
    assert {"key": "nonconformity", "state": "bad", "words": "Còn 1 chỗ cần sửa"} in told["tasks"]


def test_text_in_an_old_font_is_told_with_its_unicode(official: Browser, draft: str) -> None:
    sent = {"version": "1", "related_documents": "Së Tµi chÝnh Kh¸nh Hßa"}

    told = official.post(address(draft), sent, **asking(official)).get_json()

    assert told["legacy"] == {
        "related_documents": {"font": "TCVN3", "converted": "Sở Tài chính Khánh Hòa"}
    }


def test_a_conflict_tells_both_texts_and_the_version_to_go_on_from(
    official: Browser, draft: str, house: House
) -> None:
    save_draft(house.office, house.staff.official, draft, {"related_documents": "kia"}, 1)

    answer = official.post(
        address(draft), {"version": "1", "related_documents": "này"}, **asking(official)
    )

    told = answer.get_json()
    assert answer.status_code == 409
    assert (told["names"], told["version"]) == (["related_documents"], 2)
    assert "kia" in told["html"]
    assert "này" in told["html"]


def test_a_held_field_waits_while_the_others_are_saved(
    official: Browser, draft: str, house: House
) -> None:
    save_draft(house.office, house.staff.official, draft, {"related_documents": "kia"}, 1)
    sent = {
        "version": "2",
        "related_documents": "này",
        "nonconformity_description": "Trễ",
        "held": "related_documents",
    }

    official.post(address(draft), sent, **asking(official))

    kept = open_draft(house.office, house.staff.official, draft).typed
    assert (kept["related_documents"], kept["nonconformity_description"]) == ("kia", "Trễ")


def test_forbidden_characters_are_named_and_not_stored(
    official: Browser, draft: str, house: House
) -> None:
    sent = {"version": "1", "nonconformity_description": "a\u202eb"}

    told = official.post(address(draft), sent, **asking(official)).get_json()

    kept = open_draft(house.office, house.staff.official, draft).typed
    assert "nonconformity_description" in told["errors"]
    assert "nonconformity_description" not in kept


def test_a_megabyte_is_refused_and_the_page_told_so(official: Browser, draft: str) -> None:
    sent = {"version": "1", "nonconformity_description": "x" * 1_000_000}

    answer = official.post(address(draft), sent, **asking(official))

    assert answer.status_code == 413
    assert "quá lớn" in answer.get_json()["message"]


def test_a_megabyte_posted_by_the_browser_itself_is_refused_too(
    official: Browser, draft: str
) -> None:
    sent = {"version": "1", "go": "next", "nonconformity_description": "x" * 1_000_000}

    answer = official.post(f"/drafts/{draft}/parts/nonconformity", sent)

    assert answer.status_code == 413
    assert "vẫn còn" in answer.text


def test_an_answer_in_json_is_never_a_redirect(app_client: FlaskClient, draft: str) -> None:
    answer = app_client.get(
        f"/drafts/{draft}/parts/nonconformity", headers={"Accept": "application/json"}
    )

    assert answer.status_code == 401


@pytest.fixture
def app_client(visitor: Browser) -> FlaskClient:
    """A client in which nobody is signed in."""
    return visitor.client
