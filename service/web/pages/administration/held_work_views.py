"""What somebody or a unit still holds, as the page shows it that asks before it ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request

from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.record_words import day_words, record_title
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext
from service.workflow.people.held_work import HeldPart

CSRF, CONFIRMED = "csrf_token", "confirmed"


@dataclass(frozen=True)
class ClosingView:
    """The question before somebody or a unit goes: what is held, and what confirming it does."""

    held: HeldPart
    name: str
    title: str
    lead: str
    deed: str


def closing_of_person(held: HeldPart, name: str, *, closes: bool) -> ClosingView:
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
    return ClosingView(held, name, title, lead, deed)


def closing_of_unit(held: HeldPart, name: str) -> ClosingView:
    """Return the question before a unit is closed."""
    title = _("Ngừng đơn vị %(name)s", name=name)
    lead = _("Đơn vị này còn người hoặc còn việc đang chờ. Vui lòng xem rồi xác nhận.")
    return ClosingView(held, name, title, lead, _("Ngừng sử dụng"))


def closing_page(closing: ClosingView, back: str) -> str:
    """Return the page of the question; what was sent is sent again when it is confirmed."""
    sent = request.form.items(multi=True)
    return render_template(
        "administration/closing.html",
        closing=closing,
        back=back,
        more=max(closing.held.count - len(closing.held.works), 0),
        told=tuple(_told(closing.held)),
        sent=[(key, value) for key, value in sent if key not in (CSRF, CONFIRMED)],
        record_title=record_title,
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
