"""A LibreOffice that hangs, dies or grows old is killed whole and replaced."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.errors import PdfTimedOut, PdfUnavailable
from tests.documents.pdf_papers import living_members, member, need_libreoffice, word_file

PAPER = word_file("Sở Tài chính Khánh Hòa")
LONG_PAPER = word_file(*(f"Đoạn {n}: Sở Tài chính Khánh Hòa" for n in range(4000)))
"""Too long for a limit of a thousandth, however late the watch looks at the clock."""
Opened = Callable[..., PdfOffice]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open offices that are stopped at the end of the test."""
    need_libreoffice()
    offices: list[PdfOffice] = []

    def open_office(**settings: float) -> PdfOffice:
        office = PdfOffice(tmp_path / "profiles", **settings)  # type: ignore[arg-type]
        offices.append(office)
        return office

    yield open_office
    for office in offices:
        office.stop()


def group_of(office: PdfOffice) -> int:
    group = office.process_group
    assert group is not None
    return group


def comes_true(condition: Callable[[], bool], within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_a_hung_libreoffice_is_killed_within_the_limit_and_the_retry_succeeds(
    opened: Opened,
) -> None:
    office = opened(timeout=2.0)
    office.convert(PAPER)
    hung = group_of(office)
    os.killpg(hung, signal.SIGSTOP)

    pdf = office.convert(PAPER)

    assert pdf.startswith(b"%PDF")
    assert group_of(office) != hung
    assert comes_true(lambda: living_members(hung) == [])


def test_a_document_that_takes_too_long_twice_is_a_clear_sentence(opened: Opened) -> None:
    office = opened(timeout=0.001)

    with pytest.raises(PdfTimedOut, match=r"quá 0\.001 giây") as refusal:
        office.convert(LONG_PAPER)

    assert "stopped" in refusal.value.label.en
    assert office.process_group is None


def test_a_killed_libreoffice_takes_unoserver_along_and_a_fresh_one_follows(
    opened: Opened,
) -> None:
    office = opened()
    office.convert(PAPER)
    dead = group_of(office)
    os.kill(member(dead, "soffice.bin"), signal.SIGKILL)

    pdf = office.convert(PAPER)

    assert pdf.startswith(b"%PDF")
    assert group_of(office) != dead
    assert comes_true(lambda: living_members(dead) == [])


def test_stopping_leaves_no_process_and_no_profile_behind(opened: Opened, tmp_path: Path) -> None:
    office = opened()
    office.convert(PAPER)
    group = group_of(office)

    office.stop()

    assert comes_true(lambda: living_members(group) == [])
    assert list((tmp_path / "profiles").iterdir()) == []
    with pytest.raises(PdfUnavailable, match="đang dừng"):
        office.convert(PAPER)


def test_libreoffice_is_replaced_after_its_jobs_while_work_goes_on(
    opened: Opened, tmp_path: Path
) -> None:
    office = opened(jobs_before_restart=2)
    office.convert(PAPER)
    first = group_of(office)
    office.convert(PAPER)

    assert comes_true(lambda: office.process_group not in (first, None))
    assert comes_true(lambda: living_members(first) == [])
    assert office.convert(PAPER).startswith(b"%PDF")
    assert comes_true(lambda: len(list((tmp_path / "profiles").iterdir())) == 1)


def test_warming_starts_libreoffice_before_the_first_document(opened: Opened) -> None:
    office = opened()

    office.warm()

    assert comes_true(lambda: office.process_group is not None)


def test_a_killed_service_leaves_no_libreoffice_and_its_profile_is_swept(
    opened: Opened, tmp_path: Path
) -> None:
    profiles = tmp_path / "profiles"
    program = (
        "import sys, time, pathlib; from service.documents.pdf.converter import PdfOffice;"
        "office = PdfOffice(pathlib.Path(sys.argv[1]));"
        "office.convert(pathlib.Path(sys.argv[2]).read_bytes());"
        "print(office.process_group, flush=True); time.sleep(60)"
    )
    paper = tmp_path / "paper.docx"
    paper.write_bytes(PAPER)
    command = [sys.executable, "-c", program, str(profiles), str(paper)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        group = int(service.stdout.readline())
        service.kill()
    [left] = profiles.iterdir()

    assert comes_true(lambda: living_members(group) == [])
    office = opened()
    office.convert(PAPER)
    assert not left.exists()
