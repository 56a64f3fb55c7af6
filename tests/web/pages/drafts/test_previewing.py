"""The picture of the Word page beside the form, drawn from what is typed and not yet saved."""

from collections.abc import Callable

import pytest

from service.workflow.drafts.drafts import open_draft
from tests.builders import House
from tests.documents.pdf_papers import need_libreoffice
from tests.web.conftest import Browser

DESCRIPTION = "Hồ sơ QT-0612 trả kết quả trễ 02 ngày làm việc"


@pytest.fixture
def draft(official: Browser) -> str:
    """A slip just begun by the clerk."""
    need_libreoffice()
    return official.start("BM.CTCL.01")


def test_the_page_is_drawn_from_what_is_typed_with_its_band(
    official: Browser, draft: str, house: House, app_of: Callable[[str], Browser]
) -> None:
    address = f"/drafts/{draft}/parts/nonconformity/preview"

    told = official.post(address, {"nonconformity_description": DESCRIPTION}).get_json()

    html = told["pictures"][0]["html"]
    picture = html.split('src="')[1].split('"')[0]
    assert told["at"] == "08:30:00"
    assert 'class="band"' in html
    assert official.get(picture).data[8:12] == b"WEBP"
    assert app_of("secretary").get(picture).status_code == 404
    kept = open_draft(house.office, house.staff.official, draft).typed
    assert "nonconformity_description" not in kept
    house.office.pdf.stop()


def test_without_libreoffice_the_page_is_told_so(
    official: Browser, draft: str, house: House
) -> None:
    house.office.pdf.stop()

    answer = official.post(f"/drafts/{draft}/parts/nonconformity/preview")

    assert answer.status_code == 503
    assert answer.get_json()["off"] is True
