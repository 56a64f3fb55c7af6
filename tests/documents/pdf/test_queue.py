"""Whoever asks for many PDFs waits for them; nobody else waits behind them or is turned away."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.errors import PdfBusy
from service.documents.pdf.queue import PdfQueue
from tests.documents.pdf_papers import need_libreoffice, word_file

PLACES = 4


@dataclass
class Desk:
    """Jobs that come one after the other while the first is still being made."""

    turns: PdfQueue
    pool: ThreadPoolExecutor
    go_on: threading.Event = field(default_factory=threading.Event)
    made: list[str] = field(default_factory=list)
    asked: list["Future[None]"] = field(default_factory=list)

    def ask(self, who: str, picture_of: str = "", name: str = "") -> "Future[None]":
        """The job of that person, once it has its place or was turned away."""
        before = len(self.turns._places)
        came = self.pool.submit(self._make, who, picture_of, name or who)
        self.asked.append(came)
        self._settle(lambda: came.done() or len(self.turns._places) > before or self._moved())
        return came

    def finish(self) -> list[str]:
        """The names of the jobs made, in their order; those turned away are missing."""
        self.go_on.set()
        for each in self.asked:
            each.exception(10)
        return self.made

    def refused(self) -> int:
        """How many were told that it is busy."""
        return sum(isinstance(each.exception(10), PdfBusy) for each in self.asked)

    def _make(self, who: str, picture_of: str, name: str) -> None:
        with self.turns.turn(who, picture_of):
            self.go_on.wait(10)
            self.made.append(name)

    def _moved(self) -> bool:
        # Full before and after: a place changed hands, which one job less and one more shows.
        return sum(each.done() for each in self.asked) + len(self.turns._places) == len(self.asked)

    def _settle(self, is_so: Callable[[], bool]) -> None:
        for _ in range(2_000):
            if is_so() and self.turns._running:
                return
            time.sleep(0.001)
        raise AssertionError("nothing came of the job")


@contextmanager
def a_desk(most: int = PLACES, patience: float = 10.0) -> Iterator[Desk]:
    """A queue of so many places before a slow LibreOffice."""
    with ThreadPoolExecutor(24) as pool:
        desk = Desk(PdfQueue(most, patience), pool)
        try:
            yield desk
        finally:
            desk.go_on.set()


def test_people_have_their_turns_one_after_the_other() -> None:
    with a_desk(most=8) as desk:
        for name in ("an 1", "an 2", "an 3", "ba 1", "ba 2", "chi 1"):
            desk.ask(name.split()[0], name=name)

        assert desk.finish() == ["an 1", "ba 1", "chi 1", "an 2", "ba 2", "an 3"]


def test_who_holds_every_place_gives_one_to_who_has_none() -> None:
    with a_desk() as desk:
        for number in range(PLACES):
            desk.ask("an", name=f"an {number}")
        beside = desk.ask("ba")

        assert desk.finish() == ["an 0", "ba", "an 1", "an 2"]
        assert beside.exception() is None
        assert desk.refused() == 1


def test_who_asks_more_than_there_are_places_is_told_so_at_once() -> None:
    with a_desk() as desk:
        for _ in range(PLACES):
            desk.ask("an")

        with pytest.raises(PdfBusy):
            desk.ask("an").result(1)


def test_where_everybody_holds_one_place_the_next_is_told_so_at_once() -> None:
    with a_desk() as desk:
        for number in range(PLACES):
            desk.ask(f"người {number}")

        with pytest.raises(PdfBusy):
            desk.ask("thêm một người").result(1)
        assert len(desk.finish()) == PLACES


def test_a_picture_that_waits_gives_way_to_a_newer_one_of_the_same_draft() -> None:
    with a_desk() as desk:
        desk.ask("an", "nháp 1", "đang vẽ")
        older = desk.ask("an", "nháp 1", "cũ")
        desk.ask("an", "nháp 2", "nháp khác")
        desk.ask("ba", "nháp 1", "người khác")
        desk.ask("an", "nháp 1", "mới")

        assert desk.finish() == ["đang vẽ", "người khác", "nháp khác", "mới"]
        assert isinstance(older.exception(), PdfBusy)


def test_whose_turn_does_not_come_in_time_is_told_so_and_leaves_the_place() -> None:
    with a_desk(patience=0.2) as desk:
        desk.ask("an")
        late = desk.ask("ba")

        with pytest.raises(PdfBusy):
            late.result(5)
        assert len(desk.turns._places) == 1
        desk.turns._patience = 10.0
        desk.ask("chi")
        assert desk.finish() == ["an", "chi"]


def test_papers_are_no_pictures_and_wait_beside_each_other() -> None:
    with a_desk() as desk:
        for number in range(3):
            desk.ask("an", name=str(number))

        assert desk.finish() == ["0", "1", "2"]


def test_a_bundle_on_every_desk_keeps_another_waiting_for_one_paper_and_no_longer() -> None:
    turns, begun = PdfQueue(24, 10.0), list[str]()
    for _ in range(2):
        turns.add_desk()
    done = threading.Semaphore(0)

    def make(who: str) -> None:
        with turns.turn(who):
            begun.append(who)
            done.acquire()

    with ThreadPoolExecutor(16) as pool:
        bundle = [pool.submit(make, "an") for _ in range(9)]
        until(lambda: len(begun) == 3 and len(turns._places) == 9)
        page = pool.submit(make, "ba")
        until(lambda: len(turns._places) == 10)
        assert begun == ["an"] * 3

        # Whichever paper is the first to be done makes room for the page.
        done.release()
        until(lambda: len(begun) == 4)
        assert begun[3] == "ba"
        done.release(9)
        for each in (*bundle, page):
            each.result(10)
    assert len(begun) == 10


def until(condition: Callable[[], bool]) -> None:
    """Wait until that is so."""
    for _ in range(5_000):
        if condition():
            return
        time.sleep(0.001)
    raise AssertionError("it does not come about")


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["an", "ba", "chi", "dung"]), min_size=5, max_size=12))
def test_nobody_is_turned_away_for_who_holds_more(asking: list[str]) -> None:
    with a_desk() as desk:
        for who in asking:
            held = [each.who for each in desk.turns._places]
            came = desk.ask(who)
            if held.count(who) == 0:
                # Four places, four people: whoever has none always finds one.
                assert not came.done()
        made = desk.finish()

    assert len(made) + desk.refused() == len(asking)
    assert set(made) == set(asking)


def test_a_clerk_who_asks_without_end_keeps_nobody_from_a_pdf(tmp_path: Path) -> None:
    need_libreoffice()
    paper, over = word_file("Phiếu yêu cầu"), threading.Event()
    office = PdfOffice(tmp_path)

    def loop() -> None:
        while not over.is_set():
            try:
                office.convert(paper, "an", "nháp")
                office.convert(paper, "an")
            except PdfBusy:
                over.wait(0.01)

    with ThreadPoolExecutor(6) as clerk:
        for _ in range(6):
            clerk.submit(loop)
        try:
            made = [office.convert(paper, "ba") for _ in range(4)]
        finally:
            over.set()
    office.stop()

    assert all(each.startswith(b"%PDF") for each in made)
