"""The only way out for the windows of the tests: it notes who took it and lets nobody through."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Elsewhere:
    """A proxy for every address but the service's own."""

    address: str
    asked: list[str] = field(default_factory=list)

    def taken(self) -> list[str]:
        """What left the server since this was asked last."""
        found, self.asked[:] = self.asked[:], []
        return [f"left the server: {each[:200]}" for each in found]


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Such a proxy, listening.

    Playwright's request events would say the same, but each of the fifty requests of a page then
    goes through Node and Python: a fifth of what drawing a page takes.
    """

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked = self.rfile.readline().decode("latin-1").strip()
            # A browser also connects beforehand, to nobody in particular.
            if asked:
                noted.asked.append(asked)
                self.wfile.write(REFUSED)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse) as server:
        server.daemon_threads = True
        noted = Elsewhere(f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield noted
        server.shutdown()
