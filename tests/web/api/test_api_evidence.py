"""Evidence over the API: sent as a bare body or as a form, listed, fetched, refused by field."""

from io import BytesIO

import pytest

from service.workflow.files.evidence import LARGEST_FILE
from tests.archive.evidence_samples import a_pdf
from tests.builders import House, a_slip
from tests.web.api.conftest import Programs

OCTETS = "application/octet-stream"


@pytest.fixture
def where(house: House) -> str:
    """The address of a slip's evidence."""
    return f"/records/{a_slip(house.office, house.staff.official).record_id}/evidence"


def test_a_bare_body_is_added_listed_and_fetched(program: Programs, where: str) -> None:
    official, content = program("official"), a_pdf()
    about = {"file_name": "Biên bản.exe", "note": "Đã ký"}

    added = official.post(where, data=content, content_type=OCTETS, query_string=about)

    listed = official.get(where).get_json()
    fetched = official.get(added.get_json()["file"].removeprefix("/api/v1"))
    assert added.status_code == 201
    assert added.get_json()["file_name"] == "Biên bản.exe.pdf"
    assert added.get_json()["media_type"] == "application/pdf"
    assert listed == {"files": [added.get_json()], "may_add": True}
    assert fetched.data == content
    assert fetched.headers["Content-Disposition"].startswith("attachment; ")


def test_a_form_brings_its_own_file_name(program: Programs, where: str) -> None:
    sent = {"file": (BytesIO(b"so;lieu\n1;2"), "Số liệu.csv")}

    added = program("secretary").post(where, data=sent, content_type="multipart/form-data")

    assert added.status_code == 201
    assert added.get_json()["file_name"] == "Số liệu.csv"
    assert added.get_json()["media_type"] == "text/csv"


def test_the_same_again_gives_the_first(program: Programs, where: str) -> None:
    official, content = program("official"), a_pdf()

    one, two = (official.post(where, data=content, content_type=OCTETS) for _ in range(2))

    assert one.get_json() == two.get_json()


def test_a_key_used_for_a_move_is_free_for_a_file(program: Programs, where: str) -> None:
    official = program("official")
    address = where.replace("/records", "/forms/BM.CTCL.01/records", 1)
    body = {"version": 1, "submission": "one", "reason": "Gửi nhầm"}
    query = {"submission": "one"}

    added = official.post(where, data=b"a", content_type=OCTETS, query_string=query)
    withdrawn = official.post(address.replace("evidence", "moves/withdraw"), body)

    assert (added.status_code, withdrawn.status_code) == (201, 200)


@pytest.mark.parametrize(
    ("content", "query", "field"),
    [(b"MZ", {}, "file"), (b"", {}, "file"), (b"a", {"note": "x" * 501}, "note")],
)
def test_a_fault_stands_beside_its_field(
    program: Programs, where: str, content: bytes, query: dict[str, str], field: str
) -> None:
    answer = program("official").post(where, data=content, content_type=OCTETS, query_string=query)

    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [field]


def test_more_than_25_mb_is_too_much(program: Programs, where: str) -> None:
    content = b"x" * (LARGEST_FILE + 20_000)

    answer = program("official").post(where, data=content, content_type=OCTETS)

    assert answer.status_code == 413


def test_a_page_or_json_is_no_file(program: Programs, where: str) -> None:
    official = program("official")

    assert official.post(where, {"a": 1}).status_code == 415
    assert official.post(where, data=b"<p>", content_type="text/html").status_code == 415


def test_an_auditor_reads_and_a_stranger_finds_nothing(program: Programs, where: str) -> None:
    auditor, stranger = program("auditor"), program("stranger")

    assert auditor.get(where).get_json()["may_add"] is False
    assert auditor.post(where, data=b"a", content_type=OCTETS).status_code == 403
    assert stranger.get(where).status_code == 404
    assert stranger.post(where, data=b"a", content_type=OCTETS).status_code == 404
