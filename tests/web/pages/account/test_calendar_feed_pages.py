"""The calendar feed at the door: shown once, read without signing in, limited, revoked."""

import re
from datetime import date

from flask import Flask

from service.store.ledger.security_log import list_security_notes
from tests.builders import House
from tests.web.conftest import Browser
from tests.workflow.turning import a_turn, of

ADDRESS = re.compile(r"http://[^<]+(/calendar/[^<]+\.ics)")


def made_by(browser: Browser) -> str:
    """The path of a new feed of that person."""
    found = ADDRESS.search(browser.post("/account/calendar").text)
    assert found
    return found.group(1)


def test_the_address_is_shown_once_and_read_without_signing_in(
    house: House, official: Browser, visitor: Browser
) -> None:
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 9))
    path = made_by(official)

    answer = visitor.client.get(path)

    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert "DTSTART;VALUE=DATE:20260309" in answer.text
    account = official.get("/account").text
    assert path not in account
    assert "Đang dùng, tạo ngày 05/03/2026." in account


def test_a_calendar_that_has_it_already_is_told_so(official: Browser, visitor: Browser) -> None:
    path = made_by(official)
    mark = visitor.client.get(path).headers["ETag"]

    answer = visitor.client.get(path, headers={"If-None-Match": mark})

    assert (answer.status_code, answer.data) == (304, b"")


def test_a_revoked_address_is_not_found(official: Browser, visitor: Browser) -> None:
    path = made_by(official)

    official.post("/account/calendar/revoke")

    assert visitor.client.get(path).status_code == 404
    assert official.client.get(path).status_code == 404


def test_a_feed_asked_for_too_often_is_told_to_wait(official: Browser, visitor: Browser) -> None:
    path = made_by(official)

    answers = [visitor.client.get(path) for _ in range(31)]

    assert answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"] == "60"


def test_guesses_from_one_address_are_told_to_wait(
    app: Flask, house: House, visitor: Browser
) -> None:
    from_afar = {"REMOTE_ADDR": "203.0.113.7"}

    seen = [
        visitor.client.get(f"/calendar/{n}.ics", environ_base=from_afar).status_code
        for n in range(303)
    ]

    assert set(seen[:300]) == {404}
    assert set(seen[300:]) == {429}
    with house.office.database.reading() as uow:
        (line,) = list_security_notes(uow)
    assert (line.kind, line.address) == ("too_many_asked", "203.0.113.7")


def test_reminding_by_hand_says_whom_and_then_that_it_was_done(
    house: House, secretary: Browser
) -> None:
    slip = a_turn(house, of(house.staff.official), due_on=None)

    first = secretary.post(f"/records/{slip}/remind")
    said = secretary.get(first.location).text
    secretary.post(f"/records/{slip}/remind")

    assert first.status_code == 303
    assert "Đã nhắc 1 người." in said
    assert "Hôm nay đã nhắc rồi" in secretary.get(first.location).text
