"""Who gets a record by a move, in words: «Lê Thanh Tùng, Trưởng phòng, Phòng …»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.web.components.views import AfterLine
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.moves.recipients import Recipient


def taker_lines(takers: Iterable[Recipient]) -> Iterator[AfterLine]:
    """Return the line of a panel that names who gets the record; nothing where nobody does."""
    named = list(dict.fromkeys(_words(each) for each in takers))
    if named:
        yield AfterLine("user-check", _("Người nhận việc: %(who)s.", who="; ".join(named)))


def _words(taker: Recipient) -> str:
    post = taker.post.in_(language())
    if taker.is_reader:
        return _("anh/chị (%(who)s)", who=", ".join(filter(None, (taker.name, post))))
    if taker.name:
        return ", ".join(dict.fromkeys(filter(None, (taker.name, post, taker.unit))))
    if taker.field:
        return _(
            "%(post)s, là người ghi ở ô «%(field)s»", post=post, field=taker.field.in_(language())
        )
    return _("%(post)s (hiện chưa có ai giữ nhiệm vụ này)", post=post)
