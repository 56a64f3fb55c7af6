"""`ctcl serve`: a real process that says where it is, who may try it, and what is in its way."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.needs import REPOSITORY
from tests.store.databases import in_file

PATIENCE = 60
FIRST_RUN = 120
"""Seconds: the first run walks a year of sample slips before it serves."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with an empty, migrated database."""
    in_file(tmp_path / "ctcl.sqlite3").close()
    return tmp_path


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(data: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A service on that port, asked to stop at the end."""
    environment = {**os.environ, "CTCL_DATA": str(data), "PORT": str(port), **more}
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve"],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def status_of(port: int, path: str, within: float = PATIENCE) -> int:
    """The status of an address once the service has come up."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with suppress(OSError):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            with closing(line):
                line.request("GET", path)
                return line.getresponse().status
        time.sleep(0.1)
    raise TimeoutError(path)


def test_the_first_run_says_where_it_is_and_who_may_try_it(data: Path) -> None:
    port = free_port()

    with serving(data, port) as process:
        status = status_of(port, "/sign-in", within=FIRST_RUN)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)

    assert status == 200
    assert f"http://127.0.0.1:{port}" in out
    assert all(name in out for name in ("canbo", "truongphong", "thuky", "giamdoc", "quantri"))
    # What a library tells of making the tables is nothing a newcomer needs to read.
    assert "alembic" not in err
    assert "Traceback" not in err


def test_without_sample_data_nobody_is_made_up_and_what_pdf_lacks_is_one_line(
    data: Path, tmp_path: Path
) -> None:
    port, no_fonts = free_port(), tmp_path / "fonts.conf"
    no_fonts.write_text("<fontconfig></fontconfig>", encoding="utf-8")

    with serving(data, port, CTCL_SAMPLE_DATA="0", FONTCONFIG_FILE=str(no_fonts)) as process:
        status = status_of(port, "/sign-in")
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=PATIENCE)

    assert status == 200
    assert f"http://127.0.0.1:{port}" in out
    assert "canbo" not in out
    (line,) = [line for line in out.splitlines() if line.startswith("Thiếu ")]
    assert "PDF" in line
    assert "fonts-liberation" in line


@pytest.mark.parametrize(
    "reachable",
    [
        {"CTCL_HOST": "0.0.0.0", "CTCL_SAMPLE_DATA": "0"},
        {"CTCL_BEHIND_PROXY": "1"},
    ],
    ids=lambda each: " ".join(each),
)
def test_sample_data_is_refused_where_others_may_come_in(
    tmp_path: Path, loaded: Path, reachable: dict[str, str]
) -> None:
    data = shutil.copytree(loaded, tmp_path / "loaded")

    with serving(data, free_port(), **reachable) as process:
        _, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    assert "ctcl sample remove" in err
    assert len(err.splitlines()) == 1


def test_a_port_that_is_taken_is_told_in_a_sentence(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with serving(data, port) as process:
            out, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    assert f"Cổng {port}" in err
    assert len(err.splitlines()) == 1
    # Told before a year of samples is loaded.
    assert out == ""


def test_a_template_that_cannot_be_used_is_told_at_the_start_and_keeps_nobody_out(
    data: Path, tmp_path: Path
) -> None:
    port, forms = free_port(), tmp_path / "forms_more"
    forms.mkdir()
    shutil.copy(REPOSITORY / "tests/forms/dropped/record_loan.py", forms)
    more = {"CTCL_SAMPLE_DATA": "0", "CTCL_FORMS": str(forms)}

    with serving(data, port, **more) as process:
        status = status_of(port, "/sign-in")
        assert process.stderr is not None
        told = next(line for line in process.stderr if "BM.CTCL.04.docx" in line)

    assert status == 200
    assert "không tìm thấy tệp" in told
    assert "was not found" in told
