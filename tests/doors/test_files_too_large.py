"""A file too large: whoever answers first, at either door, says up to which size it may be."""

import json
import re
import socket
from io import BytesIO

import pytest
from flask import Flask

from service.cli.ports import LARGEST_BODY
from service.web.posts import MOST_BYTES
from service.workflow.files import read_back
from service.workflow.files.evidence import TOO_LARGE
from service.workflow.people_sheets.read_sheet import SheetTooLarge
from tests.builders import House, a_slip
from tests.doors.test_half_sent_requests import listening
from tests.needs import REPOSITORY
from tests.web.api.clients import Program, a_program

MIB = 1024 * 1024


def answered(port: int, path: str, length: int) -> tuple[int, str, str]:
    """Status, headers and body of the answer to a request that says its body is so long."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
        came = b""
        while got := line.recv(65_536):
            came += got
    headers, _, body = came.decode().partition("\r\n\r\n")
    return int(headers.split()[1]), headers, body


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_the_server_s_own_limit_says_it_as_the_page_does(
    site: Flask, house: House, behind_proxy: bool
) -> None:
    with listening(site, house, behind_proxy=behind_proxy) as port:
        page = answered(port, "/records/r1/evidence", LARGEST_BODY + 1)
        program = answered(port, "/api/v1/records/r1/evidence", LARGEST_BODY + 1)

    assert (page[0], program[0]) == (413, 413)
    assert TOO_LARGE.vi in page[2]
    assert TOO_LARGE.en in page[2]
    assert "text/html" in page[1]
    assert json.loads(program[2])["error"] == "FileTooLarge"
    assert json.loads(program[2])["message"] == {"vi": TOO_LARGE.vi, "en": TOO_LARGE.en}
    assert "Connection: close" in page[1]


def test_a_body_that_does_not_say_how_long_it_is_is_told_the_same(
    site: Flask, house: House
) -> None:
    answer = program_of(site, house).post(
        "/read-back",
        input_stream=BytesIO(b"a" * 27_000_000),
        content_type="application/octet-stream",
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 413
    assert answer.get_json()["message"]["vi"] == read_back.TOO_LARGE.vi


def program_of(site: Flask, house: House, role: str = "official") -> Program:
    """A program with the token of the person in that role."""
    return a_program(site, house.office, getattr(house.staff, role))


@pytest.mark.parametrize(
    ("path", "size", "sentence"),
    [
        ("/read-back", 26 * MIB, read_back.TOO_LARGE),
        ("/people/import", 6_000_000, SheetTooLarge.label),
        ("/people/import/preview", 6_000_000, SheetTooLarge.label),
    ],
)
def test_the_api_says_up_to_which_size_a_file_may_be(
    path: str, size: int, sentence: object, site: Flask, house: House
) -> None:
    administrator = program_of(site, house, "administrator")

    answer = administrator.post(path, data=b"a" * size, content_type="application/octet-stream")

    assert answer.status_code == 413
    assert answer.get_json()["message"] == {"vi": sentence.vi, "en": sentence.en}  # type: ignore[attr-defined]


def test_evidence_of_28_megabytes_is_told_of_25(site: Flask, house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    path = f"/records/{slip.record_id}/evidence"

    answer = program_of(site, house).post(
        path, data=b"a" * 28_000_000, content_type="application/pdf"
    )

    assert answer.status_code == 413
    assert answer.get_json()["message"]["vi"].startswith("Chỉ nhận tệp tới 25 MB.")
    assert answer.get_json()["message"]["en"].startswith("Files up to 25 MB are taken.")


def test_nginx_as_readme_has_it_agrees_with_the_service() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    (limit,) = re.findall(r"client_max_body_size (\d+);", readme)
    assert int(limit) == LARGEST_BODY > MOST_BYTES
    assert "error_page 413 @too_large;" in readme
    assert TOO_LARGE.vi in readme
    assert TOO_LARGE.en in readme
