"""A draft as its pages show it: task list, section, check-answers, the head around them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from flask import url_for

from service.formkit.fields import Code, Text
from service.formkit.form import Box
from service.formkit.labels import Faults
from service.formkit.moves import Move
from service.web.components.answers import AnswerReader
from service.web.components.box_form import BoxForm
from service.web.components.field_views import FaultView
from service.web.components.views import AfterLine, MoveView, SectionView, TaskView
from service.web.context import the_actor, the_office
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext, said
from service.web.pages.record.move_views import taker_lines
from service.web.pages.record.turn_card import returned_because
from service.workflow.drafts.before_sending import sending_faults, sending_told
from service.workflow.drafts.draft_view import DraftView
from service.workflow.records.read_records import open_record

CHECK = "check"


def open_boxes(draft: DraftView) -> tuple[Box, ...]:
    """Return the boxes filled while the form is a draft."""
    return tuple(b for b in draft.form.boxes_for(draft.variant) if b.filled_at == "draft")


def box_called(draft: DraftView, key: str) -> Box | None:
    """Return the box of that key among those to fill, or None."""
    return next((box for box in open_boxes(draft) if box.key == key), None)


def faults_of(box: Box, faults: Faults) -> dict[str, Any]:
    """Return those faults that belong to fields of the box."""
    names = {each.name for each in box.fields}
    return {path: labels for path, labels in faults.items() if path.split(".")[0] in names}


def faults_for_sending(draft: DraftView) -> Faults:
    """Return everything that stands between the draft and sending it, also what only sending asks.

    What the schema says of a field comes before what sending would say of it.
    """
    refused = sending_faults(the_office(), the_actor(), draft)
    return {**refused, **draft.missing, **draft.faults}


def around_draft(draft: DraftView, section: str) -> dict[str, object]:
    """Return what every page of the draft shows around its part: whose turn, and the way back."""
    return {
        "draft": draft,
        "section_key": section,
        "back_key": _last_section(draft, section),
        "returned_because": _returned_because(draft),
    }


def _returned_because(draft: DraftView) -> str:
    if draft.record_id is None:
        return ""
    return returned_because(open_record(the_office(), the_actor(), draft.record_id))


def _last_section(draft: DraftView, section: str) -> str:
    boxes = open_boxes(draft)
    return section if box_called(draft, section) else boxes[-1].key


def tasks(draft: DraftView, current: str) -> tuple[TaskView, ...]:
    """Return the task list: every box with its state in words, then check-answers."""
    lines = []
    boxes = open_boxes(draft)
    for number, box in enumerate(boxes, start=1):
        state, words = _state(draft, box, box.key == current)
        href = url_for("web.fill", draft_id=draft.id, section=box.key)
        lines.append(
            TaskView(
                number, box.title.in_(language()), state, words, href, box.key == current, box.key
            )
        )
    ready = not draft.faults and not draft.missing
    words = _("Sẵn sàng gửi") if ready else _("Làm sau cùng")
    href = url_for("web.check", draft_id=draft.id)
    title = _("Kiểm tra lại và gửi")
    return (*lines, TaskView(len(boxes) + 1, title, "last", words, href, current == CHECK, CHECK))


def _state(draft: DraftView, box: Box, current: bool) -> tuple[str, str]:
    wrong = len(faults_of(box, draft.faults))
    if wrong:
        words = ngettext("Còn %(num)d chỗ cần sửa", "Còn %(num)d chỗ cần sửa", wrong)
        return "bad", words
    missing = len(faults_of(box, draft.missing))
    begun = any(each.name in draft.answers for each in box.fields)
    if missing:
        if current:
            return "todo", _("Đang điền")
        if not begun:
            return "todo", _("Chưa bắt đầu")
        return "todo", ngettext("Còn thiếu %(num)d ô", "Còn thiếu %(num)d ô", missing)
    if begun:
        return "done", _("Xong")
    return "todo", _("Đang điền") if current else _("Không bắt buộc")


def later_tasks(draft: DraftView) -> tuple[TaskView, ...]:
    """Return the boxes that others fill at later steps."""
    boxes = [b for b in draft.form.boxes_for(draft.variant) if b.filled_at != "draft"]
    lang = language()
    lines = []
    for box in boxes:
        named = [label.in_(lang) for label in (box.on_paper, box.title) if label]
        who = box.filled_by.in_(lang) if box.filled_by else ""
        lines.append(TaskView(0, ". ".join(named), "locked", who))
    return tuple(lines)


def section_to_fill(
    draft: DraftView, box: Box, *, faults: Faults, more_rows: Collection[str] = ()
) -> SectionView:
    """Return one box to fill, as typed, with the faults beside its fields."""
    number = open_boxes(draft).index(box) + 1
    warnings = faults_of(box, draft.warnings)
    form = BoxForm(language(), faults_of(box, faults), more_rows, warnings=warnings)
    # A number given stands there as it was given; nobody types it.
    given = {n: v for n, v in draft.answers.items() if isinstance(draft.form.field(n), Code)}
    return form.section(box, number, {**draft.typed, **given})


def sections_to_read(draft: DraftView, *, change: bool, faults: Faults) -> list[SectionView]:
    """Return every open box with its answers, each with its "Sửa" when `change`."""
    values = values_to_read(draft)
    if change:
        values = {**values, **_as_chosen(draft)}
    sections = []
    for number, box in enumerate(open_boxes(draft), start=1):
        href = url_for("web.fill", draft_id=draft.id, section=box.key, all=1) if change else ""
        reader = AnswerReader(
            language(), href, faults, printed_only=not change, warnings=draft.warnings
        )
        sections.append(reader.section(box, number, values))
    return sections


def _as_chosen(draft: DraftView) -> dict[str, str]:
    """Return names as they were chosen, user names too: here one sees which namesake is meant."""
    typed = ((each, draft.typed.get(each.name)) for each in draft.form.fields)
    return {
        each.name: value
        for each, value in typed
        if isinstance(each, Text) and each.kind == "person" and isinstance(value, str) and value
    }


def values_to_read(draft: DraftView) -> Mapping[str, Any]:
    """Return the answers, with what was typed where it cannot stand as an answer yet."""
    wrong = {path.split(".")[0] for path in draft.faults}
    return {**{n: v for n, v in draft.typed.items() if n in wrong}, **draft.answers}


def faults_to_show(draft: DraftView, boxes: Sequence[Box], faults: Faults) -> tuple[FaultView, ...]:
    """Return the error summary: each fault with a link to its field, in the order of the page."""
    here = boxes[0].key if len(boxes) == 1 else ""
    found = []
    for box in boxes:
        page = "" if here else url_for("web.fill", draft_id=draft.id, section=box.key, all=1)
        for path, labels in faults_of(box, faults).items():
            words = said(*labels)
            found.append(FaultView(words, f"{page}#f-{path.replace('.', '-')}"))
    general = faults.get("", ())
    return (*(FaultView(label.in_(language()), "") for label in general), *found)


def move_views(draft: DraftView, moves: Collection[Move]) -> list[MoveView]:
    """Return the official steps with what each does and who, by name, gets the record."""
    return [
        MoveView(move.key, move.label.in_(language()), tuple(_after(draft, move))) for move in moves
    ]


def _after(draft: DraftView, move: Move) -> Iterator[AfterLine]:
    told = sending_told(the_office(), the_actor(), draft, move)
    for line in told.consequences:
        yield AfterLine("hash", line.in_(language()))
    yield from taker_lines(told.takers)
