"""What a page was loaded with: a mark of each field, so that of two writers each keeps their own.

A page sends all its fields, also those nobody touched in it. With the marks of what it was loaded
with, the fields that this page changed are told from those that only another one changed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.formkit.fields import Choices, Field, Rows, YesNo
from service.formkit.strict_json import NotJson, read_strict_json
from service.web.components.answers import MOST_TOO_MANY, is_ticked, shown
from service.web.components.form_data import Post

LOADED = "loaded"
"""The hidden field in which a page sends its marks."""

Marks = dict[str, str]


@dataclass
class Merged:
    """A page's fields laid beside what stands now.

    `changes` are this page's alone, `torn` the fields that somebody else changed too, `marks` what
    the page stands on from now where that is no longer what it was loaded with.
    """

    changes: dict[str, Any] = field(default_factory=dict)
    torn: list[Field] = field(default_factory=list)
    marks: Marks = field(default_factory=dict)


def merge(
    fields: Iterable[Field],
    typed: Mapping[str, Any],
    loaded: Mapping[str, str],
    current: Mapping[str, Any],
    *,
    newest: bool,
) -> Merged:
    """Return what of `typed` is to be saved over `current`, and what both sides changed.

    A field without a mark counts as loaded with what stands now if the page is of the `newest`
    version, and as changed by both if it is not.
    """
    merged = Merged()
    for each in fields:
        if each.name not in typed:
            continue
        mine, now = mark(each, typed[each.name]), mark(each, current.get(each.name))
        before = loaded.get(each.name, now if newest else None)
        if mine == now:
            merged.marks[each.name] = now
        elif before == now:
            merged.changes[each.name] = typed[each.name]
        elif before != mine:
            merged.torn.append(each)
            merged.marks[each.name] = now
    return merged


def marks_of(fields: Iterable[Field], values: Mapping[str, Any]) -> Marks:
    """Return the marks of a page that shows these values."""
    return {each.name: mark(each, values.get(each.name)) for each in fields}


def read_marks(post: Post) -> Marks:
    """Return the marks a page sent; none when they are missing or no marks at all."""
    try:
        sent = read_strict_json(post.get(LOADED, "").encode("utf-8", "surrogatepass"))
    except NotJson:
        return {}
    marks = sent.items() if isinstance(sent, dict) else ()
    return {name: text for name, text in marks if isinstance(text, str)}


def mark(each: Field, value: Any) -> str:
    """Return the mark of a value as a page would send it back untouched; '' for an empty one."""
    said = _said(each, value)
    if not said:
        return ""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _said(each: Field, value: Any) -> Any:
    if isinstance(each, Rows):
        rows = value[: each.max_rows + MOST_TOO_MANY] if isinstance(value, list) else []
        return [said for row in rows if (said := _said_row(each, row))]
    if isinstance(each, Choices):
        return sorted(map(str, value)) if isinstance(value, list) else []
    if isinstance(each, YesNo):
        return is_ticked(value)
    return shown(each, value).replace("\r\n", "\n")


def _said_row(each: Rows, row: Any) -> Any:
    if each.plain or not isinstance(row, Mapping):
        return _said(each.fields[0], row)
    cells = {inner.name: _said(inner, row.get(inner.name)) for inner in each.fields}
    return {name: said for name, said in cells.items() if said}
