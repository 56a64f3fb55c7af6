"""Delegations as the pages show them: lines of lists, the form to give one, words for history."""

from collections.abc import Mapping
from typing import Any

from service.formkit.fields import LONGEST_CHOICE
from service.formkit.labels import Faults
from service.formkit.moves import ROLE_LABELS, Role
from service.formkit.vietnamese import screen_date
from service.web.components.field_views import FieldView, OptionView, plain_field
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.delegation.read_delegations import DelegationDesk
from service.workflow.delegation.rules import AUTHORITIES, LONGEST_SCOPE

FIELDS = ("what", "receiver", "authority", "from_day", "to_day", "scope")
Typed = Mapping[str, str]


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
        return plain_field(name, kind, label, typed.get(name, ""), faults, **more)

    scope = _("Ghi rõ việc gì, đến đâu; nội dung này in trên giấy ủy quyền.")
    offered = {"max_length": LONGEST_CHOICE, "suggestions": "receivers"}
    signers = _options(signing, typed.get("authority", ""))
    return (
        field("what", "select", _("Nội dung ủy quyền"), options=_options(roles + slips, wanted)),
        field("receiver", "text", _("Người được ủy quyền"), **offered),
        field("authority", "radios", _("Người được ủy quyền ký"), options=signers),
        field("from_day", "date", _("Từ ngày"), short=True),
        field("to_day", "date", _("Đến hết ngày"), short=True, hint=_("Nhiều nhất 12 tháng.")),
        field("scope", "lines", _("Nội dung được ủy quyền"), hint=scope, max_length=LONGEST_SCOPE),
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
