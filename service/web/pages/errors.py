"""From the domain's errors to what a browser gets: once, here, and nowhere else."""

from collections.abc import Callable
from typing import Any

from flask import (
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from service.formkit.labels import Label
from service.web.context import THEME_COOKIE, here, only_looks, the_office, wants_json, web
from service.web.gate import TurnedAway, note_failure, request_id
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.unsent.unsent import where_to_go_on
from service.web.posts import FileTooLarge
from service.web.statuses import STATUS
from service.workflow import errors
from service.workflow.errors import sentence_of, waiting_helps
from service.workflow.log_refusal import note_at_the_door

RETRY_AFTER = "5"
HOUSE_IN_TROUBLE = (errors.DatabaseBusy, errors.DatabaseUnreachable, errors.DiskFull)
"""What the frame of a page would meet as well: it is told on a page that has none."""

_TO_MEND: dict[type[Exception], Label] = {
    errors.PdfError: Label("Chưa tạo được bản PDF", "The PDF was not made"),
    errors.TemplateUnusable: Label("Chưa tạo được văn bản", "The document was not made"),
    errors.DatabaseShut: Label("Chưa ghi được cơ sở dữ liệu", "The database cannot be written"),
}
"""What no waiting mends, by its heading: a page then offers no second try, and no time for one."""

_HTTP_SENTENCES = {
    400: Label(
        "Yêu cầu gửi lên chưa đúng. Vui lòng tải lại trang rồi làm lại.",
        "The request was not understood. Please reload the page and try again.",
    ),
    404: errors.NotFound.label,
    405: Label(
        "Trang này không nhận cách gửi đó. Vui lòng quay lại và làm lại từ đầu.",
        "This page does not take that. Please go back and start again.",
    ),
    413: Label(
        "Nội dung gửi lên quá lớn nên chưa được lưu. Vui lòng bấm Quay lại của trình duyệt "
        "(nội dung đã gõ vẫn còn) và rút ngắn.",
        "What was sent is too large, so nothing was saved. Please press Back "
        "(what you typed is still there) and shorten it.",
    ),
    500: Label(
        "Hệ thống gặp sự cố. Nội dung đã lưu vẫn còn; vui lòng thử lại sau ít phút.",
        "Something went wrong. What was saved is kept; please try again in a few minutes.",
    ),
}
_TOO_LARGE_HERE = Label(
    "Nội dung quá lớn nên chưa được lưu. Nội dung đã gõ vẫn còn ở đây; vui lòng rút ngắn.",
    "This is too large, so nothing was saved. What you typed is still here; please shorten it.",
)
_CSRF = Label(
    "Trang này đã mở quá lâu hoặc mở từ phiên khác nên chưa lưu được gì. Vui lòng bấm Quay lại "
    "của trình duyệt (nội dung đã gõ vẫn còn), chép phần mới gõ, rồi tải lại trang và gửi lại.",
    "This page is too old or from another session, so nothing was saved. Please press Back "
    "(what you typed is still there), copy what is new, then reload the page and send it again.",
)


BUSY = Label("Hệ thống đang bận", "The service is busy")
FAILED = Label("Chưa làm được", "This did not work")
TOO_LARGE = Label("Nội dung quá lớn", "Too large")
_HEADINGS = {413: TOO_LARGE, 500: FAILED, 503: BUSY, 507: FAILED}


def register_errors() -> None:
    """Tell the application who answers which error, also where an address is no page of ours."""
    answering: dict[type[Exception], Callable[[Any], ResponseReturnValue]] = {
        errors.NotSignedIn: _to_sign_in,
        errors.MustChangePassword: _to_password,
        CSRFError: _bad_token,
        HTTPException: _http,
        Exception: _unexpected,
        **dict.fromkeys(STATUS, answer_error),
    }
    for kind, answer in answering.items():
        web.app_errorhandler(kind)(answer)


def answer_error(error: Exception) -> ResponseReturnValue:
    """Return the page (or JSON for our scripts) that says what is wrong and what to do."""
    if (who := g.get("actor")) is not None:
        note_at_the_door(the_office(), who, f"{request.method} {request.path}", error)
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    if status >= 500:
        # One line, no trace: the reason is the same for everybody who asks until it is over.
        note_failure(error, status, is_foreseen=True)
    passes, heading = waiting_helps(error), _heading_of(error)
    if isinstance(error, HOUSE_IN_TROUBLE):
        answer = _plain(status, sentence_of(error), heading, again=passes)
    else:
        answer = _page(status, _sentence(error), heading, again=passes)
    if status == 503 and passes:
        answer.headers["Retry-After"] = RETRY_AFTER
    if isinstance(error, errors.TooManyTries):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _heading_of(error: Exception) -> Label | None:
    """Return the heading of what somebody must mend first; None where the status has one."""
    if waiting_helps(error):
        return None
    return next((_TO_MEND[kind] for kind in type(error).__mro__ if kind in _TO_MEND), None)


def _sentence(error: Exception) -> Label:
    if isinstance(error, errors.FieldErrors):
        first = [labels[0] for labels in error.faults.values()]
        return Label(" ".join(each.vi for each in first), " ".join(each.en for each in first))
    return sentence_of(error)


def _to_sign_in(error: Exception) -> ResponseReturnValue:
    if wants_json():
        return _page(401, sentence_of(error))
    back, why = where_to_go_on()
    return redirect(url_for("web.sign_in", next=back if back != "/" else None, why=why), 303)


def _to_password(error: Exception) -> ResponseReturnValue:
    if wants_json():
        return _page(403, sentence_of(error))
    return redirect(url_for("web.change_password"), 303)


def _bad_token(_error: Exception) -> ResponseReturnValue:
    return _page(400, _CSRF)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if isinstance(error, TurnedAway | FileTooLarge):
        return _plain(status, error.label)
    answer = _page(status, _HTTP_SENTENCES.get(status, _HTTP_SENTENCES[400]))
    if status == 405 and (allowed := error.get_headers()):
        answer.headers.extend([pair for pair in allowed if pair[0] == "Allow"])
    return answer


def _unexpected(error: Exception) -> ResponseReturnValue:
    # Whatever was not foreseen is written down whole and told in one polite sentence.
    note_failure(error, 500, is_foreseen=False)
    if current_app.testing:
        raise error
    return _plain(500, _HTTP_SENTENCES[500])


def _plain(
    status: int, label: Label, heading: Label | None = None, *, again: bool = True
) -> Response:
    """Return the answer that needs neither database nor session."""
    if wants_json():
        return _as_json(status, label)
    once_more = here() if again and status > 500 and only_looks() else ""
    return plain_page(status, label, heading, once_more)


def _as_json(status: int, label: Label) -> Response:
    number = {"request": request_id()} if status >= 500 else {}
    answer = jsonify(message=label.in_(language()), **number)
    answer.status_code = status
    return answer


def _page(
    status: int, label: Label, heading: Label | None = None, *, again: bool = False
) -> Response:
    if wants_json():
        return _as_json(status, _TOO_LARGE_HERE if status == 413 else label)
    headings = {
        403: _("Việc này cần quyền khác"),
        404: _("Không tìm thấy"),
        409: _("Nội dung vừa thay đổi"),
        413: _("Nội dung quá lớn"),
        503: _("Hệ thống đang bận"),
    }
    try:
        page = render_template(
            "layout/error.html",
            heading=heading.in_(language())
            if heading
            else headings.get(status, _("Chưa làm được")),
            sentence=label.in_(language()),
            status=status,
            number=request_id() if status >= 500 else "",
            again=here() if again and status == 503 and only_looks() else "",
        )
    except HOUSE_IN_TROUBLE as trouble:
        return make_response(answer_error(trouble))
    return make_response(page, status)


def plain_page(
    status: int, sentence: Label, heading: Label | None = None, again: str = ""
) -> Response:
    """Return a page that says it in both languages; it reads nothing but itself."""
    theme = request.cookies.get(THEME_COOKIE, "")
    # Not Flask's render_template: that asks for the frame's names, and they for the database.
    page = current_app.jinja_env.get_template("layout/plain.html").render(
        heading=heading or _HEADINGS.get(status, FAILED),
        sentence=sentence,
        status=status,
        again=again,
        number=request_id() if status >= 500 else "",
        theme=theme if theme in ("light", "dark") else "",
    )
    return Response(page, status, mimetype="text/html")
