"""What a content control's tag says: the grammar of tags, and the list a template makes of them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["text", "date", "choice", "box", "rows", "condition"]

LONGEST_TAG = 64
LISTED = "list"
"""What a condition asks of a text that begins as a list."""
MORE_LINES = "+"
"""Ends the tag of a control that holds a line of a text before its last one."""
_NAME = r"[a-z][a-z0-9_]*"
_OFFICE = re.compile(rf"(settings|form|doc)\.({_NAME})")
_PATH = re.compile(rf"((?:{_NAME}\[\]\.)*)({_NAME})(\[\])?")
_VALUE = re.compile(r"[a-z0-9_.]+", re.IGNORECASE)
RESERVED = frozenset(
    (
        "settings", "form", "doc", "blank", "first", "last", "loop", "true", "false", "none",
        "not", "and", "or", "in", "is", "if", "else", "not_in_list", "row1", "row2", "row3",
        "line",
    )
)  # fmt: skip


class TagUnsound(ValueError):
    """The tag is none of the convention's."""


@dataclass(frozen=True)
class Path:
    """Where a value stands: in which lists (`objectives[]`, …), under which name.

    `office` is `settings`, `form` or `doc` for what the clerk does not answer.
    """

    text: str
    name: str
    lists: tuple[str, ...] = ()
    office: str = ""
    is_list: bool = False

    @property
    def top(self) -> str:
        """The name of the form's field the path starts at."""
        return self.text.partition("[")[0]


@dataclass(frozen=True)
class Condition:
    """`if:` or `unless:` a path has a value, or has this value; a text may be a `list`."""

    path: Path
    negated: bool
    value: str = ""

    @property
    def asks_for_list(self) -> bool:
        """Whether the value is a text that begins as a list, with a dash or number of its own."""
        return self.value == LISTED


@dataclass(frozen=True)
class Placeholder:
    """One control of a template: its tag, kind and place.

    `certain` controls stand outside conditions and rows, so every print must have them;
    `locked` ones repeat what another control holds.
    """

    tag: str
    kind: Kind
    part: str
    certain: bool = True
    locked: bool = False
    multiline: bool = False
    mask: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether the control holds an answer of the form, not a fact of office or print."""
        return self.kind != "condition" and not _OFFICE.match(self.tag)

    @property
    def varies(self) -> bool:
        """Whether one document differs from the next here, be it by a condition."""
        path = self.tag.partition(":")[2] if self.kind == "condition" else self.tag
        office = _OFFICE.match(path)
        return office is None or path == "doc.record_id"


def parse_path(text: str) -> Path:
    """Return where the value `text` stands; raises TagUnsound."""
    if office := _OFFICE.fullmatch(text):
        return Path(text, office.group(2), office=office.group(1))
    found = _PATH.fullmatch(text)
    if found is None or found.group(2) in RESERVED or len(text) > LONGEST_TAG:
        raise TagUnsound(text)
    steps = found.group(1).split(".")[:-1]
    lists = tuple(".".join(steps[: n + 1]) for n in range(len(steps)))
    return Path(text, found.group(2), lists, is_list=bool(found.group(3)))


@lru_cache(maxsize=4096)
def parse_value_tag(text: str) -> tuple[Path, str]:
    """Return path and box value (`request_type:corrective`; '' without one); raises TagUnsound."""
    path, colon, value = text.partition(":")
    if colon and not _VALUE.fullmatch(value):
        raise TagUnsound(text)
    return parse_path(path), value


def parse_condition(text: str) -> Condition | None:
    """Return the condition a tag names, None for other tags; raises TagUnsound.

    A tag cannot hold `%`, so the value `percent` stands for it.
    """
    word, _, rest = text.partition(":")
    if word not in ("if", "unless"):
        return None
    if rest in ("first", "last"):
        return Condition(Path(rest, rest), word == "unless")
    path, value = parse_value_tag(rest)
    value = "%" if value == "percent" else value
    return Condition(path, word == "unless", value)
