"""Taken away on the pages: a year's register, the record list as Excel, a whole dossier."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from service.archive.vault import Vault
from tests.builders import ADMINISTRATIVE, House, a_slip, some_evidence
from tests.web.conftest import Browser
from tests.workflow.slips.walking import walked_to

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows_of(content: bytes) -> list[list[str]]:
    """The cells of the one sheet, row by row."""
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def test_the_list_offers_the_register_of_each_year(house: House, secretary: Browser) -> None:
    a_slip(house.office, house.staff.official)

    page = secretary.get("/records")

    assert "Sổ theo dõi năm" in page.text
    assert '<option value="2026" selected>2026</option>' in page.text
    assert "Sổ theo dõi năm" not in secretary.get("/records?form=BM.CTCL.02").text


@pytest.mark.parametrize(("kind", "media_type"), [("docx", WORD), ("xlsx", EXCEL)])
def test_the_register_is_handed_out(
    house: House, secretary: Browser, kind: str, media_type: str
) -> None:
    a_slip(house.office, house.staff.official)

    answer = secretary.get(f"/lists/register?form=BM.CTCL.01&year=2026&kind={kind}")

    assert answer.status_code == 200
    assert answer.mimetype == media_type
    disposition = answer.headers["Content-Disposition"]
    assert f'filename="O-16_2026.{kind}"' in disposition
    assert "%2F" not in disposition


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "form=BM.CTCL.01&year=2026&kind=exe",
        "form=BM.CTCL.01&year=1&kind=docx",
        "form=BM.CTCL.01&year=x&kind=docx",
        "form=BM.CTCL.02&year=2026&kind=docx",
        "form=O-16&year=2026&kind=docx",
    ],
)
def test_what_is_no_register_is_not_found(secretary: Browser, asked: str) -> None:
    assert secretary.get(f"/lists/register?{asked}").status_code == 404


def test_the_list_is_exported_as_it_is_filtered_and_seen(
    house: House, secretary: Browser, app_of: Callable[[str], Browser]
) -> None:
    a_slip(house.office, house.staff.official, nonconformity_description="=1+1")
    a_slip(house.office, house.staff.stranger, requesting_unit=ADMINISTRATIVE)

    every = rows_of(secretary.get("/records.xlsx").data)
    found = rows_of(secretary.get("/records.xlsx?form=BM.CTCL.01&text=bao&page=7").data)
    own = rows_of(app_of("stranger").get("/records.xlsx").data)

    assert [row[0] for row in every] == ["Số", "02/2026", "01/2026"]
    assert found[1:] == [every[2]]
    assert every[2][2:5] == ["=1+1", "Trưởng đơn vị xem xét", "Lê Thanh Tùng"]
    assert [row[0] for row in own] == ["Số", "02/2026"]
    assert 'href="/records.xlsx?form=BM.CTCL.01' in secretary.get("/records?form=BM.CTCL.01").text


def test_the_whole_dossier_is_streamed_from_the_record_page(
    house: House, secretary: Browser
) -> None:
    slip = walked_to(house, "before_board")
    some_evidence(house.office, house.staff.official, slip.id)
    address = f"/records/{slip.id}/dossier.zip"
    assert f'href="{address}"' in secretary.get(f"/records/{slip.id}").text

    with secretary.get(address) as answer:
        content, headers = answer.data, answer.headers

    assert headers["Content-Type"] == "application/zip"
    assert int(headers["Content-Length"]) == len(content)
    assert 'filename="BM.CTCL.01_01-2026_ho-so.zip"' in headers["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "bang-chung/001_bien-ban-lam-viec.txt" in names


def test_a_dossier_with_an_altered_file_is_refused_by_its_name(
    house: House, secretary: Browser
) -> None:
    slip = walked_to(house, "with_unit_head")
    evidence = some_evidence(house.office, house.staff.official, slip.id)
    vault: Vault = house.office.vault
    vault.path_of(evidence.sha256).write_bytes(b"khac")

    answer = secretary.get(f"/records/{slip.id}/dossier.zip")

    assert answer.status_code == 500
    assert "Tệp «Biên bản làm việc.txt» trong hồ sơ đã bị thay đổi" in answer.text


def test_a_stranger_finds_no_dossier(house: House, app_of: Callable[[str], Browser]) -> None:
    slip = walked_to(house, "with_unit_head")

    for role, status in (("stranger", 404), ("administrator", 404), ("auditor", 200)):
        with app_of(role).get(f"/records/{slip.id}/dossier.zip") as answer:
            assert answer.status_code == status
