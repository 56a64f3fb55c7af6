"""Whose a record is: the author its paper names, who may be named, and their part in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.formkit.field_errors import FieldErrors
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store import people, records
from service.store.database import UnitOfWork
from service.workflow.actor import Actor
from service.workflow.permissions import may_enter_for_others

OWN_NAME_ONLY = Label(
    "Chỉ Trưởng đơn vị hoặc Thư ký ISO được lập thay người khác. Vui lòng ghi tên anh/chị.",
    "Only a unit head or the ISO secretary may enter this for somebody else. "
    "Please write your own name.",
)

OWN_UNIT_ONLY = Label(
    "Trưởng đơn vị chỉ phát hành cho đơn vị của mình. Vui lòng chọn đơn vị của anh/chị.",
    "A unit head issues this for their own unit only. Please choose your unit.",
)


def author_of(form: Form, answers: Mapping[str, Any]) -> str:
    """Return the name of the author on the paper (người đề nghị); empty where a form has none."""
    return str(answers.get(form.author_field, "")) if form.author_field else ""


def require_own_name(
    actor: Actor, form: Form, answers: Mapping[str, Any], standing: str = ""
) -> None:
    """Return when the answers may name their author; raises FieldErrors beside the name.

    QT.CTCL 5.2: who finds it opens the slip; for a colleague only the head or secretary may. A
    correction may keep the name `standing` on the record.
    """
    named = author_of(form, answers)
    if named in ("", standing, actor.full_name) or may_enter_for_others(actor):
        return
    raise FieldErrors({str(form.author_field): (OWN_NAME_ONLY,)})


def require_own_unit(
    actor: Actor, form: Form, variant: str, unit_id: int | None, standing: int | None = None
) -> None:
    """Return when the person may issue for that unit; raises FieldErrors beside the unit.

    QT.CTCL 5.9: what is numbered unit by unit its own head approves; the ISO secretary may for
    all. A correction may keep the unit `standing` on the record.
    """
    of_units = any(m.series and m.series.per_unit for m in form.moves_from("draft", variant))
    if not of_units or actor.holds(Role.ISO_SECRETARY) or unit_id in (actor.unit_id, standing):
        return
    raise FieldErrors({form.unit_fields["requesting"]: (OWN_UNIT_ONLY,)})


def give_author_part(
    uow: UnitOfWork, form: Form, record: records.Record, now: datetime, *, but: int
) -> None:
    """Give who is named as the author a part in the record, so that they see it and may send it.

    Who writes their own name means themselves and no namesake. Of several with the name it is who
    is in the requesting unit; elsewhere nobody can tell, and a slip is nobody's by chance.
    """
    named = author_of(form, record.answers)
    if not named or named == people.get_person(uow, but).full_name:
        return
    found = people.people_named(uow, named, is_sample=record.is_sample)
    near = [person for person in found if person.unit_id == record.requesting_unit_id]
    meant = near or (found if len(found) == 1 else ())
    parts = [records.Part(person.id, "author", now) for person in meant]
    if parts:
        records.give_parts(uow, record.id, parts)
