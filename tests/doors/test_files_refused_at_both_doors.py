"""Evidence refused as a file, at either door: told beside it, one line in the security log."""

from hashlib import sha256

import pytest

from service.store.ledger.security_log import SecurityNote, list_security_notes
from service.web.posts import MOST_BYTES
from service.workflow.files.evidence import LARGEST_FILE, list_evidence
from service.workflow.office_settings.rules import change_rules
from tests.archive import hostile_files as hostile
from tests.builders import House, a_slip
from tests.doors.conftest import Browsers, Programs
from tests.web.pages.record.test_evidence_pages import send

OCTETS = "application/octet-stream"
FILES = {
    "a field that calls a program": hostile.WORD["dde over runs"],
    "a picture elsewhere": hostile.WORD["picture by http"],
    "a formula that fetches": hostile.SHEETS["_xlfn.WEBSERVICE(A1)"],
    "a section elsewhere": hostile.OPEN["section"],
    "a pdf that opens another": hostile.PDF["opens another"],
    "a program": b"MZ\x90\0",
}


def notes(house: House) -> list[SecurityNote]:
    """The lines about refused files, oldest first."""
    with house.office.database.reading() as uow:
        found = list_security_notes(uow)
    return [note for note in reversed(found) if "file" in note.payload]


@pytest.mark.parametrize("name", FILES)
def test_a_refused_file_is_told_beside_it_and_noted_with_what_it_was(
    house: House, signed_in: Browsers, program: Programs, name: str
) -> None:
    slip, content = a_slip(house.office, house.staff.official).record_id, FILES[name]
    long = f"Bằng\u202e chứng {'x' * 300}.docx"

    page = send(signed_in("official"), slip, content, name=long)
    answer = program("official").post(
        f"/records/{slip}/evidence", data=content, content_type=OCTETS, query_string={}
    )

    sentence = answer.get_json()["errors"]["file"][0]["vi"]
    assert (page.status_code, answer.status_code) == (422, 422)
    assert sentence in page.text
    assert list_evidence(house.office, house.staff.official, slip).files == ()
    on_page, by_program = notes(house)
    for note in (on_page, by_program):
        assert (note.kind, note.actor_id) == ("file_refused", house.staff.official.person_id)
        assert note.payload["record"] == slip
        assert note.payload["deed"] == "add_evidence"
        assert note.payload["sha256"] == sha256(content).hexdigest()
        assert note.payload["size"] == len(content)
        assert note.payload["rule"] == sentence
        assert note.payload["reason"]
    assert on_page.payload["file"].startswith("Bằng chứng xxx")
    assert len(on_page.payload["file"]) == 120


def test_a_file_too_large_to_read_is_noted_too(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    much = b"x" * (LARGEST_FILE + 20_000)

    page = send(signed_in("official"), slip, b"x" * MOST_BYTES)
    answer = program("official").post(f"/records/{slip}/evidence", data=much, content_type=OCTETS)

    assert (page.status_code, answer.status_code) == (413, 413)
    assert [note.payload["reason"] for note in notes(house)] == ["too large", "too large"]
    assert notes(house)[1].payload["size"] == len(much)


def test_a_file_without_room_is_refused_before_it_is_read(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    change_rules(house.office, house.staff.secretary, {"evidence_day_mb": 25})
    first = b"x" * (24 * 1024 * 1024)
    path, official = f"/records/{slip}/evidence", program("official")
    assert official.post(path, data=first, content_type=OCTETS).status_code == 201

    page = send(signed_in("official"), slip, b"y" * 2 * 1024 * 1024, name="a.txt")
    answer = official.post(path, data=b"z" * 2 * 1024 * 1024, content_type=OCTETS)

    assert (page.status_code, answer.status_code) == (422, 422)
    assert "Hôm nay anh/chị đã gửi 24,0 trong 25 MB bằng chứng, còn 1,0 MB" in page.text
    assert "còn 1,0 MB" in answer.get_json()["errors"]["file"][0]["vi"]
    assert [note.payload["sha256"] for note in notes(house)] == ["", ""]
    assert len(list_evidence(house.office, house.staff.official, slip).files) == 1
