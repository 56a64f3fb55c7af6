"""Every answer, whatever it is, carries the policy; no page holds anything a policy forbids."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service.documents.pdf.requirements import missing_parts
from tests.builders import MINUTES, PLAN, SLIP, House, a_draft, a_slip, plan_values
from tests.doors.conftest import Browsers, Programs
from tests.doors.pages_seen import addresses, readable, suspicious
from tests.needs import need
from tests.web.conftest import Browser

DRAFTS = {SLIP: "official", MINUTES: "secretary", PLAN: "secretary"}


def require_policy(answer: TestResponse, address: str = "") -> None:
    """Check that the answer forbids what may be forbidden."""
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy, address
    assert "frame-ancestors 'none'" in policy, address
    assert "unsafe" not in policy, address
    assert "*" not in policy, address
    assert answer.headers["X-Content-Type-Options"] == "nosniff", address
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, address
    assert "Cache-Control" in answer.headers, address
    assert "Traceback" not in answer.get_data(as_text=False).decode("latin-1"), address


def every_answer(house: House, browser: Browser) -> Iterator[tuple[str, TestResponse]]:
    """Pages, files, redirects and refusals."""
    slip = a_slip(house.office, house.staff.official).record_id
    draft = a_draft(house.office, house.staff.official)
    for address in [
        *addresses(slip, draft, 1),
        f"/records/{slip}/versions/1.docx",
        f"/drafts/{draft.id}/paper.docx",
        "/forms/BM.CTCL.02/blank.docx",
        "/static/layout/tokens.css",
        "/static/v-x/layout/tokens.css",
        "/static/khong-co.css",
        "/api/v1/docs",
        "/api/v1/openapi.json",
        "/api/v1/records",
        "/api/v1/khong-co",
        "/drafts",
        "/sign-out",
        f"/drafts/{draft.id}",
    ]:
        yield address, browser.get(address)
    yield "no token", browser.client.post("/drafts")
    yield "too large", browser.client.post("/drafts", data={"form": "x" * 1_000_000})
    yield "options", browser.client.options("/records")
    yield "put", browser.client.put("/records")
    yield "head", browser.client.head("/records")


@pytest.mark.parametrize("role", ["official", "administrator"])
def test_every_answer_carries_the_policy(house: House, signed_in: Browsers, role: str) -> None:
    house.office.pdf.stop()
    for address, answer in every_answer(house, signed_in(role)):
        with answer:
            require_policy(answer, address)


def test_strangers_and_programs_get_it_too(
    house: House, visitor: Browser, program: Programs
) -> None:
    for address, answer in every_answer(house, visitor):
        with answer:
            require_policy(answer, address)
    official = program("official")
    for answer in (
        official.get("/records"),
        official.get("/forms/BM.CTCL.01/blank.docx"),
        official.post("/forms/BM.CTCL.01/drafts", {"answers": {"x": 1}}),
        official.post("/read-back", data=b"x", content_type="application/octet-stream"),
        official.get("/people"),
    ):
        require_policy(answer)


@pytest.mark.parametrize("code", DRAFTS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_holds_anything_inline_or_foreign(
    house: House, signed_in: Browsers, code: str, language: str
) -> None:
    office, owner = house.office, getattr(house.staff, DRAFTS[code])
    typed = {SLIP: None, MINUTES: {}, PLAN: plan_values(office)}[code]
    draft, slip = a_draft(office, owner, code, typed), a_slip(office, house.staff.official)
    people = [signed_in(DRAFTS[code]), signed_in("administrator"), signed_in("secretary")]
    for each in people:
        each.client.set_cookie("ctcl_lang", language)

    for address in addresses(slip.record_id, draft, 1):
        answer = readable(people, address)
        assert answer.status_code in {200, 404}
        assert suspicious(answer) == [], address


def test_the_page_of_the_api_holds_nothing_inline_either(visitor: Browser) -> None:
    assert suspicious(visitor.get("/api/v1/docs")) == []


def test_downloads_are_attachments_with_both_names(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    official, api = signed_in("official"), program("official")

    for answer in (
        official.get(f"/records/{slip}/versions/1.docx"),
        official.get("/forms/BM.CTCL.01/blank.docx"),
        api.get(f"/records/{slip}/documents/1.docx"),
    ):
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith('attachment; filename="BM.CTCL.01_')
        assert "; filename*=UTF-8''Phi%E1%BA%BFu" in disposition
        assert disposition.isascii()
        assert "wordprocessingml" in answer.headers["Content-Type"]


def test_a_pdf_is_an_attachment_too(signed_in: Browsers) -> None:
    need(not missing_parts(), "LibreOffice")
    answer = signed_in("official").get("/forms/BM.CTCL.01/blank.pdf")

    require_policy(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_a_fault_of_ours_is_told_without_its_traceback(
    site: Flask, house: House, signed_in: Browsers, program: Programs
) -> None:
    official, api = signed_in("official"), program("official")
    with house.office.database.engine.begin() as bind:
        bind.exec_driver_sql("ALTER TABLE record_access RENAME TO gone")

    page, answer = official.get("/records"), api.get("/records")

    for each in (page, answer):
        assert each.status_code in {500, 503}
        require_policy(each)
        assert "record_access" not in each.text
        assert "sqlite" not in each.text.lower()
    assert "vui lòng" in page.text


def test_cookies_are_kept_from_scripts_and_foreign_pages(visitor: Browser) -> None:
    visitor.get("/sign-in")
    answers = [
        visitor.get("/sign-in"),
        visitor.post("/sign-in", {"username": "bao", "password": "mat-khau-cua-toi"}),
    ]
    visitor.get("/keys")
    answers.append(visitor.post("/preferences", {"lang": "en", "theme": "dark"}))

    cookies = [c for answer in answers for c in answer.headers.getlist("Set-Cookie")]
    assert {c.split("=")[0] for c in cookies} >= {"ctcl_session", "ctcl_lang", "ctcl_theme"}
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie
