"""Word to PDF: one LibreOffice kept warm, asked one job at a time and never trusted."""

from __future__ import annotations

import atexit
import logging
import os
import threading
import weakref
from pathlib import Path

from service.documents.pdf.document_info import with_facts
from service.documents.pdf.errors import PdfBusy, PdfError, PdfRefused, PdfTimedOut, PdfUnavailable
from service.documents.pdf.libreoffice import (
    DocumentUnreadable,
    Instance,
    InstanceDied,
    InstanceFailed,
    InstanceHung,
)
from service.documents.pdf.page_images import (
    PageImage,
    PdfUnreadable,
    TextPlace,
    page_count,
    page_images,
    page_text,
    text_position,
)
from service.documents.pdf.queue import PdfQueue
from service.documents.pdf.requirements import missing_parts, soffice_path
from service.documents.pdf.safety_check import refuse_unfit

__all__ = [
    "PageImage",
    "PdfBusy",
    "PdfError",
    "PdfOffice",
    "PdfRefused",
    "PdfTimedOut",
    "PdfUnavailable",
    "TextPlace",
    "missing_parts",
    "page_count",
    "page_images",
    "page_text",
    "text_position",
]

_log = logging.getLogger(__name__)
_ATTEMPTS = 2
MOST_AT_ONCE = 24
"""Jobs that run or wait; the server has threads for them and, beside, for all other pages."""
PATIENCE = 20.0
"""Seconds that one waits for a turn: as long as some fifty papers take."""
_offices: weakref.WeakSet[PdfOffice] = weakref.WeakSet()


class PdfOffice:
    """Makes PDFs (bản in PDF) of Word files; safe for many threads, quiet until first used."""

    def __init__(
        self,
        profile_root: Path,
        timeout: float = 60.0,
        jobs_before_restart: int = 200,
        patience: float = PATIENCE,
    ) -> None:
        self._root = profile_root
        self._timeout = timeout
        self._patience = patience
        self._jobs_before_restart = jobs_before_restart
        self._stopped = False
        self._missing: list[str] | None = None
        self._instances: set[Instance] = set()
        self._inherited: list[object] = []
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
    def process_group(self) -> int | None:
        """The process group of the LibreOffice that takes the next job, None if there is none."""
        current = self._current
        return current.group if current else None

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
        with self._turns.turn(asked_by, picture_of), self._turn:
            failure: InstanceFailed = InstanceDied("never started")
            for _ in range(_ATTEMPTS):
                try:
                    return self._converted(docx)
                except InstanceFailed as failed:
                    failure = failed
                    self._discard()
                    if self._stopped:
                        break
                    _log.warning("LibreOffice gave no PDF: %s", failed)
        raise self._explained(failure) from failure

    def warm(self) -> None:
        """Return at once; LibreOffice is started in the background if this machine has it."""
        threading.Thread(target=self._warm_now, name="pdf-warm", daemon=True).start()

    def stop(self) -> None:
        """Return when every LibreOffice of this office is killed; nothing is converted any more."""
        atexit.unregister(self.stop)
        with self._state:
            self._stopped = True
            instances = list(self._instances)
            self._instances.clear()
        for instance in instances:
            instance.kill()

    def _begin(self) -> None:
        self._turn = threading.Lock()
        self._turns = PdfQueue(MOST_AT_ONCE, self._patience)
        self._state = threading.Lock()
        self._current: Instance | None = None
        self._replacing = False

    def _begin_again_after_fork(self) -> None:
        """Leave the parent's LibreOffice to the parent: locks may be held by threads not copied."""
        self._inherited += self._instances
        self._instances = set()
        self._begin()

    def _require_parts(self) -> None:
        if self._stopped:
            raise PdfUnavailable.stopped()
        if self.missing:
            raise PdfUnavailable.lacking(self.missing)

    def _warm_now(self) -> None:
        if self._stopped or not self.available:
            return
        with self._turn:
            try:
                self._ready()
            except InstanceFailed as failed:
                _log.warning("LibreOffice could not be warmed: %s", failed)
                self._discard()

    def _converted(self, docx: bytes) -> bytes:
        instance = self._ready()
        pdf = instance.convert(docx, self._timeout)
        try:
            page_count(pdf)
        except PdfUnreadable as broken:
            raise InstanceDied(f"what LibreOffice made is no PDF: {broken}") from broken
        self._replace_when_tired(instance)
        return with_facts(pdf, docx)

    def _ready(self) -> Instance:
        """Return the running LibreOffice, started now if there is none or it has died since."""
        if self._current is not None and not self._current.running:
            self._discard()
        if self._current is None:
            self._current = self._started()
        return self._current

    def _started(self) -> Instance:
        soffice = soffice_path()
        if soffice is None:
            raise InstanceDied("soffice is gone")
        try:
            instance = Instance(soffice, self._root)
        except OSError as full:
            raise InstanceDied(f"no profile: {full}") from full
        with self._state:
            stopped = self._stopped
            self._instances.add(instance)
        try:
            if stopped:
                raise InstanceDied("the service is stopping")
            instance.start()
        except InstanceFailed:
            self._forget(instance)
            raise
        return instance

    def _discard(self) -> None:
        instance, self._current = self._current, None
        if instance is not None:
            self._forget(instance)

    def _forget(self, instance: Instance) -> None:
        with self._state:
            self._instances.discard(instance)
        instance.kill()

    def _replace_when_tired(self, instance: Instance) -> None:
        """Start a fresh LibreOffice beside one that has done its jobs; no clerk waits for it."""
        if instance.jobs >= self._jobs_before_restart and not self._replacing:
            self._replacing = True
            threading.Thread(target=self._replace, name="pdf-replace", daemon=True).start()

    def _replace(self) -> None:
        try:
            fresh = self._started()
        except InstanceFailed as failed:
            if not self._stopped:
                _log.warning("LibreOffice could not be replaced: %s", failed)
            self._replacing = False
            return
        with self._turn:
            tired, self._current = self._current, fresh
            self._replacing = False
        if tired is not None:
            self._forget(tired)

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
