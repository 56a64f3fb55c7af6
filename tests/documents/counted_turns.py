"""Turns at LibreOffice that note how many went in between a question and its own turn."""

from collections import defaultdict
from pathlib import Path

from service.documents.pdf.converter import MOST_AT_ONCE, PATIENCE, PdfOffice
from service.documents.pdf.queue import PdfQueue, _Place


class CountedTurns(PdfQueue):
    """Turns as they are; `went_before` has the counts of each person, in their order."""

    def __init__(self, office: PdfOffice) -> None:
        super().__init__(MOST_AT_ONCE, PATIENCE, office._open_another)
        self.went_before = defaultdict[str, list[int]](list)
        self._asked_at: dict[_Place, int] = {}

    def _take_place(self, mine: _Place) -> _Place:
        self._asked_at[mine] = self._turns
        return super()._take_place(mine)

    def _let_in(self, mine: _Place) -> None:
        self.went_before[mine.who].append(self._turns - self._asked_at[mine])
        super()._let_in(mine)


def an_office_that_counts(folder: Path, most: int) -> tuple[PdfOffice, CountedTurns]:
    """An office with so many LibreOffices of its own, and its turns."""
    office = PdfOffice(folder, most=most)
    office._turns = turns = CountedTurns(office)
    return office, turns
