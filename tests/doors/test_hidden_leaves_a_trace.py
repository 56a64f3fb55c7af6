"""Whatever is asked for and not shown leaves one line, at whichever door it was asked."""

import pytest

from service.store.ledger.security_log import LogQuery, SecurityLine, read_log
from service.workflow.bundles.request_bundle import ask_bundle
from service.workflow.delegation.give_delegation import give_delegation
from tests.builders import BUDGET, House, a_draft, a_slip, some_evidence
from tests.doors.conftest import Browsers, Programs

PAGES = {
    "the page": "/records/{slip}",
    "a Word file": "/records/{slip}/versions/1.docx",
    "a PDF": "/records/{slip}/versions/1.pdf",
    "the dossier": "/records/{slip}/dossier.zip",
    "a file of evidence": "/records/{slip}/evidence/{evidence}",
    "the list of evidence": "/records/{slip}/evidence",
    "the correction": "/records/{slip}/correct",
    "a move": "/records/{slip}/moves/treat",
    "a bundle": "/bundles/{bundle}",
    "somebody's draft": "/drafts/{draft}/parts/request",
    "somebody's draft as Word": "/drafts/{draft}/paper.docx",
    "a delegation": "/delegations/{delegation}/paper.docx",
}
API = {
    "the record": "/records/{slip}",
    "a Word file": "/records/{slip}/documents/1.docx",
    "a PDF": "/records/{slip}/documents/1.pdf",
    "the dossier": "/records/{slip}/dossier.zip",
    "the evidence": "/records/{slip}/evidence",
    "a file of evidence": "/records/{slip}/evidence/{evidence}",
    "the repetition": "/records/{slip}/repetition",
    "a bundle": "/bundles/{bundle}",
    "a bundle's file": "/bundles/{bundle}/file",
    "somebody's draft": "/drafts/{draft}",
    "a delegation": "/delegations/{delegation}",
}


@pytest.fixture
def things(house: House) -> dict[str, str]:
    """What belongs to others than the stranger."""
    office, official = house.office, house.staff.official
    slip = a_slip(office, official).record_id
    return {
        "slip": slip,
        "evidence": str(some_evidence(office, official, slip).id),
        "draft": a_draft(office, official).id,
        "bundle": ask_bundle(office, official, [slip], "zip").id,
        "delegation": str(
            give_delegation(
                office,
                house.staff.director,
                receiver=house.staff.board.person_id,
                role="director",
                authority="TUQ",
                from_day="05/03/2026",
                to_day="06/03/2026",
                scope="Ký thay",
            ).id
        ),
    }


def refused(house: House) -> list[SecurityLine]:
    with house.office.database.reading() as uow:
        return list(read_log(uow, LogQuery(is_sample=False, kinds=("refused",))))


@pytest.mark.parametrize("what", PAGES)
def test_a_page_that_is_not_shown_leaves_one_line(
    house: House, signed_in: Browsers, things: dict[str, str], what: str
) -> None:
    answer = signed_in("stranger").get(PAGES[what].format(**things))

    assert answer.status_code == 404
    _one_line_of(house, things)


@pytest.mark.parametrize("what", API)
def test_an_answer_of_the_api_that_is_not_given_leaves_one_line(
    house: House, program: Programs, things: dict[str, str], what: str
) -> None:
    answer = program("stranger").get(API[what].format(**things))

    assert answer.status_code == 404
    _one_line_of(house, things)


def _one_line_of(house: House, things: dict[str, str]) -> None:
    (line,) = refused(house)
    assert line.actor_id == house.staff.stranger.person_id
    assert line.address == "127.0.0.1"
    assert line.payload["record"] in things.values()
    assert line.payload["deed"]


def test_asking_for_many_of_which_one_is_hidden_leaves_a_line(
    house: House, signed_in: Browsers, program: Programs, things: dict[str, str]
) -> None:
    sent = {"pick": things["slip"], "kind": "zip"}
    on_page = signed_in("stranger").post("/bundles", sent)
    asked = program("stranger").post("/bundles", {"records": [things["slip"]], "kind": "zip"})

    assert asked.status_code == 404
    assert on_page.status_code in (303, 404)
    assert {each.payload["record"] for each in refused(house)} == {things["slip"]}


@pytest.mark.parametrize("address", ["/people", "/settings", "/security-log", "/categories"])
def test_a_page_for_others_leaves_one_line_too(
    house: House, signed_in: Browsers, address: str
) -> None:
    assert signed_in("official").get(address).status_code == 403

    (line,) = refused(house)
    assert line.payload["deed"] == f"GET {address}"


def test_an_operation_for_others_leaves_one_line_too(house: House, program: Programs) -> None:
    assert program("official").get("/people").status_code == 403

    (line,) = refused(house)
    assert line.payload["deed"] == "GET /people"


def test_an_address_that_never_was_leaves_no_line(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    signed_in("official").get("/khong-co-trang-nay")
    program("official").get("/khong-co")

    assert refused(house) == []


def test_a_new_person_is_noted_with_the_address_it_was_done_from(
    house: House, signed_in: Browsers
) -> None:
    sent = {
        "username": "moi",
        "full_name": "Người Mới",
        "title": "Cán bộ",
        "unit_name": BUDGET,
        "roles": "official",
    }
    assert signed_in("administrator").post("/people", sent).status_code == 200

    with house.office.database.reading() as uow:
        given, added, signed = read_log(uow, LogQuery(is_sample=False))
    assert [each.kind for each in (signed, added, given)] == [
        "signed_in",
        "person_added",
        "role_given",
    ]
    assert {each.address for each in (signed, added, given)} == {"127.0.0.1"}
