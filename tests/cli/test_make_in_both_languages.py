"""What `make` tells of the set-up is told as `ctcl` tells it: Vietnamese, and English behind it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import REPOSITORY

TOOLS = ("bash", "dirname", "sed", "cut", "tr", "sort", "paste", "id", "touch", "env", "head")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with the plain tools of any system, and nothing of Debian or Python."""
    for name in TOOLS:
        found = shutil.which(name)
        assert found is not None, name
        (tmp_path / name).symlink_to(found)
    return tmp_path


def told(script: Path, bare: Path, *given: str) -> str:
    """What the script says where nothing else is installed."""
    answer = subprocess.run(
        ["bash", str(script), *given],
        env={"PATH": str(bare)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return answer.stdout + answer.stderr


def as_copied(tmp_path: Path) -> Path:
    """The scripts in a tree of their own, where nothing is set up."""
    copied = tmp_path / "house" / ".ci"
    shutil.copytree(REPOSITORY / ".ci", copied)
    for name in ("setup.cfg", "pyproject.toml", "locked.txt"):
        shutil.copy(REPOSITORY / name, copied.parent)
    return copied


def test_a_system_that_is_no_debian_is_told_so(bare: Path, tmp_path: Path) -> None:
    said = told(as_copied(tmp_path) / "system-packages", bare, "run")

    assert "Máy không dùng Debian: vui lòng tự cài các gói tương đương libreoffice" in said
    assert "(Not a Debian system: please install the like of these yourself.)" in said


@pytest.mark.parametrize("name", ["environment", "run", "system-packages"])
def test_every_line_told_on_the_way_is_told_twice(name: str) -> None:
    script = (REPOSITORY / ".ci" / name).read_text(encoding="utf-8").replace("\\\n", " ")

    said = [
        " ".join(line.split())
        for line in script.splitlines()
        if 'say "' in line or ('echo "' in line and ">&2" in line and "say()" not in line)
    ]

    twice = [each for each in said if not each.isascii() and (" (" in each or '" "' in each)]
    assert len(twice) > 0
    assert [each for each in said if each not in twice] == []
