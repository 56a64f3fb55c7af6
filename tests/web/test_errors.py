"""From the domain's errors to status, words and headers, for a browser and for a script."""

import pytest
from flask import Flask, Response

from service.documents.pdf.errors import PdfBusy, PdfRefused, PdfTimedOut, PdfUnavailable
from service.formkit.labels import FieldErrors, Label
from service.web.pages.errors import answer_error
from service.web.statuses import STATUS
from service.workflow import errors

TOLD = [
    (errors.NotAllowed(), 403, "thẩm quyền của người khác"),
    (errors.NotFound(), 404, "Không tìm thấy"),
    (errors.ReasonMissing(), 422, "lý do"),
    (errors.Stale({}, {}, 2), 409, "so sánh hai bản"),
    (errors.TooManyTries(900), 429, "đợi 15 phút"),
    (errors.DocumentNotProved(), 500, "chưa được phát hành"),
    (errors.TemplateUnusable("BM.CTCL.01", Label("thiếu ô.", "a box lacks.")), 503, "BM.CTCL.01"),
    (errors.DatabaseBusy(5.0), 503, "thử lại sau ít giây"),
    (errors.DatabaseUnreachable("refused"), 503, "cơ sở dữ liệu"),
    (errors.DiskFull("vault"), 507, "Ổ đĩa của máy chủ đã đầy"),
    (FieldErrors({"a": (Label("Sai.", "Wrong."),)}), 422, "Sai."),
]


def ids(value: object) -> str:
    return type(value).__name__ if isinstance(value, Exception) else ""


@pytest.mark.parametrize(("error", "status", "words"), TOLD, ids=ids)
def test_an_error_is_told_in_its_own_words(
    app: Flask, error: Exception, status: int, words: str
) -> None:
    with app.test_request_context("/"):
        answer = answer_error(error)

    assert isinstance(answer, Response)
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)


@pytest.mark.parametrize(("error", "status", "words"), TOLD, ids=ids)
def test_a_script_gets_the_same_words_as_json(
    app: Flask, error: Exception, status: int, words: str
) -> None:
    with app.test_request_context("/", headers={"Accept": "application/json"}):
        answer = answer_error(error)

    assert isinstance(answer, Response)
    assert answer.status_code == status
    assert words in answer.get_json()["message"]


@pytest.mark.parametrize(
    "error", [errors.DatabaseBusy(5.0), errors.DatabaseUnreachable("refused")], ids=ids
)
def test_who_is_to_come_back_is_told_when(app: Flask, error: Exception) -> None:
    with app.test_request_context("/records"):
        answer = answer_error(error)

    assert isinstance(answer, Response)
    assert answer.headers["Retry-After"] == "5"
    assert 'href="/records"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (PdfUnavailable.lacking(["libreoffice-writer"]), "Chưa tạo được bản PDF"),
        (PdfRefused.unreadable(), "Chưa tạo được bản PDF"),
        (errors.TemplateUnusable("BM.CTCL.01", Label("hỏng.", "bad.")), "Chưa tạo được văn bản"),
        (errors.DatabaseShut("attempt to write"), "Chưa ghi được cơ sở dữ liệu"),
    ],
    ids=ids,
)
def test_what_no_waiting_mends_has_its_heading_and_offers_no_second_try(
    app: Flask, error: Exception, heading: str
) -> None:
    with app.test_request_context("/records"):
        answer = answer_error(error)

    assert isinstance(answer, Response)
    text = answer.get_data(as_text=True)
    assert f'<h1 tabindex="-1">{heading}' in text or f"<h1>{heading}" in text
    assert "Hệ thống đang bận" not in text
    assert "Thử lại" not in text
    assert "Về trang đầu" in text
    assert "quản trị viên" in text or "kiểm tra" in text
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize("error", [PdfBusy(), PdfTimedOut(60), PdfUnavailable.died()], ids=ids)
def test_a_pdf_that_may_come_yet_is_tried_again(app: Flask, error: Exception) -> None:
    with app.test_request_context("/records"):
        answer = answer_error(error)

    assert isinstance(answer, Response)
    assert answer.headers["Retry-After"] == "5"
    assert "Thử lại" in answer.get_data(as_text=True)


def test_english_readers_are_told_in_english(app: Flask) -> None:
    with app.test_request_context("/", headers={"Cookie": "ctcl_lang=en"}):
        answer = answer_error(errors.NotFound())

    assert isinstance(answer, Response)
    assert "Nothing was found here" in answer.get_data(as_text=True)


def test_every_error_that_the_workflow_names_has_its_answer() -> None:
    named = {getattr(errors, name) for name in errors.__all__}
    kinds = {each for each in named if isinstance(each, type)}

    own_pages = {errors.NotSignedIn, errors.MustChangePassword}
    assert {k for k in kinds - own_pages if not issubclass(k, tuple(STATUS))} == set()
