"""People and units as the administrator's pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from service.formkit.fields import LONGEST_NAME
from service.formkit.labels import Faults
from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.field_views import FieldView, OptionView, plain_field, summary
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.people.people import Person, PersonEntry, Unit
from service.workflow.recurrence.content_categories import Category


@dataclass(frozen=True)
class ThingPage:
    """The page of one person, unit or category; `kind` is what its addresses call it."""

    kind: str
    thing: Person | Unit | Category
    name: str
    list_title: str
    listed: str

    def with_fields(self, fields: tuple[FieldView, ...], faults: Faults, **more: Any) -> str:
        """Return the page, with its fields to change."""
        gap: dict[str, Any] = {f"{self.kind}_id": self.thing.id}
        return render_template(
            "administration/person.html",
            head=self,
            list_href=url_for(f"web.{self.listed}"),
            href=url_for(f"web.{self.kind}", **gap),
            toggle_href=url_for(f"web.toggle_{self.kind}", **gap),
            fields=fields,
            faults=summary(faults),
            **{"suggestions": {}, **more},
        )


def role_names(roles: Iterable[str]) -> str:
    """Return roles in words, in the procedure's order."""
    held = set(roles)
    return ", ".join(ROLE_LABELS[role].in_(language()) for role in Role if role in held)


def person_fields(person: Person | PersonEntry | None, faults: Faults) -> tuple[FieldView, ...]:
    """Return the fields of a person, as known or typed."""
    held = set(person.roles) if person else {Role.OFFICIAL}
    roles = tuple(OptionView(r.value, ROLE_LABELS[r].in_(language()), r in held) for r in Role)

    def field(name: str, label: str, most: int, **more: Any) -> FieldView:
        typed = getattr(person, name) if person else ""
        return plain_field(name, "text", label, typed, faults, max_length=most, **more)

    letters = _("Chữ không dấu, số, dấu chấm, gạch ngang.")
    mailed = _("Để gửi nhắc việc; để trống thì chỉ nhắc trên trang.")
    return (
        field("full_name", _("Họ và tên"), LONGEST_NAME),
        field("username", _("Tên đăng nhập"), 64, hint=letters),
        field("title", _("Chức vụ"), 100),
        field("unit_name", _("Đơn vị"), 150, suggestions="units"),
        field("email", _("Thư điện tử"), 254, hint=mailed, optional=True),
        plain_field("roles", "choices", _("Vai trò"), "", faults, options=roles),
    )


def side_field(name: str, faults: Faults, *, ticked: bool) -> FieldView:
    """Return the tick that makes who is entered sample data."""
    label = _("Người mẫu, xóa cùng dữ liệu mẫu")
    hint = _("Không đánh dấu thì là người thật, ở lại khi xóa dữ liệu mẫu.")
    value = "true" if ticked else ""
    return plain_field(name, "yesno", label, value, faults, hint=hint, optional=True)


def unit_fields(name: str, abbreviation: str, faults: Faults) -> tuple[FieldView, ...]:
    """Return the fields of a unit."""
    hint, short = _("In trong ký hiệu văn bản, ví dụ QLNS."), _("Viết tắt")
    return (
        plain_field("name", "text", _("Tên đơn vị"), name, faults, max_length=150),
        plain_field("abbreviation", "text", short, abbreviation, faults, hint=hint, max_length=20),
    )
