"""The log: a line a request, no secret in it, and every failure under the number people read."""

import logging
import re
from pathlib import Path

import pytest
from flask import Flask

from service.store.ledger import issued
from service.web import create_web
from service.web.gate import REQUEST_ID
from tests.builders import House, a_slip
from tests.doors.conftest import Browsers, Programs, api_of
from tests.web.api.clients import a_program
from tests.web.conftest import Browser

NUMBER = re.compile(r"[2-9A-HJKMNP-Z]{8}")


def lines(caplog: pytest.LogCaptureFixture, message: str) -> list[logging.LogRecord]:
    """What the log has under that name."""
    return [each for each in caplog.records if each.getMessage() == message]


def damage(house: House, record_id: str) -> Path:
    """The file of the slip's paper, a byte of it changed behind the service's back."""
    with house.office.database.reading() as uow:
        sha256 = issued.get_issued(uow, record_id, "BM.CTCL.01").sha256
    (path,) = house.office.settings.vault.rglob(f"{sha256}*")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    return path


def test_each_request_is_a_line_with_who_what_and_how_long(
    house: House, signed_in: Browsers, caplog: pytest.LogCaptureFixture
) -> None:
    official = signed_in("official")

    with caplog.at_level(logging.INFO):
        answer = official.get("/records?text=hồ sơ mật")

    (line,) = lines(caplog, "request")
    told = vars(line)
    assert (told["method"], told["path"], told["status"]) == ("GET", "/records", 200)
    assert told["person"] == house.staff.official.person_id
    assert told["ms"] > 0
    assert NUMBER.fullmatch(told["request"])
    assert answer.headers[REQUEST_ID] == told["request"]
    assert "mật" not in str(told)


def test_a_program_s_request_is_told_with_its_whole_path(
    program: Programs, caplog: pytest.LogCaptureFixture
) -> None:
    secretary = program("secretary")

    with caplog.at_level(logging.INFO):
        secretary.get("/records")

    assert [vars(each)["path"] for each in lines(caplog, "request")] == ["/api/v1/records"]


def test_nobody_signed_in_is_nobody_in_the_log(
    visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        visitor.get("/sign-in")

    assert [vars(each)["person"] for each in lines(caplog, "request")] == [None]


def test_an_address_that_is_a_key_is_not_written_down(
    visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        visitor.get("/calendar/khoa-bi-mat.ics")

    (line,) = lines(caplog, "request")
    assert "khoa-bi-mat" not in str(vars(line))
    assert vars(line)["path"].startswith("/calendar/")


def test_a_damaged_file_is_in_the_log_under_the_number_on_the_page(
    house: House, signed_in: Browsers, caplog: pytest.LogCaptureFixture
) -> None:
    slip = a_slip(house.office, house.staff.official)
    damage(house, slip.record_id)

    answer = signed_in("official").get(f"/records/{slip.record_id}/versions/1.docx")

    assert answer.status_code == 500
    (failure,) = lines(caplog, "failed")
    assert vars(failure)["request"] in answer.text
    assert "FileAltered" in vars(failure)["cause"]
    # Foreseen: a line says it, a trace would only hide the others.
    assert failure.exc_info is None


def test_a_program_is_told_the_same_number(
    house: House, program: Programs, caplog: pytest.LogCaptureFixture
) -> None:
    slip = a_slip(house.office, house.staff.official)
    damage(house, slip.record_id)

    answer = program("official").get(f"/records/{slip.record_id}/documents/1.docx")

    assert answer.status_code == 500
    (failure,) = lines(caplog, "failed")
    assert answer.get_json()["request"] == vars(failure)["request"]


def failing_house(house: House) -> Flask:
    """The house with an address at either door that nobody foresaw to fail."""
    app = create_web(house.office)

    def fail() -> str:
        raise ZeroDivisionError("nobody saw it coming")

    for door in (app, api_of(app)):
        door.add_url_rule("/fail", "fail", fail)
    return app


@pytest.mark.parametrize("at", ["pages", "API"])
def test_what_nobody_foresaw_is_written_whole_and_told_by_its_number(
    house: House, at: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = failing_house(house)

    if at == "pages":
        answer = Browser(app.test_client()).sign_in("official").get("/fail")
    else:
        answer = a_program(app, house.office, house.staff.official).get("/fail")

    assert answer.status_code == 500
    (failure,) = lines(caplog, "failed unforeseen")
    assert failure.exc_info is not None
    assert vars(failure)["request"] in answer.text
    assert "nobody saw it coming" not in answer.text
