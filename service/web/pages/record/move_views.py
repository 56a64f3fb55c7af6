"""The panel in which a move is made: its fields, its reason, what it does, its one last button."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import url_for

from service.formkit.fields import Field
from service.formkit.form import Box
from service.formkit.labels import Faults
from service.formkit.move_form import sends_whole_draft
from service.web.components.answers import AnswerReader
from service.web.components.box_form import BoxForm
from service.web.components.field_views import FaultView, FieldView, href_of, names_in, plain_field
from service.web.components.record_words import deed_words, record_title, stage_badge
from service.web.components.views import AfterLine, AnswerView, BadgeView, EventView
from service.web.i18n import gettext as _
from service.web.i18n import language, said
from service.web.pages.record.turn_card import move_icon
from service.workflow.moves.move_panel import MovePanel
from service.workflow.moves.recipients import Recipient
from service.workflow.moves.transition import LONGEST_REASON

REASON = "reason"


@dataclass(frozen=True)
class Attempt:
    """What stands in the panel: values, reason, faults, rows asked for, what changed meanwhile."""

    values: Mapping[str, Any]
    version: int
    reason: str = ""
    faults: Faults = field(default_factory=dict)
    reason_fault: str = ""
    general: tuple[str, ...] = ()
    more_rows: tuple[str, ...] = ()
    meanwhile: tuple[EventView, ...] = ()
    aids_open: bool = False


@dataclass(frozen=True)
class GroupView:
    """The fields of one box of the form; a panel of a single box has no title over it."""

    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class AidView:
    """Fields in whose help another may be written."""

    target: str
    target_label: str
    fields: tuple[FieldView, ...]
    is_open: bool


@dataclass(frozen=True)
class PanelView:
    """A move's panel as the page shows it."""

    title: str
    button: str
    icon: str
    href: str
    from_stage: str
    version: int
    badges: tuple[BadgeView, ...]
    groups: tuple[GroupView, ...]
    aids: Mapping[str, AidView]
    shown: tuple[AnswerView, ...]
    reason: FieldView | None
    after: tuple[AfterLine, ...]
    behalf: str
    is_open: bool
    typed: tuple[AnswerView, ...]
    edit_href: str = ""
    draft_href: str = ""

    @property
    def fields(self) -> tuple[FieldView, ...]:
        """Every field of the panel, those in whose help others are written among them."""
        of_aids = (each for aid in self.aids.values() for each in aid.fields)
        return (*(each for group in self.groups for each in group.fields), *of_aids)


def panel_view(panel: MovePanel, attempt: Attempt, draft_begun: str | None = None) -> PanelView:
    """Return the panel; what was typed is only told where the move may no longer be made.

    What is sent whole is read here and edited part by part, in the draft begun if there is one.
    """
    title = record_title(panel.record.form, panel.record.number)
    whole = sends_whole_draft(panel.move)
    views = {} if whole else dict(_fields(panel, attempt))
    aids = _aids(panel, attempt, views)
    aided = {each.name for aid in aids.values() for each in aid.fields}
    return PanelView(
        title=panel.move.label.in_(language()),
        button=deed_words(panel.move, title),
        icon=move_icon(panel.move),
        href=url_for("web.move", record_id=panel.record.id, move=panel.move.key),
        from_stage=panel.move.from_stage,
        version=attempt.version,
        badges=_badges(panel),
        groups=tuple(_groups(panel, {n: v for n, v in views.items() if n not in aided})),
        aids=aids,
        shown=_read(panel, panel.form.fields, attempt.values) if whole else _shown(panel),
        reason=_reason(panel, attempt),
        after=tuple(_after(panel)),
        behalf=_behalf(panel),
        is_open=panel.acting is not None,
        typed=tuple(_typed(panel, attempt)) if panel.acting is None else (),
        edit_href=url_for("web.edit", record_id=panel.record.id) if whole else "",
        draft_href=url_for("web.check", draft_id=draft_begun) if whole and draft_begun else "",
    )


def panel_faults(view: PanelView, attempt: Attempt) -> tuple[FaultView, ...]:
    """Return the error summary: each fault with a link to its field, where the panel has it."""
    named = _names(view)
    found = [FaultView(text, "") for text in attempt.general]
    for path, labels in attempt.faults.items():
        found.append(FaultView(said(*labels), href_of(path.replace(".", "-"), named)))
    if attempt.reason_fault:
        found.append(FaultView(attempt.reason_fault, f"#f-{REASON}"))
    return tuple(found)


def _names(view: PanelView) -> list[str]:
    return [name for each in view.fields for name in names_in(each)]


def _fields(panel: MovePanel, attempt: Attempt) -> Iterator[tuple[str, FieldView]]:
    told = panel.days_off_told(attempt.values)
    form = BoxForm(language(), attempt.faults, attempt.more_rows, warnings=told)
    for each in panel.form.fields:
        view = form.field(each, attempt.values.get(each.name))
        hint = panel.hints.get(each.name, each.hint)
        said = [hint.in_(language()) if hint else ""]
        if attempt.values.get(each.name) == panel.offered.get(each.name, ""):
            said.append(_("Gợi ý sẵn từ phiếu; anh/chị sửa được."))
        words = " ".join(filter(None, said))
        yield each.name, replace(view, optional=panel.is_free(each), hint=words)


def _shown(panel: MovePanel) -> tuple[AnswerView, ...]:
    """Return what is read before deciding, as text: it is nobody's to change here."""
    form = panel.record.form
    return _read(panel, tuple(form.field(name) for name in panel.shown), panel.shown)


def _read(
    panel: MovePanel, fields: tuple[Field, ...], values: Mapping[str, Any]
) -> tuple[AnswerView, ...]:
    box = Box(key="shown", title=panel.move.label, fields=fields)
    return AnswerReader(language()).section(box, 1, values).answers


def _groups(panel: MovePanel, views: Mapping[str, FieldView]) -> Iterator[GroupView]:
    form = panel.record.form
    boxes: dict[Box | None, list[FieldView]] = {}
    home = {each.name: box for box in form.boxes for each in box.fields}
    own = {each.name for each in panel.move.own}
    for name, view in views.items():
        boxes.setdefault(None if name in own else home.get(name), []).append(view)
    for box, fields in boxes.items():
        title = box.title.in_(language()) if box and len(boxes) > 1 else ""
        yield GroupView(title, tuple(fields))


def _aids(panel: MovePanel, attempt: Attempt, views: Mapping[str, FieldView]) -> dict[str, AidView]:
    return {
        target: AidView(
            target=target,
            target_label=views[target].label,
            fields=tuple(views[name] for name in names),
            is_open=attempt.aids_open
            or any(attempt.values.get(name) or views[name].error for name in names),
        )
        for target, names in panel.move.aids.items()
    }


def _reason(panel: MovePanel, attempt: Attempt) -> FieldView | None:
    if panel.move.reason is None:
        return None
    hint = _("Người nhận đọc nguyên văn câu này; nội dung được ghi vào diễn biến.")
    field = plain_field(REASON, "lines", said(panel.move.reason), attempt.reason, {}, hint=hint)
    return replace(field, max_length=LONGEST_REASON, error=attempt.reason_fault)


def _badges(panel: MovePanel) -> tuple[BadgeView, ...]:
    if panel.move.stays:
        return (stage_badge(panel.to_stage),)
    return stage_badge(panel.record.form.stage(panel.move.from_stage)), stage_badge(panel.to_stage)


def _after(panel: MovePanel) -> Iterator[AfterLine]:
    """Return what the move does: where it leads, who gets it, what it issues, what stays."""
    move, lang = panel.move, language()
    yield from (AfterLine("info-circle", line.in_(lang)) for line in panel.consequences)
    if panel.passed:
        yield AfterLine("info-circle", panel.passed.bypass.because.in_(lang))
    yield from taker_lines(panel.takers)
    for form in panel.companions:
        title = form.title.in_(lang)
        yield AfterLine(
            "file-text", _("Phát hành %(code)s: %(title)s.", code=form.code, title=title)
        )
    if panel.form.fields or move.stamps or move.works:
        yield AfterLine("file-certificate", _("Nếu phần in thay đổi, bản Word mới được phát hành."))
    # What others wrote and the panel offers anew may change by it: then that is not said.
    offered = move.from_stage != "draft" and any(
        each.name in panel.answers for each in panel.form.fields
    )
    kept = (
        _("Các bản đã phát hành được giữ nguyên.")
        if offered
        else _("Phần người khác đã ghi và các bản đã phát hành được giữ nguyên.")
    )
    yield AfterLine("lock", kept)
    if move.clause:
        clause = f"{panel.record.form.procedure} {move.clause}"
        yield AfterLine("file-description", _("Theo %(clause)s.", clause=clause))


def _behalf(panel: MovePanel) -> str:
    given = panel.acting.delegation if panel.acting else None
    if given is None:
        return ""
    return _(
        "Anh/chị làm việc này thay mặt %(giver)s (%(by)s.).",
        giver=given.giver_name,
        by=given.authority,
    )


def _typed(panel: MovePanel, attempt: Attempt) -> Iterator[AnswerView]:
    """Return what was typed, to read and copy."""
    box = Box(key="typed", title=panel.move.label, fields=panel.form.fields)
    section = AnswerReader(language()).section(box, 1, attempt.values)
    yield from (each for each in section.answers if not each.empty)
    if attempt.reason and panel.move.reason:
        yield AnswerView(label=panel.move.reason.in_(language()), text=attempt.reason)


def taker_lines(takers: Iterable[Recipient]) -> Iterator[AfterLine]:
    """Return the line of a panel that names who gets the record; nothing where nobody does."""
    named = list(dict.fromkeys(_words(each) for each in takers))
    if named:
        yield AfterLine("user-check", _("Người nhận việc: %(who)s.", who="; ".join(named)))


def _words(taker: Recipient) -> str:
    post = taker.post.in_(language())
    if taker.is_reader:
        return _("anh/chị (%(who)s)", who=", ".join(filter(None, (taker.name, post))))
    if taker.name:
        return ", ".join(dict.fromkeys(filter(None, (taker.name, post, taker.unit))))
    if taker.field:
        return _(
            "%(post)s, là người ghi ở ô «%(field)s»", post=post, field=taker.field.in_(language())
        )
    return _("%(post)s (hiện chưa có ai giữ nhiệm vụ này)", post=post)
