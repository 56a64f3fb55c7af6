"""The rules of the house that no tool checks: sizes, pins, and tests that are never left out."""

import configparser
import os
import re
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.needs import REPOSITORY

PYTHON_FILES = sorted(
    path
    for folder in ("service", "forms", "templates_docx", "tests")
    for path in (REPOSITORY / folder).rglob("*.py")
)
SCRIPTS = sorted((REPOSITORY / ".ci").iterdir())
LEFT_OUT = re.compile(r"pytest\.(skip|xfail|importorskip)\b|mark\.(skip|skipif|xfail)\b")
LOCKED = re.compile(r"^([\w.-]+)==([\w.]+)((?:.*\\\n)+.*)$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
MAY_SKIP = {"needs.py", "test_house.py"}


def plain_name(requirement: str) -> str:
    return re.split(r"[\s=<>\[]", requirement.strip())[0].lower().replace("_", "-")


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PYTHON_FILES}

    too_long = {path.name: length for path, length in lengths.items() if length > 300}

    assert too_long == {}


def test_no_folder_of_the_service_holds_more_than_sixteen_modules() -> None:
    """A stranger reads a folder at one glance; the words a form is written in stay together."""
    modules = Counter(
        path.parent.relative_to(REPOSITORY).as_posix()
        for path in PYTHON_FILES
        if path.parts[len(REPOSITORY.parts)] == "service" and path.stem != "__init__"
    )

    crowded = {folder: each for folder, each in modules.items() if each > 16}

    assert set(crowded) - {"service/formkit", "service/store/migrations/versions"} == set()
    assert modules["service/formkit"] <= 21


def test_no_test_is_left_out_but_for_what_the_machine_lacks() -> None:
    tests = [path for path in PYTHON_FILES if (REPOSITORY / "tests") in path.parents]

    leaving_out = [path.name for path in tests if LEFT_OUT.search(path.read_text("utf-8"))]

    assert set(leaving_out) <= MAY_SKIP


def test_every_dependency_is_pinned() -> None:
    setup = configparser.ConfigParser()
    setup.read(REPOSITORY / "setup.cfg", "utf-8")
    extras = setup["options.extras_require"]
    wanted = "".join([setup["options"]["install_requires"], *extras.values()])
    pins = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()

    pinned = {plain_name(pin) for pin in pins if "==" in pin}

    assert {plain_name(line) for line in wanted.splitlines() if line.strip()} <= pinned


def test_every_pin_is_locked_by_the_hashes_of_its_files() -> None:
    """`.ci/lock` was run after the last change of a pin."""
    pins = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()
    locked = (REPOSITORY / "locked.txt").read_text("utf-8")
    hashes = {
        f"{plain_name(name)}=={number}": HASH.findall(entry)
        for name, number, entry in LOCKED.findall(locked)
    }

    pinned = {f"{plain_name(pin)}=={pin.partition('==')[2]}" for pin in pins if "==" in pin}

    assert set(hashes) == pinned
    assert [name for name, found in hashes.items() if not found] == []
    assert "://" not in locked


@pytest.mark.parametrize("name", ["pip", "setuptools", "Flask", "pytest"])
def test_what_installs_is_as_pinned_as_what_is_installed(name: str) -> None:
    assert f"{name}=={version(name)}" in (REPOSITORY / "constraints.txt").read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_called_and_says_what_it_does(script: Path) -> None:
    first, second = script.read_text("utf-8").splitlines()[:2]

    assert os.access(script, os.X_OK)
    assert first.startswith("#!/usr/bin/env ")
    assert second.startswith(("# ", '"""'))
