"""Whose a record is: the author its paper names, who may be named, and their part in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from service.formkit.features.record_rules import author_field
from service.formkit.field_errors import FieldErrors
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store.database import UnitOfWork
from service.store.records import records
from service.workflow.actor import Actor, may_enter_for_others
from service.workflow.moves.give_parts import take_from_others

AUTHOR = "author"
"""The part of who is named as the author, where that is not who sent the record."""
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
    return str(answers.get(author_field(form), ""))


def require_own_name(
    actor: Actor,
    form: Form,
    answers: Mapping[str, Any],
    named: Mapping[str, int],
    before: records.Record | None = None,
) -> None:
    """Return when the answers may name their author; raises FieldErrors beside the name.

    QT.CTCL 5.2: who finds it opens the slip; for a colleague only the head or secretary may, and
    a namesake is a colleague. What the record `before` has may stay.
    """
    name, field = author_of(form, answers), author_field(form)
    who = named.get(field)
    if not name or who == actor.person_id or may_enter_for_others(actor):
        return
    if before and (name, who) == (author_of(form, before.answers), before.named.get(field)):
        return
    raise FieldErrors({field: (OWN_NAME_ONLY,)})


def require_own_unit(
    actor: Actor, form: Form, variant: str, unit_id: int | None, kept: int | None = None
) -> None:
    """Return when the person may issue for that unit; raises FieldErrors beside the unit.

    QT.CTCL 5.9: what is numbered unit by unit its own head approves; the ISO secretary may for
    all. A correction may keep the unit `kept` on the record.
    """
    of_units = any(m.series and m.series.per_unit for m in form.moves_from("draft", variant))
    if not of_units or actor.holds(Role.ISO_SECRETARY) or unit_id in (actor.unit_id, kept):
        return
    raise FieldErrors({form.unit_fields["requesting"]: (OWN_UNIT_ONLY,)})


def give_author_part(
    uow: UnitOfWork,
    form: Form,
    record: records.Record,
    now: datetime,
    before: records.Record | None = None,
) -> None:
    """Give who is named as the author a part in the record, so that they see it and may send it.

    A stranger to the house gets none. Where another is named than `before`, the part goes over;
    who sent the record by it stays known for that.
    """
    field = author_field(form)
    if not field or (before and _author(form, before) == _author(form, record)):
        return
    who = record.named.get(field)
    keep = () if who is None else (who,)
    take_from_others(uow, form, record.id, AUTHOR, keep, now)
    if who not in (None, record.submitter_id):
        records.give_parts(uow, record.id, [records.Part(who, AUTHOR, now)])


def parts_when_sent(
    parts: Mapping[int, Collection[str]], form: Form, named: Mapping[str, int], actor: Actor
) -> dict[int, set[str]]:
    """Return each person's parts once the record is sent by the actor with this author.

    An author who sends it is one still, whomever they name instead.
    """
    author = named.get(author_field(form))
    found = {
        each: {p for p in held if p != AUTHOR or each in (author, actor.person_id)}
        for each, held in parts.items()
    }
    if author is not None:
        found.setdefault(author, set()).add(AUTHOR)
    return found


def _author(form: Form, record: records.Record) -> tuple[str, int | None]:
    return author_of(form, record.answers), record.named.get(author_field(form))
