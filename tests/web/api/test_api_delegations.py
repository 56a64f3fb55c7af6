"""Delegations over the API: given, read, taken back, each fault beside its field."""

from tests.builders import House
from tests.web.api.clients import a_program, a_site

SENT = {
    "receiver": "lan",
    "role": "director",
    "authority": "TUQ",
    "from_day": "2026-03-05",
    "to_day": "2026-03-20",
    "scope": "Kiểm tra, xác nhận kết quả",
}


def test_a_delegation_is_given_read_and_taken_back(house: House) -> None:
    site = a_site(house.office)
    director = a_program(site, house.office, house.staff.director)
    board = a_program(site, house.office, house.staff.board)

    made = director.post("/delegations", SENT)
    read = board.get(f"/delegations/{made.json['id']}")
    revoked = director.post(f"/delegations/{made.json['id']}/revoke")

    assert made.status_code == 201
    assert (made.json["from_day"], made.json["state"]) == ("2026-03-05", "current")
    assert (read.json["receiver"], read.json["may_revoke"]) == ("Đặng Thị Ngọc Lan", False)
    assert (revoked.status_code, revoked.json["state"]) == (200, "revoked")
    assert board.get("/delegations").json["everybody"] is None


def test_passing_on_and_faults_are_told_as_on_the_page(house: House) -> None:
    site = a_site(house.office)
    director = a_program(site, house.office, house.staff.director)
    board = a_program(site, house.office, house.staff.board)
    director.post("/delegations", SENT)

    passed_on = board.post("/delegations", {**SENT, "receiver": "chau"})
    wrong = director.post("/delegations", {**SENT, "receiver": "khai", "to_day": "2026-03-04"})

    assert passed_on.status_code == 403
    assert "không được ủy quyền lại" in passed_on.json["message"]["vi"]
    assert wrong.status_code == 422
    assert set(wrong.json["errors"]) == {"receiver", "to_day"}
