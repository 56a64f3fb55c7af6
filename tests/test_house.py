"""The rules of the house that no tool checks: sizes, pins, and tests that are never left out."""

import configparser
import os
import re
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
MAY_SKIP = {"needs.py", "test_house.py"}


def plain_name(requirement: str) -> str:
    return re.split(r"[\s=<>\[]", requirement.strip())[0].lower().replace("_", "-")


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PYTHON_FILES}

    too_long = {path.name: length for path, length in lengths.items() if length > 300}

    assert too_long == {}


def test_no_test_is_left_out_but_for_what_the_machine_lacks() -> None:
    tests = [path for path in PYTHON_FILES if (REPOSITORY / "tests") in path.parents]

    leaving_out = [path.name for path in tests if LEFT_OUT.search(path.read_text("utf-8"))]

    assert set(leaving_out) <= MAY_SKIP


def test_every_dependency_is_pinned() -> None:
    setup = configparser.ConfigParser()
    setup.read(REPOSITORY / "setup.cfg", "utf-8")
    wanted = setup["options"]["install_requires"] + setup["options.extras_require"]["test"]
    pins = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()

    pinned = {plain_name(pin) for pin in pins if "==" in pin}

    assert {plain_name(line) for line in wanted.splitlines() if line.strip()} <= pinned


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_called_and_says_what_it_does(script: Path) -> None:
    first, second = script.read_text("utf-8").splitlines()[:2]

    assert os.access(script, os.X_OK)
    assert first.startswith("#!/usr/bin/env ")
    assert second.startswith(("# ", '"""'))
