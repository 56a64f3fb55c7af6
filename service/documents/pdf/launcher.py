"""A program of its own, run by Debian's Python: one LibreOffice with unoserver in front of it.

unoserver's own start sleeps 7 seconds and leaves LibreOffice alive when the service is killed.
Here LibreOffice is started at once, unoserver serves as soon as it listens, and whichever of
service, unoserver and LibreOffice ends takes the whole process group along. Nothing of the
service is imported: Debian's Python has none of its libraries.
"""

import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

_LOOPBACK = "127.0.0.1"


def main(soffice: str, port: int, uno_port: int, profile: str, scratch: str) -> None:
    """Serve conversions on loopback until LibreOffice or the parent process ends."""
    connection = f"socket,host={_LOOPBACK},port={uno_port},tcpNoDelay=1;urp;"
    office = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--invisible",
            "--nocrashreport",
            "--nodefault",
            "--nologo",
            "--nofirststartwizard",
            "--norestore",
            f"-env:UserInstallation={profile}",
            f"--accept={connection}StarOffice.ComponentContext",
        ],
        stdin=subprocess.DEVNULL,
    )
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    threading.Thread(target=_end_with, args=(office,), daemon=True).start()
    _wait_for(uno_port)
    _open_without_windows()
    unoserver = importlib.import_module("unoserver.server")
    server = unoserver.UnoServer(
        interface=_LOOPBACK,
        port=port,
        uno_interface=_LOOPBACK,
        uno_port=uno_port,
        user_installation=profile,
        temp_dir=scratch,
    )
    server.libreoffice_process = office
    server.serve()
    _end_the_group()


class _Desktop:
    """LibreOffice's desktop, which lays a document open without making windows around it.

    unoserver has menus and bars made for every paper, though nobody sees them: a third of its time.
    """

    def __init__(self, desktop: Any, hidden: Any) -> None:
        self._desktop, self._hidden = desktop, hidden

    def loadComponentFromURL(self, url: str, frame: str, flags: int, opened: Any) -> Any:  # noqa: N802
        return self._desktop.loadComponentFromURL(url, frame, flags, (*opened, self._hidden))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desktop, name)


def _open_without_windows() -> None:
    converter: Any = importlib.import_module("unoserver.converter")
    connect = converter.UnoConverter.__init__
    hidden = converter.PropertyValue(Name="Hidden", Value=True)

    def connect_unseen(self: Any, *args: Any, **named: Any) -> None:
        connect(self, *args, **named)
        self.desktop = _Desktop(self.desktop, hidden)

    converter.UnoConverter.__init__ = connect_unseen


def _wait_for(port: int) -> None:
    while True:
        try:
            socket.create_connection((_LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return


def _end_with_the_parent() -> None:
    # The service holds the other end of this pipe; it closes even when the service is killed.
    sys.stdin.buffer.read()
    _end_the_group()


def _end_with(office: subprocess.Popen[bytes]) -> None:
    office.wait()
    _end_the_group()


def _end_the_group() -> None:
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    # The folder of this file must not hide modules of the standard library.
    sys.path.pop(0)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5])
