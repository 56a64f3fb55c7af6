"""A proposed correction on the record's page: by whom, why, until when, old beside new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask import url_for

from service.formkit.fields import Field, Rows
from service.web.components.answers import AnswerReader, change_text
from service.web.components.deadline_words import day_words
from service.web.i18n import language, office_moment
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


@dataclass(frozen=True)
class ProposalCard:
    """A correction that waits: who proposed it, why, until when, and what this reader may do."""

    record_id: str
    proposer: str
    at: str
    due: str
    reason: str
    waits_for: str
    href: str
    may_confirm: bool
    is_mine: bool
    fields: tuple[OldAndNew, ...]


def proposal_card(view: RecordView) -> ProposalCard | None:
    """Return the correction that waits on the record, or None."""
    proposed = view.correction.proposed
    if proposed is None:
        return None
    changes = proposed.changes
    return ProposalCard(
        record_id=view.id,
        proposer=proposed.proposer,
        at=office_moment(proposed.proposed_at),
        due=day_words(proposed.due_on),
        reason=proposed.reason,
        waits_for=view.correction.confirmed_by.in_(language()),
        href=url_for("web.correction", record_id=view.id),
        may_confirm=proposed.may_confirm,
        is_mine=proposed.is_mine,
        fields=tuple(
            # What is issued now, and not what was when it was proposed.
            _old_and_new(each, view.answers.get(each.name), changes[each.name].get("after"))
            for each in view.form.fields
            if each.name in changes
        ),
    )


def _old_and_new(each: Field, old: Any, new: Any) -> OldAndNew:
    reader = AnswerReader(language())
    before, after = _text(reader, each, old), _text(reader, each, new)
    return OldAndNew(each.label.in_(language()), *marked(before, after))


def _text(reader: AnswerReader, each: Field, value: Any) -> str:
    # Rows one below the other; on one line they are not to be compared.
    if isinstance(each, Rows) and isinstance(value, list):
        return "\n".join(change_text(reader, each, [row]) for row in value)
    return change_text(reader, each, value)


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, word by word, those that differ marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return (Piece(before, changed=True),), (Piece(after, changed=True),)
    matched = SequenceMatcher(None, old, new).get_opcodes()
    left = (Piece("".join(old[a:b]), tag != "equal") for tag, a, b, _c, _d in matched if a < b)
    right = (Piece("".join(new[c:d]), tag != "equal") for tag, _a, _b, c, d in matched if c < d)
    return tuple(left), tuple(right)
