"""One running LibreOffice behind unoserver: started, asked on loopback, killed as a group."""

import contextlib
import http.client
import io
import os
import signal
import socket
import subprocess
import threading
import time
import zipfile
from functools import cache
from pathlib import Path
from xml.parsers.expat import ExpatError
from xmlrpc.client import Binary, Error, Fault, ServerProxy

from service.documents.pdf import launcher
from service.documents.pdf.profile import Profile
from service.documents.pdf.requirements import SYSTEM_PYTHON, soffice_version

_START_LIMIT = 60.0
_ASK_EVERY = 0.03
_GOODBYE_LIMIT = 10.0
_LOOPBACK = "127.0.0.1"
_IMPORT_FILTER = "MS Word 2007 XML"
_EXPORT_FILTER = "writer_pdf_Export"
_EXPORT_OPTIONS = [
    "ExportFormFields=false",
    "ReduceImageResolution=false",
    "Quality=95",
    # Headings, tables and reading order, for who hears the page instead of seeing it.
    "UseTaggedPDF=true",
]


class InstanceFailed(Exception):
    """This LibreOffice gave no PDF; what it said stands in the message."""


class InstanceDied(InstanceFailed):
    """LibreOffice ended, or never started, or answered with something that is no answer."""


class InstanceHung(InstanceFailed):
    """LibreOffice did not finish within the limit and was killed."""


class DocumentUnreadable(InstanceFailed):
    """LibreOffice works, but could not open or print this document."""


class Instance:
    """One LibreOffice with its own profile, ports and process group; used by one job at a time."""

    def __init__(self, soffice: Path, profile_root: Path) -> None:
        self.jobs = 0
        self.version = soffice_version()
        self._soffice = soffice
        self._profile = Profile.create(profile_root)
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._port = 0

    @property
    def group(self) -> int | None:
        """The process group of LibreOffice and unoserver, None before the start."""
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        """Whether the processes are there; a dead LibreOffice takes unoserver along."""
        return self._process is not None and not self._killed and self._process.poll() is None

    def start(self) -> None:
        """Return when LibreOffice has printed its first page, fonts and filters loaded.

        Raises InstanceDied when it cannot be started.
        """
        self._port, uno_port = _free_ports()
        command = [
            SYSTEM_PYTHON,
            "-s",
            str(launcher.__file__),
            str(self._soffice),
            str(self._port),
            str(uno_port),
            self._profile.address,
            str(self._profile.scratch),
        ]
        with self._guard:
            if self._killed:
                raise InstanceDied("stopped before it started")
            self._process = self._launched(command)
        deadline = time.monotonic() + _START_LIMIT
        self._wait_until_listening(deadline)
        self._ask(_first_page(), deadline - time.monotonic())

    def convert(self, docx: bytes, limit: float) -> bytes:
        """Return what LibreOffice made of the document within `limit` seconds.

        Raises InstanceHung, InstanceDied or DocumentUnreadable.
        """
        pdf = self._ask(docx, limit)
        self.jobs += 1
        return pdf

    def kill(self) -> None:
        """Return when every process of the group has been killed and the profile is removed."""
        with self._guard:
            if self._killed:
                return
            self._killed = True
            process = self._process
            if process is not None:
                _kill_group(process)
            self._profile.remove()

    def _launched(self, command: list[str]) -> subprocess.Popen[bytes]:
        try:
            with self._profile.log.open("wb") as log:
                return subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                    cwd=self._profile.folder,
                    env=self._profile.environment(),
                    start_new_session=True,
                )
        except OSError as refused:
            raise InstanceDied(f"cannot be started: {refused}") from refused

    def _wait_until_listening(self, deadline: float) -> None:
        while time.monotonic() < deadline and self.running:
            try:
                socket.create_connection((_LOOPBACK, self._port), timeout=1).close()
            except OSError:
                time.sleep(_ASK_EVERY)
            else:
                return
        raise InstanceDied(f"LibreOffice does not start: {self._last_words()}")

    def _ask(self, docx: bytes, limit: float) -> bytes:
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            self.kill()

        watchdog = threading.Timer(limit, expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._call(docx)
        except Fault as fault:
            raise DocumentUnreadable(fault.faultString) from fault
        except (OSError, http.client.HTTPException, Error, ExpatError) as broken:
            if expired.is_set():
                raise InstanceHung(f"no answer within {limit:g} s") from broken
            raise InstanceDied(f"{broken!r}: {self._last_words()}") from broken
        finally:
            watchdog.cancel()

    def _call(self, docx: bytes) -> bytes:
        address = f"http://{_LOOPBACK}:{self._port}"
        with ServerProxy(address, allow_none=True, use_builtin_types=True) as unoserver:
            answer = unoserver.convert(
                None,
                Binary(docx),
                None,
                "pdf",
                _EXPORT_FILTER,
                _EXPORT_OPTIONS,
                False,
                _IMPORT_FILTER,
            )
        if not isinstance(answer, bytes):
            raise InstanceDied("the answer is no file")
        return answer

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return self._profile.log.read_text("utf-8", "replace")[-500:].strip()
        return ""


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    # A stopped or hung LibreOffice answers no polite signal, and killing the leader alone
    # leaves soffice.bin behind.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GOODBYE_LIMIT)
    if process.stdin is not None:
        process.stdin.close()


def _free_ports() -> tuple[int, int]:
    """Return two loopback ports that nobody listens on now."""
    with socket.create_server((_LOOPBACK, 0)) as one, socket.create_server((_LOOPBACK, 0)) as two:
        return one.getsockname()[1], two.getsockname()[1]


@cache
def _first_page() -> bytes:
    """Return the smallest Word file that makes LibreOffice load the fonts of the forms."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    runs = "".join(
        f"<w:r><w:rPr>{font}{style}</w:rPr><w:t>Sở Tài chính Khánh Hòa ☐ ☒ …</w:t></w:r>"
        for style in ("", "<w:b/>", "<w:i/>", "<w:b/><w:i/>")
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": "<w:document xmlns:w="
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p>{runs}</w:p></w:body></w:document>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()
