"""A session is born at sign-in, is worth nothing after its end, and nobody slips into another's."""

import time
from statistics import median

import pytest
from flask import Flask

from service.workflow.people.people import reset_password
from tests.builders import PASSWORD, House
from tests.doors.conftest import Browsers, Programs
from tests.doors.route_table import close_account
from tests.web.conftest import Browser

NEW = "mot-mat-khau-moi"


def cookie_of(browser: Browser) -> str:
    """The secret in the browser's session cookie."""
    cookie = browser.client.get_cookie("ctcl_session")
    assert cookie is not None
    return cookie.value


def opens(site: Flask, secret: str) -> bool:
    """Whether somebody who copied the cookie is let in."""
    thief = site.test_client()
    thief.set_cookie("ctcl_session", secret)
    return thief.get("/records").status_code == 200


def test_a_planted_session_is_not_the_one_signed_in(site: Flask, visitor: Browser) -> None:
    visitor.client.set_cookie("ctcl_session", "gai-san-tu-truoc")

    visitor.sign_in_by_page("official")

    assert cookie_of(visitor) != "gai-san-tu-truoc"
    assert not opens(site, "gai-san-tu-truoc")


def test_signing_in_again_ends_the_session_before(site: Flask, visitor: Browser) -> None:
    first = cookie_of(visitor.sign_in_by_page("official"))

    second = cookie_of(visitor.sign_in_by_page("official"))

    assert first != second
    assert (opens(site, first), opens(site, second)) == (False, True)


def test_a_page_token_planted_before_signing_in_is_worth_nothing_after(visitor: Browser) -> None:
    visitor.get("/sign-in")
    planted = visitor.token

    visitor.sign_in_by_page("official")
    visitor.token = planted

    assert visitor.post("/drafts", {"form": "BM.CTCL.01"}).status_code == 400


def test_a_copied_cookie_dies_at_sign_out(site: Flask, signed_in: Browsers) -> None:
    official = signed_in("official")
    copied = cookie_of(official)
    assert opens(site, copied)

    official.post("/sign-out")

    assert not opens(site, copied)


def test_a_closed_account_s_session_is_dead_and_stays_dead(
    site: Flask, house: House, signed_in: Browsers, program: Programs
) -> None:
    secret, token = cookie_of(signed_in("official")), program("official")
    close_account(house, house.staff.official)
    closed = opens(site, secret)

    administrator = signed_in("administrator")
    administrator.post(f"/people/{house.staff.official.person_id}/active", {"active": "1"})

    assert (closed, opens(site, secret)) == (False, False)
    assert token.get("/me").status_code == 401


def test_a_reset_password_ends_every_session(
    site: Flask, house: House, signed_in: Browsers
) -> None:
    secret = cookie_of(signed_in("official"))

    reset_password(house.office, house.staff.administrator, house.staff.official.person_id)

    assert not opens(site, secret)


def test_changing_one_s_password_ends_the_other_sessions_only(
    site: Flask, signed_in: Browsers
) -> None:
    here, elsewhere = signed_in("official"), cookie_of(signed_in("official"))

    here.get("/password")
    answer = here.post("/password", {"current": PASSWORD, "new": NEW, "again": NEW})

    assert answer.status_code == 303
    assert opens(site, cookie_of(here))
    assert not opens(site, elsewhere)


def test_the_present_password_cannot_be_guessed_from_a_session(signed_in: Browsers) -> None:
    official = signed_in("official")
    official.get("/password")
    sent = {"new": NEW, "again": NEW}

    for guess in range(5):
        official.post("/password", {**sent, "current": f"doan-mo-{guess}"})
    answer = official.post("/password", {**sent, "current": PASSWORD})

    assert answer.status_code == 422
    assert "Sai quá nhiều lần" in answer.text


@pytest.mark.parametrize(("hours", "alive"), [(9.9, True), (10.1, False)])
def test_a_session_ends_ten_hours_after_its_last_use(
    site: Flask, house: House, signed_in: Browsers, hours: float, alive: bool
) -> None:
    secret = cookie_of(signed_in("official"))

    house.clock.forward(hours=hours)

    assert opens(site, secret) == alive


def test_who_must_change_the_password_reaches_no_other_page(
    site: Flask, house: House, visitor: Browser
) -> None:
    official = house.staff.official
    given = reset_password(house.office, house.staff.administrator, official.person_id).password
    visitor.get("/sign-in")
    visitor.post("/sign-in", {"username": official.username, "password": given})
    visitor.get("/password")

    for address in ("/", "/records", "/forms", "/account", "/people", "/settings", "/drafts/x"):
        assert visitor.get(address).location == "/password", address
    for address in ("/drafts", "/account", "/drafts/x/send", "/people", "/settings/preview"):
        assert visitor.post(address).location == "/password", address
    assert visitor.client.get("/", headers={"Accept": "application/json"}).status_code == 403


def test_no_door_tells_a_known_name_from_an_unknown_one(house: House, visitor: Browser) -> None:
    close_account(house, house.staff.stranger)
    visitor.get("/sign-in")

    told = {
        (answer.status_code, answer.text.replace(name, "").replace(visitor.token, ""))
        for name in ("bao", "khong-co-ai", "phuoc")
        for answer in [visitor.post("/sign-in", {"username": name, "password": "sai"})]
    }

    assert len({status for status, _ in told}) == 1
    assert all("Tên đăng nhập hoặc mật khẩu chưa đúng" in text for _, text in told)


def test_an_unknown_name_takes_as_long_as_a_known_one(visitor: Browser) -> None:
    visitor.get("/sign-in")

    def took(name: str) -> float:
        begun = time.process_time()
        visitor.post("/sign-in", {"username": name, "password": "sai-mat-khau"})
        return time.process_time() - begun

    took("lam-nong")
    known = median(took(name) for name in ("bao", "tung", "yen"))
    unknown = median(took(name) for name in ("x1", "x2", "x3"))

    assert 0.4 < unknown / known < 2.5
