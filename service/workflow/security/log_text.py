"""A line of the security log told in words: who, from where, what, and what stood there before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from service.formkit.labels import Label
from service.formkit.letterhead import LETTERHEAD
from service.formkit.moves import ROLE_LABELS, Role
from service.formkit.office_rules import OFFICE_RULES
from service.store.base import Json, value_of
from service.store.ledger.security_log import SecurityLine
from service.workflow.security.event_sentences import KINDS

THE_SERVER = Label("Lệnh trên máy chủ", "Command on the server")
NOBODY = Label("Chưa đăng nhập", "Not signed in")
EMPTY = Label("trống", "empty")
YES, NO = Label("có", "yes"), Label("không", "no")
OF_NOBODY = frozenset({"sign_in_refused", "held_up", "too_many_asked"})
"""What happens at the door, before anybody is known."""
FIELDS: Mapping[str, Label] = {
    "full_name": Label("Họ và tên", "Full name"),
    "username": Label("Tên đăng nhập", "User name"),
    "title": Label("Chức vụ", "Post"),
    "unit_name": Label("Đơn vị", "Unit"),
    "email": Label("Thư điện tử", "E-mail"),
    "name": Label("Tên", "Name"),
    "abbreviation": Label("Viết tắt", "Abbreviation"),
    "active": Label("Đang dùng", "In use"),
    "is_off": Label("Nghỉ", "Day off"),
    "reason": Label("Lý do", "Reason"),
    **{each.key: each.label for each in LETTERHEAD},
    **{each.key: each.label for each in OFFICE_RULES},
}


@dataclass(frozen=True)
class Change:
    """Something that was changed: its name, what stood there and what stands there now."""

    name: Label
    before: Label
    after: Label


@dataclass(frozen=True)
class ToldLine:
    """A line of the log (dòng nhật ký) as people read it."""

    sequence: int
    at: datetime
    kind: str
    named: Label
    actor_id: int | None
    who: Label
    address: str
    sentence: Label
    changes: tuple[Change, ...]
    hash: str


def told(line: SecurityLine) -> ToldLine:
    """Return the line in words; a kind that a later version wrote is shown by its own name."""
    kind = KINDS.get(line.kind)
    named = kind.name if kind else Label(line.kind, line.kind)
    sentence = kind.told_of(line.payload) if kind else named
    return value_of(
        ToldLine,
        line,
        named=named,
        who=_who(line),
        sentence=_filled(sentence, line.payload),
        changes=_changes(line.payload),
    )


def _who(line: SecurityLine) -> Label:
    if line.actor_name:
        return Label(line.actor_name, line.actor_name)
    return NOBODY if line.kind in OF_NOBODY else THE_SERVER


def _filled(sentence: Label, payload: Mapping[str, Json]) -> Label:
    texts = {name: _value(value, name) for name, value in payload.items()}
    vi = defaultdict(str, {name: text.vi for name, text in texts.items()})
    en = defaultdict(str, {name: text.en for name, text in texts.items()})
    return Label(_tidy(sentence.vi.format_map(vi)), _tidy(sentence.en.format_map(en)))


def _tidy(text: str) -> str:
    """Return the sentence without the gaps that empty names leave."""
    tidied = " ".join(text.split())
    return tidied.replace(" .", ".").replace(" :", ":").replace(", .", ".")


def _changes(payload: Mapping[str, Json]) -> tuple[Change, ...]:
    changes = payload.get("changes")
    if not isinstance(changes, Mapping):
        return ()
    found = []
    for name, pair in changes.items():
        if isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2:
            called = FIELDS.get(name, Label(name, name))
            found.append(Change(called, _value(pair[0], name), _value(pair[1], name)))
    return tuple(found)


def _value(value: Json, name: str) -> Label:
    if isinstance(value, bool):
        return YES if value else NO
    if name == "role" and isinstance(value, str) and value in list(Role):
        return ROLE_LABELS[Role(value)]
    if isinstance(value, list | tuple):
        told_each = [_value(each, "role" if name == "roles" else name) for each in value]
        return Label(", ".join(t.vi for t in told_each), ", ".join(t.en for t in told_each))
    if value in (None, "") and name in FIELDS:
        return EMPTY
    text = "" if value is None else str(value)
    if name in ("day", "from_day", "to_day"):
        text = _day(text)
    return Label(text, text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    except ValueError:
        return text
