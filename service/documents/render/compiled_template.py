"""A template read once: its changing parts compiled, everything else kept ready to be joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import UndefinedError

from service.documents.deterministic_zip import Member, StaticMembers, deflated, squeeze_fast
from service.documents.errors import TemplateBroken, ValueMissing
from service.documents.plain_package import CORE
from service.documents.render.jinja_bytes import BytesEnvironment
from service.documents.template.placeholders import Placeholder
from service.documents.template.prepare import NOT_WORD, Prepared, prepare, unpack

MOST_KEPT = 64


@dataclass
class Part:
    """One changing part: its renderer, and the last members made of it where values repeat.

    Headers and footers hold office settings only, so they come out the same for most documents.
    """

    name: str
    write: Callable[[Any], Iterable[bytes]]
    kept: dict[bytes, Member] | None

    def member(self, xml: bytes) -> Member:
        """Return the ZIP member of the finished XML."""
        if self.kept is None:
            return Member.of(self.name, xml, squeeze_fast(xml))
        member = self.kept.get(xml)
        if member is None:
            member = Member.of(self.name, xml, deflated(xml))
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[xml] = member
        return member


class CompiledPackage:
    """One compiled package with its content controls."""

    def __init__(self, package: bytes, repeated: frozenset[str]) -> None:
        # docxtpl is wanted where something is compiled, not where the service starts.
        from service.documents.render.docxtpl_reference import jinja_sources

        environment = BytesEnvironment()
        sources = jinja_sources(package)
        members = unpack(package)
        self.shell = StaticMembers(
            Member.of(name, data, deflated(data))
            for name, data in members.items()
            if name not in sources
        )
        self.parts = tuple(
            Part(name, environment.from_word(source), {} if name in repeated else None)
            for name, source in sources.items()
        )
        self._template = environment.from_string("")

    def finished(self, context: Mapping[str, Any]) -> list[bytes]:
        """Return the finished XML of every part, all from one context; raises ValueMissing."""
        shared = self._template.new_context(context, shared=True)  # type: ignore[arg-type]
        try:
            return [b"".join(part.write(shared)) for part in self.parts]
        except (UndefinedError, KeyError, TypeError) as error:
            raise ValueMissing(str(error)) from error


class CompiledTemplate:
    """A template ready to print: the same values always give the same bytes (mẫu đã dịch)."""

    def __init__(self, prepared: Prepared) -> None:
        self.file = prepared.file
        self.sha256 = prepared.sha256
        self.placeholders: tuple[Placeholder, ...] = prepared.placeholders
        self.prepared = prepared.package
        self.package = CompiledPackage(self.prepared, self._repeated)

    @classmethod
    def load(cls, path: Path) -> CompiledTemplate:
        """Return the template of a clean Word file, compiled; raises TemplateBroken, OSError."""
        return _compiled(path.read_bytes(), path.name)

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return the finished document; raises ValueMissing for a name the values lack."""
        finished = self.package.finished(context)
        return self.package.shell.join(
            part.member(xml) for part, xml in zip(self.package.parts, finished, strict=True)
        )

    @cached_property
    def certain_tags(self) -> tuple[str, ...]:
        """The tags that every print has, in print order: answers outside conditions and rows."""
        certain = (p for p in self.placeholders if p.certain and p.is_answer and p.kind != "rows")
        return tuple(dict.fromkeys(p.tag for p in certain))

    @cached_property
    def _repeated(self) -> frozenset[str]:
        """The parts that come out alike for most documents: their deflated form is kept."""
        varying = {p.part for p in self.placeholders if p.varies}
        return frozenset(p.part for p in self.placeholders) - varying - {CORE}


# By its bytes: a process that opens a second house, as tests do, need not compile the same again.
@lru_cache(maxsize=64)
def _compiled(package: bytes, name: str) -> CompiledTemplate:
    prepared = prepare(package, name)
    try:
        return CompiledTemplate(prepared)
    except Exception as error:
        # python-docx fails in many ways on a damaged package; each means the same here.
        raise TemplateBroken(name, "", NOT_WORD) from error
