"""Content categories, repetition of a record and the rules' numbers over the API."""

from tests.builders import PLAN, House, a_draft, plan_values, submit
from tests.web.api.conftest import Programs
from tests.workflow.repeated import LATE, OTHER, a_category, a_noted_slip, put


def test_obligation_12_the_fourth_record_is_an_alarm_over_the_api(
    house: House, program: Programs
) -> None:
    category = a_category(house)
    slips = [a_noted_slip(house, text) for text in OTHER]
    for each in slips[:3]:
        put(house, each, category)

    sent = {"category": category.id}
    answer = program("unit_head").ask("PUT", f"/records/{slips[3]}/category", sent)
    found = program("official").get(f"/records/{slips[3]}/repetition").get_json()

    assert answer.status_code == 200
    assert (found["count"], found["alarm_at"], found["is_alarm"]) == (4, 4, True)
    assert [each["id"] for each in found["predecessors"]] == slips[2::-1]
    assert {each["likeness"] for each in found["predecessors"]} == {None}
    assert found["category"] == {"id": category.id, "name": category.name, "active": True}
    assert (found["may_classify"], found["suggestion"]["similar"]) == (False, [])


def test_what_the_text_suggests_is_for_whoever_may_classify(
    house: House, program: Programs
) -> None:
    first, second = (a_noted_slip(house, LATE.format(n=n)) for n in (1, 2))

    found = program("secretary").get(f"/records/{second}/repetition").get_json()

    assert found["category"] is None
    assert [each["id"] for each in found["suggestion"]["similar"]] == [first]
    assert found["predecessors"][0]["likeness"] >= 50


def test_similar_records_go_along_and_a_category_is_taken_away(
    house: House, program: Programs
) -> None:
    category, secretary = a_category(house), program("secretary")
    first, second = (a_noted_slip(house, LATE.format(n=n)) for n in (1, 2))

    both = secretary.ask(
        "PUT", f"/records/{second}/category", {"category": category.id, "also": [first]}
    )
    none = secretary.ask("PUT", f"/records/{second}/category", {})

    assert both.get_json()["predecessors"][0]["likeness"] is None
    assert none.get_json()["category"] is None
    assert secretary.get(f"/records/{first}/repetition").get_json()["category"]["id"] == category.id


def test_the_secretary_keeps_the_list(program: Programs) -> None:
    secretary = program("secretary")
    added = secretary.post("/categories", {"name": "Thiếu chữ ký"})
    taken = secretary.post("/categories", {"name": "thiếu CHỮ KÝ"})
    address = f"/categories/{added.get_json()['id']}"

    changed = secretary.ask("PUT", address, {"name": "Chưa ký", "active": False})

    assert (added.status_code, taken.status_code) == (201, 422)
    assert list(taken.get_json()["errors"]) == ["name"]
    assert program("official").get("/categories").get_json() == [changed.get_json()]
    assert secretary.ask("PUT", "/categories/999", {"name": "X"}).status_code == 404


def test_a_record_of_a_form_that_repeats_nothing_has_no_repetition(
    house: House, program: Programs
) -> None:
    plan = a_draft(house.office, house.staff.secretary, PLAN, plan_values(house.office))
    record = submit(house.office, house.staff.secretary, plan, move="issue").record_id

    answer = program("secretary").get(f"/records/{record}/repetition")

    assert answer.status_code == 404


def test_the_rules_numbers_are_read_and_changed(program: Programs) -> None:
    secretary = program("secretary")

    changed = secretary.patch("/settings/rules", {"repetition_alarm_at": 3})
    wrong = secretary.patch("/settings/rules", {"repetition_alarm_at": 1})

    assert changed.get_json() == secretary.get("/settings/rules").get_json()
    assert changed.get_json()["repetition_alarm_at"] == 3
    assert list(wrong.get_json()["errors"]) == ["repetition_alarm_at"]
