"""What every request must pass at either door: a host that is ours, and texts that are texts."""

import gc
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from service.settings import Settings
from service.web import create_web
from tests.builders import PASSWORD, House, a_house, a_slip
from tests.doors.conftest import Browsers
from tests.store.databases import in_memory
from tests.web.conftest import Browser

OURS = "ctcl.example.gov.vn"
FORM = {"content_type": "application/x-www-form-urlencoded"}
JSON = {"Accept": "application/json"}
HALF_A_PAIR, OVERLONG, BROKEN = b"\xed\xa0\x80", b"\xc0\xaf", b"\xff\xfe"


@pytest.fixture(scope="module")
def under_tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that people open at its https address."""
    with in_memory() as database:
        house = a_house(tmp_path_factory.mktemp("tls"), database)
        settings = replace(house.office.settings, public_url=f"https://{OURS}")
        yield replace(house, office=replace(house.office, settings=settings))


@pytest.fixture(scope="module")
def named(under_tls: House) -> Flask:
    """The house under TLS with both its doors open."""
    return create_web(under_tls.office)


def asked_at(site: Flask, host: str | None, address: str = "/sign-in") -> int:
    """The status of what a host of that name is asked for."""
    with site.test_client().get(address, environ_overrides={"HTTP_HOST": host}) as answer:
        assert "evil" not in answer.text + str(answer.headers)
        return answer.status_code


@pytest.mark.parametrize(
    "host",
    [OURS, f"{OURS}:443", OURS.upper(), f"{OURS}.", "127.0.0.1:8000", "localhost", "[::1]:80"],
)
def test_our_own_host_is_answered(named: Flask, host: str) -> None:
    assert asked_at(named, host) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"{OURS}.evil.example", f"evil{OURS}", f"{OURS}, evil.example", f"x@{OURS}"],
)
@pytest.mark.parametrize("address", ["/sign-in", "/", "/khong-co", "/static/layout/tokens.css"])
def test_another_host_is_refused(named: Flask, host: str, address: str) -> None:
    assert asked_at(named, host, address) == 400


@pytest.mark.parametrize("host", ["", "a b", "a, a", "a/b", "a:0", "a:99999", "ă.vn", "[::1"])
def test_a_host_that_is_none_is_refused_by_both_doors_of_any_house(
    site: Flask, named: Flask, host: str
) -> None:
    for each in (site, named):
        assert asked_at(each, host) == 400
        assert asked_at(each, host, "/api/v1/docs") == 400


def test_a_house_that_was_told_no_address_answers_to_any_name(site: Flask) -> None:
    assert asked_at(site, "may-chu.so.local:8000") == 200


def test_no_redirect_is_built_from_the_host(site: Flask) -> None:
    answer = site.test_client().get("/records//r1", base_url="http://evil.example")

    assert answer.status_code == 308
    assert answer.location == "/records/r1"


def test_the_refusal_says_what_to_do_and_needs_no_database(named: Flask) -> None:
    client = named.test_client()
    client.set_cookie("__Host-ctcl_session", "x", domain="evil.example")

    page = client.get("/", base_url="https://evil.example")
    told = client.get("/api/v1/records", base_url="https://evil.example")

    assert "Vui lòng mở hệ thống bằng địa chỉ mà cơ quan đã thông báo" in page.text
    assert "Please open it at the address" in page.text
    assert "địa chỉ mà cơ quan" in told.get_json()["message"]["vi"]


def test_under_tls_https_stays_https_and_cookies_are_this_hosts_alone(named: Flask) -> None:
    browser = Browser(named.test_client())

    page = browser.get("/sign-in", base_url=f"https://{OURS}")
    sent = {"username": "bao", "password": PASSWORD}
    let_in = browser.post("/sign-in", sent, base_url=f"https://{OURS}")
    home = browser.get("/", base_url=f"https://{OURS}")
    out = browser.post("/sign-out", base_url=f"https://{OURS}")

    told = browser.get("/api/v1/docs", base_url=f"https://{OURS}")
    assert (let_in.status_code, home.status_code, out.status_code) == (303, 200, 303)
    for answer in (page, let_in, home, out, told):
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookies = [*page.headers.getlist("Set-Cookie"), *let_in.headers.getlist("Set-Cookie")]
    assert {each.partition("=")[0] for each in cookies} == {
        "__Host-ctcl_page",
        "__Host-ctcl_session",
    }
    for each in [*cookies, *out.headers.getlist("Set-Cookie")]:
        assert "; Secure" in each
        assert "; Path=/" in each
        assert "Domain" not in each
    after = browser.get("/", base_url=f"https://{OURS}")
    assert after.location.startswith("/sign-in")


def test_without_tls_nothing_is_said_of_it(site: Flask, visitor: Browser) -> None:
    page, told = visitor.get("/sign-in"), visitor.get("/api/v1/docs")

    for answer in (page, told):
        assert "Strict-Transport-Security" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "__Host-" not in str(page.headers)


@pytest.mark.parametrize(
    ("public_url", "secure_cookies", "under"),
    [
        ("", False, False),
        ("", True, True),
        ("https://a.vn", False, True),
        ("http://a", False, False),
    ],
)
def test_tls_is_known_by_the_cookies_or_the_address(
    public_url: str, secure_cookies: bool, under: bool
) -> None:
    told = Settings(Path("x"), "", public_url=public_url, secure_cookies=secure_cookies)

    assert told.under_tls is under


def test_a_name_in_vietnamese_is_known_as_browsers_send_it() -> None:
    told = Settings(Path("x"), "", public_url="https://sở.vn/")

    assert "sở.vn".encode("idna").decode() in told.own_hosts


def texts_kept(house: House) -> int:
    """How many drafts have been changed, and how many categories there are."""
    with house.office.database.engine.connect() as connection:
        count = "SELECT (SELECT COUNT(*) FROM content_category) + (SELECT SUM(version) FROM draft)"
        return int(connection.exec_driver_sql(count).scalar_one() or 0)


@pytest.mark.parametrize(
    "broken", [HALF_A_PAIR, OVERLONG, BROKEN, "Huế".encode("cp1258", "replace") + b"\xea"]
)
@pytest.mark.parametrize("raw", [True, False])
def test_broken_letters_in_a_form_are_refused_and_nothing_is_kept(
    house: House, signed_in: Browsers, broken: bytes, raw: bool
) -> None:
    official = signed_in("official")
    draft = official.start("BM.CTCL.01")
    before = texts_kept(house)
    letters = broken if raw else quote_from_bytes(broken).encode()
    body = b"csrf_token=" + official.token.encode() + b"&version=1&issue_place=Hu" + letters

    page = official.client.post(f"/drafts/{draft}/parts/request", data=body, **FORM)
    told = official.client.post(
        f"/drafts/{draft}/parts/request/autosave", data=body, headers=JSON, **FORM
    )

    assert (page.status_code, told.status_code) == (400, 400)
    assert "ký tự hỏng" in page.text
    assert "ký tự hỏng" in told.get_json()["message"]
    assert texts_kept(house) == before


def test_broken_letters_in_a_name_of_a_field_are_refused(signed_in: Browsers) -> None:
    official = signed_in("official")
    body = f"csrf_token={official.token}&lang=vi&x%ED%A0%80=1"

    assert official.client.post("/preferences", data=body, **FORM).status_code == 400


def test_the_same_letters_typed_as_letters_are_kept(house: House, signed_in: Browsers) -> None:
    official = signed_in("official")
    draft = official.start("BM.CTCL.01")
    typed = "Tệp %ED%A0%80 � tại Huế"

    saved = official.post(
        f"/drafts/{draft}/parts/nonconformity",
        {"version": "1", "nonconformity_description": typed},
    )

    assert saved.status_code == 303
    assert typed in official.get(f"/drafts/{draft}/parts/nonconformity").text


@pytest.mark.parametrize("broken", [HALF_A_PAIR, OVERLONG, BROKEN])
def test_broken_letters_beside_a_file_are_refused(
    house: House, signed_in: Browsers, broken: bytes
) -> None:
    official = signed_in("official")
    parts = {"csrf_token": official.token.encode(), "note": "Ghi chú ".encode() + broken}
    body = b"".join(
        b'--k\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), text)
        for name, text in parts.items()
    )
    for address in ("/records/r1/evidence", "/preferences", "/people/import"):
        answer = official.client.post(
            address, data=body + b"--k--\r\n", content_type="multipart/form-data; boundary=k"
        )

        assert answer.status_code == 400
        assert "ký tự hỏng" in answer.text


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Disposition: form-data",
        b'Content-Disposition: form-data; name="x"\r\nContent-Type: text/plain; charset=us-ascii',
    ],
)
def test_a_part_without_a_name_or_beyond_its_letters_is_refused(
    house: House, signed_in: Browsers, head: bytes
) -> None:
    official, slip = signed_in("official"), a_slip(house.office, house.staff.official).record_id
    token = b'--k\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n'
    token += official.token.encode() + b"\r\n"
    body = token + b"--k\r\n" + head + b"\r\n\r\nHu\xff\r\n--k--\r\n"

    answer = official.client.post(
        f"/records/{slip}/evidence", data=body, content_type="multipart/form-data; boundary=k"
    )

    assert answer.status_code == 400


def test_a_form_refused_half_read_leaves_no_file_open(signed_in: Browsers) -> None:
    official = signed_in("official")
    file = b'--k\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF\r\n'
    broken = b'--k\r\nContent-Disposition: form-data; name="note"\r\n\r\nHu\xff\r\n--k--\r\n'

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        answer = official.client.post(
            "/people/import", data=file + broken, content_type="multipart/form-data; boundary=k"
        )
        gc.collect()

    assert answer.status_code == 400
    assert [each for each in told if each.category is ResourceWarning] == []


@pytest.mark.parametrize("broken", [HALF_A_PAIR, OVERLONG, BROKEN])
@pytest.mark.parametrize("door", ["", "/api/v1"])
def test_broken_letters_in_an_address_are_refused(site: Flask, broken: bytes, door: str) -> None:
    path = {"PATH_INFO": f"{door}/records/" + broken.decode("latin-1")}

    in_path = site.test_client().get("/", environ_overrides=path)
    asked = site.test_client().get(f"{door}/records", query_string=f"text={quote(broken)}")

    assert (in_path.status_code, asked.status_code) == (400, 400)
    assert "ký tự hỏng" in (in_path.text if not door else in_path.get_json()["message"]["vi"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=6) | st.text(max_size=6).map(lambda text: text.encode("utf-8", "ignore")))
@example("Huế".encode())
def test_exactly_what_is_no_utf_8_is_turned_away(named: Flask, sent: bytes) -> None:
    try:
        sent.decode()
        sound = True
    except UnicodeDecodeError:
        sound = False

    answer = named.test_client().get("/keys", query_string=f"x={quote_from_bytes(sent)}")

    assert (answer.status_code == 200) == sound
