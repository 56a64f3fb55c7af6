"""Word to PDF: LibreOffice kept warm, one or a few, asked one job each and never trusted."""

import atexit
import os
import threading
import time
import weakref
from pathlib import Path

from service.documents.pdf.desk import Desk
from service.documents.pdf.errors import PdfError, PdfRefused, PdfTimedOut, PdfUnavailable
from service.documents.pdf.libreoffice import DocumentUnreadable, InstanceFailed, InstanceHung
from service.documents.pdf.queue import PdfQueue
from service.documents.pdf.requirements import missing_parts, pdf_maker
from service.documents.pdf.safety_check import refuse_unfit

MOST_AT_ONCE = 24
"""Jobs that run or wait; the server has threads for them and, beside, for all other pages."""
PATIENCE = 20.0
"""Seconds that one waits for a turn: as long as some fifty papers take."""
_TRIED_AGAIN = 60.0
"""Seconds until another LibreOffice is tried that could not be started beside the first."""
_offices: "weakref.WeakSet[PdfOffice]" = weakref.WeakSet()


class PdfOffice:
    """Makes PDFs (bản in PDF) of Word files; safe for many threads, quiet until first used.

    It begins with one LibreOffice; when somebody has to wait others are started, `most` in all.
    """

    def __init__(
        self,
        profile_root: Path,
        timeout: float = 60.0,
        jobs_before_restart: int = 200,
        patience: float = PATIENCE,
        most: int = 1,
    ) -> None:
        self.most = most
        self._root = profile_root
        self._timeout = timeout
        self._patience = patience
        self._jobs_before_restart = jobs_before_restart
        self._stopped = False
        self._missing: list[str] | None = None
        self._inherited: list[Desk] = []
        self._begin()
        _offices.add(self)
        atexit.register(self.stop)

    @property
    def available(self) -> bool:
        """Whether this machine has all that PDF needs."""
        return not self.missing

    @property
    def missing(self) -> list[str]:
        """The Debian packages this machine lacks; asked again only while something is missing."""
        if self._missing is None or self._missing:
            self._missing = missing_parts()
        return self._missing

    @property
    def maker(self) -> str:
        """Which LibreOffice makes PDFs now, and how it is asked; empty where there is none."""
        return pdf_maker()

    @property
    def process_group(self) -> int | None:
        """The process group of the LibreOffice that takes the next job, None if there is none."""
        return self._desks[0].group

    @property
    def process_groups(self) -> list[int]:
        """The process groups of all that are at work."""
        return [desk.group for desk in self._desks if desk.group is not None]

    def convert(self, docx: bytes, asked_by: str = "", picture_of: str = "") -> bytes:
        """Return the PDF of a Word file; people have their turns one after the other.

        A picture of the same thing that the same person still waits for is given up for this one.
        Raises PdfRefused for what is no sound, self-contained .docx, PdfUnavailable when
        LibreOffice is missing or dies twice, PdfTimedOut when it hangs twice, PdfBusy when the
        turn did not come in time, at once when too many are waiting, and where somebody else or
        a newer picture took the place.
        """
        refuse_unfit(docx)
        self._require_parts()
        with self._turns.turn(asked_by, picture_of):
            desk = self._take_desk()
            try:
                return desk.convert(docx)
            except InstanceFailed as failed:
                raise self._explained(failed) from failed
            finally:
                with self._state:
                    self._free.append(desk)

    def warm(self) -> None:
        """Return at once; LibreOffice is started in the background if this machine has it."""
        threading.Thread(target=self._warm_now, name="pdf-warm", daemon=True).start()

    def stop(self) -> None:
        """Return when every LibreOffice of this office is killed; nothing is converted any more."""
        atexit.unregister(self.stop)
        with self._state:
            self._stopped = True
            desks = [*self._desks, *self._opening]
        for desk in desks:
            desk.stop()

    def _begin(self) -> None:
        self._turns = PdfQueue(MOST_AT_ONCE, self._patience, self._open_another)
        self._state = threading.Lock()
        self._opening: list[Desk] = []
        self._opened_after = 0.0
        self._desks = [self._desk()]
        self._free = list(self._desks)

    def _begin_again_after_fork(self) -> None:
        """Leave the parent's LibreOffice to the parent: locks may be held by threads not copied."""
        self._inherited += self._desks
        self._begin()

    def _desk(self) -> Desk:
        return Desk(self._root, self._timeout, self._jobs_before_restart)

    def _take_desk(self) -> Desk:
        """Return the free one that came first; who has a turn always finds one."""
        with self._state:
            desk = min(self._free, key=self._desks.index)
            self._free.remove(desk)
        return desk

    def _require_parts(self) -> None:
        if self._stopped:
            raise PdfUnavailable.stopped()
        if self.missing:
            raise PdfUnavailable.lacking(self.missing)

    def _warm_now(self) -> None:
        if not self._stopped and self.available:
            self._desks[0].warm()

    def _open_another(self) -> None:
        """Return at once; beside those that have all work to do one more is started, if it may."""
        with self._state:
            enough = self._stopped or len(self._desks) >= self.most
            if enough or self._opening or time.monotonic() < self._opened_after:
                return
            desk = self._desk()
            self._opening.append(desk)
        threading.Thread(target=self._open, args=(desk,), name="pdf-another", daemon=True).start()

    def _open(self, desk: Desk) -> None:
        is_at_work = desk.warm()
        with self._state:
            self._opening.remove(desk)
            if not is_at_work:
                self._opened_after = time.monotonic() + _TRIED_AGAIN
                return
            self._desks.append(desk)
            self._free.append(desk)
        self._turns.add_desk()

    def _explained(self, failure: InstanceFailed) -> PdfError:
        if self._stopped:
            return PdfUnavailable.stopped()
        if isinstance(failure, InstanceHung):
            return PdfTimedOut(self._timeout)
        if isinstance(failure, DocumentUnreadable):
            return PdfRefused.unreadable()
        return PdfUnavailable.died()


def _begin_again() -> None:
    for office in list(_offices):
        office._begin_again_after_fork()


os.register_at_fork(after_in_child=_begin_again)
