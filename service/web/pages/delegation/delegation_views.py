"""Delegations as the pages show them: lines of lists, the form to give one, words for history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from service.formkit.field_errors import Faults
from service.formkit.fields import LONGEST_CHOICE
from service.formkit.moves import ROLE_LABELS, Role
from service.formkit.vietnamese import screen_date
from service.web.components.views import BadgeView, FieldView, OptionView
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.delegation.read_delegations import DelegationDesk, DelegationView, State
from service.workflow.delegation.rules import AUTHORITIES, LONGEST_SCOPE

FIELDS = ("what", "receiver", "authority", "from_day", "to_day", "scope")
Typed = Mapping[str, str]


@dataclass(frozen=True)
class DelegationLine:
    """One delegation: what, between whom, when, and what may be done about it."""

    what: str
    what_href: str
    giver: str
    receiver: str
    authority: str
    days: str
    scope: str
    badge: BadgeView
    word_href: str
    pdf_href: str
    revoke_href: str


def delegation_line(view: DelegationView) -> DelegationLine:
    """Return a delegation as lists and its own page show it."""
    found = view.delegation

    def paper(kind: str) -> str:
        if not view.has_paper:
            return ""
        return url_for("web.delegation_paper", delegation_id=found.id, kind=kind)

    revoke = url_for("web.revoke_delegation", delegation_id=found.id) if view.may_revoke else ""
    return DelegationLine(
        what=view.what.in_(language()),
        what_href=url_for("web.record", record_id=view.slip.record_id) if view.slip else "",
        giver=_named(found.giver_then, found.giver_name),
        receiver=_named(found.receiver_then, found.receiver_name),
        authority=f"{found.authority}.",
        days=_(
            "%(first)s đến %(last)s",
            first=screen_date(found.from_day.isoformat()),
            last=screen_date(found.to_day.isoformat()),
        ),
        scope=found.scope,
        badge=_badge(view.state),
        word_href=paper("docx"),
        pdf_href=paper("pdf"),
        revoke_href=revoke,
    )


def _named(then: str, now: str) -> str:
    """Return the name as the delegation has it, and what the person is called by now."""
    return then if then == now else _("%(then)s (nay là %(now)s)", then=then, now=now)


def delegation_lines(views: Iterable[DelegationView]) -> list[DelegationLine]:
    """Return delegations as a list shows them."""
    return [delegation_line(each) for each in views]


def giving_fields(desk: DelegationDesk, typed: Typed, faults: Faults) -> tuple[FieldView, ...]:
    """Return the fields of the form, as typed."""
    wanted = typed.get("what", "")
    roles = [(f"role:{role.value}", _whole_role(role)) for role in desk.roles]
    slips = [
        (f"record:{s.record_id}", _("Phiếu %(name)s", name=" ".join((s.number, s.summary)).strip()))
        for s in desk.slips
    ]
    signing = [(key, label.in_(language())) for key, label in AUTHORITIES.items()]

    def field(name: str, kind: str, label: str, **more: Any) -> FieldView:
        told = " ".join(each.in_(language()) for each in faults.get(name, ()))
        value = typed.get(name, "")
        return FieldView(name=name, kind=kind, label=label, error=told, value=value, **more)

    return (
        field("what", "select", _("Nội dung ủy quyền"), options=_options(roles + slips, wanted)),
        field(
            "receiver",
            "text",
            _("Người được ủy quyền"),
            max_length=LONGEST_CHOICE,
            suggestions="receivers",
        ),
        field(
            "authority",
            "radios",
            _("Người được ủy quyền ký"),
            options=_options(signing, typed.get("authority", "")),
        ),
        field("from_day", "date", _("Từ ngày"), short=True),
        field("to_day", "date", _("Đến hết ngày"), short=True, hint=_("Nhiều nhất 12 tháng.")),
        field(
            "scope",
            "lines",
            _("Nội dung được ủy quyền"),
            hint=_("Ghi rõ việc gì, đến đâu; nội dung này in trên giấy ủy quyền."),
            max_length=LONGEST_SCOPE,
        ),
    )


def _whole_role(role: Role) -> str:
    name = ROLE_LABELS[role].in_(language())
    return _("Mọi việc của %(role)s trong quy trình", role=name)


def delegation_words(payload: Mapping[str, Any], *, revoked: bool = False) -> str:
    """Return what a record's history says of its delegation, after the giver's name."""
    receiver = payload.get("receiver", "")
    if revoked:
        return _("thu hồi ủy quyền cho %(receiver)s", receiver=receiver)
    told = _(
        "ủy quyền cho %(receiver)s (%(by)s.) từ %(first)s đến %(last)s",
        receiver=receiver,
        by=payload.get("authority", ""),
        first=screen_date(str(payload.get("from_day"))),
        last=screen_date(str(payload.get("to_day"))),
    )
    if not payload.get("past_bar"):
        return told
    return _(
        "%(told)s; người ủy quyền đã thực hiện hồ sơ nên giao cho người không tham gia", told=told
    )


def what_is_chosen(what: str) -> tuple[str | None, str | None]:
    """Return the role or the record that an option of the form stands for."""
    kind, _colon, key = what.partition(":")
    return (key or None if kind == "role" else None), (key or None if kind == "record" else None)


def may_give_something(desk: DelegationDesk) -> bool:
    """Return whether the form has anything to offer."""
    return bool(desk.roles or desk.slips)


def _options(pairs: list[tuple[str, str]], chosen: str) -> tuple[OptionView, ...]:
    return tuple(OptionView(value, label, value == chosen) for value, label in pairs)


def _badge(state: State) -> BadgeView:
    return {
        State.CURRENT: BadgeView(_("Đang hiệu lực"), "green", "check"),
        State.COMING: BadgeView(_("Chưa đến ngày"), "blue", "clock"),
        State.EXPIRED: BadgeView(_("Đã hết hạn"), "grey", "clock"),
        State.REVOKED: BadgeView(_("Đã thu hồi"), "grey", "x"),
        State.VOID: BadgeView(_("Không còn hiệu lực"), "grey", "lock"),
    }[state]
