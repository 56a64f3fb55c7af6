"""Filling a form as a browser without scripts does: parts, buttons, check, send."""

import pytest
from werkzeug.test import TestResponse

from service.workflow.drafts.drafts import open_draft, save_draft
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import BUDGET, House
from tests.web.conftest import Browser

SLIP = "BM.CTCL.01"
HEAD = {
    "issue_place": "Khánh Hòa",
    "issue_date": "05/03/2026",
    "requesting_unit": BUDGET,
    "request_type": "corrective",
}
BOX_1 = {
    "nonconformity_description": "Hồ sơ QT-0612 trả trễ 02 ngày\nTrái mục 5.4 <b>&amp;</b>",
    "requested_on": "05/03/2026",
    "requester_name": "Phạm Quốc Bảo",
}
SOURCES = {"sources": "internal_audit"}


def version_of(house: House, draft: str) -> int:
    return open_draft(house.office, house.staff.official, draft).version


def fill(
    browser: Browser, house: House, draft: str, part: str, values: dict[str, str], **go: str
) -> TestResponse:
    sent = {"version": str(version_of(house, draft)), "go": "next", **values, **go}
    return browser.post(f"/drafts/{draft}/parts/{part}", sent)


@pytest.fixture
def draft(official: Browser) -> str:
    """A slip just begun by the clerk."""
    return official.start(SLIP)


def test_a_new_draft_opens_at_its_first_part_with_the_defaults(
    official: Browser, draft: str
) -> None:
    page = official.get(f"/drafts/{draft}", follow_redirects=True)

    assert page.request.path == f"/drafts/{draft}/parts/request"
    assert 'value="05/03/2026"' in page.text
    assert f'value="{BUDGET}"' in page.text
    assert "Chưa bắt đầu" in page.text


def test_a_slip_is_filled_part_by_part_and_sent(
    official: Browser, draft: str, house: House
) -> None:
    first = fill(official, house, draft, "request", HEAD)
    second = fill(official, house, draft, "nonconformity", BOX_1)
    third = fill(official, house, draft, "sources", SOURCES)
    check = official.get(f"/drafts/{draft}/check").text
    submission = check.split('name="submission" value="')[1].split('"')[0]

    sent = official.post(
        f"/drafts/{draft}/send",
        {
            "move": "submit",
            "version": str(version_of(house, draft)),
            "submission": submission,
        },
    )

    assert first.location.endswith("/parts/nonconformity")
    assert second.location.endswith("/parts/sources")
    assert third.location.endswith("/parts/treated")
    assert "Trái mục 5.4 &lt;b&gt;&amp;amp;&lt;/b&gt;" in check
    assert sent.status_code == 303
    record = official.get(sent.location).text
    assert "Phiếu 01/2026" in record
    assert "Trưởng đơn vị xem xét" in record


def test_the_same_click_twice_makes_one_slip(official: Browser, draft: str, house: House) -> None:
    for part, values in (("request", HEAD), ("nonconformity", BOX_1), ("sources", SOURCES)):
        fill(official, house, draft, part, values)
    click = {"move": "submit", "version": str(version_of(house, draft)), "submission": "một"}

    answers = [official.post(f"/drafts/{draft}/send", click) for _ in range(2)]

    assert answers[0].location == answers[1].location
    assert list_records(house.office, house.staff.official, RecordFilter()).total == 1


def test_sending_too_early_lists_every_fault_with_its_link(
    official: Browser, draft: str, house: House
) -> None:
    answer = official.post(
        f"/drafts/{draft}/send",
        {"move": "submit", "version": str(version_of(house, draft)), "submission": "sớm"},
    )

    assert answer.status_code == 422
    assert "<title>Lỗi:" in answer.text
    assert "Vui lòng mô tả sự không phù hợp." in answer.text
    assert f"/drafts/{draft}/parts/nonconformity?all=1#f-nonconformity_description" in answer.text


def test_a_wrong_date_stays_in_its_field_with_the_reason(
    official: Browser, draft: str, house: House
) -> None:
    answer = fill(official, house, draft, "nonconformity", BOX_1, requested_on="31/06/2026")

    assert answer.status_code == 422
    assert 'value="31/06/2026"' in answer.text
    assert answer.text.count("Tháng 6 chỉ có 30 ngày.") == 2
    assert 'href="#f-requested_on"' in answer.text


def test_going_back_saves_too(official: Browser, draft: str, house: House) -> None:
    answer = fill(official, house, draft, "nonconformity", BOX_1, go="back")

    kept = open_draft(house.office, house.staff.official, draft).typed
    assert answer.location.endswith("/parts/request")
    assert kept["nonconformity_description"].startswith("Hồ sơ QT-0612")


def test_two_writers_see_both_texts_and_nothing_is_lost(
    official: Browser, draft: str, house: House
) -> None:
    actor, old = house.staff.official, version_of(house, draft)
    save_draft(house.office, actor, draft, {"related_documents": "Bản ở máy kia"}, old)

    answer = official.post(
        f"/drafts/{draft}/parts/nonconformity",
        {**BOX_1, "related_documents": "Bản ở máy này", "version": str(old), "go": "next"},
    )

    assert answer.status_code == 409
    assert "Bản ở máy kia" in answer.text
    assert answer.text.count("Bản ở máy này") == 2
    assert f'name="version" value="{old + 1}"' in answer.text


def test_somebody_elses_draft_is_not_there(secretary: Browser, draft: str) -> None:
    for address in ("parts/request", "check", "text", "paper.docx"):
        assert secretary.get(f"/drafts/{draft}/{address}").status_code == 404


def test_an_unknown_part_is_not_there(official: Browser, draft: str) -> None:
    assert official.get(f"/drafts/{draft}/parts/khac").status_code == 404


def test_a_discarded_draft_can_be_taken_back(official: Browser, draft: str) -> None:
    official.post(f"/drafts/{draft}/discard")
    gone = official.get(f"/drafts/{draft}/parts/request")

    back = official.post(f"/drafts/{draft}/restore", follow_redirects=True)

    assert gone.status_code == 404
    assert back.status_code == 200


def test_the_draft_downloads_as_word_under_both_names(official: Browser, draft: str) -> None:
    answer = official.get(f"/drafts/{draft}/paper.docx")

    assert answer.data.startswith(b"PK")
    assert 'filename="BM.CTCL.01_nhap.docx"' in answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''Phi%E1%BA%BFu" in answer.headers["Content-Disposition"]


def test_the_text_form_shows_printed_answers_only(
    official: Browser, draft: str, house: House
) -> None:
    fill(official, house, draft, "nonconformity", BOX_1)

    page = official.get(f"/drafts/{draft}/text").text

    assert "Hồ sơ QT-0612 trả trễ 02 ngày" in page
    assert "Đơn vị có sự không phù hợp" not in page


def test_who_may_not_begin_a_form_is_told_who_may(official: Browser) -> None:
    answer = official.post("/drafts", {"form": "BM.CTCL.02"})

    assert answer.status_code == 403
    assert "Thư ký ISO" in answer.text


def test_an_unknown_form_cannot_be_begun(official: Browser) -> None:
    assert official.post("/drafts", {"form": "BM.XXX"}).status_code == 404


def test_rows_are_added_without_script(secretary: Browser, house: House) -> None:
    draft = secretary.start("BM.CTCL.02")
    sent = {
        "version": "1",
        "attendees": "",
        "attendees-0-name": "Võ Đình Khải",
        "attendees-0-title": "Giám đốc",
        "attendees-0-unit": "",
        "row": "add:attendees",
    }

    page = secretary.post(f"/drafts/{draft}/parts/people", sent).text

    assert 'value="Võ Đình Khải"' in page
    assert 'name="attendees-1-name" value=""' in page


def test_the_units_plan_opens_with_its_level_chosen(secretary: Browser) -> None:
    draft = secretary.start("BM.CTCL.03", "unit")

    page = secretary.get(f"/drafts/{draft}", follow_redirects=True).text

    assert 'value="unit" id="f-plan_level" checked' in page or 'value="unit" checked' in page


def test_sending_what_another_tab_changed_shows_the_newest_first(
    official: Browser, draft: str, house: House
) -> None:
    for part, values in (("request", HEAD), ("nonconformity", BOX_1), ("sources", SOURCES)):
        fill(official, house, draft, part, values)
    old = version_of(house, draft)
    actor = house.staff.official
    save_draft(house.office, actor, draft, {"related_documents": "Bản ở máy kia"}, old)

    answer = official.post(
        f"/drafts/{draft}/send",
        {"move": "submit", "version": str(old), "submission": "cũ"},
    )

    assert answer.status_code == 409
    assert "Bản ở máy kia" in answer.text
    assert f'name="version" value="{old + 1}"' in answer.text
