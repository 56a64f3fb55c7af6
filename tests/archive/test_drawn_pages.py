"""Drawings on their way to a screen: one's own, whole, few, and gone after some minutes."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.archive import drawn_pages
from service.archive.drawn_pages import KEPT_SECONDS, MOST_OF_ONE, DrawnPages


@pytest.fixture
def drawn(tmp_path: Path) -> DrawnPages:
    return DrawnPages(tmp_path / "pictures")


def test_pages_are_found_by_another_process_and_by_nobody_else(drawn: DrawnPages) -> None:
    key = drawn.put(7, [b"mot", b"hai"])

    beside = DrawnPages(drawn.root)
    assert [beside.get(7, key, number) for number in (1, 2, 3)] == [b"mot", b"hai", None]
    assert beside.get(8, key, 1) is None


@pytest.mark.parametrize("key", ["", "..", "0" * 24, "../8-" + "0" * 24, "a" * 23])
def test_a_key_that_is_none_opens_nothing(drawn: DrawnPages, key: str) -> None:
    drawn.put(7, [b"mot"])

    assert drawn.get(7, key, 1) is None


def test_a_person_keeps_the_last_few_and_pushes_nobody_else_out(drawn: DrawnPages) -> None:
    beside = drawn.put(8, [b"cua nguoi khac"])
    keys = [drawn.put(7, [str(number).encode()]) for number in range(MOST_OF_ONE + 3)]

    assert [drawn.get(7, key, 1) is not None for key in keys] == [False] * 3 + [True] * MOST_OF_ONE
    assert drawn.get(8, beside, 1) is not None


def test_all_together_keep_to_a_size_and_the_newest_is_there_however_large(
    drawn: DrawnPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_pages, "MOST_BYTES", 100)
    keys = [drawn.put(person, [b"x" * 60]) for person in range(3)]
    large = drawn.put(9, [b"x" * 200])

    assert [drawn.get(person, key, 1) for person, key in enumerate(keys)] == [None] * 3
    assert drawn.get(9, large, 1) is not None


def test_what_is_old_is_swept_that_of_a_process_that_died_too(drawn: DrawnPages) -> None:
    key = drawn.put(7, [b"mot"])
    (drawn.root / ".unfinished-dead").mkdir()
    for folder in drawn.root.iterdir():
        os.utime(folder, (0, time.time() - KEPT_SECONDS - 1))
    (drawn.root / ".unfinished-alive").mkdir()

    assert drawn.sweep() == 2
    assert drawn.get(7, key, 1) is None
    assert [path.name for path in drawn.root.iterdir()] == [".unfinished-alive"]


def test_a_file_that_is_no_drawing_is_left_alone(drawn: DrawnPages) -> None:
    drawn.put(7, [b"mot"])
    (drawn.root / "ghi chu").write_bytes(b"x")

    assert drawn.sweep() == 0
    assert drawn.get(7, drawn.put(7, [b"hai"]), 1) == b"hai"


def test_many_drawing_at_once_disturb_nobody(drawn: DrawnPages) -> None:
    with ThreadPoolExecutor(16) as people:
        keys = list(people.map(lambda person: drawn.put(person, [b"x" * 50_000] * 3), range(32)))

    assert all(drawn.get(person, key, 3) for person, key in enumerate(keys))
