"""The live page marks the box being filled from the moment it is opened, still empty."""

import pytest

from service.workflow.files.preview import draw_live_pages
from tests.builders import MINUTES, SLIP, House
from tests.needs import libreoffice, need


def band_of(house: House, code: str, box: str, **typed: str) -> tuple[float, float] | None:
    """The band on the first page."""
    actor = house.staff.secretary
    return draw_live_pages(house.office, actor, code, typed, box)[0].band


@pytest.fixture(autouse=True)
def _draws() -> None:
    need(libreoffice(), "LibreOffice")


def test_an_empty_box_is_marked_between_two_headings(memory_house: House) -> None:
    head, box = band_of(memory_house, SLIP, "request"), band_of(memory_house, SLIP, "nonconformity")

    assert head is not None
    assert box is not None
    assert head[1] <= box[0] + 0.01
    assert 0.1 < box[1] - box[0] < 0.5
    assert band_of(memory_house, SLIP, "nonconformity", related_documents="QT.QLNS.03") is not None


def test_the_band_is_the_whole_box_from_the_first_letter_on(memory_house: House) -> None:
    empty = band_of(memory_house, SLIP, "nonconformity")
    begun = band_of(memory_house, SLIP, "nonconformity", related_documents="Sổ theo dõi QT.QLNS.03")

    assert begun == pytest.approx(empty, abs=0.03)


def test_a_box_that_is_not_printed_is_not_marked(memory_house: House) -> None:
    assert band_of(memory_house, SLIP, "sources") is None


def test_an_empty_part_of_the_minutes_is_marked_too(memory_house: House) -> None:
    assert band_of(memory_house, MINUTES, "people") is not None
