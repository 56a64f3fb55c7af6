"""The lines of a text as its author typed them: which are list items, which end the text."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from service.formkit.fields import Field, Text

_ITEM = re.compile(r"\s*(?:[-–—+*•]|\(?(?:\d{1,2}|[a-zđ])[.)])(?=\s|$)")
_DASHES = "-–—+*•"
_EARLY = frozenset("-–—+*•( \t\n0123456789") | frozenset("abcdefghijklmnopqrstuvwxyzđ")
NEAR = 20
"""So many lines before the last may be kept on the page of what follows the text."""
_ONE_LINE: tuple[dict[str, Any], ...] = ()


def is_item(line: str) -> bool:
    """Return whether a line begins as an item of a list: `-`, `–`, `+`, `a.`, `1.`, `b)`."""
    return line[:1] in _EARLY and _ITEM.match(line) is not None


def lines_of(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a template asks about the lines of these texts, each by the text's name.

    MORE holds the lines before the last, END the last one; ITEM says whether the text begins as
    a list, so that it needs no dash of ours before it, HANGS whether its last line is an item.
    """
    more: dict[str, Any] = {}
    last: dict[str, Any] = {}
    item: dict[str, Any] = {}
    hangs: dict[str, Any] = {}
    for field in fields:
        if field.__class__ is Text and field.printed:
            name = field.name
            value = answers.get(name) or ""
            more[name], last[name], item[name], hangs[name] = _told(value)
    return {"MORE": more, "END": last, "ITEM": item, "HANGS": hangs}


@lru_cache(maxsize=256)
def _told(value: str) -> tuple[tuple[dict[str, Any], ...], str, bool, bool]:
    if "\n" not in value:
        # One line that begins with a number is a sentence; with a dash, a list of one.
        begins = is_item(value) and value.lstrip("( \t")[:1] in _DASHES
        return _ONE_LINE, value, begins, begins
    begins = is_item(value)
    *before, end = value.split("\n")
    more = tuple(
        {
            "TEXT": line,
            "FIRST": number == 0,
            "ITEM": is_item(line),
            "NEAR": number >= len(before) - NEAR,
        }
        for number, line in enumerate(before)
    )
    return more, end, begins, is_item(end)
