"""Every operation of the API, asked by a stranger and in each role, against one table."""

from collections.abc import Iterator

import pytest
from flask import Flask

from service.web.api import create_api
from tests.builders import MINUTES, PLAN, SLIP, House
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs

NOBODY_S_ID = "raaaaaaaaaaaaaaaa"
EVERYBODY = {"official", "unit_head", "auditor", "secretary", "board", "director", "administrator"}
ADMINISTRATOR = {"administrator"}
SECRETARY = {"secretary"}
LOG_READERS = {"administrator", "director", "secretary"}
KEEPERS = {"administrator", "secretary"}
PROPOSERS = {"official", "unit_head", "auditor", "secretary"}
PLANNERS = {"unit_head", "secretary"}

# Who is not turned away (403) from what; what is somebody else's own is 404 for all alike.
ALLOWED: dict[str, set[str]] = {
    "GET /people": ADMINISTRATOR,
    "POST /people": ADMINISTRATOR,
    "PUT /people/{person_id}": ADMINISTRATOR,
    "POST /people/{person_id}/password": ADMINISTRATOR,
    "GET /people/{person_id}/roles": ADMINISTRATOR,
    "GET /security-log": LOG_READERS,
    "GET /security-log.xlsx": LOG_READERS,
    "POST /changed-rights/seen": {"director", "secretary"},
    "POST /units": ADMINISTRATOR,
    "PUT /units/{unit_id}": ADMINISTRATOR,
    "POST /people/import": ADMINISTRATOR,
    "POST /people/import/preview": ADMINISTRATOR,
    "GET /lists/consolidated": SECRETARY,
    "POST /lists/consolidated": SECRETARY,
    "GET /settings": KEEPERS,
    "PATCH /settings": KEEPERS,
    "POST /forms/{code}/number-series": KEEPERS,
    "GET /settings/rules": KEEPERS,
    "PATCH /settings/rules": KEEPERS,
    "POST /categories": SECRETARY,
    "PUT /categories/{category_id}": SECRETARY,
    f"POST /forms/{SLIP}/drafts": PROPOSERS,
    f"POST /forms/{MINUTES}/drafts": SECRETARY,
    f"POST /forms/{PLAN}/drafts": PLANNERS,
}
PERSON = {
    "username": "moi",
    "full_name": "Người Mới",
    "title": "Chuyên viên",
    "roles": ["official"],
}
BODIES = {
    "/people": PERSON,
    "/people/{person_id}": PERSON,
    "/settings": {"place_name": "Nha Trang"},
    "/lists/consolidated": {
        "period_from": "2026-03-01",
        "period_to": "2026-03-05",
        "picks": [{"record_id": NOBODY_S_ID, "version": 1}],
        "submission": "k",
    },
    "/forms/{code}/number-series": {"first_number": 15},
    "/settings/rules": {},
    "/categories": {"name": "Thiếu chữ ký"},
    "/categories/{category_id}": {"name": "Thiếu chữ ký", "active": True},
    "/records/{record_id}/category": {},
    "/changed-rights/seen": {"up_to": 1},
    "/units": {"name": "Đơn vị mới", "abbreviation": "ĐVM"},
    "/units/{unit_id}": {"name": "Đơn vị khác", "abbreviation": "ĐVK"},
}
FILES = {"/people/import", "/people/import/preview", "/read-back", "/records/{record_id}/evidence"}
DRAFT_BODY = {"answers": {}, "version": 1, "submission": "k", "reason": "Sửa"}


def operations(house: House) -> Iterator[tuple[str, str]]:
    """Method and path of every operation described."""
    described = create_api(house.office).test_client().get("/openapi.json").get_json()
    for path, methods in described["paths"].items():
        yield from ((each.upper(), path) for each in methods if each != "parameters")


def ask(program: Program, method: str, path: str) -> int:
    """The status of one request to an operation, with nobody's ids in its path."""
    filled = (
        path.replace("{draft_id}", NOBODY_S_ID)
        .replace("{record_id}", NOBODY_S_ID)
        .replace("{code}", SLIP)
        .replace("{version}", "1")
        .replace("{year}", "2026")
        .replace("{move}", "submit" if SLIP in path else "issue")
    )
    for name in ("{person_id}", "{unit_id}", "{token_id}", "{evidence_id}", "{category_id}"):
        filled = filled.replace(name, "99999")
    if method == "GET":
        return program.get(filled).status_code
    if path in FILES:
        octets = "application/octet-stream"
        return program.post(filled, data=b"x", content_type=octets).status_code
    return program.ask(method, filled, BODIES.get(path, _body(path))).status_code


def _body(path: str) -> dict[str, object]:
    if path.endswith("/drafts"):
        return {"answers": {}}
    kept = {"moves": ("answers", "version", "submission"), "corrections": tuple(DRAFT_BODY)}
    last = path.split("/")[-2 if "moves" in path else -1]
    return {name: DRAFT_BODY[name] for name in kept.get(last, ("answers", "version"))}


def test_a_stranger_gets_no_answer_from_any_operation(house: House, site: Flask) -> None:
    stranger = Program(site.test_client())

    answers = {(m, p): ask(stranger, m, p) for m, p in operations(house)}

    assert len(answers) > 30
    assert set(answers.values()) == {401}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_role_is_turned_away_from_exactly_what_the_table_says(
    house: House, program: Programs, role: str
) -> None:
    holder = program(role)
    asked = [each for each in operations(house) if not each[1].endswith(".pdf")]

    refused = {f"{m} {p}" for m, p in asked if ask(holder, m, p) == 403}

    assert refused == {name for name, roles in ALLOWED.items() if role not in roles}


def test_the_table_speaks_of_nothing_that_is_not_there(house: House) -> None:
    known = {f"{method} {path}" for method, path in operations(house)}

    assert set(ALLOWED) <= known


def test_no_operation_breaks_on_nobody_s_ids(house: House, program: Programs) -> None:
    secretary = program("secretary")

    answers = {(m, p): ask(secretary, m, p) for m, p in operations(house) if not p.endswith(".pdf")}

    assert {each for each in answers.values() if each >= 500} == set()
