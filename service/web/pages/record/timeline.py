"""What happened to a record, event by event, in words; with every change field by field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import url_for

from service.formkit.fields import Field, Rows
from service.formkit.form import Form
from service.formkit.moves import Move, told_deed
from service.web.components.answers import AnswerReader, change_text
from service.web.components.record_words import record_title
from service.web.components.views import ChangeView, EventView, PaperLink
from service.web.i18n import gettext as _
from service.web.i18n import language, office_moment
from service.web.pages.delegation.delegation_views import delegation_words
from service.web.pages.record.record_views import classified_words
from service.web.pages.record.turn_card import move_icon
from service.workflow.event_kinds import (
    CLASSIFIED,
    CORRECTED,
    CORRECTION_DECLINED,
    CORRECTION_PROPOSED,
    CORRECTION_WITHDRAWN,
    DELEGATED,
    DELEGATION_REVOKED,
    DOCUMENT_ISSUED,
    EVIDENCE_ADDED,
)
from service.workflow.records.read_records import RecordView

_BESIDE = {
    CORRECTED: "pencil",
    CORRECTION_PROPOSED: "pencil",
    CORRECTION_DECLINED: "x",
    CORRECTION_WITHDRAWN: "arrow-back-up",
    EVIDENCE_ADDED: "upload",
    CLASSIFIED: "repeat",
    DELEGATED: "user-check",
    DELEGATION_REVOKED: "user",
}
"""What happens to a record beside the moves of its form, with its icon."""


def record_timeline(view: RecordView) -> list[EventView]:
    """Return what happened, newest first."""
    tell = _Teller(view)
    return [tell.event(each) for each in reversed(view.events) if tell.knows(each.kind)]


def changed_since(view: RecordView, version: int) -> list[EventView]:
    """Return what changed the record after that version, oldest first."""
    tell = _Teller(view)
    changing = [each for each in view.events if "to" in each.payload or each.kind == CORRECTED]
    return [tell.event(each) for each in changing[max(version, 0) :]]


class _Teller:
    """Tells the events of a record; what each is told by is looked up once for all."""

    def __init__(self, view: RecordView) -> None:
        self._view = view
        self._reader = AnswerReader(language())
        self._moves: dict[str, list[Move]] = {}
        for move in view.form.moves:
            self._moves.setdefault(move.key, []).append(move)
        self._filed = _filed_after(view.events)

    def knows(self, kind: str) -> bool:
        """Return whether such an event is told at all."""
        return kind in self._moves or kind in _BESIDE

    def event(self, event: Any) -> EventView:
        """Return the event in words."""
        said, move = event.payload, self._move(event)
        icon = move_icon(move) if move else _BESIDE.get(event.kind, "check")
        tone = "blue" if move is None or move.stays else "green"
        if move and move.to_stage and self._view.form.stage(move.to_stage).tone == "bad":
            tone = "red"
        return EventView(
            at=office_moment(event.at),
            at_iso=event.at.isoformat(timespec="minutes"),
            who=event.actor_name,
            text=_words(self._view, event, move),
            icon="send" if said.get("number") else icon,
            tone="amber" if said.get("returned") else tone,
            changes=tuple(_changes(self._reader, self._view.form, move, said)),
            behalf=_behalf(said.get("for")),
            reason="" if move is None else str(said.get("reason", "")),
            papers=tuple(_papers(self._view, self._filed.get(event.sequence, ()))),
        )

    def _move(self, event: Any) -> Move | None:
        named = self._moves.get(event.kind, [])
        came = (move for move in named if move.from_stage == event.payload.get("from"))
        return next(came, named[0] if named else None)


def _filed_after(events: Iterable[Any]) -> dict[int, list[Mapping[str, Any]]]:
    """Return what was filed by each event: the filing of its papers stands right after it."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    last = 0
    for each in events:
        if each.kind == DOCUMENT_ISSUED:
            found.setdefault(last, []).append(each.payload)
        else:
            last = each.sequence
    return found


def _words(view: RecordView, event: Any, move: Move | None) -> str:
    said = event.payload
    if move is None:
        return _beside(event.kind, said)
    deed = told_deed(move).in_(language())
    if said.get("continues"):
        old = record_title(view.form, str(said["continues"]))
        deed = _("mở để tiếp tục %(old)s", old=old)
    number = said.get("number")
    told = _("%(deed)s · số %(n)s", deed=deed, n=number) if number else deed
    return _with_left(said, _with_passed(view.form, move, said, told))


def _with_left(said: Mapping[str, Any], told: str) -> str:
    """Return what was done with whose work it took over, where their account is closed."""
    if not said.get("left"):
        return told
    who = ", ".join(said["left"])
    return _("%(deed)s, thay %(who)s (tài khoản đã ngừng)", deed=told, who=who)


def _with_passed(form: Form, move: Move, said: Mapping[str, Any], told: str) -> str:
    """Return what was done with the stage it passed over, and why."""
    if move.bypass is None or not (key := said.get("passed_over")):
        return told
    passed = next((each for each in form.stages if each.key == key), None)
    if passed is None:
        return told
    return _(
        "%(deed)s. Bỏ qua bước «%(stage)s»: %(why)s",
        deed=told,
        stage=passed.label.in_(language()),
        why=move.bypass.because.in_(language()),
    )


def _beside(kind: str, said: Mapping[str, Any]) -> str:
    if kind == EVIDENCE_ADDED:
        return _("thêm bằng chứng: %(name)s", name=said.get("file_name", ""))
    if kind == CLASSIFIED:
        return classified_words(said)
    if kind in (DELEGATED, DELEGATION_REVOKED):
        return delegation_words(said, revoked=kind == DELEGATION_REVOKED)
    return _corrected(kind, said)


def _corrected(kind: str, said: Mapping[str, Any]) -> str:
    why, proposer = said.get("reason", ""), said.get("proposed_by")
    if kind == CORRECTION_PROPOSED:
        return _("đề nghị đính chính: “%(why)s”", why=why)
    if kind == CORRECTION_DECLINED:
        return _("không đồng ý đề nghị đính chính: “%(why)s”", why=why)
    if kind == CORRECTION_WITHDRAWN:
        return _("rút đề nghị đính chính")
    if isinstance(proposer, Mapping):
        who = proposer.get("name", "")
        return _("xác nhận đính chính do %(who)s đề nghị: “%(why)s”", who=who, why=why)
    return _("đính chính: “%(why)s”", why=why)


def _behalf(given: Any) -> str:
    """Return for whom it was done, with what stands before the title on paper (TUQ., KT., TL.)."""
    if not isinstance(given, Mapping):
        return ""
    authority = given.get("authority") or "TUQ"
    told = _("thay mặt %(giver)s (%(by)s.)", giver=given.get("name", ""), by=authority)
    if not given.get("past_bar"):
        return told
    return _("%(behalf)s, người đã thực hiện nên không tự làm việc này", behalf=told)


def _changes(
    reader: AnswerReader, form: Form, move: Move | None, said: Mapping[str, Any]
) -> Iterator[ChangeView]:
    yield from field_changes(reader, form, said.get("changes") or said.get("proposed"))
    own = said.get("own")
    declared = {each.name: each for each in (move.own if move else ())}
    for name, value in (own if isinstance(own, Mapping) else {}).items():
        if name in declared:
            yield _change(reader, declared[name], None, value)


def field_changes(reader: AnswerReader, form: Form, changes: Any) -> Iterator[ChangeView]:
    """Yield what changed, or is proposed to change, field by field."""
    for name, change in (changes if isinstance(changes, Mapping) else {}).items():
        if form.has_field(name) and isinstance(change, Mapping):
            yield _change(reader, form.field(name), change.get("before"), change.get("after"))


def _change(reader: AnswerReader, each: Field, before: Any, after: Any) -> ChangeView:
    label = each.label.in_(language())
    if isinstance(each, Rows):
        # Only the rows that differ: a list of fifty tasks is not told anew for one of them.
        old, new = _rows(before), _rows(after)
        gone = [row for row in old if row not in new]
        come = [row for row in new if row not in old]
        if gone or come:
            before, after = gone, come
    return ChangeView(
        label, change_text(reader, each, before or None), change_text(reader, each, after or None)
    )


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _papers(view: RecordView, filed: Iterable[Mapping[str, Any]]) -> Iterator[PaperLink]:
    """Yield the papers issued by what happened."""
    codes = {each.form.code: each.form for each in view.companions}
    for said in filed:
        code, version = str(said.get("form_code")), said.get("version")
        if not isinstance(version, int):
            continue
        if code == view.form.code:
            title = record_title(view.form, view.number)
            text = _("%(title)s, bản v%(n)s", title=title, n=f"{version:02d}")
            yield PaperLink(text, _address(view, version))
        elif code in codes:
            text = f"{code} · {codes[code].title.in_(language())}"
            yield PaperLink(text, _address(view, version, code))


def _address(view: RecordView, version: int, form: str | None = None) -> str:
    return url_for("web.issued", record_id=view.id, version=version, kind="docx", form=form)
