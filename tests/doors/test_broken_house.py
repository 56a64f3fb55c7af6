"""When part of the house is broken both doors say so in a sentence, and the rest works on."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from service.settings import ROOT
from service.web import create_web
from service.workflow.account.api_tokens import issue_token
from service.workflow.account.sign_in import sign_in
from service.workflow.drafts.drafts import open_draft
from service.workflow.records.read_records import RecordFilter, list_records
from service.workflow.sample_data.load import PASSWORD as SAMPLE_PASSWORD
from service.workflow.sample_data.load import load_sample_house
from tests.builders import (
    MINUTES,
    PASSWORD,
    SLIP,
    Clock,
    Crew,
    House,
    a_draft,
    a_slip,
    a_staff,
    an_office,
    slip_values,
)
from tests.doors.test_headers_on_every_answer import require_policy
from tests.store.databases import in_file, in_memory
from tests.web.api.clients import Program
from tests.web.conftest import Browser


def words(answer: TestResponse) -> str:
    """What an answer says, whether in a page or in JSON."""
    return str(answer.get_json()["message"]["vi"]) if answer.is_json else answer.text


@pytest.fixture
def crippled(tmp_path: Path) -> Iterator[tuple[House, Flask]]:
    """A house whose template of the minutes is cut in half, with both doors open."""
    templates = tmp_path / "templates"
    templates.mkdir()
    for path in (ROOT / "templates_docx").glob("*.docx"):
        shutil.copy(path, templates)
    broken = templates / "BM.CTCL.02.docx"
    broken.write_bytes(broken.read_bytes()[:5_000])
    with in_memory() as database:
        clock = Clock()
        office = an_office(tmp_path, database, Crew(templates=(templates,), clock=clock))
        yield House(office, clock, a_staff(office)), create_web(office)


def test_a_corrupted_template_is_named_at_both_doors_and_the_slip_works(
    crippled: tuple[House, Flask],
) -> None:
    house, site = crippled
    secretary = Browser(site.test_client()).sign_in("secretary")
    api = Program(
        site.test_client(), issue_token(house.office, house.staff.secretary, "thử").secret
    )

    page = secretary.get(f"/forms/{MINUTES}/blank.docx")
    told = api.get(f"/forms/{MINUTES}/blank.docx")

    assert [problem.label.vi for problem in house.office.library.problems()]
    for answer in (page, told):
        assert answer.status_code == 503
        assert MINUTES in answer.text
        assert "Traceback" not in answer.text
        require_policy(answer)
    assert secretary.get(f"/forms/{SLIP}/blank.docx").status_code == 200
    assert secretary.get("/").status_code == 200
    assert a_slip(house.office, house.staff.official).number == "01/2026"


@pytest.fixture
def full(tmp_path: Path) -> Iterator[tuple[House, Flask]]:
    """A house whose database may not grow by one page more, and a draft in it."""
    with in_file(tmp_path / "ctcl.sqlite3") as database:
        clock = Clock()
        office = an_office(tmp_path, database, Crew(clock=clock))
        yield House(office, clock, a_staff(office)), create_web(office)


def test_a_full_disk_is_507_at_both_doors_and_nothing_is_half_written(
    full: tuple[House, Flask],
) -> None:
    house, site = full
    office, official = house.office, house.staff.official
    draft = a_draft(office, official, typed=slip_values(nonconformity_description="ư" * 2_000))
    browser = Browser(site.test_client()).sign_in("official")
    api = Program(site.test_client(), issue_token(office, official, "thử").secret)
    before = list(office.settings.vault.rglob("*"))

    def no_more_pages(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA max_page_count = 1")
        cursor.close()

    event.listen(office.database.engine, "checkout", no_more_pages)
    long = {"related_documents": "x" * 200_000}
    page = browser.post(f"/drafts/{draft.id}/parts/nonconformity", {"version": "1", **long})
    sent = browser.post(f"/drafts/{draft.id}/send", {"move": "submit", "version": "1"})
    told = api.patch(f"/forms/{SLIP}/drafts/{draft.id}", {"answers": long, "version": 1})
    event.remove(office.database.engine, "checkout", no_more_pages)
    office.database.engine.dispose()

    for answer in (page, sent, told):
        assert answer.status_code == 507
        assert "đã đầy" in words(answer)
        require_policy(answer)
    assert open_draft(office, official, draft.id).version == 1
    assert list_records(office, official, RecordFilter()).rows == ()
    assert list(office.settings.vault.rglob("*")) == before


def test_a_file_that_was_altered_is_not_handed_out(tmp_path: Path) -> None:
    with in_memory() as database:
        office = an_office(tmp_path, database, Crew(clock=Clock()))
        official = a_staff(office).official
        slip = a_slip(office, official).record_id
        file = next(p for p in office.settings.vault.rglob("*") if p.is_file())
        file.chmod(0o600)
        file.write_bytes(file.read_bytes() + b"x")
        site = create_web(office)
        browser = Browser(site.test_client()).sign_in("official")
        api = Program(site.test_client(), issue_token(office, official, "thử").secret)

        answers = (
            browser.get(f"/records/{slip}/versions/1.docx"),
            api.get(f"/records/{slip}/documents/1.docx"),
        )

        for answer in answers:
            assert answer.status_code == 500
            assert "đã bị thay đổi" in words(answer)
            assert b"PK\x03\x04" not in answer.data


def test_cookies_are_for_https_alone_where_the_setting_says_so(tmp_path: Path) -> None:
    with in_memory() as database:
        office = an_office(tmp_path, database, Crew(clock=Clock()))
        a_staff(office)
        secure = replace(office, settings=replace(office.settings, secure_cookies=True))
        browser = Browser(create_web(secure).test_client())

        browser.get("/sign-in", base_url="https://localhost")
        answer = browser.post(
            "/sign-in",
            {"username": "bao", "password": PASSWORD},
            base_url="https://localhost",
        )

        assert answer.status_code == 303
        for cookie in answer.headers.getlist("Set-Cookie"):
            assert "Secure" in cookie or "Expires=Thu, 01 Jan 1970" in cookie


@pytest.mark.parametrize(
    "setting", [{"sample_data": False}, {"behind_proxy": True}, {"host": "0.0.0.0"}]
)
def test_people_whose_password_everybody_knows_come_in_nowhere_but_at_home(
    tmp_path: Path, setting: dict[str, object]
) -> None:
    with in_memory() as database:
        home = an_office(tmp_path, database, Crew(clock=Clock()))
        load_sample_house(home, whole_year=False)
        signed = sign_in(home, "thuky", SAMPLE_PASSWORD, "")
        token = issue_token(home, signed.actor, "thử").secret
        away = replace(home, settings=replace(home.settings, **setting))  # type: ignore[arg-type]
        site = create_web(away)

        browser = Browser(site.test_client())
        browser.get("/sign-in")
        tried = browser.post("/sign-in", {"username": "thuky", "password": SAMPLE_PASSWORD})
        thief = site.test_client()
        thief.set_cookie("ctcl_session", signed.token)

        assert tried.status_code == 422
        assert thief.get("/records").status_code == 303
        assert Program(site.test_client(), token).get("/me").status_code == 401
