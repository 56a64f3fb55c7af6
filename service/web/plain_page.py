"""The page for when the house itself is in trouble: no database, no session, no frame."""

from flask import Response, current_app, request

from service.formkit.labels import Label
from service.web.context import THEME_COOKIE
from service.web.request_log import request_id

BUSY = Label("Hệ thống đang bận", "The service is busy")
AWAY = Label("Hệ thống tạm ngừng", "The service is away for a moment")
FAILED = Label("Chưa làm được", "This did not work")
TOO_LARGE = Label("Nội dung quá lớn", "Too large")
_HEADINGS = {413: TOO_LARGE, 500: FAILED, 503: BUSY, 507: FAILED}


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
