"""Requests that are begun and never ended keep nobody out but who sends them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from waitress.wasyncore import close_all

from service.cli.ports import MOST_OF_ONE_ADDRESS, listen
from service.web.drawing import STATIC
from tests.builders import House
from tests.doors.real_service import RealBrowser

SOON = 2.0
HALF = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
HALF_A_BODY = HALF + b"Content-Type: application/x-www-form-urlencoded\r\n\r\nusername="
END = (STATIC / "layout/tokens.css").read_bytes()[-20:]
WHOLE = b"GET /static/layout/tokens.css HTTP/1.1\r\nHost: localhost\r\n\r\n"


@contextmanager
def listening(site: Flask, house: House, **settings: bool) -> Iterator[int]:
    """The port at which the house is served as `ctcl serve` does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    told = replace(house.office.settings, host="127.0.0.1", port=port, **settings)  # type: ignore[arg-type]
    server: Any = listen(site, told)
    serving = threading.Thread(target=server.run)
    serving.start()
    try:
        yield port
    finally:
        # It runs until nothing is left to listen to.
        close_all(server._map, ignore_all=True)
        serving.join()
        server.task_dispatcher.shutdown()


@pytest.fixture
def port(site: Flask, house: House) -> Iterator[int]:
    """A house that people reach without a proxy."""
    with listening(site, house) as found:
        yield found


@contextmanager
def connections(port: int, many: int, sent: bytes, address: str) -> Iterator[list[socket.socket]]:
    """That many connections from the address, each with so much of a request sent."""
    with ExitStack() as until:
        lines = []
        for _ in range(many):
            line = socket.create_connection(("127.0.0.1", port), 20, source_address=(address, 0))
            lines.append(until.enter_context(line))
            line.sendall(sent)
        yield lines


def is_answered(line: socket.socket) -> bool:
    """Whether a request on that connection is answered in full; false when it was closed.

    Who left after the first bytes would leave the file that is sent open for a moment.
    """
    came = b""
    try:
        line.sendall(WHOLE)
        while not came.endswith(END):
            more = line.recv(100_000)
            if not more:
                return False
            came += more
    except OSError:
        return False
    return came.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("sent", [b"", b"GET / HT", HALF, HALF_A_BODY, WHOLE[:-2]])
def test_half_sent_requests_of_one_address_keep_nobody_out(port: int, sent: bytes) -> None:
    with connections(port, 150, sent, "127.0.0.3"):
        elsewhere = RealBrowser(port, address="127.0.0.2").ask("GET", "/sign-in")
        beside = RealBrowser(port, address="127.0.0.3").ask("GET", "/sign-in")

    assert (elsewhere.status, beside.status) == (200, 200)
    assert max(elsewhere.seconds, beside.seconds) < SOON


def test_the_longest_silent_gives_way_and_who_speaks_stays(port: int) -> None:
    with connections(port, MOST_OF_ONE_ADDRESS, b"", "127.0.0.4") as lines:
        speaking, silent = lines[0], lines[1]
        assert is_answered(speaking)

        with connections(port, 2, b"", "127.0.0.4"):
            assert silent.recv(1) == b""
            assert is_answered(speaking)


def test_behind_a_proxy_nobody_gives_way(site: Flask, house: House) -> None:
    """All come from the proxy's address there, and it sends requests that came in whole."""
    with (
        listening(site, house, behind_proxy=True) as behind,
        connections(behind, 150, b"", "127.0.0.1") as lines,
    ):
        assert all(is_answered(line) for line in lines)
