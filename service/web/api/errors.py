"""The workflow's errors as answers of the API: each mapped once, always with what to do now."""

from typing import Any

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from service.formkit.labels import Label
from service.formkit.strict_json import NotJson
from service.web.api.authentication import office
from service.web.api.operations.administration.held_work import HeldShape
from service.web.api.schemas import label_json, sentences
from service.web.gate import note_failure, request_id
from service.web.statuses import STATUS as PAGES_STATUS
from service.workflow.errors import (
    DatabaseBusy,
    DatabaseUnreachable,
    FieldErrors,
    MustChangePassword,
    NotFound,
    NotSignedIn,
    PdfBusy,
    PdfError,
    ReasonMissing,
    Stale,
    WorkflowError,
    sentence_of,
    waiting_helps,
)
from service.workflow.log_refusal import note_at_the_door
from service.workflow.people.held_work import STILL_HELD, StillHeld
from service.workflow.people_sheets.row_faults import RowsRefused, by_row_and_column

TOKEN_NEEDED = Label(
    "Vui lòng gửi mã truy cập còn hiệu lực trong tiêu đề «Authorization: Bearer …».",
    "Please send a living token in the header “Authorization: Bearer …”.",
)
SOME_FIELDS = Label(
    "Có ô chưa đúng. Vui lòng xem từng ô ở «errors».",
    "Some fields are wrong. Please see each of them under “errors”.",
)
# What the pages answer to the same errors, and what only a program meets.
STATUS: dict[type[Exception], int] = {**PAGES_STATUS, NotSignedIn: 401, MustChangePassword: 403}
WAIT_SECONDS: dict[type[Exception], int] = {
    DatabaseBusy: 5,
    DatabaseUnreachable: 60,
    PdfBusy: 5,
    PdfError: 60,
}
HTTP_SENTENCES = {
    400: NotJson.label,
    404: NotFound.label,
    405: Label("Địa chỉ này không nhận lệnh đó.", "This address does not take that method."),
    413: Label(
        "Nội dung gửi lên quá dài. Vui lòng rút ngắn rồi gửi lại.",
        "The body or one of its texts is too long. Please shorten it and send it again.",
    ),
    415: Label(
        "Vui lòng gửi đúng loại nội dung (Content-Type) ghi trong tài liệu.",
        "Please send the media type (Content-Type) that the documentation names.",
    ),
}


def register_errors(app: Flask) -> None:
    """Return when every error of the workflow and of HTTP has its answer in `app`."""
    for kind in STATUS:
        app.register_error_handler(kind, answer_to)
    app.register_error_handler(HTTPException, answer_to_http)


def answer_to(error: Exception) -> Response:
    """Return the answer that tells a program what the workflow refused or failed at."""
    status = _first_of(STATUS, error, 500)
    _note(error, status)
    message = sentence_of(error)
    more: dict[str, Any] = {}
    if isinstance(error, FieldErrors):
        message, more = _of_fields(error)
    elif isinstance(error, RowsRefused):
        more = {"errors": sentences(by_row_and_column(error.marks))}
    elif isinstance(error, ReasonMissing):
        more = {"errors": sentences({"reason": (error.label,)})}
    elif isinstance(error, Stale):
        more = {
            "typed": dict(error.typed),
            "current": dict(error.current),
            "version": error.current_version,
        }
    elif status == 422:
        more = {"errors": {}}
    elif isinstance(error, NotSignedIn):
        message = TOKEN_NEEDED
    response = problem(type(error).__name__, message, status, **more)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="CTCL"'
    if status == 503 and waiting_helps(error):
        response.headers["Retry-After"] = str(_first_of(WAIT_SECONDS, error, 60))
    return response


def _note(error: Exception, status: int) -> None:
    """Write down what is refused to somebody, and what failed."""
    if (who := g.get("actor")) is not None:
        note_at_the_door(office(), who, f"{request.method} {request.path}", error)
    if status >= 500:
        note_failure(error, status, is_foreseen=True)


def answer_to_http(error: HTTPException) -> Response:
    """Return our answer to what Flask itself refuses: no such path, method, type or size."""
    status = error.code or 500
    if status >= 500:
        cause = getattr(error, "original_exception", None) or error
        note_failure(cause, status, is_foreseen=False)
    own = getattr(error, "label", None)
    message = own if isinstance(own, Label) else HTTP_SENTENCES.get(status, WorkflowError.label)
    response = problem(type(error).__name__, message, status)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def problem(name: str, message: Label, status: int, **more: Any) -> Response:
    """Return an error's answer: its name, what to do now, and what belongs to it."""
    if status >= 500:
        more["request"] = request_id()
    response = jsonify(error=name, message=label_json(message), **more)
    response.status_code = status
    return response


def _of_fields(error: FieldErrors) -> tuple[Label, dict[str, Any]]:
    errors = sentences(error.faults)
    if isinstance(error, StillHeld):
        return STILL_HELD, {"errors": errors, "held": HeldShape().dump(error.held)}
    return SOME_FIELDS, {"errors": errors}


def _first_of(found: dict[type[Exception], int], error: Exception, otherwise: int) -> int:
    """Return what stands there for the nearest ancestor of the error."""
    for kind in type(error).__mro__:
        if kind in found:
            return found[kind]
    return otherwise
