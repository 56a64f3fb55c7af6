"""What may be sent: sound JSON of a sound size and type; anything else has its own clear answer."""

from typing import Any

import pytest

from service.web.api.parsing import LONGEST_BODY, LONGEST_TEXT
from tests.builders import SLIP
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs

DRAFTS = f"/forms/{SLIP}/drafts"
JSON = "application/json"


def sent(program: Program, data: bytes, content_type: str = JSON) -> Any:
    """The answer to a body sent byte by byte."""
    return program.post(DRAFTS, data=data, content_type=content_type)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'answers': {}}",
        b'{"answers": {"root_cause": NaN}}',
        b'{"answers": {"root_cause": Infinity}}',
        b'{"answers": {"root_cause": 1e999}}',
        b'{"answers": {"root_cause": "\xff"}}',
        b'{"answers": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
        b'{"answers": {"root_cause": ' + b"[" * 500 + b"]" * 500 + b"}}",
    ],
    ids=["empty", "open", "quotes", "nan", "inf", "huge", "latin", "long number", "deep", "nested"],
)
def test_a_body_that_is_no_sound_json_is_400(program: Programs, body: bytes) -> None:
    answer = sent(program("official"), body)

    assert answer.status_code == 400
    assert "JSON" in answer.get_json()["message"]["vi"]


def test_another_media_type_is_415(program: Programs) -> None:
    official = program("official")

    form = sent(official, b"answers=1", "application/x-www-form-urlencoded")
    none = official.post(DRAFTS)

    assert (form.status_code, none.status_code) == (415, 415)
    assert "Content-Type" in form.get_json()["message"]["vi"]


def test_a_field_of_a_megabyte_is_413_and_nothing_is_stored(program: Programs) -> None:
    official = program("official")

    answer = official.post(DRAFTS, {"answers": {"root_cause": "a" * 1_000_000}})

    assert answer.status_code == 413
    assert answer.get_json()["message"]["vi"].startswith("Nội dung gửi lên quá dài")
    assert official.get("/drafts").get_json() == []


def test_a_text_over_its_maximum_is_kept_and_reported(program: Programs) -> None:
    answer = program("official").post(
        DRAFTS, {"answers": {"related_documents": "a" * LONGEST_TEXT}}
    )

    assert answer.status_code == 201
    assert "500" in answer.get_json()["faults"]["related_documents"][0]["vi"]


def test_a_body_without_measure_is_413(program: Programs) -> None:
    answer = sent(program("official"), b" " * (LONGEST_BODY + 1))

    assert answer.status_code == 413


def test_an_unknown_name_in_a_query_is_refused(program: Programs) -> None:
    answer = program("official").get("/records?colour=red")

    assert answer.status_code == 422
    assert "colour" in answer.get_json()["errors"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("year=26", "year"),
        ("year=２０２６", "year"),
        ("year=2_026", "year"),
        ("page=0", "page"),
        ("page=99999999999999999999", "page"),
        ("unit=x", "unit"),
        ("text=%00", "text"),
        ("text=" + "a" * 201, "text"),
        ("form=%E2%80%AE", "form"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_beside_its_name(
    program: Programs, query: str, field: str
) -> None:
    answer = program("official").get(f"/records?{query}")

    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [field]


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/%00",
        "/records/d" + "a" * 16,
        "/records/raaaaaaaaaaaaaaaa/documents/0.docx",
        "/records/raaaaaaaaaaaaaaaa/documents/99999999999999999999.pdf",
        "/forms/BM.CTCL.99",
        "/forms/..%2F..%2Fetc",
        "/nothing",
    ],
)
def test_a_path_to_nothing_is_404_in_both_languages(program: Programs, path: str) -> None:
    answer = program("secretary").get(path)

    assert answer.status_code == 404
    assert set(answer.get_json()["message"]) == {"vi", "en"}


def test_a_method_that_an_address_does_not_take_is_405(program: Programs) -> None:
    answer = program("secretary").ask("PUT", "/records")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
