"""By whom and by which words a record is found, kept ready so that the list need not work it out.

The caller folds the texts: no accents, lower case.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Exists,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from service.store.base import storable
from service.store.database import UnitOfWork
from service.store.snapshot import each_once_a_snapshot, once_a_snapshot
from service.store.tables.records.access import NO_DEADLINE, RecordAccessRow, RecordWordRow
from service.store.tables.records.records import RecordPartRow, RecordRow, RecordUnitRow
from service.store.tables.turns.delegations import DelegationRow
from service.store.tables.turns.turns import TurnRow

if TYPE_CHECKING:
    from service.store.records.records import Record

EVERYBODY, EVERYBODY_OF_SAMPLE = "*", "*m"
"""Who sees every record of the office, and who every record of the sample data."""

NOBODY = ""
"""Who sees nothing, for a statement that is asked on nobody's behalf."""


@dataclass(frozen=True)
class Visibility:
    """Which records somebody may see: all, or those of these units and of this person.

    Sample people see sample records only and real people real ones, whatever else they may; `lent`
    are the delegations of single records that hold for them now.
    """

    sees_all: bool
    unit_ids: frozenset[int]
    person_id: int
    is_sample: bool = False
    lent: frozenset[int] = frozenset()

    @property
    def viewers(self) -> tuple[str, ...]:
        """The names under which record_access knows this somebody."""
        if self.sees_all:
            return (everybody(is_sample=self.is_sample),)
        units = (unit_viewer(unit_id) for unit_id in sorted(self.unit_ids))
        lent = (lent_viewer(delegation_id) for delegation_id in sorted(self.lent))
        return (*units, person_viewer(self.person_id), *lent)


def seen_by(viewers: BindParameter[str]) -> Exists:
    """Whether one of these viewers sees the record that a statement reads."""
    return exists().where(
        RecordAccessRow.entry == RecordRow.entry, RecordAccessRow.viewer.in_(viewers)
    )


_SEEN = (
    select(RecordAccessRow.entry)
    .where(
        RecordAccessRow.entry == bindparam("entry"),
        RecordAccessRow.viewer.in_(bindparam("viewers", expanding=True)),
    )
    .limit(1)
)
_AMONG = (
    select(RecordRow.id)
    .join(RecordAccessRow, RecordAccessRow.entry == RecordRow.entry)
    .where(
        RecordRow.id.in_(bindparam("record_ids", expanding=True)),
        RecordAccessRow.viewer.in_(bindparam("viewers", expanding=True)),
    )
)
_ADD = insert(RecordAccessRow)
_FORGET = delete(RecordAccessRow).where(RecordAccessRow.entry == bindparam("of_entry"))
_KEEP_DUE = (
    update(RecordAccessRow)
    .where(
        RecordAccessRow.entry
        == select(RecordRow.entry).where(RecordRow.id == bindparam("of_record")).scalar_subquery()
    )
    .values(due_key=bindparam("earliest"))
)
# Who has a part in the record, or was lent it, and the earliest deadline of its turns.
_CONCERNED: CompoundSelect[str, int, str] = union_all(
    select(
        literal("u").label("kind"), RecordUnitRow.unit_id.label("id"), literal("").label("due")
    ).where(RecordUnitRow.record_id == bindparam("record_id")),
    select(literal("p"), RecordPartRow.person_id, literal("")).where(
        RecordPartRow.record_id == bindparam("record_id")
    ),
    select(literal("g"), DelegationRow.id, literal("")).where(
        DelegationRow.record_id == bindparam("record_id"), DelegationRow.revoked_at.is_(None)
    ),
    select(literal("due"), literal(0), func.min(TurnRow.order_key)).where(
        TurnRow.record_id == bindparam("record_id")
    ),
)


def everybody(*, is_sample: bool) -> str:
    """The name in record_access of whoever sees all real, or all sample, records."""
    return EVERYBODY_OF_SAMPLE if is_sample else EVERYBODY


def unit_viewer(unit_id: int) -> str:
    """The name of a unit in record_access."""
    return f"u{unit_id}"


def person_viewer(person_id: int) -> str:
    """The name of a person in record_access."""
    return f"p{person_id}"


def lent_viewer(delegation_id: int) -> str:
    """The name in record_access of whoever was lent one record: they see it while that holds."""
    return f"g{delegation_id}"


def visible_among(
    uow: UnitOfWork, record_ids: Collection[str], visibility: Visibility
) -> frozenset[str]:
    """Those of the records that somebody may see."""
    return frozenset(each for each, seen in seen_of(uow, record_ids, visibility).items() if seen)


@each_once_a_snapshot
def seen_of(
    uow: UnitOfWork, record_ids: Collection[str], visibility: Visibility
) -> Mapping[str, bool]:
    """Of each record whether somebody may see it; nothing of one they may not."""
    asked = {"record_ids": [*record_ids], "viewers": [*visibility.viewers]}
    return dict.fromkeys(uow.run(_AMONG, **asked).scalars(), True)


@once_a_snapshot
def is_visible(uow: UnitOfWork, entry: int, visibility: Visibility) -> bool:
    """Whether somebody may see the record."""
    return uow.run(_SEEN, entry=entry, viewers=[*visibility.viewers]).first() is not None


def keep_access(uow: UnitOfWork, row: "Record | RecordRow") -> None:
    """Let the units and persons with a part in the record, and who was lent it, see it."""
    viewers, due_key = _always(row), NO_DEADLINE
    for kind, found, due in uow.run(_CONCERNED, record_id=row.id):
        if kind == "due":
            due_key = due or NO_DEADLINE
        else:
            viewers.add(f"{kind}{found}")
    uow.run(_FORGET, of_entry=row.entry)
    _show(uow, row, viewers, due_key)


def show_new(uow: UnitOfWork, row: "Record") -> None:
    """Let a record just begun, in which nobody else has a part, be seen by its own."""
    _show(uow, row, _always(row), NO_DEADLINE)


def keep_due(uow: UnitOfWork, record_id: str, earliest: str) -> None:
    """Write the earliest deadline of the record's turns where the list reads it."""
    uow.run(_KEEP_DUE, of_record=record_id, earliest=earliest)


def _show(uow: UnitOfWork, row: "Record | RecordRow", viewers: set[str], due_key: str) -> None:
    values = {
        "entry": row.entry,
        "form_code": row.form_code,
        "stage": row.stage,
        "year": row.year,
        "due_key": due_key,
    }
    uow.run_each(_ADD, [{"viewer": viewer, **values} for viewer in sorted(viewers)])


def _always(row: "Record | RecordRow") -> set[str]:
    """Who sees the record for what stands in its own row."""
    units = {row.requesting_unit_id, row.concerned_unit_id, row.executing_unit_id}
    return {
        everybody(is_sample=row.is_sample),
        person_viewer(row.submitter_id),
        *(unit_viewer(unit_id) for unit_id in units if unit_id is not None),
    }


LONGEST_WORD = 40
MOST_WORDS = 2_000

_EDGES = ".,;:!?\"'()[]{}<>«»“”‘’…–—-/\\|*_~`"
_PIECES = re.compile(r"\w+")
_ADD_WORD = insert(RecordWordRow)
_KEPT_WORDS = select(RecordWordRow.word).where(RecordWordRow.entry == bindparam("of_entry"))
_FORGET_WORD = delete(RecordWordRow).where(
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
    kept = set(uow.run(_KEPT_WORDS, of_entry=entry).scalars())
    # A move adds some words to hundreds that stay.
    uow.run_each(
        _FORGET_WORD, [{"of_entry": entry, "gone": word} for word in sorted(kept - wanted)]
    )
    uow.run_each(_ADD_WORD, [{"word": word, "entry": entry} for word in sorted(wanted - kept)])
