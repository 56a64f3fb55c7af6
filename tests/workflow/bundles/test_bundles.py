"""Many records in one file: asked for by who sees them, made by a job, stopped on the way."""

import io
import zipfile
from hashlib import sha256

import pytest
from openpyxl import load_workbook

from service.documents.pdf.page_images import page_text
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import (
    MOST_RECORDS,
    ask_bundle,
    list_bundles,
    read_bundle,
    stop_bundle,
)
from service.workflow.errors import FieldErrors, NotFound, RuleRefuses
from service.workflow.files.document_files import issued_word
from tests.builders import ADMINISTRATIVE, House, a_slip
from tests.needs import libreoffice, need
from tests.workflow.bundling import (
    content_of,
    made,
    moved_away,
    slips,
    work,
)

SUMS = "SHA256SUMS.txt"


@pytest.fixture
def without_pdf(house: House) -> House:
    """The house, its LibreOffice ended."""
    house.office.pdf.stop()
    return house


def test_a_zip_holds_the_word_files_by_their_names_with_numbers_and_hashes(
    without_pdf: House,
) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    newest, oldest = slips(house, 2)

    bundle = made(house, secretary, [newest, oldest])

    package = zipfile.ZipFile(io.BytesIO(content_of(house, secretary, bundle)))
    names = ["BM.CTCL.01_02-2026_v01.docx", "BM.CTCL.01_01-2026_v01.docx"]
    assert package.namelist() == [*names, "danh-sach.xlsx", SUMS]
    assert package.read(names[1]) == issued_word(house.office, secretary, oldest, 1).content
    for line in package.read(SUMS).decode().splitlines():
        digest, _, name = line.partition("  ")
        assert sha256(package.read(name)).hexdigest() == digest
    (sheet,) = load_workbook(io.BytesIO(package.read("danh-sach.xlsx"))).worksheets
    assert [row[0].value for row in sheet.iter_rows()] == ["Số", "02/2026", "01/2026"]
    assert (bundle.state, bundle.done, bundle.total) == ("ready", 2, 2)


def test_without_libreoffice_the_word_files_go_alone_and_it_is_said_why(
    without_pdf: House,
) -> None:
    bundle = made(without_pdf, without_pdf.staff.secretary, slips(without_pdf, 1))

    assert bundle.state == "ready"
    assert bundle.said is not None
    assert "Chưa tạo được bản PDF" in bundle.said.vi


def test_without_libreoffice_a_pdf_to_print_fails_and_names_what_is_missing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    secretary = house.staff.secretary
    monkeypatch.setattr(
        "service.documents.pdf.converter.missing_parts", lambda: ["libreoffice-writer-nogui"]
    )

    bundle = made(house, secretary, slips(house, 1), "pdf")

    assert bundle.state == "failed"
    assert bundle.said is not None
    assert "máy chủ còn thiếu: libreoffice-writer-nogui" in bundle.said.vi
    with pytest.raises(NotFound):
        fetch_bundle(house.office, secretary, bundle.id)


def test_one_pdf_holds_the_papers_in_the_order_they_were_chosen(memory_house: House) -> None:
    need(libreoffice(), "LibreOffice")
    house, secretary = memory_house, memory_house.staff.secretary
    chosen = slips(house, 3)

    bundle = made(house, secretary, chosen, "pdf")

    pages = page_text(content_of(house, secretary, bundle))
    numbers = [n for page in pages for n in ("01/2026", "02/2026", "03/2026") if n in page[:600]]
    assert list(dict.fromkeys(numbers)) == ["03/2026", "02/2026", "01/2026"]
    assert bundle.said is None
    zipped = content_of(house, secretary, made(house, secretary, chosen[:1]))
    names = zipfile.ZipFile(io.BytesIO(zipped)).namelist()
    assert names[:2] == ["BM.CTCL.01_03-2026_v01.docx", "BM.CTCL.01_03-2026_v01.pdf"]


def test_who_may_not_see_one_of_the_records_gets_nothing(house: House) -> None:
    hidden = slips(house, 1)
    own = a_slip(house.office, house.staff.stranger, requesting_unit=ADMINISTRATIVE).record_id

    with pytest.raises(NotFound):
        ask_bundle(house.office, house.staff.stranger, [own, *hidden], "zip")

    assert list_bundles(house.office, house.staff.stranger) == ()


@pytest.mark.parametrize("number", [0, MOST_RECORDS + 1])
def test_none_and_too_many_are_refused_beside_the_field(house: House, number: int) -> None:
    ids = [f"r{n}" for n in range(number)]

    with pytest.raises(FieldErrors) as refused:
        ask_bundle(house.office, house.staff.secretary, ids, "exe")

    assert set(refused.value.faults) == {"records", "kind"}


def test_what_one_may_not_see_any_more_when_it_is_made_stays_out(without_pdf: House) -> None:
    house, head = without_pdf, without_pdf.staff.unit_head
    asked = ask_bundle(house.office, head, slips(house, 1), "zip")
    moved_away(house, head)

    work(house, asked)

    bundle = read_bundle(house.office, head, asked.id)
    assert bundle.state == "failed"
    assert bundle.said is not None
    assert "không còn được xem" in bundle.said.vi


def test_one_bundle_of_a_person_is_made_at_a_time(without_pdf: House) -> None:
    house, staff = without_pdf, without_pdf.staff
    chosen = slips(house, 1)
    first = ask_bundle(house.office, staff.secretary, chosen, "zip")

    with pytest.raises(RuleRefuses):
        ask_bundle(house.office, staff.secretary, chosen, "pdf")
    other = ask_bundle(house.office, staff.director, chosen, "zip")
    work(house, first)
    after = ask_bundle(house.office, staff.secretary, chosen, "zip")

    assert len({first.id, other.id, after.id}) == 3


def test_one_that_is_stopped_makes_nothing_and_makes_room(without_pdf: House) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    asked = ask_bundle(house.office, secretary, slips(house, 1), "zip")

    assert stop_bundle(house.office, secretary, asked.id).state == "stopped"
    assert work(house, asked)

    assert read_bundle(house.office, secretary, asked.id).state == "stopped"
    assert list(house.office.shelf.names()) == []
    assert list_bundles(house.office, secretary) == ()
    ask_bundle(house.office, secretary, slips(house, 1), "zip")


def test_one_stopped_halfway_leaves_nothing_behind(
    without_pdf: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    asked = ask_bundle(house.office, secretary, slips(house, 3), "zip")
    read = type(house.office.vault).read
    seen: list[int] = []

    def stopping(vault: object, digest: str) -> bytes:
        seen.append(read_bundle(house.office, secretary, asked.id).done)
        if len(seen) == 2:
            stop_bundle(house.office, secretary, asked.id)
        return read(vault, digest)  # type: ignore[arg-type]

    monkeypatch.setattr(type(house.office.vault), "read", stopping)

    assert work(house, asked)

    assert seen == [0, 1]
    assert list(house.office.shelf.root.iterdir()) == []


def test_an_altered_paper_is_named_and_no_file_is_made(without_pdf: House) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    (slip,) = slips(house, 1)
    word = issued_word(house.office, secretary, slip, 1).content
    house.office.vault.path_of(sha256(word).hexdigest()).write_bytes(b"khac")

    bundle = made(house, secretary, [slip])

    assert bundle.state == "failed"
    assert bundle.said is not None
    assert bundle.said.vi.startswith("Phiếu 01/2026: Tệp trong kho văn bản đã bị thay đổi")
