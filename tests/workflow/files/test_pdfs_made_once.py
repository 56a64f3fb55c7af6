"""The PDF of an issued paper is made once; what was made is proved, and nothing hangs on it."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from service.archive.vault import FileAltered
from service.documents.pdf.errors import PdfUnavailable
from service.documents.pdf.page_images import page_text
from service.workflow.files.document_files import blank_pdf, draft_pdf, issued_pdf, issued_word
from service.workflow.sample_data.load import load_sample_house, remove_sample_house
from tests.builders import SLIP, House, a_draft, a_slip, slip_values
from tests.documents.another_libreoffice import another_libreoffice
from tests.needs import libreoffice, need
from tests.workflow.bundling import content_of, made, slips


@pytest.fixture
def printing(memory_house: House) -> House:
    """The house, where LibreOffice is."""
    need(libreoffice(), "LibreOffice")
    return memory_house


def copies(house: House) -> list[Path]:
    """The copies of PDFs that lie in the data folder."""
    return sorted(house.office.pdf_copies.root.glob("*/*"))


def pdf_of(house: House, record_id: str) -> bytes:
    """The PDF of the first version, as the director takes it away."""
    return issued_pdf(house.office, house.staff.director, record_id, 1).content


def test_the_second_download_is_what_the_first_made_and_needs_no_libreoffice(
    printing: House,
) -> None:
    (slip,) = slips(printing, 1)
    first = pdf_of(printing, slip)
    printing.office.pdf.stop()

    second = pdf_of(printing, slip)

    assert second == first
    assert "01/2026" in page_text(second)[0]
    assert len(copies(printing)) == 1


def test_a_bundle_takes_what_was_made_before_and_makes_what_is_kept_after(
    printing: House,
) -> None:
    secretary = printing.staff.secretary
    chosen = slips(printing, 2)
    made(printing, secretary, chosen, "zip")
    printing.office.pdf.stop()

    bundle = made(printing, secretary, chosen, "pdf")

    assert bundle.said is None
    assert len(page_text(content_of(printing, secretary, bundle))) >= 2
    assert pdf_of(printing, chosen[0]).startswith(b"%PDF")


def test_a_damaged_copy_is_told_in_the_log_and_made_anew(
    printing: House, caplog: pytest.LogCaptureFixture
) -> None:
    (slip,) = slips(printing, 1)
    first = pdf_of(printing, slip)
    (path,) = copies(printing)
    path.write_bytes(path.read_bytes().replace(b"%PDF", b"%FDP"))

    again = pdf_of(printing, slip)

    assert page_text(again) == page_text(first)
    assert "pdf copy damaged" in caplog.messages
    printing.office.pdf.stop()
    assert pdf_of(printing, slip) == again


def test_the_copies_may_be_thrown_away_at_any_time(printing: House) -> None:
    (slip,) = slips(printing, 1)
    first = pdf_of(printing, slip)
    shutil.rmtree(printing.office.pdf_copies.root)

    assert page_text(pdf_of(printing, slip)) == page_text(first)
    assert len(copies(printing)) == 1


def test_another_libreoffice_makes_another(
    printing: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (slip,) = slips(printing, 1)
    first = pdf_of(printing, slip)
    printing.office.pdf.stop()

    with monkeypatch.context() as patch:
        another_libreoffice(tmp_path / "another", patch)
        with pytest.raises(PdfUnavailable):
            pdf_of(printing, slip)

    assert pdf_of(printing, slip) == first


def test_a_word_file_that_was_altered_is_found_whatever_was_made_of_it(printing: House) -> None:
    (slip,) = slips(printing, 1)
    pdf_of(printing, slip)
    word = issued_word(printing.office, printing.staff.secretary, slip, 1).content
    printing.office.vault.path_of(sha256(word).hexdigest()).write_bytes(b"khac")

    with pytest.raises(FileAltered):
        pdf_of(printing, slip)


def test_what_nobody_issued_is_not_kept(printing: House) -> None:
    official = printing.staff.official
    draft = a_draft(printing.office, official, SLIP, slip_values())

    draft_pdf(printing.office, official, draft.id)
    blank_pdf(printing.office, official, SLIP)

    assert copies(printing) == []


def test_with_the_sample_data_go_the_copies_of_its_papers(printing: House) -> None:
    office = printing.office
    real = a_slip(office, printing.staff.official).record_id
    pdf_of(printing, real)
    load_sample_house(office, whole_year=False)
    for word in office.vault.digests():
        office.pdf_copies.put(word, office.pdf.maker, b"%PDF")
    remove_sample_house(office)

    (left,) = copies(printing)
    word = issued_word(office, printing.staff.director, real, 1).content
    assert left.name.startswith(sha256(word).hexdigest())
