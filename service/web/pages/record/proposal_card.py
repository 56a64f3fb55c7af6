"""A proposed correction on the record's page: by whom, why, until when, old beside new."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from service.formkit.fields import Field
from service.web.components.answers import AnswerReader, lines_of
from service.web.i18n import language
from service.workflow.records.read_records import RecordView

MOST_WORDS = 4_000
"""Words on both sides up to which they are laid beside each other one by one."""
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A piece of text; `changed` where the other side has it not."""

    text: str
    changed: bool


@dataclass(frozen=True)
class OldAndNew:
    """A field as it is issued and as it is proposed, the changed words marked."""

    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def old_and_new(view: RecordView) -> tuple[OldAndNew, ...]:
    """Return the fields of the correction that waits on the record; none where none waits."""
    changes = view.correction.proposed.changes if view.correction.proposed else {}
    return tuple(
        # What is issued now, and not what was when it was proposed.
        _old_and_new(each, view.answers.get(each.name), changes[each.name].get("after"))
        for each in view.form.fields
        if each.name in changes
    )


def _old_and_new(each: Field, old: Any, new: Any) -> OldAndNew:
    reader = AnswerReader(language())
    before, after = lines_of(reader, each, old), lines_of(reader, each, new)
    return OldAndNew(each.label.in_(language()), *marked(before, after))


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, word by word, those that differ marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return (Piece(before, changed=True),), (Piece(after, changed=True),)
    matched = SequenceMatcher(None, old, new).get_opcodes()
    left = (Piece("".join(old[a:b]), tag != "equal") for tag, a, b, _c, _d in matched if a < b)
    right = (Piece("".join(new[c:d]), tag != "equal") for tag, _a, _b, c, d in matched if c < d)
    return tuple(left), tuple(right)
