"""A bundle printed by two LibreOffices: in its order, and another's page does not wait for it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from service.documents.pdf.page_images import page_text
from service.documents.pdf.requirements import missing_parts
from service.workflow.bundles.request_bundle import ask_bundle, read_bundle
from service.workflow.files.preview import draw_live_pages
from tests.builders import SLIP, House, a_house, slip_values
from tests.documents.counted_turns import CountedTurns, an_office_that_counts
from tests.needs import need
from tests.store.databases import in_file
from tests.workflow.bundling import content_of, slips, work

PAPERS = 12


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with two LibreOffices of its own."""
    need(not missing_parts(), "LibreOffice")
    pdf, _ = an_office_that_counts(tmp_path / "libreoffice", most=2)
    with in_file(tmp_path / "store.db") as database:
        house = a_house(tmp_path, database)
        try:
            yield replace(house, office=replace(house.office, pdf=pdf))
        finally:
            pdf.stop()


def test_a_page_is_drawn_while_a_bundle_is_made_after_one_paper_of_it_at_most(
    house: House,
) -> None:
    office, secretary, official = house.office, house.staff.secretary, house.staff.official
    asked = ask_bundle(office, secretary, slips(house, PAPERS), "pdf")
    turns = office.pdf._turns
    assert isinstance(turns, CountedTurns)

    with ThreadPoolExecutor(1) as worker:
        bundle = worker.submit(work, house, asked)
        while not bundle.done():
            if len(turns.went_before[official.username]) < 3 and turns._running:
                assert draw_live_pages(office, official, SLIP, slip_values())
        assert bundle.result()

    assert len(turns.went_before[secretary.username]) == PAPERS
    assert max(turns.went_before[official.username]) <= 1
    assert len(office.pdf.process_groups) == 2
    made = read_bundle(office, secretary, asked.id)
    assert (made.state, made.done, made.said) == ("ready", PAPERS, None)
    pages = page_text(content_of(house, secretary, made))
    numbers = [f"{n:02}/2026" for n in range(PAPERS, 0, -1)]
    assert [n for page in pages for n in numbers if n in page[:600]] == numbers
