"""The security log for programs: the same lines by the same right as on its page."""

import io

from openpyxl import load_workbook

from service.workflow.people import people
from tests.builders import House
from tests.web.api.conftest import Programs


def a_reset(house: House) -> None:
    house.clock.forward(minutes=1)
    people.reset_password(house.office, house.staff.administrator, house.staff.stranger.person_id)


def test_a_line_says_who_what_and_when_in_both_languages(house: House, program: Programs) -> None:
    secretary = program("secretary")
    a_reset(house)

    (line,) = secretary.get("/security-log?kind=password_reset").get_json()["lines"]

    assert line["who"]["vi"] == "Đỗ Hoàng Nam"
    assert line["sentence"] == {
        "vi": "Đặt lại mật khẩu của Nguyễn Hữu Phước (phuoc).",
        "en": "Reset the password of Nguyễn Hữu Phước (phuoc).",
    }
    assert line["at"] == "2026-03-05T08:31:00+07:00"
    assert len(line["hash"]) == 64


def test_filters_and_pages_are_those_of_the_page(house: House, program: Programs) -> None:
    director = program("director")
    for _ in range(60):
        people.reset_password(
            house.office, house.staff.administrator, house.staff.stranger.person_id
        )

    first = director.get("/security-log?kind=password_reset").get_json()
    rest = director.get(f"/security-log?kind=password_reset&before={first['older']}").get_json()

    assert (len(first["lines"]), len(rest["lines"]), rest["older"]) == (50, 10, None)
    other = house.staff.official.person_id
    assert director.get(f"/security-log?person={other}").get_json()["lines"] == []
    wrong = director.get("/security-log?kind=x&from_day=hom+qua")
    assert (wrong.status_code, list(wrong.get_json()["errors"])) == (422, ["from_day"])
    book = load_workbook(io.BytesIO(director.get("/security-log.xlsx?kind=password_reset").data))
    assert book.active.max_row == 61


def test_changed_rights_are_put_away_by_whoever_has_seen_them(
    house: House, program: Programs
) -> None:
    secretary, director = program("secretary"), program("director")
    a_reset(house)

    (line,) = secretary.get("/changed-rights").get_json()
    seen = secretary.post("/changed-rights/seen", {"up_to": line["sequence"]})

    assert seen.status_code == 204
    assert secretary.get("/changed-rights").get_json() == []
    assert [each["sequence"] for each in director.get("/changed-rights").get_json()] == [
        line["sequence"]
    ]


def test_the_roles_of_a_person_say_from_when_to_when(house: House, program: Programs) -> None:
    administrator = program("administrator")
    official = house.staff.official
    sent = {
        "username": "bao",
        "full_name": official.full_name,
        "title": official.title,
        "unit_name": official.unit_name,
        "roles": ["auditor"],
    }

    changed = administrator.ask("PUT", f"/people/{official.person_id}", sent)
    own = administrator.ask(
        "PUT",
        f"/people/{house.staff.administrator.person_id}",
        {**sent, "username": "nam", "roles": ["administrator", "iso_board"]},
    )

    held = administrator.get(f"/people/{official.person_id}/roles").get_json()
    assert (changed.status_code, own.status_code) == (200, 422)
    assert "tự giao vai trò" in own.get_json()["errors"]["roles"][0]["vi"]
    assert {(each["role"], each["ended_by"]) for each in held} == {
        ("official", "Đỗ Hoàng Nam"),
        ("auditor", ""),
    }
