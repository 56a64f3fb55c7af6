"""What the row buttons do when the browser runs no script."""

from __future__ import annotations

import copy
from typing import Any

from service.web.components.form_data import Posted


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
