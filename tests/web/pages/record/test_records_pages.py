"""The record list, the page of a record, its papers and its correction."""

from collections.abc import Callable

import pytest

from service.workflow.records.read_records import open_record
from tests.builders import House, a_slip
from tests.web.conftest import Browser


@pytest.fixture
def slip(house: House) -> str:
    """A slip that the clerk has submitted."""
    return a_slip(house.office, house.staff.official).record_id


def test_the_list_shows_what_the_person_may_see(official: Browser, slip: str) -> None:
    page = official.get("/records").text

    assert "01/2026" in page
    assert f"/records/{slip}" in page
    assert "1 hồ sơ" in page


def test_another_units_clerk_sees_neither_list_nor_record(
    app_of: Callable[[str], Browser], slip: str
) -> None:
    stranger = app_of("stranger")

    assert "0 hồ sơ" in stranger.get("/records").text
    for address in ("", "/correct", "/versions/1.docx"):
        assert stranger.get(f"/records/{slip}{address}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("text=chu ky", True),
        ("text=khong-co", False),
        ("year=2026", True),
        ("year=2025", False),
        ("form=BM.CTCL.01", True),
        ("form=BM.CTCL.02", False),
        ("stage=with_unit_head", True),
        ("unit=999999", False),
        ("year=abc&unit=x&page=-1", True),
    ],
)
def test_filters_stand_in_the_address(
    official: Browser, slip: str, query: str, found: bool
) -> None:
    assert (f"/records/{slip}" in official.get(f"/records?{query}").text) is found


def test_a_record_shows_answers_papers_and_what_happened(official: Browser, slip: str) -> None:
    page = official.get(f"/records/{slip}").text

    assert "Hồ sơ QT-0612 trả kết quả trễ 02 ngày &amp; thiếu chữ ký" in page
    assert "Đánh giá nội bộ" in page
    assert "Phiếu 01/2026, bản v01" in page
    assert "số 01/2026" in page
    assert "Chưa đến bước này." in page


def test_the_issued_word_file_is_handed_out_as_it_lies_in_the_vault(
    official: Browser, slip: str, house: House
) -> None:
    answer = official.get(f"/records/{slip}/versions/1.docx")

    document = open_record(house.office, house.staff.official, slip).documents[0]
    assert len(answer.data) == document.size
    assert 'filename="BM.CTCL.01_01-2026_v01.docx"' in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_version_that_never_was_is_not_there(official: Browser, slip: str) -> None:
    assert official.get(f"/records/{slip}/versions/7.docx").status_code == 404


def test_a_correction_issues_the_next_version_under_the_same_number(
    official: Browser, slip: str
) -> None:
    page = official.get(f"/records/{slip}/correct").text
    sent = {
        "version": "1",
        "submission": page.split('name="submission" value="')[1].split('"')[0],
        "nonconformity_description": "Hồ sơ QT-0612 trả trễ 03 ngày.",
        "reason": "Ghi sai số ngày",
        "go": "send",
    }

    answer = official.post(f"/records/{slip}/correct", sent, follow_redirects=True)

    assert "Phiếu 01/2026, bản v02" in answer.text
    assert "đính chính: “Ghi sai số ngày”" in answer.text
    assert "<ins>Hồ sơ QT-0612 trả trễ 03 ngày.</ins>" in answer.text


def test_a_correction_without_a_reason_keeps_what_was_typed(official: Browser, slip: str) -> None:
    sent = {"version": "1", "submission": "x", "nonconformity_description": "Trễ 03 ngày."}

    answer = official.post(f"/records/{slip}/correct", sent)

    assert answer.status_code == 422
    assert "Trễ 03 ngày." in answer.text
    assert 'href="#f-reason"' in answer.text


def test_a_correction_of_what_changed_meanwhile_shows_both_texts(
    official: Browser, slip: str
) -> None:
    first = {"version": "1", "submission": "a", "related_documents": "một", "reason": "r"}
    official.post(f"/records/{slip}/correct", first)

    answer = official.post(
        f"/records/{slip}/correct",
        {**first, "submission": "b", "related_documents": "hai"},
    )

    assert answer.status_code == 409
    assert "một" in answer.text
    assert 'name="version" value="2"' in answer.text


def test_a_faulty_correction_points_at_the_field(official: Browser, slip: str) -> None:
    sent = {"version": "1", "submission": "x", "requested_on": "31/06/2026", "reason": "r"}

    answer = official.post(f"/records/{slip}/correct", sent)

    assert answer.status_code == 422
    assert 'href="#f-requested_on"' in answer.text
    assert 'value="31/06/2026"' in answer.text


def test_only_the_submitter_and_the_secretary_may_correct(
    secretary: Browser, app_of: Callable[[str], Browser], slip: str
) -> None:
    assert secretary.get(f"/records/{slip}/correct").status_code == 200
    assert app_of("unit_head").get(f"/records/{slip}/correct").status_code == 403
