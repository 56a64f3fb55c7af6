"""Texts of the house: composed Vietnamese everywhere, both languages in every label, no strays."""

import ast
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import REPOSITORY

FOLDERS = ("service", "forms", "templates_docx", "samples", "tests", ".ci")
SUFFIXES = {".py", ".html", ".js", ".css", ".json", ".txt", ".md", ".cfg", ".toml", ".po", ""}
VENDORED = "vendor"
SOURCES = sorted(
    path for folder in ("service", "forms") for path in (REPOSITORY / folder).rglob("*.py")
)
TEXT_FILES = sorted(
    path
    for path in (*REPOSITORY.iterdir(), *(p for f in FOLDERS for p in (REPOSITORY / f).rglob("*")))
    if path.is_file() and path.suffix in SUFFIXES and VENDORED not in path.parts
)
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.~:-])/(home|root|Users|work|workspace|mnt)/")
BLAMING = re.compile(r"\b(lỗi của (bạn|anh|chị)|sai rồi|không hợp lệ)\b", re.IGNORECASE)


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a Python file that is no docstring, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def labels_of(path: Path) -> Iterator[tuple[int, str, str]]:
    """Every Label of a Python file written in plain words, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if not named or node.func.id != "Label" or len(node.args) != 2:
            continue
        both = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if len(both) == 2:
            yield node.lineno, both[0], both[1]


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def test_every_file_is_composed_utf8() -> None:
    apart = []
    for path in TEXT_FILES:
        content = path.read_bytes().decode("utf-8")
        if not unicodedata.is_normalized("NFC", content):
            apart.append(named(path))

    assert apart == []


def test_every_text_in_the_code_is_composed() -> None:
    apart = [
        f"{named(path)}:{line}"
        for path in SOURCES
        for line, text in texts_of(path)
        if not unicodedata.is_normalized("NFC", text)
    ]

    assert [each for each in apart if "vietnamese" not in each] == []


def test_every_label_speaks_both_languages() -> None:
    labels = [(path, *label) for path in SOURCES for label in labels_of(path)]

    silent = [
        f"{named(path)}:{line}" for path, line, vi, en in labels if not vi.strip() or not en.strip()
    ]

    assert silent == []
    assert len(labels) > 100


def test_no_sentence_blames_whoever_reads_it() -> None:
    blaming = [
        f"{named(path)}:{line} {vi}"
        for path in SOURCES
        for line, vi, _ in labels_of(path)
        if BLAMING.search(vi)
    ]

    assert blaming == []


@pytest.mark.parametrize("path", sorted((REPOSITORY / "samples").rglob("*.json")), ids=named)
def test_the_texts_of_a_sample_are_composed(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))

    assert unicodedata.is_normalized("NFC", json.dumps(content, ensure_ascii=False))


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    naming = [
        named(path) for path in TEXT_FILES if SOMEBODYS_FOLDER.search(path.read_text("utf-8"))
    ]

    assert naming == []
