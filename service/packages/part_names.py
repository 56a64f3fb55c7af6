"""What the parts of a package are called, as Office reads their names."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

CONTENT_TYPES = "[Content_Types].xml"


def part_name(entry: str) -> str:
    """Return the name of the part that a ZIP entry holds: slashes forward, none before it.

    Some Windows programs write backslashes, others a leading slash; Office opens both.
    """
    return entry.replace("\\", "/").removeprefix("/")


def target_name(source: str, target: str) -> str:
    """Return the name of the part a relation of `source` leads to; '' is the package itself."""
    target = unquote(target.strip()).replace("\\", "/").partition("#")[0]
    if not target.startswith("/"):
        target = posixpath.join(posixpath.dirname(source), target)
    return posixpath.normpath(target).lstrip("/")


def relations_name(source: str) -> str:
    """Return the name of the part that holds the relations of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
