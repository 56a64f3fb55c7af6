"""The door itself: signing in and out, the cookie, tokens of pages, what strangers get."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import PASSWORD, STAFF, House
from tests.web.conftest import Browser


def test_a_stranger_is_led_to_the_sign_in_page_and_back(visitor: Browser) -> None:
    answer = visitor.get("/records?year=2026")

    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/records?year%3D2026"


def test_the_right_password_opens_the_page_that_was_asked_for(visitor: Browser) -> None:
    visitor.get("/sign-in?next=/records")

    answer = visitor.post(
        "/sign-in", {"username": "bao", "password": PASSWORD, "next": "/records?year=2026"}
    )

    assert (answer.status_code, answer.location) == (303, "/records?year=2026")


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "/\\example.org"])
def test_signing_in_leads_to_no_other_site(visitor: Browser, address: str) -> None:
    visitor.get("/sign-in")

    answer = visitor.post("/sign-in", {"username": "bao", "password": PASSWORD, "next": address})

    assert answer.location == "/"


def test_the_session_cookie_is_for_the_server_alone(visitor: Browser) -> None:
    visitor.get("/sign-in")

    answer = visitor.post("/sign-in", {"username": "bao", "password": PASSWORD})

    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if "ctcl_session" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_a_wrong_password_is_told_politely_and_the_name_stays(visitor: Browser) -> None:
    visitor.get("/sign-in")

    answer = visitor.post("/sign-in", {"username": "bao", "password": "sai-mat-khau"})

    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.text
    assert 'value="bao"' in answer.text
    assert "<title>Lỗi:" in answer.text


def test_six_wrong_passwords_close_the_door_for_a_while(visitor: Browser) -> None:
    visitor.get("/sign-in")

    statuses = [
        visitor.post("/sign-in", {"username": "bao", "password": "sai"}).status_code
        for _ in range(6)
    ]

    assert statuses == [422] * 5 + [429]


def test_signing_out_kills_the_copied_cookie(official: Browser) -> None:
    stolen = official.client.get_cookie("ctcl_session")
    assert stolen is not None

    official.post("/sign-out")
    official.client.set_cookie("ctcl_session", stolen.value)

    assert official.get("/").status_code == 303


def test_a_page_without_its_token_changes_nothing(official: Browser) -> None:
    answer = official.client.post("/drafts", data={"form": "BM.CTCL.01"})

    assert answer.status_code == 400
    assert "tải lại trang" in answer.text


def test_the_token_of_another_session_changes_nothing(
    official: Browser, secretary: Browser
) -> None:
    official.token = secretary.token

    assert official.post("/drafts", {"form": "BM.CTCL.01"}).status_code == 400


def test_an_ended_session_tells_a_script_so(official: Browser, house: House) -> None:
    house.clock.now += timedelta(hours=11)

    answer = official.client.get("/", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert "đăng nhập lại" in answer.get_json()["message"]


def test_who_was_given_a_password_changes_it_first(
    app: Flask, administrator: Browser, house: House
) -> None:
    page = administrator.post(f"/people/{house.staff.official.person_id}/password").text
    given = page.split("<code>")[1].split("</code>")[0]
    visitor = Browser(app.test_client())
    visitor.get("/sign-in")
    visitor.post("/sign-in", {"username": STAFF["official"][0], "password": given})

    assert visitor.get("/").location == "/password"

    visitor.get("/password")
    new = "mot-mat-khau-moi"
    answer = visitor.post("/password", {"current": given, "new": new, "again": new})
    assert (answer.status_code, answer.location) == (303, "/")
    assert visitor.get("/").status_code == 200


def test_two_different_new_passwords_are_refused(official: Browser) -> None:
    official.get("/password")

    answer = official.post(
        "/password", {"current": PASSWORD, "new": "mot-mat-khau-moi", "again": "khac"}
    )

    assert answer.status_code == 422
    assert "chưa giống nhau" in answer.text


def test_every_page_forbids_foreign_content(official: Browser) -> None:
    headers = official.get("/").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_a_token_for_programs_is_shown_once_and_may_be_revoked(official: Browser) -> None:
    made = official.post("/account", {"label": "Phần mềm tổng hợp", "password": PASSWORD})

    secret = made.text.split('class="secret">')[1].split("<")[0]
    again = official.get("/account").text
    assert secret
    assert secret not in again
    assert "Phần mềm tổng hợp" in again
    revoked = official.post(again.split('action="')[-2].split('"')[0])
    assert revoked.status_code in {303, 422}


def test_language_and_theme_are_kept_in_cookies(official: Browser) -> None:
    answer = official.post("/preferences", {"lang": "en", "back": "/records"})
    official.post("/preferences", {"theme": "dark", "back": "/"})

    page = official.get("/records").text
    assert answer.location == "/records"
    assert '<html lang="en" data-theme="dark">' in page
    assert "Search this list" in page
