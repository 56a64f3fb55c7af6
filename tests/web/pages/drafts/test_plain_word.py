"""Beside each Word file a copy without controls, for readers that show no row with them."""

import io

import docx
import pytest

from tests.builders import House, a_draft, a_slip
from tests.docx_text import controls, printed_lines
from tests.web.conftest import Browser

REGISTER = "/lists/register?form=BM.CTCL.01&year=2026&kind="


def rows_seen(word: bytes) -> int:
    """How many table rows python-docx sees, which knows no controls around them."""
    return sum(len(table.rows) for table in docx.Document(io.BytesIO(word)).tables)


@pytest.fixture
def addresses(house: House) -> dict[str, tuple[str, str]]:
    """A page of each kind of Word file: the file's address, and that of the plain copy."""
    slip = a_slip(house.office, house.staff.official).record_id
    draft = a_draft(house.office, house.staff.official).id
    issued, kept = f"/records/{slip}/versions/1.docx", f"/drafts/{draft}/paper.docx"
    blank = "/forms/BM.CTCL.03/blank.docx?variant=unit"
    return {
        "issued": (issued, f"{issued}?plain=1"),
        "draft": (kept, f"{kept}?plain=1"),
        "blank": (blank, f"{blank}&plain=1"),
        "register": (f"{REGISTER}docx", f"{REGISTER}plain"),
    }


@pytest.mark.parametrize("kind", ["issued", "draft", "blank", "register"])
def test_the_copy_prints_the_same_and_has_no_control(
    official: Browser, addresses: dict[str, tuple[str, str]], kind: str
) -> None:
    address, plain = addresses[kind]

    word, copy = official.get(address), official.get(plain)

    assert controls(word.data) > 0
    assert controls(copy.data) == 0
    assert printed_lines(copy.data) == printed_lines(word.data)
    assert rows_seen(copy.data) >= rows_seen(word.data)
    assert "_khong-o-nhap.docx" in copy.headers["Content-Disposition"]


def test_the_rows_of_a_plan_are_seen_without_controls(
    official: Browser, addresses: dict[str, tuple[str, str]]
) -> None:
    word, copy = (official.get(address).data for address in addresses["blank"])

    assert rows_seen(copy) == rows_seen(word) + 10


def test_the_copy_is_offered_beside_each_word_file(
    house: House, official: Browser, addresses: dict[str, tuple[str, str]]
) -> None:
    slip = addresses["issued"][0].split("/")[2]
    draft = addresses["draft"][0].split("/")[2]
    pages = {
        "issued": f"/records/{slip}",
        "draft": f"/drafts/{draft}",
        "blank": "/forms",
    }

    for kind, page in pages.items():
        shown = official.get(page, follow_redirects=True).text
        for address in addresses[kind]:
            assert f'href="{address.replace("&", "&amp;")}"' in shown, (kind, address)
    assert 'name="kind" value="plain"' in official.get("/records").text
    assert "Word không ô nhập" in official.get("/records").text
