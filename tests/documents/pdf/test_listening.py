"""LibreOffice fetches nothing, even when a document that links outside gets past the doorman."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from service.documents.pdf.libreoffice import Instance
from service.documents.pdf.page_images import page_count
from service.documents.pdf.requirements import soffice_path
from tests.documents.pdf_papers import (
    field,
    linked_picture,
    need_libreoffice,
    relationship,
    word_file,
)


class Listener:
    """A loopback server that remembers whether somebody came and sends everyone away."""

    def __init__(self) -> None:
        self._visited = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/picture.png"
        threading.Thread(target=self._receive, daemon=True).start()

    def is_visited(self, within: float) -> bool:
        return self._visited.wait(within)

    def _receive(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self._visited.set()
            with closing(visitor), suppress(OSError):
                visitor.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with closing(Listener()) as listener:
        yield listener


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    need_libreoffice()
    soffice = soffice_path()
    assert soffice is not None
    instance = Instance(soffice, tmp_path)
    yield instance
    instance.kill()


def linking_document(address: str) -> bytes:
    return word_file(
        "Sở Tài chính",
        body=linked_picture() + field(f' INCLUDEPICTURE "{address}" \\d '),
        relationships=[relationship("image", address)],
    )


def test_a_linked_picture_is_not_fetched(instance: Instance, listener: Listener) -> None:
    instance.start()

    pdfs = [instance.convert(linking_document(listener.address), limit=30) for _ in range(5)]

    assert [page_count(pdf) for pdf in pdfs] == [1] * 5
    assert not listener.is_visited(within=0.5)


def test_the_same_picture_is_fetched_once_the_profile_is_open(
    instance: Instance, listener: Listener, tmp_path: Path
) -> None:
    [settings] = tmp_path.rglob("registrymodifications.xcu")
    settings.unlink()
    instance.start()

    # Writer fetches in a thread of its own, which a quick conversion may outrun.
    for _ in range(20):
        instance.convert(linking_document(listener.address), limit=30)
        if listener.is_visited(within=0.5):
            break

    assert listener.is_visited(within=0)
