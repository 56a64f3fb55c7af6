"""The way through a package: what its parts are called and are, and where relations lead."""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from service.packages.parts import parse_xml

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


Parse = Callable[[bytes], Any]
MAIN = "officeDocument"
SHORT = 16_384
"""Bytes of a list of relations that is worth keeping."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: its kind (`header`), the part it leads to as the package calls it.

    `id` is how a part speaks of it.
    """

    kind: str
    target: str
    id: str


class Index:
    """The parts of one package, found as Office finds them and never by what they are called.

    `read` returns a part that is in the package, `parse` its root; what they raise is passed on.
    """

    def __init__(
        self, names: Iterable[str], read: Callable[[str], bytes], parse: Parse = parse_xml
    ) -> None:
        # Names of parts are equal whatever their capitals (ECMA-376 part 2, 6.3.5).
        self._names = {name.casefold(): name for name in names}
        self._read, self._parse = read, parse
        self._known: dict[str, tuple[Relation, ...]] = {}
        self._types: tuple[dict[str, str], dict[str, str]] | None = None

    @property
    def main(self) -> str:
        """The name of the main part: document, workbook or slides; '' without one."""
        return self.of_kind("", MAIN)

    def of_kind(self, source: str, kind: str) -> str:
        """Return the first part of that kind that `source` leads to; '' without one."""
        return next((each.target for each in self.relations(source) if each.kind == kind), "")

    def relations(self, source: str) -> tuple[Relation, ...]:
        """Return where a part leads, or the package itself (''), to parts that are there."""
        if source not in self._known:
            listed = self._names.get(relations_name(source).casefold())
            leads = self._leads(source, self._read(listed)) if listed is not None else ()
            found = ((kind, self._names.get(to.casefold()), id) for kind, to, id in leads)
            self._known[source] = tuple(Relation(k, part, id) for k, part, id in found if part)
        return self._known[source]

    def content_type(self, part: str) -> str:
        """Return what the package says a part is; '' when it says nothing."""
        by_part, by_ending = self.content_types
        ending = part.rpartition(".")[2].casefold()
        return by_part.get(part.casefold()) or by_ending.get(ending, "")

    @property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by the name of a part, and those by the ending of its name."""
        if self._types is None:
            listed = self._names.get(CONTENT_TYPES.casefold())
            root = self._parse(self._read(listed)) if listed is not None else ()
            self._types = _types_of(root)
        return self._types

    def _leads(self, source: str, xml: bytes) -> tuple[tuple[str, str, str], ...]:
        # All papers of one template lead alike.
        leads = _known_leads if len(xml) <= SHORT else _leads_of
        return leads(source, xml, self._parse)


def _leads_of(source: str, xml: bytes, parse: Parse) -> tuple[tuple[str, str, str], ...]:
    """Return kind, target and id of every relation within the package."""
    inside = (
        each
        for each in parse(xml)
        if str(each.get("TargetMode", "")).strip().casefold() in ("", "internal")
    )
    return tuple(
        (
            str(each.get("Type", "")).rstrip("/").rpartition("/")[2],
            target_name(source, str(each.get("Target", ""))),
            str(each.get("Id", "")),
        )
        for each in inside
    )


_known_leads = lru_cache(maxsize=128)(_leads_of)


def _types_of(root: Iterable[Any]) -> tuple[dict[str, str], dict[str, str]]:
    by_part, by_ending = {}, {}
    for each in root:
        content_type = str(each.get("ContentType", ""))
        name = str(each.tag).rpartition("}")[2]
        if name == "Override":
            by_part[target_name("", str(each.get("PartName", ""))).casefold()] = content_type
        elif name == "Default":
            by_ending[str(each.get("Extension", "")).casefold()] = content_type
    return by_part, by_ending
