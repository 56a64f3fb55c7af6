"""Corrections as their pages show them: what one may change, what others wrote, old beside new."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.formkit.fields import Field
from service.formkit.form import Box
from service.web.components.answers import AnswerReader
from service.web.components.box_form import BoxForm
from service.web.components.views import AnswerView, SectionView
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.records.correction_state import Correctable, Kept
from service.workflow.records.read_records import RecordView


def fields_to_correct(view: RecordView) -> tuple[Field, ...]:
    """Return the fields that the person may correct now."""
    return view.correction.may.fields if view.correction.may else ()


def sections_to_correct(
    view: RecordView, form: BoxForm, values: Mapping[str, Any]
) -> list[SectionView]:
    """Return the boxes with a field to correct; what stays as it is stands in them as text."""
    may, found = view.correction.may, []
    for number, box in enumerate(view.form.boxes_for(view.variant), start=1):
        offered = [each for each in box.fields if may and each.name not in may.kept]
        if may and offered:
            section = form.section(replace(box, fields=tuple(offered)), number, values)
            found.append(replace(section, answers=_kept_answers(view, may, box)))
    return found


def sections_of_others(view: RecordView) -> list[SectionView]:
    """Return the boxes that others wrote, as text, each answer with who wrote it."""
    may, found = view.correction.may, []
    for number, box in enumerate(view.form.boxes_for(view.variant), start=1):
        if may and all(each.name in may.kept for each in box.fields):
            answers = _kept_answers(view, may, box)
            title = box.title.in_(language())
            found.append(SectionView(box.key, number, title, answers=answers))
    return [each for each in found if each.answers]


def _kept_answers(view: RecordView, may: Correctable, box: Box) -> tuple[AnswerView, ...]:
    here = tuple(each for each in box.fields if each.name in may.kept and _is_filled(view, each))
    section = AnswerReader(language()).section(replace(box, fields=here), 0, view.answers)
    return tuple(
        replace(answer, by=_by(may.kept[each.name]))
        for answer, each in zip(section.answers, here, strict=True)
    )


def _is_filled(view: RecordView, each: Field) -> bool:
    return each.name in view.answers


def _by(kept: Kept) -> str:
    if kept.who is None:
        return _("giữ nguyên như khi gửi")
    who = kept.who.in_(language())
    return _("do %(who)s ghi", who=f"{who} ({kept.name})" if kept.name else who)
