"""A desk for one LibreOffice: it is started when needed, replaced when it hangs, dies or tires."""

import logging
import threading
from pathlib import Path

from service.documents.pdf.libreoffice import Instance, InstanceDied, InstanceFailed
from service.documents.pdf.page_images import PdfUnreadable, page_count
from service.documents.pdf.requirements import soffice_path, soffice_version
from service.documents.pdf.written import with_facts

_log = logging.getLogger(__name__)
_ATTEMPTS = 2


class Desk:
    """One LibreOffice at a time, one paper at a time; nothing is started before the first."""

    def __init__(self, profile_root: Path, timeout: float, jobs_before_restart: int) -> None:
        self._root = profile_root
        self._timeout = timeout
        self._jobs_before_restart = jobs_before_restart
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._stopped = False
        self._replacing = False
        self._current: Instance | None = None
        self._instances: set[Instance] = set()

    @property
    def group(self) -> int | None:
        """The process group of the LibreOffice that takes the next paper, None if there is none."""
        current = self._current
        return current.group if current else None

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF of a Word file; who hangs or dies is replaced and asked once more.

        Raises InstanceFailed, as the second one failed.
        """
        failure: InstanceFailed = InstanceDied("never started")
        with self._turn:
            for _ in range(_ATTEMPTS):
                try:
                    return self._converted(docx)
                except InstanceFailed as failed:
                    failure = failed
                    self._discard()
                    if self._stopped:
                        break
                    _log.warning("LibreOffice gave no PDF: %s", failed)
        raise failure

    def warm(self) -> bool:
        """Return whether a LibreOffice is at work here now, started if there was none."""
        with self._turn:
            try:
                self._ready()
            except InstanceFailed as failed:
                if not self._stopped:
                    _log.warning("LibreOffice could not be warmed: %s", failed)
                self._discard()
                return False
            return True

    def stop(self) -> None:
        """Return when every LibreOffice of this desk is killed; nothing is converted any more."""
        with self._state:
            self._stopped = True
            instances = list(self._instances)
            self._instances.clear()
        for instance in instances:
            instance.kill()

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
        """Return the running LibreOffice, started now if there is none that is still good."""
        current = self._current
        # One that was upgraded meanwhile would go on with what it had read of the old one.
        if current is not None and not (current.running and current.version == soffice_version()):
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
