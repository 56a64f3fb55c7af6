"""A name that may be entered for a person fits everywhere it prints."""

import pytest

from service.formkit.fields import LONGEST_NAME, Field, Rows, Text
from service.formkit.form import Form, walk_fields
from service.store.issued import list_issued
from service.workflow.errors import FieldErrors
from service.workflow.people_admin import PersonEntry, add_person
from service.workflow.sign_in import actor_of
from tests.builders import BUDGET, House, Staff, a_draft, submit
from tests.workflow.delegating import give
from tests.workflow.slips.namesakes import renamed
from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NEED,
    PROPOSE,
    Slip,
)


def longest(name: str) -> str:
    """That name made as long as any that may be entered."""
    words = f"{name} " + "Nguyễn Hoàng Thị Phương " * 8
    return words[:LONGEST_NAME].strip().ljust(LONGEST_NAME, "g")


def test_whoever_bears_the_longest_name_sends_a_slip_that_goes_all_its_way(
    memory_house: House,
) -> None:
    house = memory_house
    staff = Staff(
        **{
            key: renamed(house, actor, longest(actor.full_name))
            for key, actor in vars(house.staff).items()
            if key != "administrator"
        },
        administrator=house.staff.administrator,
    )
    assert len(staff.official.full_name) == LONGEST_NAME
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


def test_no_field_for_a_name_is_shorter_than_a_name(memory_house: House) -> None:
    office = memory_house.office

    def short(form: Form) -> list[str]:
        return [tag for tag, each in walk_fields(form.fields) if _is_short(each)]

    def _is_short(each: Field) -> bool:
        named = isinstance(each, Text) and (each.kind == "person" or each.name.endswith("_name"))
        return not isinstance(each, Rows) and named and each.max_length < LONGEST_NAME

    found = {form.code: short(form) for form in (*office.catalogue, *office.companions)}

    assert not {code: tags for code, tags in found.items() if tags}
