"""From a posted page to typed values: `objectives-0-actions-1-note` becomes a row in a row."""

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from werkzeug.datastructures import MultiDict

from service.formkit.fields import Choices, Code, Field, Rows, YesNo

Post = MultiDict[str, str]
DEEPEST = 5
"""Lists within lists that a posted name may lead into; no form has more than two."""
_ROW = re.compile(r"-(\d+)(?=-)")


@dataclass(frozen=True)
class Posted:
    """What a page sent: values as typed, the posted name of every field path, the rows' paths.

    `row_numbers` are the numbers of the rows posted under each list's name.
    """

    typed: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    row_paths: dict[str, str] = field(default_factory=dict)
    row_numbers: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def name_of(self, path: str) -> str:
        """Return the name a field was posted under, for the path that a fault names."""
        return self.names.get(path, path.replace(".", "-"))


def read_post(fields: Iterable[Field], post: Post) -> Posted:
    """Return the typed values of those fields that were on the page; the others stay untouched."""
    posted = Posted(row_numbers=_row_numbers(post))
    for each in fields:
        if each.name in post and not isinstance(each, Code):
            posted.typed[each.name] = _value(each, each.name, each.name, post, posted)
    return posted


def _value(each: Field, name: str, path: str, post: Post, posted: Posted) -> Any:
    posted.names[path] = name
    if isinstance(each, Rows):
        return _rows(each, name, path, post, posted)
    sent = [text.replace("\r\n", "\n") for text in post.getlist(name)]
    if isinstance(each, Choices):
        return [text for text in sent if text]
    if isinstance(each, YesNo):
        return "true" in sent
    # A group of radio buttons comes with an empty field beside it, so that none chosen is told too.
    return next((text for text in sent if text), "")


def _rows(each: Rows, name: str, path: str, post: Post, posted: Posted) -> list[Any]:
    rows: list[Any] = []
    for index in posted.row_numbers.get(name, ()):
        prefix, at = f"{name}-{index}", f"{path}.{len(rows)}"
        row = _plain_row(each, prefix, at, post, posted) if each.plain else {}
        for inner in () if each.plain else each.fields:
            where = f"{prefix}-{inner.name}"
            if not isinstance(inner, Code) or where in post:
                row[inner.name] = _value(inner, where, f"{at}.{inner.name}", post, posted)
        if not _says_nothing(row):
            posted.row_paths[prefix] = at
            rows.append(row)
    return rows


def _plain_row(each: Rows, prefix: str, at: str, post: Post, posted: Posted) -> Any:
    return _value(each.fields[0], f"{prefix}-{each.fields[0].name}", at, post, posted)


def _row_numbers(post: Iterable[str]) -> dict[str, dict[str, None]]:
    """Return the row numbers posted under each list's name, in the order of the page.

    The keys are read once: a page of ten thousand rows would be read ten thousand times otherwise.
    """
    found: dict[str, dict[str, None]] = {}
    for key in post:
        for match in islice(_ROW.finditer(key), DEEPEST):
            found.setdefault(key[: match.start()], {})[match.group(1)] = None
    return found


def _says_nothing(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(_says_nothing(inner) for inner in value.values())
    return value in ("", None, False, [])


def do_row_deed(posted: Posted, deed: str) -> str:
    """Change the posted rows as the pressed button says; return the list that wants one more row.

    `deed` is `add:attendees`, or `up`, `down`, `copy`, `delete` with a row such as `attendees-2`.
    """
    what, _, name = deed.partition(":")
    if what == "add":
        return name
    path = posted.row_paths.get(name)
    if path is None:
        return ""
    rows, at = _rows_at(posted.typed, path)
    if what == "delete":
        del rows[at]
    elif what == "copy":
        rows.insert(at + 1, copy.deepcopy(rows[at]))
    elif what == "up" and at > 0:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    elif what == "down" and at + 1 < len(rows):
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    return ""


def _rows_at(typed: dict[str, Any], path: str) -> tuple[list[Any], int]:
    """Return the list that holds the row of `path` (`objectives.0.actions.1`), and its place."""
    *before, last = path.split(".")
    holder: Any = typed
    for step in before:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    return holder, int(last)
