"""A few LibreOffices side by side: started when somebody waits, and no one's fall is another's."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.page_images import page_text
from tests.documents.another_libreoffice import another_libreoffice
from tests.documents.counted_turns import an_office_that_counts
from tests.documents.pdf_papers import living_members, member, need_libreoffice, word_file

PAPER = word_file(*(f"Đoạn {n}: Sở Tài chính Khánh Hòa" for n in range(200)))
PATIENCE = 60.0


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PdfOffice]:
    """An office with desks for two LibreOffices."""
    need_libreoffice()
    office = PdfOffice(tmp_path / "profiles", most=2)
    yield office
    office.stop()


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    """Many who ask at once."""
    with ThreadPoolExecutor(8) as people:
        yield people


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def crowded(office: PdfOffice, people: ThreadPoolExecutor) -> None:
    """Let so many ask that both LibreOffices are at work."""
    while len(office.process_groups) < 2:
        asked = [people.submit(office.convert, PAPER, "an") for _ in range(4)]
        assert all(each.result(PATIENCE).startswith(b"%PDF") for each in asked)


def test_one_is_enough_while_nobody_waits(office: PdfOffice, tmp_path: Path) -> None:
    for _ in range(3):
        office.convert(PAPER)

    assert len(office.process_groups) == 1
    assert len(list((tmp_path / "profiles").iterdir())) == 1


def test_another_is_started_where_somebody_waits_and_never_too_many(
    office: PdfOffice, people: ThreadPoolExecutor, tmp_path: Path
) -> None:
    names = [f"Người thứ {number}" for number in range(8)]
    crowded(office, people)

    pdfs = list(people.map(lambda name: office.convert(word_file(name), name), names))

    assert [page_text(pdf)[0] for pdf in pdfs] == names
    assert len(set(office.process_groups)) == 2
    # Each in a folder of its own.
    assert len(list((tmp_path / "profiles").iterdir())) == 2
    office.stop()
    assert list((tmp_path / "profiles").iterdir()) == []


def test_where_one_is_killed_the_other_goes_on_and_every_paper_is_made(
    office: PdfOffice, people: ThreadPoolExecutor
) -> None:
    crowded(office, people)
    _, victim = office.process_groups

    asked = [people.submit(office.convert, PAPER, f"người {n}") for n in range(8)]
    os.kill(member(victim, "soffice.bin"), signal.SIGKILL)

    assert all(each.result(PATIENCE).startswith(b"%PDF") for each in asked)
    crowded(office, people)
    assert victim not in office.process_groups
    assert living_members(victim) == []


def test_where_one_hangs_nobody_waits_behind_it(
    office: PdfOffice, people: ThreadPoolExecutor
) -> None:
    crowded(office, people)
    hung, _ = office.process_groups
    os.killpg(hung, signal.SIGSTOP)
    try:
        asked = [people.submit(office.convert, PAPER, f"người {n}") for n in range(6)]
        until(lambda: len(wait(asked, 0.1).done) == 5)
        assert all(each.result().startswith(b"%PDF") for each in asked if each.done())
    finally:
        os.killpg(hung, signal.SIGCONT)

    assert all(each.result(PATIENCE).startswith(b"%PDF") for each in asked)


def test_a_page_waits_for_one_paper_of_somebodys_bundle_at_most(
    people: ThreadPoolExecutor, tmp_path: Path
) -> None:
    need_libreoffice()
    office, turns = an_office_that_counts(tmp_path / "counted", most=2)
    crowded(office, people)
    bundle = [people.submit(office.convert, PAPER, "an") for _ in range(7)]
    until(lambda: len(turns._running) == 2)

    office.convert(PAPER, "ba", "nháp")

    assert turns.went_before["ba"] == [0]
    assert all(each.result(PATIENCE) for each in bundle)
    office.stop()


def test_an_upgraded_libreoffice_is_started_anew(
    office: PdfOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.convert(PAPER)
    before, old = office.maker, office.process_group
    another_libreoffice(tmp_path / "another", monkeypatch)

    assert office.convert(PAPER).startswith(b"%PDF")

    assert office.maker != before
    assert office.process_group not in (old, None)
