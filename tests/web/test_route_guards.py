"""Every address of the pages, asked by a stranger and by every role, against one table."""

import pytest
from flask import Flask

from tests.builders import STAFF, House, a_slip, some_evidence
from tests.web.conftest import Browser

OPEN = {
    "web.static",
    "web.sign_in",
    "web.let_in",
    "web.preferences",
    "web.guide",
    "web.keyboard_help",
    "web.calendar_feed",
    "web.alive",
    "web.ready",
}
ALL = frozenset(STAFF)
SEE_ALL = frozenset({"secretary", "board", "director", "auditor"})
SEE_THE_SLIP = SEE_ALL | {"official", "unit_head"}

WHO_MAY_GET: dict[str, frozenset[str]] = {
    "/": ALL,
    "/forms": ALL,
    "/forms/BM.CTCL.01/blank.docx": ALL,
    "/records": ALL,
    "/records.xlsx": ALL,
    "/lists/consolidated": frozenset({"secretary"}),
    "/lists/register?form=BM.CTCL.01&year=2026&kind=xlsx": ALL,
    "/account": ALL,
    "/password": ALL,
    "/keys": ALL,
    "/guide": ALL,
    "/people": frozenset({"administrator"}),
    "/security-log": frozenset({"administrator", "director", "secretary"}),
    "/security-log.xlsx": frozenset({"administrator", "director", "secretary"}),
    "/people/1": frozenset({"administrator"}),
    "/units": frozenset({"administrator"}),
    "/units/1": frozenset({"administrator"}),
    "/settings": frozenset({"administrator", "secretary"}),
    "/delegations": ALL,
    "/categories": frozenset({"secretary"}),
    "/settings/sample-data": frozenset({"administrator"}),
    "/settings/working-calendar": frozenset({"administrator", "secretary"}),
    "/records/{slip}": SEE_THE_SLIP,
    "/records/{slip}/versions/1.docx": SEE_THE_SLIP,
    "/records/{slip}/evidence/{evidence}": SEE_THE_SLIP,
    "/records/{slip}/correct": frozenset({"official", "secretary"}),
    "/records/{slip}/moves/treat": frozenset({"unit_head"}),
    "/records/{slip}/moves/withdraw": frozenset({"official"}),
    "/drafts/{draft}/parts/request": frozenset({"official"}),
    "/drafts/{draft}/check": frozenset({"official"}),
    "/drafts/{draft}/text": frozenset({"official"}),
    "/drafts/{draft}/paper.docx": frozenset({"official"}),
}


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every (endpoint, method, address) of the pages, with something in each gap."""
    gaps = {
        "draft_id": "d1",
        "record_id": "r1",
        "section": "request",
        "kind": "docx",
        "code": "BM.CTCL.01",
        "key": "k",
        "move": "treat",
        "filename": "layout/tokens.css",
    }
    found = []
    for rule in app.url_map.iter_rules():
        values = {name: gaps.get(name, 1) for name in rule.arguments}
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            built = rule.build(values)
            assert built is not None
            found.append((rule.endpoint, method, built[1]))
    return found


def test_a_stranger_is_sent_to_the_sign_in_page_everywhere(app: Flask, visitor: Browser) -> None:
    visitor.get("/sign-in")
    for endpoint, method, address in addresses(app):
        if endpoint in OPEN:
            continue

        send = visitor.get if method == "GET" else visitor.post
        answer = send(address)

        assert answer.status_code == 303, (method, address)
        assert answer.location.startswith("/sign-in"), (method, address)


def test_no_change_is_made_without_a_pages_token(app: Flask, official: Browser) -> None:
    for _endpoint, method, address in addresses(app):
        if method == "POST":
            assert official.client.post(address).status_code == 400, address


@pytest.mark.parametrize("role", sorted(ALL))
def test_each_role_opens_exactly_its_pages(app: Flask, house: House, role: str) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    evidence = some_evidence(house.office, house.staff.official, slip).id
    draft = Browser(app.test_client()).sign_in("official").start("BM.CTCL.01")
    person = Browser(app.test_client()).sign_in(role)

    seen = {
        pattern
        for pattern in WHO_MAY_GET
        if person.get(pattern.format(slip=slip, draft=draft, evidence=evidence)).status_code == 200
    }

    assert seen == {pattern for pattern, roles in WHO_MAY_GET.items() if role in roles}


def test_an_address_that_is_no_page_says_so(official: Browser, visitor: Browser) -> None:
    assert official.get("/khong-co/trang-nay").status_code == 404
    assert visitor.post("/khong-co").status_code == 404
