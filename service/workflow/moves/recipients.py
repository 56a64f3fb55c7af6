"""Who gets a record by a move, by name and post: told before the move is made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import HEAD_LABELS, PART_LABELS, ROLE_LABELS, Move, Role, Turn
from service.store.database import UnitOfWork
from service.store.people import persons, units
from service.store.people.persons import Person
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors
from service.workflow.records.record_index import find_units


@dataclass(frozen=True)
class Recipient:
    """Who gets it (người nhận việc): a person with post and unit, or why nobody is named yet.

    `name` is empty where nobody holds the post, or where `field` of the move names the person.
    """

    post: Label
    name: str = ""
    unit: str = ""
    field: Label | None = None
    is_reader: bool = False


@dataclass(frozen=True)
class Scene:
    """What decides who gets a record: its units and parts, sample or real, who makes the move."""

    units: Mapping[str, int | None]
    holders: Mapping[str, tuple[int, ...]]
    settings: Mapping[str, Any]
    is_sample: bool
    reader: int


def scene_of(
    uow: UnitOfWork, record: records.Record, settings: Mapping[str, Any], actor: Actor
) -> Scene:
    """Return the scene of a record as it stands."""
    holders: dict[str, tuple[int, ...]] = {}
    for part in records.list_parts(uow, record.id):
        holders[part.part] = (*holders.get(part.part, ()), part.holder_id)
    unit_ids = {
        "requesting": record.requesting_unit_id,
        "concerned": record.concerned_unit_id,
        "executing": record.executing_unit_id,
    }
    return Scene(unit_ids, holders, settings, record.is_sample, actor.person_id)


def scene_of_draft(
    uow: UnitOfWork,
    form: Form,
    answers: Mapping[str, Any],
    settings: Mapping[str, Any],
    actor: Actor,
) -> Scene:
    """Return the scene of a record that a draft would become; units not known yet are nobody's."""
    try:
        found = find_units(uow, form, answers, sample=actor.is_sample)
    except FieldErrors:
        return Scene({}, {}, settings, actor.is_sample, actor.person_id)
    unit_ids = {
        "requesting": found.requesting,
        "concerned": found.concerned or found.requesting,
        "executing": found.executing,
    }
    return Scene(unit_ids, {}, settings, actor.is_sample, actor.person_id)


def takers_of(
    uow: UnitOfWork, form: Form, move: Move, turns: Iterable[Turn], scene: Scene
) -> tuple[Recipient, ...]:
    """Return who gets the record by the move and these turns, each once; nobody at an end."""
    found: dict[tuple[str, str], Recipient] = {}
    for turn in turns:
        if turn.when is None:
            for taker in _of_turn(uow, form, move, turn, scene):
                found.setdefault((taker.name or taker.post.vi, taker.unit), taker)
    return tuple(found.values())


def _of_turn(
    uow: UnitOfWork, form: Form, move: Move, turn: Turn, scene: Scene
) -> Iterator[Recipient]:
    for role in sorted(turn.chosen(scene.settings)):
        yield from _in_role(uow, role, ROLE_LABELS[role], None, scene)
    for name in turn.heads_of:
        unit_id = scene.units.get(name)
        if unit_id is None:
            yield _of_unit_to_come(form, move, name)
        else:
            yield from _heads(uow, unit_id, scene)
    for part in turn.parts:
        yield from _in_part(uow, form, move, part, scene)


def _heads(uow: UnitOfWork, unit_id: int, scene: Scene) -> Iterator[Recipient]:
    name, post = units.get_unit(uow, unit_id).name, ROLE_LABELS[Role.UNIT_HEAD]
    label = Label(f"{post.vi}, {name}", f"{post.en}, {name}")
    yield from _in_role(uow, Role.UNIT_HEAD, label, unit_id, scene)


def _in_role(
    uow: UnitOfWork, role: Role, post: Label, unit_id: int | None, scene: Scene
) -> Iterator[Recipient]:
    held = persons.people_in_role(uow, role, is_sample=scene.is_sample, unit_id=unit_id)
    yield from (_person(each, scene, post) for each in held)
    if not held:
        yield Recipient(post)


def _of_unit_to_come(form: Form, move: Move, name: str) -> Recipient:
    """Return the head of a unit that the move itself will name."""
    field = form.unit_fields.get(name, "")
    label = form.field(field).label if field in move.asks else None
    return Recipient(HEAD_LABELS[name], field=label)


def _in_part(
    uow: UnitOfWork, form: Form, move: Move, part: str, scene: Scene
) -> Iterator[Recipient]:
    field = move.gives.get(part)
    if field and move.stamps.get(field) == "actor:name":
        yield _person(persons.get_person(uow, scene.reader), scene, PART_LABELS[part])
    elif field:
        yield Recipient(PART_LABELS[part], field=form.field(field).label)
    else:
        for person_id in scene.holders.get(part, ()):
            yield _person(persons.get_person(uow, person_id), scene, PART_LABELS[part])


def _person(person: Person, scene: Scene, post: Label) -> Recipient:
    title = Label(person.title, person.title) if person.title else post
    return Recipient(title, person.full_name, person.unit_name, is_reader=person.id == scene.reader)
