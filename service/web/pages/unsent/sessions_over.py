"""What becomes of a page whose session is over: its text is held, and the sign-in page says why."""

from __future__ import annotations

from flask import request

from service.web.context import here, session_cookie, the_office
from service.web.i18n import gettext as _
from service.web.pages.unsent.unsent import hold_for, sent_to
from service.workflow.account.sign_in import who_was

OVER, HELD = "over", "held"


def where_to_go_on() -> tuple[str, str | None]:
    """Return where to go after signing in, and why one has to; holds the text that was sent."""
    token, place = request.cookies.get(session_cookie(), ""), sent_to()
    if not token:
        return here(), None
    author = who_was(the_office(), token) if place else None
    held = author is not None and hold_for(author)
    return place.page if place else here(), HELD if held else OVER


def words_why() -> str:
    """Return why the sign-in page is shown; empty for who came by themselves."""
    return {
        OVER: _("Phiên làm việc đã hết. Vui lòng đăng nhập lại."),
        HELD: _(
            "Phiên làm việc đã hết nên nội dung vừa bấm chưa được gửi. Nội dung đó đã được giữ "
            "lại: đăng nhập lại, anh/chị sẽ thấy để gửi tiếp."
        ),
    }.get(request.values.get("why", ""), "")
