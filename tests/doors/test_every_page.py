"""Every address of the pages, asked by nobody and by each role, against one table of answers."""

import pytest
from flask import Flask

from tests.builders import House
from tests.doors.conftest import Browsers
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
from tests.needs import libreoffice
from tests.web.conftest import Browser

READY = 200 if libreoffice() else 503
"""A machine without LibreOffice serves, but not everything."""
SLIP_DRAFT = {"form": "BM.CTCL.01"}
SEND = {"move": "submit", "version": "1", "submission": "k"}
HEAD = frozenset({"unit_head"})
MAY_NOT_MOVE = dict.fromkeys(SEERS - HEAD, 403)
MAY_LOOK = dict.fromkeys(SEERS - CLASSIFIERS, 403)
MAY_SEE = dict.fromkeys(SEERS - CORRECTORS, 403)
MAY_NOT_CONFIRM = dict.fromkeys(SEERS - BOARD, 403)

# In the order in which they are asked: a draft is sent after it was looked at.
TABLE: dict[str, Line] = {
    "GET /": Line(EVERYBODY, 200),
    "GET /forms": Line(EVERYBODY, 200),
    "GET /forms/<code>/blank.<any(docx, pdf):kind>": Line(EVERYBODY, 200),
    "GET /keys": Line(EVERYBODY, 200, strangers=200),
    "GET /guide": Line(EVERYBODY, 200, strangers=200),
    "GET /healthz": Line(EVERYBODY, 200, strangers=200),
    "GET /readyz": Line(EVERYBODY, READY, strangers=READY),
    "GET /static/<path:filename>": Line(EVERYBODY, 200, strangers=200),
    "GET /sign-in": Line(EVERYBODY, 200, strangers=200),
    "POST /sign-in": Line(EVERYBODY, 422, strangers=422),
    "POST /preferences": Line(EVERYBODY, 303, strangers=303),
    "GET /account": Line(EVERYBODY, 200),
    "POST /account": Line(EVERYBODY, 422),
    "POST /account/tokens/<int:token_id>/revoke": Line(NOBODY, 303, no=404),
    "POST /account/calendar": Line(EVERYBODY, 200),
    "POST /account/calendar/revoke": Line(EVERYBODY, 303),
    "GET /calendar/<token>.ics": Line(NOBODY, 200, no=404, strangers=404),
    "GET /password": Line(EVERYBODY, 200),
    "POST /password": Line(EVERYBODY, 422),
    "GET /records": Line(EVERYBODY, 200),
    "GET /records.xlsx": Line(EVERYBODY, 200),
    "GET /records/<record_id>": Line(SEERS, 200, no=404),
    "GET /records/<record_id>/dossier.zip": Line(SEERS, 200, no=404),
    "GET /saved-views": Line(EVERYBODY, 303),
    "POST /saved-views": Line(EVERYBODY, 303, sent={"name": "Năm nay", "year": "2026"}),
    "POST /saved-views/<int:view_id>/remove": Line(OWNER, 303, no=404),
    # Nothing is ticked.
    "POST /bundles": Line(EVERYBODY, 422),
    "GET /bundles/<bundle_id>": Line(OWNER, 200, no=404),
    "GET /bundles/<bundle_id>/state": Line(OWNER, 200, no=404),
    # It is still being made.
    "GET /bundles/<bundle_id>/file": Line(NOBODY, 200, no=404),
    "POST /bundles/<bundle_id>/stop": Line(OWNER, 303, no=404),
    "GET /lists/consolidated": Line(SECRETARY, 200),
    # Nothing is ticked: who may make a list is told so.
    "POST /lists/consolidated": Line(SECRETARY, 422),
    # Without saying of which form, which year, as what file.
    "GET /lists/register": Line(NOBODY, 200, no=404),
    "GET /records/<record_id>/versions/<int:version>.<any(docx, pdf):kind>": Line(
        SEERS, 200, no=404
    ),
    # The slip waits for the unit's head, and nobody reminds themselves.
    "POST /records/<record_id>/remind": Line(SEERS, 303, no=404, but={"unit_head": 403}),
    # The slip is with the unit head: nobody edits it, and who sees it is told where it is.
    "POST /records/<record_id>/edit": Line(SEERS, 409, no=404),
    "GET /records/<record_id>/correct": Line(CORRECTORS, 200, no=404, but=MAY_SEE),
    "POST /records/<record_id>/correct": Line(CORRECTORS, 422, no=404, but=MAY_SEE),
    # No correction is proposed: who may see the record, or decide on one, is told so.
    "GET /records/<record_id>/correction": Line(SEERS, 200, no=404),
    "GET /records/<record_id>/correction/paper.<any(docx, pdf):kind>": Line(NOBODY, 200, no=404),
    "POST /records/<record_id>/correction/confirm": Line(
        BOARD, 422, no=404, but=MAY_NOT_CONFIRM, sent={"version": "1"}
    ),
    "POST /records/<record_id>/correction/decline": Line(BOARD, 422, no=404, but=MAY_NOT_CONFIRM),
    "POST /records/<record_id>/correction/withdraw": Line(SEERS, 422, no=404),
    "GET /records/<record_id>/moves/<move>": Line(HEAD, 200, no=404, but=MAY_NOT_MOVE),
    "POST /records/<record_id>/moves/<move>": Line(
        HEAD, 422, no=404, but=MAY_NOT_MOVE, sent={"version": "1", "submission": "k"}
    ),
    "GET /records/<record_id>/evidence": Line(SEERS, 303, no=404),
    # Without a file: who may add one is told so beside the field.
    "POST /records/<record_id>/evidence": Line(PROVERS, 422, no=404, but={"auditor": 403}),
    "GET /records/<record_id>/evidence/<int:number>": Line(SEERS, 200, no=404),
    "GET /people": Line(ADMINISTRATOR, 200),
    "POST /people": Line(ADMINISTRATOR, 422),
    "POST /people/import": Line(ADMINISTRATOR, 422),
    "GET /people/pattern.xlsx": Line(ADMINISTRATOR, 200),
    "GET /people/<int:person_id>": Line(ADMINISTRATOR, 200),
    "POST /people/<int:person_id>": Line(ADMINISTRATOR, 422),
    "POST /people/<int:person_id>/active": Line(ADMINISTRATOR, 303, sent={"active": "1"}),
    "POST /people/<int:person_id>/password": Line(ADMINISTRATOR, 200),
    "GET /units": Line(ADMINISTRATOR, 200),
    "POST /units": Line(ADMINISTRATOR, 422),
    "GET /units/<int:unit_id>": Line(ADMINISTRATOR, 200),
    "POST /units/<int:unit_id>": Line(ADMINISTRATOR, 422),
    "POST /units/<int:unit_id>/active": Line(ADMINISTRATOR, 303, sent={"active": "1"}),
    "GET /categories": Line(SECRETARY, 200),
    "POST /categories": Line(SECRETARY, 422),
    "GET /categories/<int:category_id>": Line(SECRETARY, 200),
    "POST /categories/<int:category_id>": Line(SECRETARY, 422),
    "POST /categories/<int:category_id>/active": Line(SECRETARY, 303, sent={"active": "1"}),
    "POST /records/<record_id>/category": Line(CLASSIFIERS, 303, no=404, but=MAY_LOOK),
    "GET /settings": Line(SETTERS, 200),
    "POST /settings/rules": Line(SETTERS, 303),
    "POST /settings": Line(SETTERS, 422),
    "POST /settings/preview": Line(SETTERS, 200),
    "GET /settings/sample-data": Line(ADMINISTRATOR, 200),
    "POST /settings/sample-data/remove": Line(ADMINISTRATOR, 303),
    "GET /settings/working-calendar": Line(SETTERS, 200),
    "POST /settings/working-calendar": Line(SETTERS, 422),
    "POST /settings/working-calendar/remove": Line(SETTERS, 404),
    "POST /drafts": Line(PROPOSERS, 303, sent=SLIP_DRAFT),
    "GET /drafts/<draft_id>": Line(OWNER, 303, no=404),
    "GET /drafts/<draft_id>/parts/<section>": Line(OWNER, 200, no=404),
    "GET /drafts/<draft_id>/check": Line(OWNER, 200, no=404),
    "GET /drafts/<draft_id>/text": Line(OWNER, 200, no=404),
    "GET /drafts/<draft_id>/paper.<any(docx, pdf):kind>": Line(OWNER, 200, no=404),
    # The house of this test has no LibreOffice: who may have the picture is told so.
    "POST /drafts/<draft_id>/parts/<section>/preview": Line(OWNER, 503, no=404),
    "GET /pictures/<key>/<int:number>.webp": Line(NOBODY, 200, no=404),
    "POST /drafts/<draft_id>/parts/<section>/autosave": Line(
        OWNER, 200, no=404, sent={"version": "1"}
    ),
    "POST /drafts/<draft_id>/parts/<section>": Line(OWNER, 303, no=404, sent={"version": "2"}),
    "POST /drafts/<draft_id>/discard": Line(OWNER, 303, no=404),
    "POST /drafts/<draft_id>/restore": Line(OWNER, 303, no=404),
    "POST /drafts/<draft_id>/send": Line(OWNER, 303, no=404, sent={**SEND, "version": "1"}),
    "GET /security-log": Line(LOG_READERS, 200),
    "GET /security-log.xlsx": Line(LOG_READERS, 200),
    "POST /security-log/rights-seen": Line(TOLD_OF_RIGHTS, 303),
    "GET /delegations": Line(EVERYBODY, 200),
    "POST /delegations": Line(EVERYBODY, 422),
    "GET /delegations/<int:delegation_id>/revoke": Line(READERS, 200, no=404),
    "GET /delegations/<int:delegation_id>/paper.<any(docx, pdf):kind>": Line(READERS, 200, no=404),
    "POST /delegations/<int:delegation_id>/revoke": Line(GIVER, 303, no=404, but=MAY_ONLY_READ),
    # Without a place to keep it for there is nothing to keep; every place has its own test.
    "POST /unsent": Line(NOBODY, 200, no=404),
    "GET /unsent/<int:unsent_id>": Line(OWNER, 303, no=404),
    "POST /unsent/<int:unsent_id>/discard": Line(OWNER, 303, no=404),
    "POST /still-here": Line(EVERYBODY, 200),
    "POST /sign-out": Line(EVERYBODY, 303),
}


def answers(site: Flask, house: House, asking: Browser) -> dict[str, int]:
    """The status of every line of the table, asked in its order."""
    things = things_of(house)
    house.office.pdf.stop()
    seen = {}
    for name, line in TABLE.items():
        method, address = address_of(site, name, things)
        sent = {"csrf_token": asking.token, **(line.sent or {})}
        data = None if method == "GET" else sent
        with asking.client.open(address, method=method, data=data) as answer:
            seen[name] = answer.status_code
    return seen


def expected_of_a_stranger() -> dict[str, int]:
    """What somebody without a living session is answered: the way to the sign-in page."""
    return {name: line.strangers or 303 for name, line in TABLE.items()}


def test_the_table_knows_every_page_and_nothing_else(site: Flask) -> None:
    assert routes_of(site) == set(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_as_the_table_says(
    site: Flask, house: House, signed_in: Browsers, role: str
) -> None:
    seen = answers(site, house, signed_in(role))

    assert differing({name: line.expected(role) for name, line in TABLE.items()}, seen) == []


def test_nobody_is_answered_as_the_table_says(site: Flask, house: House, visitor: Browser) -> None:
    visitor.get("/sign-in")

    seen = answers(site, house, visitor)

    assert differing(expected_of_a_stranger(), seen) == []


def test_somebody_whose_account_was_closed_is_nobody(
    site: Flask, house: House, signed_in: Browsers
) -> None:
    asking = signed_in("unit_head")
    close_account(house, house.staff.unit_head)

    seen = answers(site, house, asking)

    assert differing(expected_of_a_stranger(), seen) == []


def test_a_stranger_is_sent_nowhere_but_to_the_sign_in_page(
    site: Flask, house: House, visitor: Browser
) -> None:
    things = things_of(house)
    visitor.get("/sign-in")

    for name, line in TABLE.items():
        if line.strangers is None:
            method, address = address_of(site, name, things)
            data = None if method == "GET" else {"csrf_token": visitor.token}
            answer = visitor.client.open(address, method=method, data=data)
            assert answer.location.startswith("/sign-in"), name
