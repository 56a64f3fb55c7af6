"""The words a record is found by; the caller folds the text (no accents, lower case)."""

from __future__ import annotations

import re

from sqlalchemy import bindparam, delete, insert, select

from service.store.base import storable
from service.store.database import UnitOfWork
from service.store.tables.records.search_index import RecordWordRow

LONGEST_WORD = 40
MOST_WORDS = 2_000

_EDGES = ".,;:!?\"'()[]{}<>«»“”‘’…–—-/\\|*_~`"
_PIECES = re.compile(r"\w+")
_ADD = insert(RecordWordRow)
_KEPT = select(RecordWordRow.word).where(RecordWordRow.entry == bindparam("of_entry"))
_FORGET = delete(RecordWordRow).where(
    RecordWordRow.entry == bindparam("of_entry"), RecordWordRow.word == bindparam("gone")
)


def words_of(folded_text: str) -> frozenset[str]:
    """The words to keep: each as written, `12/2026`, and each of its pieces, `12` and `2026`."""
    found: set[str] = set()
    for written in storable(folded_text).split():
        word = written.strip(_EDGES)
        for piece in (word, *_PIECES.findall(word)):
            if piece:
                found.add(piece[:LONGEST_WORD])
        if len(found) >= MOST_WORDS:
            break
    return frozenset(found)


def sought_words(folded_text: str) -> tuple[str, ...]:
    """The beginnings of words to look for, longest first: the rarest is usually among them."""
    stripped = {written.strip(_EDGES)[:LONGEST_WORD] for written in storable(folded_text).split()}
    return tuple(sorted(stripped - {""}, key=lambda word: (-len(word), word)))


def after_prefix(prefix: str) -> str:
    """The text that sorts after every word beginning with the prefix."""
    return prefix + "\U0010ffff"


def keep_words(uow: UnitOfWork, entry: int, folded_text: str) -> None:
    """Let the record be found by exactly these words from now on."""
    wanted = words_of(folded_text)
    kept = set(uow.run(_KEPT, of_entry=entry).scalars())
    # A move adds some words to hundreds that stay.
    uow.run_each(_FORGET, [{"of_entry": entry, "gone": word} for word in sorted(kept - wanted)])
    uow.run_each(_ADD, [{"word": word, "entry": entry} for word in sorted(wanted - kept)])
