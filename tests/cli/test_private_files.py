"""What the house keeps is nobody's but the service's: whatever the umask, and in a copy too."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import Settings
from service.workflow.office import Office
from service.workflow.sample_data.load import load_sample_house


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A umask that leaves files open to others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def opened(data: Path) -> Office:
    """The house in that folder."""
    return Office.open(Settings(data, f"sqlite:///{data / 'ctcl.sqlite3'}"))


def open_to_others(data: Path) -> list[str]:
    """The names of what others on this machine may read, write or enter."""
    return sorted(
        path.relative_to(data).as_posix()
        for path in data.rglob("*")
        if not path.is_symlink() and path.stat().st_mode & 0o077
    )


def kept(data: Path) -> set[str]:
    """The names of what lies in the folder itself."""
    return {path.name for path in data.iterdir()}


@pytest.mark.usefixtures("umask")
def test_every_file_and_folder_of_the_house_is_its_own(tmp_path: Path) -> None:
    data = tmp_path / "var"
    office = opened(data)
    load_sample_house(office, whole_year=False)
    office.queue.carry("j-1")
    with office.shelf.workshop("b1") as folder:
        (folder / "made").write_bytes(b"tep")
        office.shelf.keep(folder / "made", "b1")
    office.drawn_pages.put(1, [b"trang"])

    database = {"ctcl.sqlite3", "ctcl.sqlite3-wal", "ctcl.sqlite3-shm"}
    assert kept(data) >= {*database, "vault", "bundles", "pictures", "jobs.sqlite3"}
    assert list(office.vault.digests())
    assert open_to_others(data) == []
    office.close()


@pytest.mark.usefixtures("umask")
def test_an_older_house_is_closed_to_others_when_it_is_opened(tmp_path: Path) -> None:
    data = tmp_path / "var"
    opened(data).close()
    (data / "ctcl.sqlite3").chmod(0o644)
    (data / "vault").chmod(0o755)

    opened(data).close()

    assert open_to_others(data) == []
