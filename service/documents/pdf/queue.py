"""The queue before LibreOffice: each person in turn, and nobody waits behind one who asks much."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.documents.pdf.errors import PdfBusy


@dataclass(eq=False)
class _Place:
    """A job that runs or waits: who asked for it, and which draft it is a picture of, if one."""

    who: str
    picture_of: str
    given_up: bool = False


class PdfQueue:
    """Threads let in, as many as there are desks; next is who had a turn longest ago (chia lượt).

    So whoever has many papers made keeps another waiting until one of them is done, no longer.
    `when_crowded` is told, time and again, when somebody must wait.
    """

    def __init__(
        self, most: int, patience: float, when_crowded: Callable[[], None] = lambda: None
    ) -> None:
        self._most, self._patience = most, patience
        self._when_crowded = when_crowded
        self._changed = threading.Condition()
        self._desks = 1
        self._places: list[_Place] = []
        self._running: list[_Place] = []
        self._last: dict[str, int] = {}
        self._turns = 0

    def add_desk(self) -> None:
        """Let in one more at once from now on."""
        with self._changed:
            self._desks += 1
            self._changed.notify_all()

    @contextmanager
    def turn(self, who: str, picture_of: str = "") -> Iterator[None]:
        """A turn of one's own, within the seconds one waits for it.

        Raises PdfBusy at their end, where there is no place, and where a newer picture came.
        """
        with self._changed:
            mine = self._take_place(_Place(who, picture_of))
            must_wait = self._next() is not mine
        try:
            if must_wait:
                self._when_crowded()
            with self._changed:
                is_my_turn = self._changed.wait_for(
                    lambda: mine.given_up or self._next() is mine, self._patience
                )
                if mine.given_up or not is_my_turn:
                    raise PdfBusy
                self._let_in(mine)
            yield
        finally:
            with self._changed:
                self._leave(mine)

    def _let_in(self, mine: _Place) -> None:
        self._running.append(mine)
        self._turns += 1
        self._last[mine.who] = self._turns
        # There may be a desk for the next one too.
        self._changed.notify_all()

    def _take_place(self, mine: _Place) -> _Place:
        for each in self._waiting():
            if mine.picture_of and (each.who, each.picture_of) == (mine.who, mine.picture_of):
                # What was typed since makes that picture worth nothing.
                self._give_up(each)
        if len(self._places) >= self._most:
            self._make_room_for(mine.who)
        self._places.append(mine)
        return mine

    def _make_room_for(self, who: str) -> None:
        """Take a waiting place from who has most of them; raises PdfBusy when nobody has more."""
        held = Counter(each.who for each in self._places)
        waiting = self._waiting()
        if not waiting:
            raise PdfBusy
        most = max(waiting, key=lambda each: (held[each.who], self._places.index(each)))
        if held[most.who] < held[who] + 2:
            raise PdfBusy
        self._give_up(most)

    def _waiting(self) -> list[_Place]:
        return [each for each in self._places if each not in self._running]

    def _next(self) -> _Place | None:
        if len(self._running) >= self._desks:
            return None
        # Of equals the first in the list, which came first.
        return min(self._waiting(), key=lambda each: self._last.get(each.who, 0), default=None)

    def _give_up(self, place: _Place) -> None:
        place.given_up = True
        self._places.remove(place)
        self._changed.notify_all()

    def _leave(self, mine: _Place) -> None:
        if mine in self._running:
            self._running.remove(mine)
        if mine in self._places:
            self._places.remove(mine)
        if not self._places:
            self._last.clear()
        self._changed.notify_all()
