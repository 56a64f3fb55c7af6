"""Who one is, whom and which unit one may name; people and units for the administrator."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma

from service.formkit.moves import Role
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.administration.held_work import MAY_HOLD
from service.web.api.schemas import (
    AnswerShape,
    Flag,
    ListOf,
    MomentText,
    OneOf,
    TakenShape,
    Words,
    computed,
)
from service.workflow.actor import Actor
from service.workflow.people import people as people_admin
from service.workflow.people.people import NewPerson, PersonEntry
from service.workflow.records import read_records

door = ApiBlueprint("people", "Người dùng và đơn vị · People and units", place=120)

ROLES = tuple(role.value for role in Role)
ROLE_LIST = {"type": "array", "items": {"type": "string", "enum": list(ROLES)}}
SIDE = {"description": "as sample data, gone with it; sample accounts only, when entered"}
CONFIRMED = {"description": "what they hold was read, and may go to who takes over"}
PERSON = "/people/<int(min=1,max=2147483647):person_id>"
UNIT = "/units/<int(min=1,max=2147483647):unit_id>"


class MeShape(AnswerShape):
    """Whose token this is."""

    username = ma.String()
    full_name = ma.String()
    title = ma.String()
    unit_id = ma.Integer(allow_none=True)
    unit_name = ma.String()
    roles = computed(lambda person: sorted(person.roles), **ROLE_LIST)
    is_sample = ma.Boolean()


class ChoiceShape(AnswerShape):
    """A person who may be chosen; `text` is what a field takes to mean this one and no namesake."""

    id = ma.Integer()
    username = ma.String()
    full_name = ma.String()
    title = ma.String()
    unit_name = ma.String()
    text = ma.String(
        metadata={
            "description": "the name; among namesakes with the user name, as `Bùi Hải Yến (yen)`"
        }
    )


class NamesShape(AnswerShape):
    """What fields of the kinds `unit` and `person` offer; `people` are the texts of `choices`.

    A name with its user name always means that one person, and the paper shows the name alone. A
    bare name is taken where one person who may be chosen bears it; else 422 lists the namesakes.
    """

    units = ma.List(ma.String())
    people = ma.List(ma.String())
    choices = ma.List(ma.Nested(ChoiceShape))


class PersonShape(AnswerShape):
    """A person as entered."""

    id = ma.Integer()
    username = ma.String()
    full_name = ma.String()
    title = ma.String()
    unit_name = ma.String()
    roles = computed(lambda person: sorted(person.roles), **ROLE_LIST)
    active = ma.Boolean()
    email = ma.String()
    must_change_password = ma.Boolean()
    is_sample = ma.Boolean()


class NewPersonShape(AnswerShape):
    """A person and the first password, shown this once."""

    person = ma.Nested(PersonShape)
    password = ma.String()


class TenureShape(AnswerShape):
    """A role held from one moment to another; an empty name is the command's on the server."""

    role = ma.String(metadata={"enum": list(ROLES)})
    given_at = MomentText()
    given_by = ma.String()
    ended_at = MomentText(allow_none=True)
    ended_by = ma.String()


class UnitShape(AnswerShape):
    """A unit as entered."""

    id = ma.Integer()
    name = ma.String()
    abbreviation = ma.String()
    active = ma.Boolean()
    is_sample = ma.Boolean()


class PersonTaken(TakenShape):
    """What is sent about a person."""

    username = Words(150, required=True)
    full_name = Words(150, required=True)
    title = Words(150, required=True)
    unit_name = Words(150, load_default="")
    roles = ListOf(OneOf(ROLES), required=True)
    active = Flag(load_default=True)
    email = Words(254, load_default="", metadata={"description": "for reminders by mail"})
    is_sample = Flag(load_default=False, metadata=SIDE)


class PersonChangeTaken(PersonTaken):
    """What is sent about a person who is there."""

    confirmed = Flag(load_default=False, metadata=CONFIRMED)


class UnitTaken(TakenShape):
    """What is sent about a unit."""

    name = Words(150, required=True)
    abbreviation = Words(150, required=True)
    active = Flag(load_default=True)


class UnitChangeTaken(UnitTaken):
    """What is sent about a unit that is there."""

    confirmed = Flag(load_default=False, metadata=CONFIRMED)


@door.get("/me", "Tôi là ai · Whose token this is", answers=MeShape)
def who_am_i() -> Actor:
    """Return the person who holds the token."""
    return actor()


@door.get("/names", "Tên để chọn · Names to choose", answers=NamesShape)
def list_names() -> dict[str, Any]:
    """Return the active units, and the people who have a role in the procedure, told apart."""
    units, people = read_records.choices_for(office(), actor())
    return {"units": units, "people": [each.text for each in people], "choices": people}


@door.get("/units", "Các đơn vị · The units", answers=UnitShape(many=True))
def list_units() -> Any:
    """Return every unit in the office's order."""
    return people_admin.list_units(office(), actor())


@door.post("/units", "Thêm đơn vị · Add a unit", body=UnitTaken, answers=UnitShape, status=201)
def add_unit(sent: Mapping[str, Any]) -> Any:
    """Return the new unit."""
    return people_admin.add_unit(office(), actor(), sent["name"], sent["abbreviation"])


@door.operation(
    "PUT",
    UNIT,
    "Sửa đơn vị · Change a unit",
    body=UnitChangeTaken,
    answers=UnitShape,
    responses=MAY_HOLD,
)
def change_unit(sent: Mapping[str, Any], unit_id: int) -> Any:
    """Return the unit as changed; one no longer active is offered no more, its people work on.

    While people work there or records wait for its head, closing it answers 422 with `held`, and
    nothing is changed, until `confirmed` is true.
    """
    return people_admin.change_unit(
        office(),
        actor(),
        unit_id,
        sent["name"],
        sent["abbreviation"],
        active=sent["active"],
        confirmed=sent["confirmed"],
    )


@door.get("/people", "Người dùng · People", answers=PersonShape(many=True))
def list_people() -> Any:
    """Return everybody, by rank and name; for the administrator."""
    return people_admin.list_people(office(), actor())


@door.post(
    "/people",
    "Thêm người dùng · Add a person",
    body=PersonTaken,
    answers=NewPersonShape,
    status=201,
)
def add_person(sent: Mapping[str, Any]) -> NewPerson:
    """Return the new person with a first password, to be changed at the first sign-in."""
    return people_admin.add_person(office(), actor(), _entry(sent))


@door.operation(
    "PUT",
    PERSON,
    "Sửa người dùng · Change a person",
    body=PersonChangeTaken,
    answers=PersonShape,
    responses=MAY_HOLD,
)
def change_person(sent: Mapping[str, Any], person_id: int) -> Any:
    """Return the person as changed; one no longer active is signed out everywhere at once.

    While they hold work that would be nobody's (records that wait for them, or for a role or unit
    of which they are the last; also drafts and delegations), this answers 422 with `held`: what it
    is and who takes over. Nothing is changed until `confirmed` is true.
    """
    entry, confirmed = _entry(sent), sent["confirmed"]
    return people_admin.change_person(office(), actor(), person_id, entry, confirmed=confirmed)


@door.post(
    f"{PERSON}/password",
    "Đặt lại mật khẩu · Reset a password",
    answers=NewPersonShape,
)
def reset_password(person_id: int) -> NewPerson:
    """Return a new first password; it must be changed at the next sign-in."""
    return people_admin.reset_password(office(), actor(), person_id)


@door.get(
    f"{PERSON}/roles",
    "Vai trò đã giữ · Roles ever held",
    answers=TenureShape(many=True),
)
def list_roles(person_id: int) -> Any:
    """Return every role the person ever held, from when to when, given and taken by whom."""
    return people_admin.roles_held(office(), actor(), person_id)


def _entry(sent: Mapping[str, Any]) -> PersonEntry:
    said = {name: value for name, value in sent.items() if name != "confirmed"}
    return PersonEntry(**said | {"roles": frozenset(map(Role, sent["roles"]))})
