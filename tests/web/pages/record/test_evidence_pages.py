"""Evidence on the record's page: added with a note, refused beside its field, taken away safely."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from service.web.posts import MOST_BYTES
from service.workflow.files.evidence import LARGEST_FILE, list_evidence
from tests.archive.evidence_samples import a_pdf, picture
from tests.builders import House, a_slip, some_evidence
from tests.web.conftest import Browser


@pytest.fixture
def slip(house: House) -> str:
    """A slip of the official."""
    return a_slip(house.office, house.staff.official).record_id


def send(
    browser: Browser, slip: str, content: bytes | None, note: str = "Đã ký đủ", name: str = "a.pdf"
) -> TestResponse:
    """What is answered to the posted form; its fields in the order of the page."""
    sent: dict[str, Any] = {
        "csrf_token": browser.token,
        "submission": "k",
        "evidence_note": note,
        "evidence_file": FileStorage(BytesIO(content or b""), name),
    }
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    return browser.client.post(f"/records/{slip}/evidence", data=body, content_type=kind)


def test_a_file_is_added_and_stands_on_the_page(official: Browser, house: House, slip: str) -> None:
    answer = send(official, slip, a_pdf(), name="Biên bản <b>.pdf")

    page = official.get(answer.location)
    assert answer.status_code == 303
    assert "Đã thêm bằng chứng." in page.text
    assert "Biên bản _b_.pdf" in page.text
    assert "Đã ký đủ" in page.text
    assert "PDF · 1 kB · Phạm Quốc Bảo" in page.text
    assert "thêm bằng chứng: Biên bản _b_.pdf" in page.text


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (None, "", "Vui lòng chọn một tệp."),
        (b"", "a.pdf", "Tệp không có nội dung."),
        (b"<svg onload=alert(1)>", "a.png", "SVG và XML không được nhận"),
        (b"MZ\x90", "a.pdf", "chương trình"),
        (b"x" * (LARGEST_FILE + 1), "a.txt", "Chỉ nhận tệp tới 25 MB."),
    ],
)
def test_a_refused_file_is_told_beside_it_and_the_note_stays(
    official: Browser, house: House, slip: str, content: bytes | None, name: str, sentence: str
) -> None:
    answer = send(official, slip, content, "Ghi chú <đã gõ>", name)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Ghi chú &lt;đã gõ&gt;</textarea>" in answer.text
    assert list_evidence(house.office, house.staff.official, slip).files == ()


def test_a_body_too_large_to_unpack_keeps_the_note_too(
    official: Browser, house: House, slip: str
) -> None:
    answer = send(official, slip, b"x" * MOST_BYTES, "Ghi chú\r\nhai dòng")

    assert answer.status_code == 413
    assert "Chỉ nhận tệp tới 25 MB." in answer.text
    assert "Ghi chú\nhai dòng</textarea>" in answer.text


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=x", "text/plain", ""])
def test_a_body_too_large_and_torn_is_told_so(
    official: Browser, slip: str, content_type: str
) -> None:
    answer = official.client.post(
        f"/records/{slip}/evidence",
        data=b"--x\r\nContent-Dispo" + b"\0" * MOST_BYTES,
        content_type=content_type,
    )

    assert answer.status_code == 413
    assert "Chỉ nhận tệp tới 25 MB." in answer.text


def test_other_pages_keep_their_limit(official: Browser, slip: str) -> None:
    answer = official.post(f"/records/{slip}/correct", {"reason": "x" * 1_000_000})

    assert answer.status_code == 413


def test_a_note_that_is_too_long_is_told_beside_it(official: Browser, slip: str) -> None:
    answer = send(official, slip, a_pdf(), "a" * 501)

    assert answer.status_code == 422
    assert "Tối đa 500 ký tự" in answer.text


def test_who_only_reads_sees_no_form(app: Flask, house: House, slip: str) -> None:
    some_evidence(house.office, house.staff.official, slip)
    auditor = Browser(app.test_client()).sign_in("auditor")

    page = auditor.get(f"/records/{slip}")

    assert "Biên bản làm việc.txt" in page.text
    assert "evidence_file" not in page.text
    assert send(auditor, slip, a_pdf()).status_code == 403
    assert send(auditor, slip, b"x" * MOST_BYTES).status_code == 403


@pytest.mark.parametrize(
    ("content", "kind", "inline"),
    [
        (a_pdf(), "application/pdf", False),
        (picture("PNG"), "image/png", True),
        (picture("JPEG"), "image/jpeg", True),
        (picture("WEBP"), "image/webp", False),
        ("Chữ".encode(), "text/plain; charset=utf-8", False),
        ("Chữ".encode("utf-8-sig"), "text/plain; charset=utf-8", False),
        ("Chữ".encode("utf-16"), "text/plain; charset=utf-16", False),
    ],
)
def test_a_file_is_saved_unless_it_is_a_picture_to_look_at(
    official: Browser, slip: str, content: bytes, kind: str, inline: bool
) -> None:
    send(official, slip, content, name="Ảnh")

    plain = official.get(f"/records/{slip}/evidence/1")
    looked_at = official.get(f"/records/{slip}/evidence/1?inline=1")

    assert plain.data == looked_at.data == content
    assert plain.headers["Content-Disposition"].startswith('attachment; filename="anh.')
    how = "inline; " if inline else "attachment; "
    assert looked_at.headers["Content-Disposition"].startswith(how)
    assert "%E1%BA%A2nh." in plain.headers["Content-Disposition"]
    for answer in (plain, looked_at):
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox;" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert ("evidence/1?inline=1" in official.get(f"/records/{slip}").text) == inline


def test_the_address_of_the_form_leads_back_to_the_record(official: Browser, slip: str) -> None:
    answer = official.get(f"/records/{slip}/evidence")

    assert answer.status_code == 303
    assert answer.location == f"/records/{slip}#evidence"
