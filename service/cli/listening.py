"""The sockets: how many connections there may be, and how many of them one address may hold."""

from __future__ import annotations

import socket
from typing import Any, Protocol

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

from service.documents.pdf import MOST_AT_ONCE
from service.settings import Settings

THREADS_FOR_PAGES = 8
THREADS = THREADS_FOR_PAGES + MOST_AT_ONCE
"""Who waits for a PDF holds a thread and does nothing with it; no page waits behind them."""
MOST_CONNECTIONS = 600
"""Below the 1,024 files a process usually may open; the database and LibreOffice need some."""
MOST_OF_ONE_ADDRESS = 60
"""Waiting ones: a browser opens six, a whole office behind one address needs no more at once."""
IDLE_SECONDS = 60


class Listening(Protocol):
    """What serves until it is closed."""

    def run(self) -> None:
        """Nothing; every request is answered until the process is told to stop."""

    def close(self) -> None:
        """Nothing; nobody is answered any more."""


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
        max_request_body_size=30_000_000,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=10,
        # Not select(), which knows no file above the 1,024th.
        asyncore_use_poll=True,
        # Without a proxy nobody's word counts; behind one ProxyFix reads the last address.
        clear_untrusted_proxy_headers=not settings.behind_proxy,
    )
    if not settings.behind_proxy:
        # A proxy's address is everybody's; it hands on only requests that have come in whole.
        for each in sockets.values():
            if isinstance(each, TcpWSGIServer):
                each.channel_class = _FairChannel
    return server


class _FairChannel(HTTPChannel):  # type: ignore[misc]
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
