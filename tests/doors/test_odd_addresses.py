"""Any text may stand in an address: it leads nowhere, and never to an error of ours."""

import pytest
from flask import Flask

from tests.builders import House
from tests.doors.conftest import Browsers, Programs
from tests.doors.route_table import things_of

ODD = {
    "up": "..",
    "far up": "..%2f..%2f..%2fetc%2fpasswd",
    "backslashes": "..%5c..%5cpage-key",
    "nul": "%00",
    "null byte end": "r1%00.docx",
    "surrogate": "%ed%a0%80",
    "broken utf-8": "%ff%fe",
    "long": "a" * 10_000,
    "emoji": "%F0%9F%92%A3",
    "sql": "'%20OR%201=1--",
    "line end": "x%0d%0aSet-Cookie:%20a=b",
    "template": "%7B%7B7*7%7D%7D",
    "number": "9" * 400,
    "minus": "-1",
    "dot": "%2e",
    "percent": "%25",
}
NO_TEXT = {"surrogate", "broken utf-8"}
"""Bytes that are no text are refused before anybody looks for what they might name."""
OF_THE_ADMINISTRATOR = ("/people/{}", "/units/{}")
PAGES = (
    "/records/{}",
    "/records/{}/correct",
    "/records/{}/versions/1.docx",
    "/records/{slip}/versions/{}.docx",
    "/records/{slip}/versions/1.{}",
    "/drafts/{}",
    "/drafts/{}/check",
    "/drafts/{}/parts/request",
    "/drafts/{draft}/parts/{}",
    "/drafts/{draft}/paper.{}",
    "/forms/{}/blank.docx",
    "/pictures/{}/1.webp",
    "/pictures/k/{}.webp",
    "/static/{}",
    "/static/v-x/{}",
    "/static/vendor/{}",
)
API = (
    "/records/{}",
    "/records/{slip}/documents/{}.docx",
    "/drafts/{}",
    "/drafts/{}/document.docx",
    "/forms/{}",
    "/forms/{}/blank.docx",
)
POSTS = ("/people/{}/active", "/people/{}/password", "/units/{}", "/account/tokens/{}/revoke")


def filled(pattern: str, odd: str, house_slip: str, draft: str) -> str:
    """The address with the odd text in its gap."""
    return pattern.replace("{slip}", house_slip).replace("{draft}", draft).replace("{}", odd)


def test_an_odd_address_is_not_found(house: House, signed_in: Browsers) -> None:
    things, official, admin = things_of(house), signed_in("official"), signed_in("administrator")
    asked = [(official, each) for each in PAGES] + [(admin, each) for each in OF_THE_ADMINISTRATOR]

    for name, odd in ODD.items():
        for person, pattern in asked:
            with person.client.get(filled(pattern, odd, things.slip, things.draft)) as answer:
                assert answer.status_code in {404, 308}, (name, pattern)
                assert "Set-Cookie: a=b" not in str(answer.headers)


def test_an_odd_address_of_the_api_is_not_found(house: House, program: Programs) -> None:
    things, secretary = things_of(house), program("secretary")

    for name, odd in ODD.items():
        for pattern in API:
            address = filled(pattern, odd, things.slip, things.draft)
            assert secretary.get(address).status_code in {404, 308}, (name, pattern)


def test_an_odd_post_changes_nothing(signed_in: Browsers) -> None:
    administrator = signed_in("administrator")

    for name, odd in ODD.items():
        for pattern in POSTS:
            answer = administrator.post(pattern.replace("{}", odd), {"active": "0"})
            assert answer.status_code in {404, 405, 308}, (name, pattern)


def test_an_odd_filter_finds_no_record_and_breaks_nothing(signed_in: Browsers) -> None:
    secretary = signed_in("secretary")

    for name, odd in ODD.items():
        for asked in ("form", "unit", "year", "stage", "text", "page"):
            answer = secretary.client.get(f"/records?{asked}={odd}")
            assert answer.status_code == (400 if name in NO_TEXT else 200), (asked, name)


@pytest.mark.parametrize(
    "version", ["", "x", "-1", "1e3", "1_0", "１", "9" * 400, "9" * 5_000, "1.0", "\x00", "0x1"]
)
def test_an_odd_version_is_a_stale_one(house: House, signed_in: Browsers, version: str) -> None:
    things, official = things_of(house), signed_in("official")

    saved = official.post(
        f"/drafts/{things.draft}/parts/request", {"version": version, "issue_place": "Huế"}
    )
    sent = official.post(f"/drafts/{things.draft}/send", {"version": version, "move": "submit"})
    corrected = official.post(
        f"/records/{things.slip}/correct",
        {"version": version, "reason": "Sửa", "issue_place": "Huế"},
    )

    assert {saved.status_code, sent.status_code, corrected.status_code} <= {409, 303}
    assert saved.status_code == 409 or version in {"１", "1_0"}


def test_next_leads_to_no_other_house(signed_in: Browsers) -> None:
    official = signed_in("official")
    for target in (
        "https://x.example/",
        "//x.example",
        "///x.example",
        "/\\x.example",
        "\\\\x.example",
        "/\t/x.example",
        "/\n/x.example",
        " //x.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:x.example",
        "",
        "x.example",
    ):
        answer = official.post("/preferences", {"back": target, "lang": "vi"})
        assert answer.location == "/", target


def test_a_doubled_slash_leads_to_no_other_house(site: Flask, signed_in: Browsers) -> None:
    answer = signed_in("official").client.get("//x.example/records")

    assert "//x.example" not in answer.headers.get("Location", "").replace("http://localhost/", "")
    assert 'href="//x.example' not in answer.text
