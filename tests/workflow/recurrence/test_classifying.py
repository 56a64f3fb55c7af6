"""Who says what content a record is for, keeps the list, and sets the rule; what others see."""

import pytest

from service.workflow.errors import FieldErrors, NotAllowed, NotFound
from service.workflow.office_settings.rules import change_rules
from service.workflow.recurrence.classify_record import classify_record
from service.workflow.recurrence.content_categories import (
    add_category,
    change_category,
    list_categories,
)
from service.workflow.recurrence.repetition import read_repetition
from tests.builders import ADMINISTRATIVE, House, a_draft, a_slip, plan_values, submit
from tests.workflow.repeated import OTHER, a_category, a_noted_slip, put


@pytest.mark.parametrize("who", ["official", "auditor", "board", "director"])
def test_nobody_but_secretary_and_head_of_the_unit_classifies(house: House, who: str) -> None:
    category, slip = a_category(house), a_noted_slip(house, OTHER[0])

    with pytest.raises(NotAllowed):
        put(house, slip, category, getattr(house.staff, who))


def test_the_head_of_the_requesting_unit_sees_the_slip_but_does_not_classify_it(
    house: House,
) -> None:
    category, slip = a_category(house), a_noted_slip(house, OTHER[0], ADMINISTRATIVE)
    put(house, a_noted_slip(house, OTHER[1], ADMINISTRATIVE), category)

    with pytest.raises(NotAllowed):
        put(house, slip, category, house.staff.unit_head)


def test_a_stranger_finds_neither_record_nor_category(house: House) -> None:
    category, slip = a_category(house), a_noted_slip(house, OTHER[0])

    with pytest.raises(NotFound):
        put(house, slip, category, house.staff.stranger)
    with pytest.raises(NotFound):
        classify_record(house.office, house.staff.secretary, slip, 999)


def test_whoever_may_not_open_a_predecessor_is_told_of_it_as_a_number(house: House) -> None:
    category = a_category(house)
    made = a_slip(
        house.office,
        house.staff.stranger,
        nonconformity_description=OTHER[0],
        concerned_unit=ADMINISTRATIVE,
    )
    mine = a_noted_slip(house, OTHER[1], ADMINISTRATIVE)
    for each in (made.record_id, mine):
        put(house, each, category)

    seen = read_repetition(house.office, house.staff.official, mine)
    whole = read_repetition(house.office, house.staff.secretary, mine)

    assert seen is not None
    assert whole is not None
    assert ([each.record.id for each in seen.shown], seen.hidden) == ([], 1)
    assert ([each.record.id for each in whole.shown], whole.hidden) == ([made.record_id], 0)
    assert (seen.choices, whole.choices) == ((), (category,))


def test_records_of_forms_that_repeat_nothing_say_nothing(house: House) -> None:
    secretary = house.staff.secretary
    draft = a_draft(house.office, secretary, "BM.CTCL.03", plan_values(house.office))
    made = submit(house.office, secretary, draft, move="issue")

    assert read_repetition(house.office, secretary, made.record_id) is None
    with pytest.raises(NotFound):
        classify_record(house.office, secretary, made.record_id, a_category(house).id)


def test_only_the_secretary_keeps_the_list_and_every_bad_name_is_refused(house: House) -> None:
    with pytest.raises(NotAllowed):
        add_category(house.office, house.staff.administrator, "Trễ hạn")
    category = a_category(house, "  Trễ hạn ")
    for bad in ("", "   ", "x" * 151, "Hai\ndòng", "Ẩn\u202e", "TRỄ HẠN"):
        with pytest.raises(FieldErrors):
            add_category(house.office, house.staff.secretary, bad)

    changed = change_category(
        house.office, house.staff.secretary, category.id, "Trễ hạn trả kết quả", active=False
    )

    assert list_categories(house.office, house.staff.official) == (changed,)
    assert (category.name, changed.active) == ("Trễ hạn", False)


@pytest.mark.parametrize("typed", ["", "1", "21", "bốn", "4,5", "-4", None, True, 10**12])
def test_a_rule_takes_a_whole_number_within_its_bounds(house: House, typed: object) -> None:
    with pytest.raises(FieldErrors):
        change_rules(
            house.office,
            house.staff.secretary,
            {"repetition_alarm_at": typed},  # type: ignore[dict-item]
        )
