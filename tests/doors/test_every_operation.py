"""Every operation of the API, asked by nobody and by each role, against one table of answers."""

from typing import Any

import pytest
from flask import Flask

from tests.builders import House
from tests.documents.form_values import catalogue
from tests.doors.conftest import Programs, api_of
from tests.doors.moves_table import lines_of_moves
from tests.doors.route_table import (
    ADMINISTRATOR,
    BOARD,
    CLASSIFIERS,
    CORRECTORS,
    EVERYBODY,
    GIVER,
    LOG_READERS,
    MAY_ONLY_READ,
    NOBODY,
    OWNER,
    PLANNERS,
    PROPOSERS,
    PROVERS,
    READERS,
    ROLES,
    SECRETARY,
    SEERS,
    SETTERS,
    TOLD_OF_RIGHTS,
    Line,
    address_of,
    close_account,
    differing,
    routes_of,
    things_of,
)
from tests.web.api.clients import Program

PERSON = {"username": "khac", "full_name": "Người Khác", "title": "Cán bộ", "roles": ["official"]}
UNIT = {"name": "Phòng Khác", "abbreviation": "K"}
KEYED = {"answers": {}, "version": 1, "submission": "k"}
STALE = {**KEYED, "version": 99, "reason": "Sửa"}
A_SERIES = {"first_number": 50}
MAY_LOOK = dict.fromkeys(SEERS - CLASSIFIERS, 403)
MAY_SEE = dict.fromkeys(SEERS - CORRECTORS, 403)
MAY_NOT_CONFIRM = dict.fromkeys(SEERS - BOARD, 403)
WAITED_FOR = {"unit_head": 403}
"""For whom the slip of this test waits; nobody reminds themselves."""
PERSON_RULE = "/people/<int(min=1,max=2147483647):person_id>"
UNIT_RULE = "/units/<int(min=1,max=2147483647):unit_id>"
CATEGORY_RULE = "/categories/<int(min=1,max=2147483647):category_id>"
DAY_RULE = "/working-calendar/<day:day>"
VIEW_RULE = "/saved-views/<int(min=1,max=2147483647):view_id>"
TOKEN_RULE = "/tokens/<int(min=1,max=2147483647):token_id>"
BUNDLE = "/bundles/<id:bundle_id>"
A_BUNDLE = {"records": ["r"], "kind": "zip"}
EVIDENCE = "/records/<id:record_id>/evidence"
PAPER = "/records/<id:record_id>/documents/<int(min=1,max=9999):version>"
SLIP, MINUTES, PLAN = (f"/forms/BM.CTCL.0{n}" for n in (1, 2, 3))
DRAFT, CORRECTIONS = "drafts/<id:draft_id>", "records/<id:record_id>/corrections"
PROPOSALS, PROPOSED = (
    "records/<id:record_id>/correction-proposals",
    "/records/<id:record_id>/correction",
)
A_CLICK = {"submission": "k-proposed"}
OF_ANOTHER_FORM = Line(NOBODY, 200, no=404, sent=KEYED)
NOT_THIS_FORM = Line(NOBODY, 200, no=404, sent=STALE)
SAVED = {"answers": {}, "version": 1}
DELEGATION = "/delegations/<int(min=1,max=2147483647):delegation_id>"
GIVEN = {
    "receiver": "phuoc",
    "role": "iso_secretary",
    "authority": "TUQ",
    "scope": "Tổng hợp phiếu",
}
GIVEN |= {"from_day": "2026-03-05", "to_day": "2026-03-06"}

REGISTER = "/forms/<form:code>/registers/<int(min=2000,max=2100):year>"
A_LIST = {
    "period_from": "2026-03-01",
    "period_to": "2026-03-05",
    "picks": [{"record_id": "r", "version": 1}],
    "submission": "k",
}

# In the order in which they are asked; without LibreOffice whoever may have a PDF is told 503.
TABLE: dict[str, Line] = {
    "GET /docs": Line(EVERYBODY, 200, strangers=200),
    "GET /openapi.json": Line(EVERYBODY, 200, strangers=200),
    "GET /me": Line(EVERYBODY, 200),
    "GET /names": Line(EVERYBODY, 200),
    "GET /forms": Line(EVERYBODY, 200),
    "GET /forms/<form:code>": Line(EVERYBODY, 200),
    "GET /forms/<form:code>/blank.docx": Line(EVERYBODY, 200),
    "GET /forms/<form:code>/blank.pdf": Line(EVERYBODY, 503),
    "POST /read-back": Line(EVERYBODY, 415),
    "GET /records": Line(EVERYBODY, 200),
    "GET /records/groups": Line(EVERYBODY, 200),
    "GET /records.xlsx": Line(EVERYBODY, 200),
    "GET /saved-views": Line(EVERYBODY, 200),
    "PUT /saved-views": Line(EVERYBODY, 200, sent={"name": "Năm nay", "year": 2026}),
    f"DELETE {VIEW_RULE}": Line(OWNER, 204, no=404),
    "GET /records/<id:record_id>": Line(SEERS, 200, no=404),
    "GET /records/<id:record_id>/dossier.zip": Line(SEERS, 200, no=404),
    "GET /bundles": Line(EVERYBODY, 200),
    # The record is nobody's; the official's own bundle is still being made.
    "POST /bundles": Line(NOBODY, 202, no=404, but={"official": 422}, sent=A_BUNDLE),
    f"GET {BUNDLE}": Line(OWNER, 200, no=404),
    f"GET {BUNDLE}/file": Line(NOBODY, 200, no=404),
    f"POST {BUNDLE}/stop": Line(OWNER, 200, no=404),
    "GET /lists/consolidated": Line(SECRETARY, 200),
    "POST /lists/consolidated": Line(SECRETARY, 422, sent=A_LIST),
    f"GET {REGISTER}.docx": Line(EVERYBODY, 200),
    f"GET {REGISTER}.xlsx": Line(EVERYBODY, 200),
    f"GET {REGISTER}.pdf": Line(EVERYBODY, 503),
    f"GET {PAPER}.docx": Line(SEERS, 200, no=404),
    f"GET {PAPER}.pdf": Line(SEERS, 503, no=404),
    f"POST {SLIP}/{CORRECTIONS}": Line(CORRECTORS, 409, no=404, but=MAY_SEE, sent=STALE),
    f"POST {MINUTES}/{CORRECTIONS}": NOT_THIS_FORM,
    f"POST {PLAN}/{CORRECTIONS}": NOT_THIS_FORM,
    f"POST {SLIP}/{PROPOSALS}": Line(CORRECTORS, 409, no=404, but=MAY_SEE, sent=STALE),
    f"POST {MINUTES}/{PROPOSALS}": NOT_THIS_FORM,
    f"POST {PLAN}/{PROPOSALS}": NOT_THIS_FORM,
    # No correction is proposed: who may decide on one is told so.
    f"POST {PROPOSED}/confirm": Line(
        BOARD, 422, no=404, but=MAY_NOT_CONFIRM, sent={**A_CLICK, "version": 1}
    ),
    f"POST {PROPOSED}/decline": Line(
        BOARD, 422, no=404, but=MAY_NOT_CONFIRM, sent={**A_CLICK, "reason": "Không đúng"}
    ),
    f"POST {PROPOSED}/withdraw": Line(SEERS, 422, no=404, sent=A_CLICK),
    **lines_of_moves(catalogue()["BM.CTCL.01"]),
    f"GET {EVIDENCE}": Line(SEERS, 200, no=404),
    f"POST {EVIDENCE}": Line(PROVERS, 422, no=404, but={"auditor": 403}, sent=b"MZ"),
    f"GET {EVIDENCE}/<int(min=1,max=2147483647):evidence_id>": Line(SEERS, 200, no=404),
    "GET /reminders": Line(EVERYBODY, 200),
    "POST /records/<id:record_id>/reminders": Line(SEERS, 201, no=404, but=WAITED_FOR),
    "GET /calendar-feed": Line(EVERYBODY, 200),
    "DELETE /calendar-feed": Line(NOBODY, 204, no=404),
    "GET /people": Line(ADMINISTRATOR, 200),
    "POST /people": Line(ADMINISTRATOR, 201, sent=PERSON),
    "POST /people/import": Line(ADMINISTRATOR, 422, sent=b"no sheet"),
    "POST /people/import/preview": Line(ADMINISTRATOR, 422, sent=b"no sheet"),
    f"PUT {PERSON_RULE}": Line(ADMINISTRATOR, 200, sent={**PERSON, "username": "moi2"}),
    f"POST {PERSON_RULE}/password": Line(ADMINISTRATOR, 200),
    f"GET {PERSON_RULE}/roles": Line(ADMINISTRATOR, 200),
    "GET /security-log": Line(LOG_READERS, 200),
    "GET /security-log.xlsx": Line(LOG_READERS, 200),
    "GET /changed-rights": Line(EVERYBODY, 200),
    "POST /changed-rights/seen": Line(TOLD_OF_RIGHTS, 204, sent={"up_to": 1}),
    "GET /units": Line(EVERYBODY, 200),
    "POST /units": Line(ADMINISTRATOR, 201, sent=UNIT),
    f"PUT {UNIT_RULE}": Line(ADMINISTRATOR, 200, sent={"name": "Phòng Đổi", "abbreviation": "Đ"}),
    "GET /settings": Line(SETTERS, 200),
    "PATCH /settings": Line(SETTERS, 200, sent={}),
    "POST /forms/<form:code>/number-series": Line(SETTERS, 422, sent=A_SERIES),
    "GET /settings/rules": Line(SETTERS, 200),
    "PATCH /settings/rules": Line(SETTERS, 200, sent={}),
    "GET /categories": Line(EVERYBODY, 200),
    "POST /categories": Line(SECRETARY, 201, sent={"name": "Thiếu chữ ký"}),
    f"PUT {CATEGORY_RULE}": Line(SECRETARY, 200, sent={"name": "Trễ hạn"}),
    "GET /records/<id:record_id>/repetition": Line(SEERS, 200, no=404),
    "PUT /records/<id:record_id>/category": Line(CLASSIFIERS, 200, no=404, but=MAY_LOOK, sent={}),
    "GET /working-calendar": Line(EVERYBODY, 200),
    f"PUT {DAY_RULE}": Line(SETTERS, 200, sent={"is_off": True, "name": "Nghỉ bù"}),
    f"DELETE {DAY_RULE}": Line(SETTERS, 204),
    "GET /drafts": Line(EVERYBODY, 200),
    f"POST {SLIP}/drafts": Line(PROPOSERS, 201, sent={"answers": {}}),
    f"POST {MINUTES}/drafts": Line(SECRETARY, 201, sent={"answers": {}}),
    f"POST {PLAN}/drafts": Line(PLANNERS, 201, sent={"answers": {}}),
    f"GET /{DRAFT}": Line(OWNER, 200, no=404),
    f"GET /{DRAFT}/document.docx": Line(OWNER, 200, no=404),
    f"GET /{DRAFT}/document.pdf": Line(OWNER, 503, no=404),
    f"PATCH {MINUTES}/{DRAFT}": Line(NOBODY, 200, no=404, sent=SAVED),
    f"PATCH {PLAN}/{DRAFT}": Line(NOBODY, 200, no=404, sent=SAVED),
    f"PATCH {SLIP}/{DRAFT}": Line(OWNER, 200, no=404, sent=SAVED),
    f"DELETE /{DRAFT}": Line(OWNER, 204, no=404),
    f"POST /{DRAFT}/restore": Line(OWNER, 200, no=404),
    f"POST {MINUTES}/{DRAFT}/moves/<any(issue):move>": OF_ANOTHER_FORM,
    f"POST {PLAN}/{DRAFT}/moves/<any(issue,issue_unit):move>": OF_ANOTHER_FORM,
    f"POST {SLIP}/{DRAFT}/moves/<any(submit,submit_treated):move>": Line(
        OWNER, 200, no=404, sent={**KEYED, "version": 2}
    ),
    "GET /delegations": Line(EVERYBODY, 200),
    "POST /delegations": Line(SECRETARY, 201, sent=GIVEN),
    f"GET {DELEGATION}": Line(READERS, 200, no=404),
    f"GET {DELEGATION}/paper.docx": Line(READERS, 200, no=404),
    f"GET {DELEGATION}/paper.pdf": Line(READERS, 503, no=404),
    f"POST {DELEGATION}/revoke": Line(GIVER, 200, no=404, but=MAY_ONLY_READ),
    "GET /tokens": Line(EVERYBODY, 200),
    f"DELETE {TOKEN_RULE}": Line(NOBODY, 204, no=404),
}


def answers(site: Flask, house: House, asking: Program) -> dict[str, int]:
    """The status of every line of the table, asked in its order."""
    things = things_of(house)
    house.office.pdf.stop()
    seen = {}
    for name, line in TABLE.items():
        method, address = address_of(api_of(site), name, things)
        address = address.replace("/tokens/1", "/tokens/99999")
        seen[name] = ask(asking, method, address, line.sent)
    return seen


def ask(program: Program, method: str, address: str, sent: Any) -> int:
    """The status of one request."""
    if isinstance(sent, bytes):
        kind = "application/octet-stream"
        answer = program.ask(method, address, data=sent, content_type=kind)
    else:
        answer = program.ask(method, address, sent)
    # A dossier is streamed from a file of its own, which the server closes with the answer.
    answer.close()
    return answer.status_code


def expected_of_a_stranger() -> dict[str, int]:
    """What is answered without a living token."""
    return {name: line.strangers or 401 for name, line in TABLE.items()}


def test_the_table_knows_every_operation_and_nothing_else(site: Flask) -> None:
    assert routes_of(api_of(site)) == set(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_as_the_table_says(
    site: Flask, house: House, program: Programs, role: str
) -> None:
    seen = answers(site, house, program(role))

    assert differing({name: line.expected(role) for name, line in TABLE.items()}, seen) == []


def test_without_a_token_nothing_is_answered(site: Flask, house: House) -> None:
    seen = answers(site, house, Program(site.test_client()))

    assert differing(expected_of_a_stranger(), seen) == []


def test_the_token_of_a_closed_account_is_worth_nothing(
    site: Flask, house: House, program: Programs
) -> None:
    asking = program("secretary")
    close_account(house, house.staff.secretary)

    seen = answers(site, house, asking)

    assert differing(expected_of_a_stranger(), seen) == []
