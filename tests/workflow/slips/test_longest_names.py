"""A name that may be entered for a person fits everywhere it prints, and so do longer old ones."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from service.formkit.fields import LONGEST_KEPT_NAME, LONGEST_NAME, Field, Rows, Text
from service.formkit.form import Form, walk_fields
from service.store.ledger.issued import list_issued
from service.store.tables.people.persons import PersonRow
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors
from service.workflow.people.people import PersonEntry, add_person, change_person
from tests.builders import BUDGET, House, Staff, a_draft, submit
from tests.workflow.delegating import give
from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NEED,
    PROPOSE,
    Slip,
)


def longest(name: str, length: int) -> str:
    """That name made so long."""
    words = f"{name} " + "Nguyễn Hoàng Thị Phương " * 8
    return words[:length].strip().ljust(length, "g")


def called(house: House, actor: Actor, name: str) -> Actor:
    """The person under that name, written as no administrator may write it any more."""
    with house.office.database.writing() as uow:
        uow.session.execute(
            update(PersonRow).where(PersonRow.id == actor.person_id).values(full_name=name)
        )
    return replace(actor, full_name=name)


@pytest.mark.parametrize("length", [LONGEST_NAME, LONGEST_KEPT_NAME])
def test_whoever_bears_the_longest_name_sends_a_slip_that_goes_all_its_way(
    memory_house: House, length: int
) -> None:
    house = memory_house
    staff = Staff(
        **{
            key: called(house, actor, longest(actor.full_name, length))
            for key, actor in vars(house.staff).items()
        }
    )
    assert len(staff.official.full_name) == length
    give(house, staff.director, staff.board)

    made = submit(house.office, staff.official, a_draft(house.office, staff.official))
    slip = Slip(house, made.record_id, made.record_version)
    slip.move(staff.unit_head, "need_action", NEED)
    slip.move(staff.secretary, "consolidate", PROPOSE)
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.official.full_name)
    names = [staff.stranger.full_name, staff.auditor.full_name]
    slip.move(staff.official, "submit_analysis", ANALYSE, implementers=names)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.official, "report_completion", COMPLETE)
    slip.move(staff.board, "met", EVIDENCE)

    assert slip.stage == "verified"
    assert slip.answers["requester_name"] == staff.official.full_name
    said = slip.answers["authorisation_ref"]
    assert staff.director.full_name in said
    assert said.endswith("05/03/2026–20/03/2026")
    with house.office.database.reading() as uow:
        assert len(list_issued(uow, slip.id)) > len(names)


def test_one_letter_more_is_refused_where_people_are_entered(memory_house: House) -> None:
    house = memory_house

    def enter(name: str) -> None:
        entry = PersonEntry("moi", name, "Chuyên viên", BUDGET, frozenset())
        actor_of(add_person(house.office, house.staff.administrator, entry).person)

    with pytest.raises(FieldErrors) as refused:
        enter("A" * (LONGEST_NAME + 1))
    enter("A" * LONGEST_NAME)

    assert refused.value.faults.keys() == {"full_name"}


def test_a_longer_name_of_old_may_stay_when_something_else_is_changed(
    memory_house: House,
) -> None:
    house = memory_house
    name = longest("Phạm Quốc Bảo", LONGEST_KEPT_NAME)
    official = called(house, house.staff.official, name)

    def change(full_name: str) -> str:
        entry = PersonEntry(
            official.username, full_name, "Trưởng nhóm", BUDGET, frozenset(official.roles)
        )
        administrator = house.staff.administrator
        return change_person(house.office, administrator, official.person_id, entry).title

    assert change(name) == "Trưởng nhóm"
    with pytest.raises(FieldErrors):
        change(f"{name}h")


def test_no_field_for_a_name_is_shorter_than_a_name(memory_house: House) -> None:
    office = memory_house.office

    def short(form: Form) -> list[str]:
        return [tag for tag, each in walk_fields(form.fields) if _is_short(each)]

    def _is_short(each: Field) -> bool:
        named = isinstance(each, Text) and (each.kind == "person" or each.name.endswith("_name"))
        return not isinstance(each, Rows) and named and each.max_length < LONGEST_NAME

    found = {form.code: short(form) for form in (*office.catalogue, *office.companions)}

    assert not {code: tags for code, tags in found.items() if tags}
