"""People a form names: each typed text read as a plain name for the paper and as who is meant.

A paper shows names alone; the record keeps beside every name that gives a part the id of the
person (người được chọn), so that no part ever comes from a bare name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.formkit.features.record_rules import author_field
from service.formkit.fields import Field
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.move_form import move_form
from service.formkit.moves import Move
from service.formkit.person_names import name_heard, same_name, with_names
from service.store.database import UnitOfWork
from service.store.people import persons
from service.store.records.records import Record
from service.workflow.actor import Actor, may_enter_for_others
from service.workflow.choosable_people import (
    NotClear,
    Register,
    may_be_chosen,
    why_not,
)

ACTOR = "actor:name"
"""The stamp that writes who acts: no name is read there, the person is known."""


@dataclass(frozen=True)
class Named:
    """What was typed, with plain names; the ids of who is meant, by field path; what is unclear."""

    typed: dict[str, Any]
    people: dict[str, int] = field(default_factory=dict)
    faults: dict[str, tuple[Label, ...]] = field(default_factory=dict)


def giving_fields(form: Form) -> frozenset[str]:
    """Return the fields whose names give a part in the record: the author's and those of moves."""
    given = {each for move in form.moves for each in move.gives.values()}
    return frozenset(given | ({author} if (author := author_field(form)) else set()))


def with_plain_names(uow: UnitOfWork, form: Form, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as a paper shows it: the user names that tell namesakes apart gone.

    Nobody is looked up while no name has a user name beside it.
    """
    known: list[Register] = []

    def plain(text: str, _typed_at: str, _path: str) -> str:
        if "(" not in text:
            return text
        if not known:
            known.append(Register(persons.list_people(uow)))
        return _free_name(known[0], text)

    return with_names(_by_name(form), typed, plain)


def name_draft(register: Register, form: Form, typed: Mapping[str, Any], actor: Actor) -> Named:
    """Return what was typed into a draft of the form, its names read."""
    return name_people(register, form, _by_name(form), typed, actor=actor)


def name_move(
    register: Register,
    form: Form,
    move: Move,
    typed: Mapping[str, Any],
    *,
    actor: Actor,
    before: Record,
) -> Named:
    """Return what was typed into a move's panel, its names read; who gets a part now is clear."""
    fields = _by_name(move_form(form, move))
    gives = frozenset(move.gives.values()) - _stamped(move)
    return name_people(register, form, fields, typed, actor=actor, before=before, gives=gives)


def name_correction(
    register: Register, form: Form, typed: Mapping[str, Any], *, actor: Actor, before: Record
) -> Named:
    """Return what was typed to correct a record, its names read; a name left as it was stays."""
    return name_people(register, form, _by_name(form), typed, actor=actor, before=before)


def name_people(
    register: Register,
    form: Form,
    fields: Mapping[str, Field],
    typed: Mapping[str, Any],
    *,
    actor: Actor,
    before: Record | None = None,
    gives: frozenset[str] = frozenset(),
) -> Named:
    """Return what was typed into `fields` of `form`, its names read.

    A name left as it stands in the record `before` keeps who was meant. The fields in `gives` give
    their parts now: there the person must be clear today, also where the field was not sent at all.
    """
    reading = _Reading(register, form, actor, before, gives)
    standing = before.answers if before else {}
    for name in gives - typed.keys():
        if name in standing:
            reading.kept(form.field(name), standing[name])
    plain = with_names(fields, typed, reading.name)
    return Named(plain, reading.people, reading.faults)


class _Reading:
    """One reading of what was typed: who is meant and what is unclear, gathered by path."""

    def __init__(
        self,
        register: Register,
        form: Form,
        actor: Actor,
        before: Record | None,
        gives: frozenset[str],
    ) -> None:
        self._register, self._author, self._actor = register, author_field(form), actor
        self._giving, self._gives = giving_fields(form), gives
        self._standing = _texts_by_path(before.answers, self._giving) if before else {}
        self._known: Mapping[str, int] = before.named if before else {}
        self.people: dict[str, int] = {}
        self.faults: dict[str, tuple[Label, ...]] = {}

    def name(self, text: str, typed_at: str, path: str) -> str:
        """Return the plain name; who is meant, or what is unclear, is kept."""
        if path.partition(".")[0] in self._giving:
            return self._giving_name(text, typed_at, path)
        return _free_name(self._register, text)

    def kept(self, declared: Field, answer: Any) -> None:
        """Read a field that was not sent: who is meant there must be clear today all the same."""
        for path, text in _texts_by_path({declared.name: answer}, {declared.name}).items():
            person = self._register.person(self._known.get(path, -1))
            if person is None:
                self._giving_name(text, path, path)
            elif may_be_chosen(person):
                self.people[path] = person.id
            else:
                self.faults[path] = (why_not(person),)

    def _giving_name(self, text: str, typed_at: str, path: str) -> str:
        top = path.partition(".")[0]
        unchanged = same_name(text) == same_name(self._standing.get(path, ""))
        if unchanged and top not in self._gives:
            if path in self._known:
                self.people[path] = self._known[path]
            return self._standing[path]
        if top == self._author and self._is_ones_own(text):
            self.people[path] = self._actor.person_id
            return self._actor.full_name
        return self._take(path, typed_at, text)

    def _take(self, path: str, typed_at: str, text: str) -> str:
        try:
            person = self._register.meant(text)
        except NotClear as unclear:
            if not (unclear.unknown and path == self._author):
                self.faults[typed_at] = (unclear.label,)
            return text
        self.people[path] = person.id
        return person.full_name

    def _is_ones_own(self, text: str) -> bool:
        """Return whether this is one's own name, where one may write no other."""
        own = name_heard(text) == name_heard(self._actor.full_name)
        return own and not may_enter_for_others(self._actor)


def named_after(
    record: Record, move: Move | None, answers: Mapping[str, Any], named: Named, actor: Actor
) -> dict[str, int]:
    """Return who is meant by each name in the answers: as before, as typed, as stamped."""
    stamped = _stamped(move) if move else frozenset()
    people = {
        path: person_id
        for path, person_id in record.named.items()
        if path.partition(".")[0] not in named.typed.keys() | stamped
    }
    people |= named.people | dict.fromkeys(stamped, actor.person_id)
    return {path: who for path, who in people.items() if _stands(answers, path)}


def named_anew(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, Any]:
    """Return what an event says of who is meant: nothing where it changed nobody."""
    return {"named": dict(after)} if after != before else {}


def people_in(record: Record, name: str) -> Iterator[int]:
    """Yield who is meant by the names in a field of the record, in their order."""
    for path in _texts_by_path(record.answers, {name}):
        if path not in record.named:
            raise LookupError(path)
        yield record.named[path]


def texts_to_fill(
    register: Register,
    answers: Mapping[str, Any],
    named: Mapping[str, int],
    gives: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return answers as fields show them to be changed: user names beside namesakes' names.

    A field that gives its part now shows who is meant by the name they bear today.
    """
    shown = dict(answers)
    for path, person_id in named.items():
        top, _, index = path.partition(".")
        person = register.person(person_id)
        if person is None or not _stands(answers, path):
            continue
        old = answers[top][int(index)] if index else answers[top]
        if same_name(old) == same_name(person.full_name) or top in gives:
            text = register.text_of(person)
            shown[top] = _with_row(shown[top], int(index), text) if index else text
    return shown


def _by_name(form: Form) -> dict[str, Field]:
    return {each.name: each for each in form.fields}


def _stamped(move: Move) -> frozenset[str]:
    return frozenset(name for name, fact in move.stamps.items() if fact == ACTOR)


def _with_row(rows: list[Any], index: int, text: str) -> list[Any]:
    return [*rows[:index], text, *rows[index + 1 :]]


def _free_name(register: Register, text: str) -> str:
    """Return a name that gives nothing: it may be a stranger's, and says what it says."""
    try:
        person = register.with_username(text)
    except NotClear:
        return text
    return person.full_name if person else text


def _stands(answers: Mapping[str, Any], path: str) -> bool:
    return path in _texts_by_path(answers, {path.partition(".")[0]})


def _texts_by_path(answers: Mapping[str, Any], names: frozenset[str] | set[str]) -> dict[str, str]:
    """Return the names in those fields: of a list one a row, as answers keep it."""
    found: dict[str, Any] = {}
    for name in sorted(names & answers.keys()):
        value = answers[name]
        if isinstance(value, list):
            found |= {f"{name}.{at}": each for at, each in enumerate(value)}
        else:
            found[name] = value
    return {path: each for path, each in found.items() if isinstance(each, str) and each}
