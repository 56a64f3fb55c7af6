"""What a test may ask of the machine: lacking it fails in CI and is a clear skip elsewhere."""

import functools
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import psycopg
import pytest
import redis
from psycopg import sql
from sqlalchemy import URL, make_url

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
REPOSITORY = Path(__file__).resolve().parent.parent
DRIVER = "postgresql+psycopg"


def need(condition: object, what: str) -> None:
    """Fail the test in CI, and skip it elsewhere, unless the condition holds."""
    if condition:
        return
    if CI:
        pytest.fail(f"needs {what}", pytrace=False)
    pytest.skip(f"needs {what}, which this machine does not have")


@functools.cache
def chromium() -> str | None:
    """The path of a Chromium: CTCL_CHROMIUM, Debian's, Google's, or the one Playwright brought.

    The shell without windows first: it draws the same pages for half of the machine's time.
    """
    asked = os.environ.get("CTCL_CHROMIUM")
    if asked:
        return asked
    whole = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser")
    for name in ("chromium-headless-shell", *whole):
        found = shutil.which(name)
        if found:
            return found
    brought = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return str(brought[-1]) if brought else None


@functools.cache
def libreoffice() -> str | None:
    """The path of LibreOffice's `soffice`."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def word_validator() -> Path | None:
    """The OOXML validator that stands beside the repository, in a clone that has it."""
    script = REPOSITORY.parent / "shared/ooxml/validate.py"
    return script if script.is_file() else None


def word_defects(path: Path, *, no_tags: bool = False) -> list[str]:
    """What the validator finds in a Word file; its schemas are read once in a process."""
    found: list[str] = list(_validating().check(path, no_tags))
    return found


@functools.cache
def _validating() -> ModuleType:
    script = word_validator()
    need(script, "../shared/ooxml/validate.py")
    spec = importlib.util.spec_from_file_location("word_validating", str(script))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def open_files() -> list[Path]:
    """The files this process holds open."""
    links = [*Path("/proc/self/fd").iterdir()]
    # The folder just read is open while it is read, and gone by now.
    return [link.readlink() for link in links if link.is_symlink()]


@functools.cache
def postgres_server() -> URL | None:
    """A PostgreSQL that answers: at CTCL_TEST_POSTGRES if set, else socket, else 127.0.0.1."""
    asked = os.environ.get("CTCL_TEST_POSTGRES")
    tried = (
        [asked]
        if asked
        else [
            "postgresql:///postgres",
            "postgresql://postgres@/postgres",
            "postgresql://postgres@127.0.0.1:5432/postgres",
        ]
    )
    for address in tried:
        url = make_url(address).set(drivername=DRIVER)
        try:
            with psycopg.connect(_conninfo(url), connect_timeout=3):
                return url
        except psycopg.OperationalError:
            continue
    return None


@contextmanager
def fresh_postgres_database() -> Iterator[str]:
    """The address of an empty UTF-8 database of its own, dropped at the end."""
    server = postgres_server()
    need(server, "a PostgreSQL (CTCL_TEST_POSTGRES, the local socket or 127.0.0.1:5432)")
    assert server is not None
    name = f"ctcl_test_{uuid4().hex[:12]}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    # Nobody pulls the plug of the server in a test: its commits need not wait for the disk.
    patient = sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    with psycopg.connect(_conninfo(server), autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name)))
        connection.execute(patient.format(sql.Identifier(name)))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(_conninfo(server), autocommit=True) as connection:
            connection.execute(drop.format(sql.Identifier(name)))


@functools.cache
def redis_url() -> str | None:
    """A Redis that answers: at CTCL_TEST_REDIS if set, else the last database of 127.0.0.1."""
    url = os.environ.get("CTCL_TEST_REDIS", "redis://127.0.0.1:6379/15")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2) as server:
            server.ping()
    except redis.RedisError:
        return None
    return url


def _conninfo(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


if __name__ == "__main__":
    sys.exit(0 if postgres_server() else "No PostgreSQL answers.")
