"""Several records at once on the pages: ticked, asked for, followed, stopped, fetched."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from service.workflow.bundles.request_bundle import list_bundles
from tests.builders import House, a_slip
from tests.web.conftest import Browser
from tests.workflow.bundling import work

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def without_pdf(house: House) -> None:
    """End LibreOffice, since nothing here looks at a PDF."""
    house.office.pdf.stop()


@pytest.fixture
def slip(house: House) -> str:
    """A slip that the clerk has submitted."""
    return a_slip(house.office, house.staff.official).record_id


def asked(browser: Browser, *slips: str, kind: str = "zip", **more: object) -> TestResponse:
    """What is answered to asking for those slips."""
    return browser.post("/bundles", {"pick": list(slips), "kind": kind}, **more)


def made(house: House) -> None:
    """Make what the secretary asked for last."""
    assert work(house, list_bundles(house.office, house.staff.secretary)[0])


def test_each_line_of_the_list_can_be_ticked(secretary: Browser, slip: str) -> None:
    page = secretary.get("/records").text

    assert re.search(rf'<input type="checkbox" form="bulk" name="pick" value="{slip}">', page)
    assert 'id="bulk" method="post" action="/bundles"' in page
    assert "In các phiếu đã chọn" in page
    assert "Tải các phiếu đã chọn (ZIP)" in page


def test_without_scripts_a_page_shows_how_far_it_is_and_then_the_file(
    house: House, secretary: Browser, slip: str
) -> None:
    answer = asked(secretary, slip)
    assert answer.status_code == 303
    waiting = secretary.get(answer.location).text
    made(house)

    ready = secretary.get(answer.location).text
    with secretary.get(f"{answer.location}/file") as file:
        content, headers = file.data, file.headers

    assert "Có thể rời trang này. Tệp sẽ chờ ở «Việc của tôi» đến 12/03/2026." in waiting
    assert "đang chờ đến lượt" in waiting
    assert "Tệp ZIP 1 phiếu đã tạo xong." in ready
    assert "Chưa tạo được bản PDF" in ready
    assert headers["Content-Type"] == "application/zip"
    assert 'filename="1-phieu_2026-03-05.zip"' in headers["Content-Disposition"]
    assert int(headers["Content-Length"]) == len(content)
    assert "BM.CTCL.01_01-2026_v01.docx" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_our_script_is_told_how_far_it_is_and_what_to_show_at_the_end(
    house: House, secretary: Browser, slip: str
) -> None:
    begun = asked(secretary, slip, **JSON).json
    assert begun is not None
    address = re.search(r'data-bundle="([^"]+)"', begun["html"])
    assert address
    made(house)

    told = secretary.get(address[1], **JSON).json

    assert (begun["over"], begun["words"]) == (False, "Đang tạo: Tệp ZIP 1 phiếu.")
    assert told is not None
    assert (told["over"], told["words"]) == (True, "Tệp ZIP 1 phiếu đã tạo xong.")
    assert "Tải tệp ZIP" in told["html"]
    assert "data-bundle=" not in told["html"]


def test_a_pdf_without_libreoffice_names_what_is_wrong(
    house: House, secretary: Browser, slip: str
) -> None:
    answer = asked(secretary, slip, kind="pdf")
    made(house)

    page = secretary.get(answer.location).text

    assert "Tệp in 1 phiếu chưa tạo được." in page
    assert "Chưa tạo được bản PDF" in page
    assert secretary.get(f"{answer.location}/file").status_code == 404


def test_the_file_waits_on_my_work_for_who_asked_alone(
    house: House, secretary: Browser, official: Browser, visitor: Browser, slip: str
) -> None:
    address = asked(secretary, slip).location
    made(house)

    home = secretary.get("/").text

    assert f'href="{address}/file"' in home
    assert "giữ đến 12/03/2026" in home
    assert "Tệp tôi đã yêu cầu" not in official.get("/").text
    for end in ("", "/state", "/file"):
        assert official.get(address + end).status_code == 404
        assert visitor.get(address + end).status_code == 303
    assert official.post(f"{address}/stop").status_code == 404


def test_what_is_stopped_is_made_no_more(house: House, secretary: Browser, slip: str) -> None:
    address = asked(secretary, slip).location

    answer = secretary.post(f"{address}/stop")

    assert answer.status_code == 303
    assert "đã dừng" in secretary.get(answer.location).text
    assert "Tệp tôi đã yêu cầu" not in secretary.get("/").text


def test_a_second_one_waits_until_the_first_is_over(secretary: Browser, slip: str) -> None:
    asked(secretary, slip)

    again = asked(secretary, slip, **JSON)

    assert again.status_code == 422
    assert again.json is not None
    assert "đang được tạo" in again.json["message"]


def test_nothing_ticked_is_told_and_what_one_may_not_see_is_not_found(
    secretary: Browser, app_of: Callable[[str], Browser], slip: str
) -> None:
    assert "Vui lòng chọn ít nhất một phiếu." in asked(secretary).text
    assert asked(secretary, *(f"r{n}" for n in range(101))).status_code == 422
    assert asked(app_of("stranger"), slip).status_code == 404
    assert asked(secretary, slip, kind="exe").status_code == 422
