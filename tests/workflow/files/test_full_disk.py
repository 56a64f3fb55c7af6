"""A disk that is really full: the submit is refused by name, and nothing of it stays."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import REPOSITORY, need

SHARED_MEMORY = Path("/dev/shm")
SMALL = 128 * 1024 * 1024
MOUNT = 'mount -t tmpfs -o size=4m tmpfs "$0" && exec "$@"'
IN_A_MOUNT = ["unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT]


@pytest.fixture
def way(tmp_path: Path) -> Iterator[list[str]]:
    """The command that runs another in a folder on a small file system of its own."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    mounting = [*IN_A_MOUNT, str(folder)]
    if subprocess.run([*mounting, "true"], capture_output=True, check=False).returncode == 0:
        yield [*mounting, sys.executable, "-m", "tests.workflow.full_disk", str(folder)]
        return
    # Where nobody may mount, as in most containers, /dev/shm is a small file system there already.
    small = SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free <= SMALL
    need(small, "the right to mount a tmpfs, or a /dev/shm small enough to be filled")
    own = SHARED_MEMORY / f"ctcl-{os.getpid()}"
    own.mkdir()
    yield [sys.executable, "-m", "tests.workflow.full_disk", str(own)]
    shutil.rmtree(own)


def test_a_submit_on_a_full_disk_is_refused_and_may_be_made_again(way: list[str]) -> None:
    ran = subprocess.run(
        way,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    seen = json.loads(ran.stdout)

    assert {name for name, _ in seen["refusals"]} == {"DiskFull"}
    assert all("đã đầy" in sentence for _, sentence in seen["refusals"])
    assert (seen["first"], seen["listed"], seen["second"]) == ("01/2026", ["01/2026"], "02/2026")
    assert seen["breaks"] == 0
    assert set(seen["faults"]) <= {"orphan file"}
