"""A record's timeline as plain text, for an auditor who has the files and not the service."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.formkit import vietnamese
from service.formkit.fields import Choice, Choices, Date, Field, Moment, Rows, YesNo
from service.formkit.form import Form
from service.store.base import OFFICE_ZONE
from service.store.ledger.events import Event
from service.store.records.records import Record
from service.workflow.event_kinds import (
    CLASSIFIED,
    DELEGATED,
    DELEGATION_REVOKED,
    DOCUMENT_ISSUED,
    EVIDENCE_ADDED,
)

EMPTY = "(bỏ trống)"
BESIDE = {
    DOCUMENT_ISSUED: "Phát hành văn bản",
    EVIDENCE_ADDED: "Thêm bằng chứng",
    CLASSIFIED: "Xếp nhóm nội dung",
    DELEGATED: "Ủy quyền",
    DELEGATION_REVOKED: "Thu hồi ủy quyền",
    "correct": "Đính chính",
    "propose_correction": "Đề nghị đính chính",
    "decline_correction": "Không đồng ý đề nghị đính chính",
    "withdraw_correction": "Rút đề nghị đính chính",
}
"""What happens to a record beside the moves of its form."""
PAST_BAR = "Người ủy quyền đã thực hiện hồ sơ nên giao cho người không tham gia (QT.CTCL 5.6)."


def timeline_text(form: Form, record: Record, events: tuple[Event, ...]) -> str:
    """Return what happened, oldest first: who, when, why, every change, each link of the chain."""
    lines = [
        f"{form.title.vi} {record.number or ''}".rstrip(),
        f"{form.procedure}, {form.code}, lần ban hành {record.form_version}",
        f"Bước hiện tại: {form.stage(record.stage).label.vi}",
    ]
    for event in events:
        lines += ["", *_told(form, event)]
    return vietnamese.normalise("\n".join(lines)) + "\n"


def _told(form: Form, event: Event) -> Iterator[str]:
    payload = event.payload
    at = event.at.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y %H:%M")
    yield f"{event.sequence}. {at} – {event.actor_name} – {_deed(form, event)}"
    if payload.get("from") != payload.get("to"):
        stages = (_stage(form, payload.get(name)) for name in ("from", "to"))
        yield f"   Bước: {' → '.join(filter(None, stages))}"
    yield from _by_what_right(form, event)
    for label, name in (("Lý do", "reason"), ("Ghi chú", "note")):
        if payload.get(name):
            yield from _indented(label, str(payload[name]))
    proposer = payload.get("proposed_by")
    if isinstance(proposer, Mapping):
        yield f"   Theo đề nghị của: {proposer.get('name', '')}"
    changes = payload.get("changes") or payload.get("proposed")
    for name, change in (changes if isinstance(changes, Mapping) else {}).items():
        yield from _change(form, name, change)
    own = payload.get("own")
    declared = {each.name: each for move in form.moves for each in move.own}
    for name, value in (own if isinstance(own, Mapping) else {}).items():
        if name in declared:
            yield from _indented(declared[name].label.vi, told_answer(declared[name], value))
    if payload.get("sha256"):
        yield f"   SHA-256 của tệp: {payload['sha256']}"
    yield f"   Mã chuỗi: {event.hash}"


def _by_what_right(form: Form, event: Event) -> Iterator[str]:
    """Yield for whom it was done, which stage it passed over and why, and what lay past a bar."""
    payload = event.payload
    given = payload.get("for")
    if isinstance(given, Mapping):
        past = ", người đã thực hiện nên không tự làm việc này" if given.get("past_bar") else ""
        yield f"   Thay mặt: {given.get('name', '')} ({given.get('authority', '')}.){past}"
    left = payload.get("left")
    if isinstance(left, list):
        yield f"   Thay người đã ngừng tài khoản: {', '.join(str(each) for each in left)}"
    if payload.get("passed_over"):
        whys = (m.bypass.because.vi for m in form.moves if m.bypass and m.key == event.kind)
        yield f"   Bỏ qua bước: {_stage(form, payload['passed_over'])}. {next(whys, '')}".rstrip()
    if payload.get("past_bar") is True:
        yield f"   {PAST_BAR}"


def _deed(form: Form, event: Event) -> str:
    payload = event.payload
    if event.kind == DOCUMENT_ISSUED:
        paper = f"{payload.get('form_code', form.code)} bản v{payload['version']:02d}"
        return f"{BESIDE[event.kind]} {paper}"
    if event.kind == EVIDENCE_ADDED:
        return f"{BESIDE[event.kind]}: {payload.get('file_name', '')}"
    if event.kind in (DELEGATED, DELEGATION_REVOKED):
        return f"{BESIDE[event.kind]}: {payload.get('receiver', '')}"
    named = [move for move in form.moves if move.key == event.kind]
    came = [move for move in named if move.from_stage == payload.get("from")]
    move = next(iter(came or named), None)
    deed = (move.told or move.label).vi if move else BESIDE.get(event.kind, event.kind)
    label = deed[:1].upper() + deed[1:]
    return f"{label} (số {payload['number']})" if payload.get("number") else label


def _stage(form: Form, key: object) -> str:
    return next((each.label.vi for each in form.stages if each.key == key), "")


def _change(form: Form, name: str, change: object) -> Iterator[str]:
    if not isinstance(change, Mapping) or not form.has_field(name):
        return
    each = form.field(name)
    before, after = (told_answer(each, change.get(side)) for side in ("before", "after"))
    was = f" (trước đó: {before})" if before else ""
    yield from _indented(each.label.vi, (after or EMPTY) + was)


def _indented(label: str, text: str) -> Iterator[str]:
    """Yield a text under its label, further lines of it indented alike."""
    first, *others = text.splitlines() or [""]
    yield f"   {label}: {first}"
    yield from (f"      {line}" for line in others)


def told_answer(each: Field, value: Any) -> str:
    """Return an answer in Vietnamese words, '' for none."""
    if value in (None, "", [], False):
        return ""
    if isinstance(each, Rows) and isinstance(value, list):
        return "; ".join(_row(each, row) for row in value)
    if isinstance(each, Choice | Choices):
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(o.label.vi for o in each.options if o.value in chosen)
    if isinstance(each, Date) and isinstance(value, str):
        return vietnamese.screen_date(value)
    if isinstance(each, Moment) and isinstance(value, str):
        return vietnamese.print_moment(value)
    return "có" if isinstance(each, YesNo) else str(value)


def _row(each: Rows, row: Any) -> str:
    if each.plain or not isinstance(row, Mapping):
        return str(row)
    cells = (told_answer(inner, row.get(inner.name)) for inner in each.fields)
    return ", ".join(filter(None, cells))
