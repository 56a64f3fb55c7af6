"""Each error of the workflow has one answer: status, a sentence in both languages, headers."""

import pytest
from flask import Flask

from service.documents.pdf.errors import PdfUnavailable
from service.formkit.labels import Label
from service.store.errors import DatabaseBusy, DatabaseShut, DatabaseUnreachable, DiskFull
from service.web.api.errors import register_errors
from service.workflow.errors import (
    DocumentNotProved,
    FieldErrors,
    MustChangePassword,
    NotAllowed,
    NotFound,
    NotSignedIn,
    ReasonMissing,
    Stale,
    TemplateUnusable,
    WorkflowError,
)

WRONG = Label("Chưa đúng.", "It is wrong.")
ANSWERS: list[tuple[Exception, int]] = [
    (NotSignedIn(), 401),
    (MustChangePassword(), 403),
    (NotAllowed(), 403),
    (NotFound(), 404),
    (Stale({"a": 1}, {"a": 2}, 3), 409),
    (FieldErrors({"a.0.b": (WRONG,)}), 422),
    (ReasonMissing(), 422),
    (WorkflowError(), 422),
    (DocumentNotProved(), 500),
    (DatabaseBusy(5.0), 503),
    (DatabaseUnreachable("down"), 503),
    (PdfUnavailable.lacking(["libreoffice"]), 503),
    (DatabaseShut("readonly"), 503),
    (TemplateUnusable("BM.CTCL.01", WRONG), 503),
    (DiskFull("vault"), 507),
]


def failing(error: Exception) -> Flask:
    """A site whose one page fails with that error."""
    app = Flask(__name__)
    register_errors(app)

    @app.get("/")
    def fail() -> str:
        raise error

    return app


@pytest.mark.parametrize(("error", "status"), ANSWERS, ids=lambda each: type(each).__name__)
def test_an_error_has_its_status_and_a_sentence_in_both_languages(
    error: Exception, status: int
) -> None:
    answer = failing(error).test_client().get("/")

    told = answer.get_json()
    assert answer.status_code == status
    assert told["error"] == type(error).__name__
    assert told["message"]["vi"]
    assert told["message"]["en"]
    assert ("Retry-After" in answer.headers) == (type(error) in (DatabaseBusy, DatabaseUnreachable))
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    assert ("errors" in told) == (status == 422)


def test_a_fault_stands_beside_its_field() -> None:
    answer = failing(FieldErrors({"attendees.0.name": (WRONG,)})).test_client().get("/")

    assert answer.get_json()["errors"] == {
        "attendees.0.name": [{"vi": "Chưa đúng.", "en": "It is wrong."}]
    }


def test_a_busy_database_says_when_to_come_back() -> None:
    answer = failing(DatabaseBusy(5.0)).test_client().get("/")

    assert answer.headers["Retry-After"] == "5"
    assert "đang bận" in answer.get_json()["message"]["vi"]


def test_what_nobody_foresaw_is_told_without_its_insides() -> None:
    app = failing(RuntimeError("mật khẩu là 123"))

    answer = app.test_client().get("/")

    assert answer.status_code == 500
    assert "123" not in answer.text
    assert answer.get_json()["message"]["vi"]
