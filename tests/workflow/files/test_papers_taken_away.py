"""The papers a person takes away: issued, draft and blank, as Word, PDF and pictures of pages."""

from hashlib import sha256

import pytest

from service.archive.vault import FileAltered, FileMissing
from service.documents.pdf.page_images import page_text
from service.store.ledger.security_log import list_security_notes
from service.workflow.errors import NotFound, sentence_of
from service.workflow.files.document_files import (
    Download,
    blank_pdf,
    blank_word,
    draft_pdf,
    draft_word,
    issued_name,
    issued_pdf,
    issued_word,
)
from service.workflow.files.preview import draw_live_pages
from service.workflow.files.read_back import read_back
from service.workflow.records.read_records import open_record
from tests.builders import (
    MINUTES,
    PLAN,
    SLIP,
    House,
    a_draft,
    a_slip,
    mandatory_values,
    plan_values,
    submit,
)
from tests.docx_text import printed_lines
from tests.needs import libreoffice, need

EVERY_BLANK = [(SLIP, ""), (MINUTES, ""), (PLAN, "agency"), (PLAN, "unit")]


def footer_of(word: Download) -> str:
    """The line at the foot of a Word file's first page."""
    return printed_lines(word.content)[-1]


def test_the_issued_file_is_the_one_of_the_vault(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    (document,) = open_record(house.office, house.staff.official, slip.record_id).documents

    word = issued_word(house.office, house.staff.director, slip.record_id, 1)

    assert sha256(word.content).hexdigest() == document.sha256
    assert word.file_name == "BM.CTCL.01_01-2026_v01.docx"
    assert word.title == "Phiếu yêu cầu hành động khắc phục/cải tiến 01/2026.docx"


def test_the_file_name_of_minutes_is_plain_ascii(house: House) -> None:
    draft = a_draft(
        house.office, house.staff.secretary, MINUTES, mandatory_values(house.office, MINUTES)
    )
    made = submit(house.office, house.staff.secretary, draft, move="issue")

    word = issued_word(house.office, house.staff.secretary, made.record_id, 1)

    assert word.file_name.lower() == "bm.ctcl.02_01-bb-iso_v01.docx"


def test_a_letter_that_only_looks_like_another_stays_in_the_file_name() -> None:
    assert issued_name("TB", "\u00d0ợt 1 - \u00d0ặng", 1) == issued_name("TB", "Đợt 1 - Đặng", 1)
    assert issued_name("TB", "\u00d0ợt 1", 1) == "TB_dot-1_v01"


def test_a_download_is_written_in_the_security_log(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)

    issued_word(house.office, house.staff.director, slip.record_id, 1)

    with house.office.database.reading() as uow:
        note = list_security_notes(uow)[0]
    assert (note.kind, note.actor_id) == ("download", house.staff.director.person_id)
    assert note.payload == {"form": "BM.CTCL.01", "record": slip.record_id, "version": "1"}


def test_a_file_altered_in_the_vault_is_not_handed_out(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    (document,) = open_record(house.office, house.staff.official, slip.record_id).documents
    path = house.office.vault.path_of(document.sha256)
    path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(FileAltered) as refused:
        issued_word(house.office, house.staff.official, slip.record_id, 1)

    assert "đã bị thay đổi" in sentence_of(refused.value).vi


def test_a_file_gone_from_the_vault_is_named(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    (document,) = open_record(house.office, house.staff.official, slip.record_id).documents
    house.office.vault.path_of(document.sha256).unlink()

    with pytest.raises(FileMissing) as refused:
        issued_word(house.office, house.staff.official, slip.record_id, 1)

    assert "kho văn bản" in sentence_of(refused.value).vi


@pytest.mark.parametrize(("code", "variant"), EVERY_BLANK)
def test_every_form_has_a_blank_with_dots(house: House, code: str, variant: str) -> None:
    blank = blank_word(house.office, code, variant)

    assert "…" in "".join(printed_lines(blank.content))
    assert "DỰ THẢO" not in footer_of(blank)
    assert blank.file_name.isascii()


def test_blanks_of_the_plan_differ_by_level(house: House) -> None:
    names = {blank_word(house.office, PLAN, v).file_name for v in ("agency", "unit", "khác", "")}

    assert names == {"BM.CTCL.03_agency_trang.docx", "BM.CTCL.03_unit_trang.docx"}


def test_the_blank_of_an_unknown_form_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        blank_word(house.office, "BM.CTCL.99")


@pytest.mark.parametrize("code", [SLIP, MINUTES, PLAN])
def test_a_draft_says_that_it_is_one(house: House, code: str) -> None:
    actor = house.staff.secretary
    typed = {
        SLIP: None,
        MINUTES: mandatory_values(house.office, MINUTES),
        PLAN: plan_values(house.office),
    }[code]
    draft = a_draft(house.office, actor, code, typed)

    word = draft_word(house.office, actor, draft.id)

    assert "DỰ THẢO" in footer_of(word)


def test_what_is_wrong_in_a_draft_prints_as_dots(house: House) -> None:
    draft = a_draft(
        house.office,
        house.staff.official,
        typed={"issue_date": "31/02/2026", "related_documents": "QT-0612"},
    )

    word = draft_word(house.office, house.staff.official, draft.id)

    said = read_back(house.office, word.content).answers
    assert "issue_date" not in said
    assert said["related_documents"] == "QT-0612"


def test_nobody_prints_a_colleagues_draft(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    with pytest.raises(NotFound):
        draft_word(house.office, house.staff.unit_head, draft.id)


def test_pdf_and_pictures_say_what_word_says(memory_house: House) -> None:
    need(libreoffice(), "LibreOffice")
    house, official = memory_house, memory_house.staff.official
    slip = a_slip(house.office, official)
    draft = a_draft(house.office, official)

    issued = issued_pdf(house.office, official, slip.record_id, 1)
    dated = draft_pdf(house.office, official, draft.id)
    blank = blank_pdf(house.office, house.staff.official, SLIP)
    typed = {"related_documents": "QT-0612"}
    pages = draw_live_pages(house.office, official, SLIP, typed, "nonconformity")

    assert issued.file_name == "BM.CTCL.01_01-2026_v01.pdf"
    assert "trễ 02 ngày & thiếu chữ ký" in page_text(issued.content)[0]
    assert "DỰ THẢO" in page_text(dated.content)[0]
    assert "…" in page_text(blank.content)[0]
    assert pages[0].webp.startswith(b"RIFF")
    assert pages[0].band is not None
