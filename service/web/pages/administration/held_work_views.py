"""What somebody or a unit still holds, as the page shows it that asks before it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.deadline_words import day_words
from service.web.components.record_titles import record_title
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext, office_date
from service.workflow.people.held_work import HeldPart, HeldWork

CSRF, CONFIRMED = "csrf_token", "confirmed"


@dataclass(frozen=True)
class HeldLine:
    """One thing held: what it is, in what state, who takes over; `nobody` where none does."""

    title: str
    words: str
    takers: str
    nobody: bool


@dataclass(frozen=True)
class ClosingView:
    """The question before somebody or a unit goes: what is held, and what was sent, to send again.

    `more` says how many records beyond those listed wait; `told` are further consequences.
    """

    name: str
    title: str
    lead: str
    deed: str
    href: str
    back: str
    lines: tuple[HeldLine, ...]
    more: str
    told: tuple[str, ...]
    sent: tuple[tuple[str, str], ...]


def closing_of_person(
    held: HeldPart, name: str, *, href: str, back: str, closes: bool
) -> ClosingView:
    """Return the question before an account is closed or a role is taken away."""
    if closes:
        title = _("Ngừng tài khoản của %(name)s", name=name)
        lead = _("Người này còn giữ những việc dưới đây. Vui lòng xem ai tiếp nhận rồi xác nhận.")
        deed = _("Ngừng sử dụng")
    else:
        title = _("Thay đổi vai trò, đơn vị của %(name)s", name=name)
        lead = _(
            "Sau thay đổi này, những việc dưới đây không còn ai giữ. Vui lòng xem ai tiếp nhận rồi "
            "xác nhận."
        )
        deed = _("Vẫn thay đổi")
    return _closing(held, name, title, lead, deed, href, back)


def closing_of_unit(held: HeldPart, name: str, *, href: str, back: str) -> ClosingView:
    """Return the question before a unit is closed."""
    title = _("Ngừng đơn vị %(name)s", name=name)
    lead = _("Đơn vị này còn người hoặc còn việc đang chờ. Vui lòng xem rồi xác nhận.")
    return _closing(held, name, title, lead, _("Ngừng sử dụng"), href, back)


def _closing(
    held: HeldPart, name: str, title: str, lead: str, deed: str, href: str, back: str
) -> ClosingView:
    more = max(held.count - len(held.works), 0)
    return ClosingView(
        name=name,
        title=title,
        lead=lead,
        deed=deed,
        href=href,
        back=back,
        lines=tuple(_line(each) for each in held.works),
        more=ngettext("và %(num)d hồ sơ khác", "và %(num)d hồ sơ khác", more) if more else "",
        told=tuple(_told(held)),
        sent=tuple(
            (key, value)
            for key, value in request.form.items(multi=True)
            if key not in (CSRF, CONFIRMED)
        ),
    )


def _line(held: HeldWork) -> HeldLine:
    words = (
        held.summary,
        held.stage.label.in_(language()),
        held.post.in_(language()),
        _("từ %(day)s", day=office_date(held.since)),
        _("hạn %(day)s", day=day_words(held.due_on)) if held.due_on else "",
    )
    return HeldLine(
        record_title(held.form, held.number),
        " · ".join(filter(None, words)),
        ", ".join(held.takers) or _("chưa có ai"),
        nobody=not held.takers,
    )


def _told(held: HeldPart) -> Iterator[str]:
    """Yield what else comes of it: drafts, delegations that end, people who work on."""
    if held.drafts:
        yield ngettext(
            "%(num)d bản nháp chưa gửi: không chuyển cho ai, mở lại tài khoản thì vẫn còn.",
            "%(num)d bản nháp chưa gửi: không chuyển cho ai, mở lại tài khoản thì vẫn còn.",
            held.drafts,
        )
    for each in held.delegations:
        what = _("một hồ sơ")
        if each.role:
            what = ROLE_LABELS[Role(each.role)].in_(language())
        yield _(
            "Ủy quyền của %(giver)s cho %(receiver)s (%(what)s, đến %(day)s) không còn hiệu lực.",
            giver=each.giver_name,
            receiver=each.receiver_name,
            what=what,
            day=day_words(each.to_day),
        )
    if held.people:
        yield _(
            "Người của đơn vị vẫn đăng nhập và làm việc đang giữ: %(who)s. Phiếu mới không chọn "
            "được đơn vị này; việc chờ trưởng đơn vị hiện thêm ở Việc của tôi của Thư ký ISO. Vui "
            "lòng chuyển họ sang đơn vị khác.",
            who=", ".join(held.people),
        )
