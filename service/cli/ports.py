"""The sockets: how many connections there may be, and how many of them one address may hold."""

import socket
from io import BytesIO
from typing import Any, Protocol

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import RequestEntityTooLarge

from service.app import NOT_TAKEN_IN
from service.documents.pdf.converter import MOST_AT_ONCE
from service.settings import Settings

THREADS_FOR_PAGES = 8
THREADS = THREADS_FOR_PAGES + MOST_AT_ONCE
"""Who waits for a PDF holds a thread and does nothing with it; no page waits behind them."""
MOST_CONNECTIONS = 600
"""Below the 1,024 files a process usually may open; the database and LibreOffice need some."""
MOST_OF_ONE_ADDRESS = 60
"""Waiting ones: a browser opens six, a whole office behind one address needs no more at once."""
IDLE_SECONDS = 60
LARGEST_BODY = 30_000_000
"""Bytes, as README has it of nginx: a file of 25 MB and the form around it."""


class Listening(Protocol):
    """What serves until it is closed."""

    def run(self) -> None:
        """Answer every request until the process is told to stop."""

    def close(self) -> None:
        """Answer nobody any more."""


def listen(app: Flask, settings: Settings) -> Listening:
    """Return the server of the application; raises OSError when the port is taken."""
    sockets: dict[int, Any] = {}
    server: Listening = create_server(
        app,
        map=sockets,
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        ident="CTCL",
        # It refuses what has so many bytes, nginx what has more.
        max_request_body_size=LARGEST_BODY + 1,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=10,
        # Not select(), which knows no file above the 1,024th.
        asyncore_use_poll=True,
        # Without a proxy nobody's word counts; behind one ProxyFix reads the last address.
        clear_untrusted_proxy_headers=not settings.behind_proxy,
    )
    # A proxy's address is everybody's; it hands on only requests that have come in whole.
    channel = _Channel if settings.behind_proxy else _FairChannel
    for each in sockets.values():
        if isinstance(each, TcpWSGIServer):
            each.channel_class = channel
    return server


class _TooLarge(WSGITask):  # type: ignore[misc]
    """The application's own answer to a body that was not taken in, in the words of the place."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ |= {NOT_TAKEN_IN: True, "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
        return environ

    def execute(self) -> None:
        # What follows on the connection is the rest of the body.
        self.set_close_on_finish()
        super().execute()


def _answering_error(channel: HTTPChannel, request: HTTPRequestParser) -> Task:
    too_large = isinstance(request.error, RequestEntityTooLarge)
    return (_TooLarge if too_large else ErrorTask)(channel, request)


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that tells in our words of a body that is too large."""

    error_task_class = staticmethod(_answering_error)


class _FairChannel(_Channel):
    """A connection; where its address has too many that wait, the longest silent gives way.

    So that requests that are begun and never ended keep nobody out but who sends them.
    """

    def __init__(
        self, server: TcpWSGIServer, sock: socket.socket, addr: Any, adj: Any, map: Any = None
    ) -> None:
        super().__init__(server, sock, addr, adj, map=map)
        waiting = [
            each
            for each in server.active_channels.values()
            if each.addr[0] == addr[0] and not each.requests and not each.will_close
        ]
        if len(waiting) > MOST_OF_ONE_ADDRESS:
            min(waiting, key=lambda each: each.last_activity).will_close = True
