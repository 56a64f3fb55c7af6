"""Work is given to people with a role in the procedure: not offered otherwise, refused if typed."""

from typing import Any

import pytest

from service.formkit.labels import FieldErrors
from service.formkit.moves import Role
from service.workflow.people.people import PersonEntry, enter_person
from service.workflow.records.read_records import choices_for
from tests.builders import BUDGET, House, hashed_password
from tests.workflow.delegating import faults_of
from tests.workflow.slips.walking import DIRECT, OTHER_WORKER, TREAT, walked_to

NOBODYS = "Lý Không Vai"


@pytest.fixture
def house(memory_house: House) -> House:
    """A house with somebody in it who holds no role at all."""
    with memory_house.office.database.writing() as uow:
        enter_person(
            memory_house.office,
            uow,
            PersonEntry("khongvai", NOBODYS, "Nhân viên", BUDGET, frozenset()),
            hashed_password(),
            granted_by=None,
            must_change=False,
        )
    return memory_house


@pytest.mark.parametrize("name", [NOBODYS, "Đỗ Hoàng Nam"])
@pytest.mark.parametrize(
    ("stage", "who", "key", "typed", "field"),
    [
        ("with_unit_head", "unit_head", "treat", TREAT, "correction_executor_name"),
        ("before_board", "board", "direct", DIRECT, "executor_name"),
        ("analysing", "board", "reassign", OTHER_WORKER, "executor_name"),
        ("awaiting_approval", "board", "approve", {"due_date": "2026-04-10"}, "implementers"),
    ],
)
def test_nobody_without_a_role_is_given_work(
    house: House, name: str, stage: str, who: str, key: str, typed: dict[str, Any], field: str
) -> None:
    slip = walked_to(house, stage)
    value: Any = [name] if field == "implementers" else name

    with pytest.raises(FieldErrors) as wrong:
        slip.move(getattr(house.staff, who), key, typed, reason="Bận.", **{field: value})

    (labels,) = wrong.value.faults.values()
    assert f"{name} chưa có vai trò nào" in labels[0].vi
    assert next(iter(wrong.value.faults)).startswith(field)
    assert slip.stage == stage


def test_nobody_without_a_role_is_offered(house: House) -> None:
    names = {each.full_name for each in choices_for(house.office, house.staff.board)[1]}

    assert NOBODYS not in names
    assert "Đỗ Hoàng Nam" not in names
    assert "Phạm Quốc Bảo" in names


@pytest.mark.parametrize("name", ["khongvai", "nam"])
def test_nobody_without_a_role_receives_a_delegation(house: House, name: str) -> None:
    assert faults_of(house, house.staff.director, name) == {"receiver"}


def test_an_administrator_who_also_works_is_given_work(house: House) -> None:
    roles = frozenset({Role.ADMINISTRATOR, Role.OFFICIAL})
    with house.office.database.writing() as uow:
        enter_person(
            house.office,
            uow,
            PersonEntry(
                "kiem",
                "Vũ Kiêm",
                "Nhân viên",
                BUDGET,
                roles,
            ),
            hashed_password(),
            granted_by=None,
            must_change=False,
        )
    slip = walked_to(house, "before_board")

    slip.move(house.staff.board, "direct", DIRECT, executor_name="Vũ Kiêm")

    assert slip.stage == "analysing"
