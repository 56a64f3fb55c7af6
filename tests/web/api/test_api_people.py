"""People and units over the API: the administrator's alone, with the names everybody may choose."""

from typing import Any

import pytest

from service.workflow.account.sign_in import sign_in
from tests.builders import BUDGET, SLIP, House
from tests.web.api.conftest import Programs
from tests.workflow.slips.namesakes import HUNG, two_of_one_name
from tests.workflow.slips.walking import OTHER_WORKER, walked_to

PERSON = {
    "username": "hoa",
    "full_name": "Trương Thị Hòa",
    "title": "Chuyên viên",
    "unit_name": BUDGET,
    "roles": ["official", "auditor"],
}


def test_everybody_may_read_the_names_to_choose(program: Programs) -> None:
    names = program("official").get("/names").get_json()

    assert BUDGET in names["units"]
    assert "Võ Đình Khải" in names["people"]


def test_the_administrator_adds_a_person_who_can_then_sign_in(
    house: House, program: Programs
) -> None:
    answer = program("administrator").post("/people", PERSON)

    made = answer.get_json()
    signed_in = sign_in(house.office, "hoa", made["password"], "127.0.0.1")
    assert answer.status_code == 201
    assert made["person"]["roles"] == ["auditor", "official"]
    assert made["person"]["must_change_password"] is True
    assert signed_in.actor.full_name == "Trương Thị Hòa"


def test_a_person_is_changed_deactivated_and_let_in_again(program: Programs) -> None:
    administrator = program("administrator")
    made = administrator.post("/people", PERSON).get_json()
    path = f"/people/{made['person']['id']}"

    closed = administrator.ask("PUT", path, {**PERSON, "active": False})
    opened = administrator.ask("PUT", path, {**PERSON, "title": "Phó phòng"})
    reset = administrator.post(f"{path}/password")

    assert closed.get_json()["active"] is False
    assert (opened.get_json()["active"], opened.get_json()["title"]) == (True, "Phó phòng")
    assert reset.get_json()["password"] != made["password"]
    listed = [each["username"] for each in administrator.get("/people").get_json()]
    assert listed.count("hoa") == 1


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"username": "bao"}, "username"),
        ({"username": "Hòa"}, "username"),
        ({"full_name": " "}, "full_name"),
        ({"full_name": "a\u202eb"}, "full_name"),
        ({"unit_name": "Phòng không có"}, "unit_name"),
        ({"roles": ["king"]}, "roles.0"),
        ({"roles": "official"}, "roles"),
        ({"active": 1}, "active"),
        ({"password": "x"}, "password"),
    ],
)
def test_a_fault_is_told_beside_its_field(
    program: Programs, but: dict[str, Any], field: str
) -> None:
    answer = program("administrator").post("/people", {**PERSON, **but})

    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [field]


def test_nobody_closes_their_own_account(house: House, program: Programs) -> None:
    me = house.staff.administrator
    mine = {**PERSON, "username": me.username, "full_name": me.full_name, "active": False}

    answer = program("administrator").ask("PUT", f"/people/{me.person_id}", mine)

    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == ["active"]


def test_units_are_added_and_closed(program: Programs) -> None:
    administrator = program("administrator")
    unit = {"name": "Phòng Giá và Công sản", "abbreviation": "GCS"}

    added = administrator.post("/units", unit)
    twin = administrator.post("/units", unit)
    closed = administrator.ask("PUT", f"/units/{added.get_json()['id']}", {**unit, "active": False})

    assert (added.status_code, twin.status_code) == (201, 422)
    assert closed.get_json()["active"] is False
    assert unit["name"] not in program("official").get("/names").get_json()["units"]


def test_a_person_or_unit_that_is_not_there_is_not_found(program: Programs) -> None:
    administrator = program("administrator")

    person = administrator.ask("PUT", "/people/99999", PERSON)
    unit = administrator.ask("PUT", "/units/99999", {"name": "A", "abbreviation": "B"})

    assert (person.status_code, unit.status_code) == (404, 404)


def test_programs_read_whom_they_may_choose_and_send_who_is_meant(
    house: House, program: Programs
) -> None:
    _, two = two_of_one_name(house)
    slip = walked_to(house, "analysing")
    names = program("board").get("/names").get_json()
    choice = next(each for each in names["choices"] if each["username"] == "hung2")

    def reassign(name: str, key: str) -> Any:
        return program("board").post(
            f"/forms/{SLIP}/records/{slip.id}/moves/reassign",
            {
                "answers": {**OTHER_WORKER, "executor_name": name},
                "reason": "Đổi người.",
                "version": slip.version,
                "submission": key,
            },
        )

    bare, chosen = reassign(HUNG, "a"), reassign(choice["text"], "b")

    assert choice == {
        "id": two.person_id,
        "username": "hung2",
        "full_name": HUNG,
        "title": "Chuyên viên",
        "unit_name": BUDGET,
        "text": f"{HUNG} (hung2)",
    }
    assert choice["text"] in names["people"]
    assert bare.status_code == 422
    assert "hung1" in str(bare.get_json())
    assert chosen.status_code == 200
    record = program("board").get(f"/records/{slip.id}").get_json()
    assert record["answers"]["executor_name"] == HUNG
    assert record["named"]["executor_name"] == two.person_id
