"""Closing over the API: work still held is listed and nothing changed, until it is confirmed."""

from typing import Any

from tests.builders import BUDGET, SLIP, House
from tests.doors.route_table import close_account
from tests.web.api.conftest import Programs
from tests.workflow.slips.leaving import MOVED, NEW_WORKER, newcomer
from tests.workflow.slips.walking import walked_to


def sent_of(house: House, **but: Any) -> dict[str, Any]:
    official = house.staff.official
    return {
        "username": official.username,
        "full_name": official.full_name,
        "title": official.title,
        "unit_name": official.unit_name,
        "roles": ["official"],
        **but,
    }


def test_an_account_that_holds_work_is_closed_only_when_confirmed(
    house: House, program: Programs
) -> None:
    slip, administrator = walked_to(house, "analysing"), program("administrator")
    path = f"/people/{house.staff.official.person_id}"

    asks = administrator.ask("PUT", path, sent_of(house, active=False))
    done = administrator.ask("PUT", path, sent_of(house, active=False, confirmed=True))

    told = asks.get_json()
    (work,) = told["held"]["works"]
    assert (asks.status_code, told["error"], [*told["errors"]]) == (422, "StillHeld", ["confirmed"])
    assert (work["form"], work["number"]) == (SLIP, slip.record.number)
    assert work["due_on"] == "2026-03-16"
    assert house.staff.unit_head.full_name in work["takers"]
    assert done.get_json()["active"] is False


def test_a_unit_that_has_people_is_closed_only_when_confirmed(
    house: House, program: Programs
) -> None:
    administrator = program("administrator")
    path = f"/units/{house.staff.official.unit_id}"
    sent = {"name": BUDGET, "abbreviation": "QLNS", "active": False}

    asks = administrator.ask("PUT", path, sent)
    done = administrator.ask("PUT", path, {**sent, "confirmed": True})

    assert asks.status_code == 422
    assert house.staff.official.full_name in asks.get_json()["held"]["people"]
    assert done.get_json()["active"] is False


def test_the_record_says_whom_it_waits_for_and_who_sees_to_it(
    house: House, program: Programs
) -> None:
    slip, head = walked_to(house, "analysing"), program("unit_head")
    newcomer(house)
    close_account(house, house.staff.official)

    (waits,) = head.get(f"/records/{slip.id}").get_json()["waits_for"]
    listed = head.get("/records").get_json()["records"]
    made = head.post(
        f"/forms/{SLIP}/records/{slip.id}/moves/reassign",
        {"answers": NEW_WORKER, "reason": MOVED, "version": slip.version, "submission": "k-1"},
    )

    assert waits["names"] == ["Phạm Quốc Bảo"]
    assert waits["vacant"]["vi"] == "Tài khoản của Phạm Quốc Bảo đã ngừng"
    assert house.staff.secretary.full_name in waits["minders"]
    assert [each["vacant"]["vi"] for row in listed for each in row["waits_for"]] == [
        waits["vacant"]["vi"]
    ]
    assert made.status_code == 200
