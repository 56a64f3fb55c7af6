"""A file with a password and one of an old kind get their own sentence, wherever they are sent."""

import pytest

from tests.archive.evidence_samples import OLD_OFFICE
from tests.builders import House, a_slip
from tests.doors.conftest import Browsers, Programs
from tests.web.pages.record.test_evidence_pages import send

OCTETS = "application/octet-stream"
LOCKED = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")
CLOSED = pytest.mark.parametrize(
    ("content", "vi", "en"),
    [
        (LOCKED, "bỏ mật khẩu", "password"),
        (OLD_OFFICE, "Lưu thành (Save As)", "Save As .docx"),
        (b"{\\rtf1}", "Lưu thành (Save As)", "Save As .docx"),
    ],
    ids=["password", ".doc", ".rtf"],
)


@CLOSED
def test_evidence_that_is_closed_is_told_how_to_open_it(
    house: House, signed_in: Browsers, program: Programs, content: bytes, vi: str, en: str
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id

    page = send(signed_in("official"), slip, content, name="a.docx")
    answer = program("official").post(
        f"/records/{slip}/evidence", data=content, content_type=OCTETS, query_string={}
    )

    (sentence,) = answer.get_json()["errors"]["file"]
    assert vi in sentence["vi"]
    assert en in sentence["en"]
    assert vi in page.text


@CLOSED
def test_a_closed_file_to_be_read_back_is_told_how_to_open_it(
    program: Programs, content: bytes, vi: str, en: str
) -> None:
    answer = program("official").post("/read-back", data=content, content_type=OCTETS)

    assert answer.status_code == 422
    told = str(answer.get_json())
    assert vi in told
    assert en in told
