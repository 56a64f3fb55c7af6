"""Files over the API: issued, draft, blank, in Word and PDF; a filled Word file read back."""

import json
from hashlib import sha256
from io import BytesIO

import pytest

from service.settings import ROOT
from service.web.api.operations.drafts.form_submission import open_schema
from service.workflow.files.document_files import PDF, WORD
from service.workflow.files.read_back import LARGEST_FILE
from tests.builders import PLAN, SLIP, House, a_draft, a_slip
from tests.docx_text import printed_lines
from tests.needs import libreoffice, need
from tests.web.api.conftest import Programs

OCTETS = "application/octet-stream"


def test_the_issued_word_file_is_the_one_that_was_hashed(house: House, program: Programs) -> None:
    made = a_slip(house.office, house.staff.official)
    official = program("official")

    answer = official.get(f"/records/{made.record_id}/documents/1.docx")

    document = official.get(f"/records/{made.record_id}").get_json()["documents"][0]
    assert answer.mimetype == WORD
    assert sha256(answer.data).hexdigest() == document["sha256"]
    assert 'filename="BM.CTCL.01_01-2026_v01.docx"' in answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''Phi%E1%BA%BFu" in answer.headers["Content-Disposition"]


def test_a_draft_s_word_file_says_what_was_typed(house: House, program: Programs) -> None:
    draft = a_draft(house.office, house.staff.official)

    answer = program("official").get(f"/drafts/{draft.id}/document.docx")

    lines = printed_lines(answer.data)
    assert any("Hồ sơ QT-0612 trả kết quả trễ 02 ngày & thiếu chữ ký" in line for line in lines)
    assert any("DỰ THẢO" in line for line in lines)


@pytest.mark.parametrize("variant", ["agency", "unit"])
def test_a_blank_plan_is_handed_out_in_either_variant(program: Programs, variant: str) -> None:
    answer = program("official").get(f"/forms/{PLAN}/blank.docx?variant={variant}")

    assert answer.mimetype == WORD
    assert f"_{variant}_" in answer.headers["Content-Disposition"]


def test_a_word_file_is_handed_out_without_controls_when_asked(
    house: House, program: Programs
) -> None:
    made = a_slip(house.office, house.staff.official)
    draft = a_draft(house.office, house.staff.official)
    addresses = (
        f"/records/{made.record_id}/documents/1.docx",
        f"/drafts/{draft.id}/document.docx",
        f"/forms/{PLAN}/blank.docx",
        "/forms/BM.CTCL.01/registers/2026.docx",
    )
    official = program("official")

    for address in addresses:
        word, copy = official.get(address), official.get(f"{address}?plain=true")
        assert printed_lines(copy.data) == printed_lines(word.data)
        assert "_khong-o-nhap.docx" in copy.headers["Content-Disposition"]
        assert "khong-o-nhap" not in word.headers["Content-Disposition"]


def test_papers_are_handed_out_as_pdf_too(house: House, program: Programs) -> None:
    need(libreoffice(), "LibreOffice")
    made = a_slip(house.office, house.staff.official)
    draft = a_draft(house.office, house.staff.official)
    official = program("official")

    answers = [
        official.get(f"/records/{made.record_id}/documents/1.pdf"),
        official.get(f"/drafts/{draft.id}/document.pdf"),
        official.get(f"/forms/{SLIP}/blank.pdf"),
    ]

    assert [answer.mimetype for answer in answers] == [PDF] * 3
    assert all(answer.data.startswith(b"%PDF") for answer in answers)


def test_a_version_that_was_never_issued_is_not_found(house: House, program: Programs) -> None:
    made = a_slip(house.office, house.staff.official)

    answer = program("official").get(f"/records/{made.record_id}/documents/2.docx")

    assert answer.status_code == 404


def test_a_filled_word_file_is_read_back_to_the_same_json(house: House, program: Programs) -> None:
    official = program("official")
    for form in house.office.catalogue:
        values = json.loads((ROOT / "samples" / form.key / "filled.json").read_text("utf-8"))
        typed = {name: values[name] for name in open_schema(form)().fields if name in values}
        draft = a_draft(house.office, house.staff.secretary, form.code, typed)
        word = program("secretary").get(f"/drafts/{draft.id}/document.docx").data

        said = official.post("/read-back", data=word, content_type=OCTETS)

        assert said.status_code == 200, said.text
        assert said.get_json()["form"] == form.code
        assert said.get_json()["answers"] == {
            name: value for name, value in draft.answers.items() if form.field(name).printed
        }


def test_a_file_may_come_as_a_form_s_upload(house: House, program: Programs) -> None:
    official = program("official")
    draft = a_draft(house.office, house.staff.official)
    word = official.get(f"/drafts/{draft.id}/document.docx").data

    uploaded = official.post("/read-back", data={"file": (BytesIO(word), "phieu.docx")})
    typed = official.post("/read-back", data=word, content_type=WORD)

    assert uploaded.get_json()["answers"]["request_type"] == "corrective"
    assert uploaded.get_json() == typed.get_json()


def test_what_cannot_be_read_is_told_in_one_sentence(program: Programs) -> None:
    official = program("official")

    for content in (b"", b"PK\x03\x04 broken", b"%PDF-1.7"):
        answer = official.post("/read-back", data=content, content_type=OCTETS)

        assert answer.status_code == 422
        assert answer.get_json()["errors"][""][0]["vi"].startswith("Tệp này không phải là tệp Word")


def test_another_type_or_a_missing_file_is_told(program: Programs) -> None:
    official = program("official")

    text = official.post("/read-back", data=b"x", content_type="text/plain")
    missing = official.post("/read-back", data={"other": (BytesIO(b"x"), "x.docx")})

    assert (text.status_code, missing.status_code) == (415, 400)


def test_a_file_over_25_megabytes_is_413(program: Programs) -> None:
    official = program("official")
    large = b"\0" * (LARGEST_FILE + 20_000)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="lon.docx"\r\n\r\n'

    answers = [
        official.post("/read-back", data=large, content_type=OCTETS),
        official.post(
            "/read-back",
            data=head + large + b"\r\n--x--\r\n",
            content_type="multipart/form-data; boundary=x",
        ),
    ]

    assert [answer.status_code for answer in answers] == [413, 413]
