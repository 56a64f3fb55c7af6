"""Copies of PDFs: proved when they are served, thrown away at will, few enough for the disk."""

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from service.archive import pdf_copies
from service.archive.pdf_copies import KEPT_SECONDS, PdfCopies

WORD, OTHER_WORD = sha256(b"phieu").hexdigest(), sha256(b"bien ban").hexdigest()
MAKER = "LibreOffice 7.4.7.2"
PDF = b"%PDF-1.7 phieu 01/2026"
DAMAGES = {
    "a changed byte": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"7"),
    "a torn end": lambda path: path.write_bytes(path.read_bytes()[:-4]),
    "another PDF": lambda path: path.write_bytes(path.read_bytes()[:65] + b"%PDF-1.7 khac"),
    "nothing": lambda path: path.write_bytes(b""),
}


@pytest.fixture
def copies(tmp_path: Path) -> PdfCopies:
    return PdfCopies(tmp_path / "pdf")


def all_kept(_word: str) -> bool:
    return True


def the_file(copies: PdfCopies) -> Path:
    """The one file there is."""
    (path,) = copies.root.glob("*/*")
    return path


def aged(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_a_copy_is_found_by_another_process_too(copies: PdfCopies) -> None:
    assert copies.put(WORD, MAKER, PDF)

    assert PdfCopies(copies.root).get(WORD, MAKER) == PDF


def test_another_word_file_or_another_libreoffice_has_none(copies: PdfCopies) -> None:
    copies.put(WORD, MAKER, PDF)

    assert copies.get(OTHER_WORD, MAKER) is None
    assert copies.get(WORD, "LibreOffice 7.4.7.3") is None
    copies.put(WORD, "LibreOffice 7.4.7.3", b"%PDF-1.7 otherwise")
    assert copies.get(WORD, MAKER) == PDF


def test_a_copy_is_nobodys_on_this_machine_but_the_services(copies: PdfCopies) -> None:
    copies.put(WORD, MAKER, PDF)

    path = the_file(copies)
    assert [each.stat().st_mode & 0o777 for each in (copies.root, path.parent, path)] == [
        0o700,
        0o700,
        0o600,
    ]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_never_served_but_told_in_the_log_and_dropped(
    copies: PdfCopies, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    copies.put(WORD, MAKER, PDF)
    path = the_file(copies)
    DAMAGES[damage](path)

    assert copies.get(WORD, MAKER) is None

    assert not path.exists()
    assert [each.message for each in caplog.records] == ["pdf copy damaged"]
    assert copies.put(WORD, MAKER, PDF)
    assert copies.get(WORD, MAKER) == PDF


def test_what_is_no_file_in_its_place_is_no_copy(copies: PdfCopies) -> None:
    copies.put(WORD, MAKER, PDF)
    path = the_file(copies)
    path.unlink()
    path.mkdir()

    assert copies.get(WORD, MAKER) is None
    assert not copies.put(WORD, MAKER, PDF)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_where_nothing_can_be_written_nothing_is_kept_and_nobody_disturbed(
    copies: PdfCopies, caplog: pytest.LogCaptureFixture
) -> None:
    copies.root.write_bytes(b"a file where the folder should be")

    assert not copies.put(WORD, MAKER, PDF)

    assert [each.message for each in caplog.records] == ["pdf copy not kept"]


def test_the_folder_may_go_at_any_time_and_no_wrong_pdf_is_read(copies: PdfCopies) -> None:
    papers = {sha256(bytes([n])).hexdigest(): b"%PDF" + bytes([n]) * 20_000 for n in range(24)}

    def ask(word: str) -> bool:
        copies.put(word, MAKER, papers[word])
        return copies.get(word, MAKER) in (papers[word], None)

    with ThreadPoolExecutor(9) as people:
        asked = [people.submit(ask, word) for word in list(papers) * 10]
        while not all(each.done() for each in asked):
            shutil.rmtree(copies.root, ignore_errors=True)

    assert all(each.result() for each in asked)
    copies.put(WORD, MAKER, PDF)
    assert copies.get(WORD, MAKER) == PDF


def test_a_copy_whose_word_file_is_gone_makes_room_and_those_asked_for_long_ago(
    copies: PdfCopies,
) -> None:
    words = [sha256(bytes([n])).hexdigest() for n in range(3)]
    for word in words:
        copies.put(word, MAKER, PDF)
    old, gone, kept = words
    aged(next(copies.root.glob(f"*/{old}-*")), KEPT_SECONDS + 60)

    assert copies.sweep(lambda word: word != gone) == 2

    assert [copies.get(word, MAKER) for word in words] == [None, None, PDF]
    assert kept == words[2]


def test_a_copy_asked_for_is_kept_as_if_it_were_new(copies: PdfCopies) -> None:
    copies.put(WORD, MAKER, PDF)
    aged(the_file(copies), KEPT_SECONDS + 60)

    copies.get(WORD, MAKER)

    assert copies.sweep(all_kept) == 0
    assert copies.get(WORD, MAKER) == PDF


def test_all_together_keep_to_a_size_and_what_was_asked_for_last_stays(
    copies: PdfCopies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_copies, "MOST_BYTES", 250)
    words = [sha256(bytes([n])).hexdigest() for n in range(4)]
    for age, word in enumerate(words):
        copies.put(word, MAKER, b"x" * 35)
        aged(next(copies.root.glob(f"*/{word}-*")), age * 60)

    assert copies.sweep(all_kept) == 2

    assert [copies.get(word, MAKER) is not None for word in words] == [True, True, False, False]


def test_one_half_written_by_a_process_that_died_goes_and_strange_files_stay(
    copies: PdfCopies,
) -> None:
    copies.put(WORD, MAKER, PDF)
    folder = the_file(copies).parent
    for name in (".unfinished-dead", ".unfinished-alive", "ghi chu"):
        (folder / name).write_bytes(b"x")
    aged(folder / ".unfinished-dead", 86_400)

    assert copies.sweep(all_kept) == 1

    left = {each.name for each in folder.iterdir()}
    assert left >= {".unfinished-alive", "ghi chu"}
    assert ".unfinished-dead" not in left
    assert copies.get(WORD, MAKER) == PDF


def test_what_is_forgotten_is_gone_whoever_made_it(copies: PdfCopies) -> None:
    for maker in (MAKER, "another"):
        copies.put(WORD, maker, PDF)
    copies.put(OTHER_WORD, MAKER, PDF)

    copies.forget(WORD)

    assert [copies.get(WORD, each) for each in (MAKER, "another")] == [None, None]
    assert copies.get(OTHER_WORD, MAKER) == PDF
