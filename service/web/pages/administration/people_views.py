"""People and units as the administrator's pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import url_for

from service.formkit.field_errors import Faults
from service.formkit.fields import LONGEST_NAME
from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.views import BadgeView, FieldView, OptionView
from service.web.i18n import gettext as _
from service.web.i18n import language, office_moment


class KnownPerson(Protocol):
    """What the pages read of a person, stored or just typed."""

    @property
    def username(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit_name(self) -> str: ...
    @property
    def roles(self) -> Iterable[str]: ...
    @property
    def active(self) -> bool: ...
    @property
    def email(self) -> str: ...


class StoredPerson(KnownPerson, Protocol):
    """A person of the register."""

    @property
    def id(self) -> int: ...


class Tenure(Protocol):
    """A role held for a time."""

    @property
    def role(self) -> str: ...
    @property
    def given_at(self) -> datetime: ...
    @property
    def given_by(self) -> str: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def ended_by(self) -> str: ...


class StoredUnit(Protocol):
    """A unit of the register."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def abbreviation(self) -> str: ...
    @property
    def active(self) -> bool: ...


@dataclass(frozen=True)
class PersonLine:
    """One person in the list."""

    full_name: str
    username: str
    title: str
    unit: str
    roles: str
    active: bool
    href: str
    badge: BadgeView


@dataclass(frozen=True)
class ThingHead:
    """The head of a person's or unit's page and what may be done there."""

    name: str
    list_title: str
    list_href: str
    href: str
    badge: BadgeView
    active: bool
    toggle_href: str
    reset_href: str = ""


def active_badge(active: bool) -> BadgeView:
    """Return whether somebody or something is in use, in words."""
    if active:
        return BadgeView(_("Đang dùng"), "green", "check")
    return BadgeView(_("Ngừng sử dụng"), "grey", "lock")


def person_lines(people: Iterable[StoredPerson]) -> list[PersonLine]:
    """Return everybody as the list shows them."""
    return [
        PersonLine(
            full_name=each.full_name,
            username=each.username,
            title=each.title,
            unit=each.unit_name or "–",
            roles=role_names(each.roles),
            active=each.active,
            href=url_for("web.person", person_id=each.id),
            badge=active_badge(each.active),
        )
        for each in people
    ]


def role_names(roles: Iterable[str]) -> str:
    """Return roles in words, in the procedure's order."""
    held = set(roles)
    return ", ".join(ROLE_LABELS[role].in_(language()) for role in Role if role in held)


@dataclass(frozen=True)
class TenureLine:
    """A role somebody held or holds: from when to when, given and taken by whom."""

    role: str
    begun: str
    ended: str


def tenure_lines(tenures: Iterable[Tenure]) -> list[TenureLine]:
    """Return the roles of a person as their page tells them, the newest first."""
    return [
        TenureLine(
            role=role_names([each.role]),
            begun=_by(_("từ %(at)s", at=office_moment(each.given_at)), each.given_by),
            ended=_by(_("đến %(at)s", at=office_moment(each.ended_at)), each.ended_by)
            if each.ended_at
            else "",
        )
        for each in tenures
    ]


def _by(when: str, whom: str) -> str:
    return f"{when} ({whom})" if whom else when


def person_head(person: StoredPerson, *, is_oneself: bool) -> ThingHead:
    """Return the head of a person's page; one's own password is reset by another."""
    reset = url_for("web.reset_password", person_id=person.id)
    return ThingHead(
        name=person.full_name,
        list_title=_("Người dùng"),
        list_href=url_for("web.people"),
        href=url_for("web.person", person_id=person.id),
        badge=active_badge(person.active),
        active=person.active,
        toggle_href=url_for("web.toggle_person", person_id=person.id),
        reset_href="" if is_oneself else reset,
    )


def person_fields(person: KnownPerson | None, faults: Faults) -> tuple[FieldView, ...]:
    """Return the fields of a person, as known or typed."""
    held = set(person.roles) if person else {Role.OFFICIAL}
    roles = tuple(OptionView(r.value, ROLE_LABELS[r].in_(language()), r in held) for r in Role)
    mailed = _("Để gửi nhắc việc; để trống thì chỉ nhắc trên trang.")
    text = {
        "full_name": (_("Họ và tên"), "", LONGEST_NAME, ""),
        "username": (_("Tên đăng nhập"), _("Chữ không dấu, số, dấu chấm, gạch ngang."), 64, ""),
        "title": (_("Chức vụ"), "", 100, ""),
        "unit_name": (_("Đơn vị"), "", 150, "units"),
        "email": (_("Thư điện tử"), mailed, 254, ""),
    }
    fields = tuple(
        FieldView(
            name=name,
            kind="text",
            label=label,
            hint=hint,
            max_length=most,
            suggestions=offered,
            optional=name == "email",
            value=getattr(person, name) if person else "",
            error=_fault(faults, name),
        )
        for name, (label, hint, most, offered) in text.items()
    )
    chosen = FieldView(
        name="roles",
        kind="choices",
        label=_("Vai trò"),
        options=roles,
        error=_fault(faults, "roles"),
    )
    return (*fields, chosen)


def side_field(name: str, faults: Faults, *, ticked: bool) -> FieldView:
    """Return the tick that makes who is entered sample data."""
    return FieldView(
        name=name,
        kind="yesno",
        label=_("Người mẫu, xóa cùng dữ liệu mẫu"),
        hint=_("Không đánh dấu thì là người thật, ở lại khi xóa dữ liệu mẫu."),
        value="true" if ticked else "",
        optional=True,
        error=_fault(faults, name),
    )


def unit_fields(name: str, abbreviation: str, faults: Faults) -> tuple[FieldView, ...]:
    """Return the fields of a unit."""
    hint = _("In trong ký hiệu văn bản, ví dụ QLNS.")
    return (
        FieldView(
            name="name",
            kind="text",
            label=_("Tên đơn vị"),
            value=name,
            max_length=150,
            error=_fault(faults, "name"),
        ),
        FieldView(
            name="abbreviation",
            kind="text",
            label=_("Viết tắt"),
            hint=hint,
            value=abbreviation,
            max_length=20,
            error=_fault(faults, "abbreviation"),
        ),
    )


def _fault(faults: Faults, name: str) -> str:
    return " ".join(label.in_(language()) for label in faults.get(name, ()))
