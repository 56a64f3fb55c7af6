"""Who may not see a record finds nothing: not one letter differs from an id that never was."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service.web.gate import REQUEST_ID
from service.workflow.account.api_tokens import issue_token
from tests.builders import INSPECTION, House, a_slip
from tests.doors.conftest import Browsers, Programs
from tests.web.api.clients import Program
from tests.web.conftest import Browser

NEVER = "raaaaaaaaaaaaaaaa"
SECRET = "Chuyện không ai ngoài phòng được biết"
OUTSIDERS = ("stranger", "administrator")
INSIDERS = ("official", "unit_head", "auditor", "secretary", "board", "director")
PAGES = ("", "/versions/1.docx", "/versions/1.pdf", "/versions/2.docx", "/correct")
API = ("", "/documents/1.docx", "/documents/1.pdf", "/documents/2.docx")
CORRECTION = {"answers": {}, "version": 1, "reason": "Sửa", "submission": "k"}
OF_EACH_ANSWER = {"Set-Cookie", "Content-Length", REQUEST_ID}
VARYING = re.compile(r'name="csrf[-_]token" (content|value)="[^"]+"')


@pytest.fixture
def slip(house: House) -> str:
    """A slip of the budget unit's official."""
    return a_slip(house.office, house.staff.official, nonconformity_description=SECRET).record_id


def told(answer: TestResponse, record_id: str) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, body and headers of an answer without the id that was asked for."""
    headers = [pair for pair in answer.headers if pair[0] not in OF_EACH_ANSWER]
    return answer.status_code, VARYING.sub("", answer.text).replace(record_id, "ID"), headers


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("end", PAGES)
def test_a_page_of_it_is_the_page_of_nothing(
    signed_in: Browsers, slip: str, role: str, end: str
) -> None:
    outsider = signed_in(role)

    real = outsider.get(f"/records/{slip}{end}")
    never = outsider.get(f"/records/{NEVER}{end}")

    assert real.status_code == 404
    assert told(real, slip) == told(never, NEVER)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_correction_of_it_corrects_nothing(
    house: House, signed_in: Browsers, slip: str, role: str
) -> None:
    outsider = signed_in(role)
    sent = {"version": "1", "reason": "Sửa", "submission": "k", "issue_place": "Hà Nội"}

    real = outsider.post(f"/records/{slip}/correct", sent)
    never = outsider.post(f"/records/{NEVER}/correct", sent)

    assert real.status_code == 404
    assert told(real, slip) == told(never, NEVER)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_the_api_knows_nothing_of_it_either(program: Programs, slip: str, role: str) -> None:
    outsider = program(role)
    correcting = "/forms/BM.CTCL.01/records/{}/corrections"

    answers = [
        (outsider.get(f"/records/{slip}{end}"), outsider.get(f"/records/{NEVER}{end}"))
        for end in API
    ]
    answers.append(
        (
            outsider.post(correcting.format(slip), CORRECTION),
            outsider.post(correcting.format(NEVER), CORRECTION),
        )
    )

    for real, never in answers:
        assert real.status_code == 404
        assert told(real, slip) == told(never, NEVER)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_neither_list_nor_search_nor_home_shows_it(
    signed_in: Browsers, program: Programs, slip: str, role: str
) -> None:
    page, api = signed_in(role), program(role)

    seen = [
        page.get(address).text
        for address in ("/", "/records", "/records?text=chuyen", "/records?form=BM.CTCL.01")
    ]
    counted = [
        api.get(p).get_json() for p in ("/records", "/records?text=chuyen", "/records?unit=2")
    ]

    assert not any(slip in text or SECRET in text or "01/2026" in text for text in seen)
    assert [(each["records"], each["total"], each["years"]) for each in counted] == [
        ([], 0, [])
    ] * 3


@pytest.mark.parametrize("role", INSIDERS)
def test_who_has_a_share_in_it_sees_it_at_both_doors(
    signed_in: Browsers, program: Programs, slip: str, role: str
) -> None:
    page, api = signed_in(role), program(role)

    assert SECRET in page.get(f"/records/{slip}").text
    assert slip in page.get("/records?text=chuyen").text
    assert page.get(f"/records/{slip}/versions/1.docx").status_code == 200
    assert api.get(f"/records/{slip}").get_json()["answers"]["nonconformity_description"] == SECRET


def test_the_concerned_unit_sees_what_concerns_it(house: House, signed_in: Browsers) -> None:
    slip = a_slip(
        house.office, house.staff.stranger, concerned_unit="Phòng Quản lý ngân sách"
    ).record_id

    assert signed_in("official").get(f"/records/{slip}").status_code == 200
    assert signed_in("administrator").get(f"/records/{slip}").status_code == 404


def test_who_is_named_as_the_author_sees_it(house: House, signed_in: Browsers) -> None:
    named = a_slip(
        house.office, house.staff.unit_head, requester_name=house.staff.stranger.full_name
    ).record_id

    assert signed_in("stranger").get(f"/records/{named}").status_code == 200


def test_a_correction_takes_a_unit_out_of_what_it_may_see(
    house: House, site: Flask, program: Programs
) -> None:
    slip = a_slip(house.office, house.staff.stranger, concerned_unit=INSPECTION).record_id
    secretary, official = program("secretary"), program("official")
    moved = {**CORRECTION, "answers": {"concerned_unit": "Phòng Quản lý ngân sách"}}

    before = official.get(f"/records/{slip}").status_code
    done = secretary.post(f"/forms/BM.CTCL.01/records/{slip}/corrections", moved)
    after = official.get(f"/records/{slip}").status_code

    assert (before, done.status_code, after) == (404, 200, 200)


def test_drafts_are_their_owner_s_alone(house: House, site: Flask, signed_in: Browsers) -> None:
    draft = signed_in("official").start("BM.CTCL.01")
    secretary = signed_in("secretary")
    api = Program(
        site.test_client(), issue_token(house.office, house.staff.secretary, "thử").secret
    )

    pages = {
        secretary.get(f"/drafts/{draft}{end}").status_code
        for end in ("", "/parts/request", "/check", "/text", "/paper.docx", "/paper.pdf")
    }

    assert pages == {404}
    assert api.get(f"/drafts/{draft}").status_code == 404
    assert secretary.post(f"/drafts/{draft}/discard").status_code == 404
    assert told(secretary.get(f"/drafts/{draft}"), draft) == told(
        secretary.get("/drafts/daaaaaaaaaaaaaaaa"), "daaaaaaaaaaaaaaaa"
    )


def test_a_drawn_page_is_shown_to_nobody_else(visitor: Browser, signed_in: Browsers) -> None:
    assert visitor.get("/pictures/khong-doan-duoc/1.webp").status_code == 303
    assert signed_in("official").get("/pictures/khong-doan-duoc/1.webp").status_code == 404
