"""Files kept for some days: whole or not there, proved when fetched, stray ones found."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from service.archive.temporary_files import TemporaryFiles
from service.archive.vault import FileAltered, FileMissing


@pytest.fixture
def shelf(tmp_path: Path) -> TemporaryFiles:
    return TemporaryFiles(tmp_path / "bundles")


def put(shelf: TemporaryFiles, name: str, content: bytes) -> str:
    """The hash of a file made in the workshop and kept."""
    with shelf.workshop(name) as folder:
        (folder / "made").write_bytes(content)
        return shelf.keep(folder / "made", name).sha256


def test_a_file_kept_is_fetched_as_it_was_made(shelf: TemporaryFiles) -> None:
    digest = put(shelf, "b1", b"tep")

    with shelf.fetch("b1", digest) as file:
        assert file.read() == b"tep"
    assert digest == sha256(b"tep").hexdigest()
    assert [path.name for path in shelf.root.iterdir()] == ["b1"]


def test_a_file_altered_or_gone_is_not_handed_out(shelf: TemporaryFiles) -> None:
    digest = put(shelf, "b1", b"tep")

    shelf.path_of("b1").write_bytes(b"khac")
    with pytest.raises(FileAltered):
        shelf.fetch("b1", digest)
    shelf.remove("b1")
    with pytest.raises(FileMissing):
        shelf.fetch("b1", digest)
    shelf.remove("b1")


def test_a_failure_leaves_no_workshop(shelf: TemporaryFiles) -> None:
    def fail() -> None:
        with shelf.workshop("b1") as folder:
            (folder / "half").write_bytes(b"x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert list(shelf.root.iterdir()) == []


def test_what_a_dead_worker_left_is_thrown_away_by_the_next_try(shelf: TemporaryFiles) -> None:
    shelf.root.mkdir()
    (shelf.root / ".unfinished-b1-dead").mkdir()
    (shelf.root / ".unfinished-b2-alive").mkdir()

    put(shelf, "b1", b"tep")

    assert sorted(path.name for path in shelf.root.iterdir()) == [".unfinished-b2-alive", "b1"]
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    assert shelf.forget_unfinished(tomorrow) == 1
    assert list(shelf.names()) == ["b1"]


@pytest.mark.parametrize("name", ["", "..", "../store.db", ".unfinished-b1", "B1", "b1/x"])
def test_a_name_that_leads_elsewhere_is_refused(shelf: TemporaryFiles, name: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        shelf.path_of(name)
