"""A template read once: its changing parts compiled, everything else kept ready to be joined."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import StrictUndefined, UndefinedError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import SandboxedEnvironment

from service.documents.deterministic_zip import Member, StaticMembers, deflated, squeeze_fast
from service.documents.errors import TemplateBroken, ValueMissing
from service.documents.plain_package import CORE
from service.documents.template.placeholders import Placeholder
from service.documents.template.prepare import NOT_WORD, Prepared, prepare, unpack

# What docxtpl looks at when it turns line breaks and tabs of a value into WordprocessingML.
MOST_KEPT = 64
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.S)
_LOOK = re.compile(r"<w:rPr>.*?</w:rPr>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.S)
_OUTPUT = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.S)
_IN_RUN, _IN_MARKUP = "in_run_", "in_markup"


class BytesGenerator(CodeGenerator):
    """Writes templates that yield bytes: fixed text encoded once, values by their filters.

    A subscript stays a plain subscript: values are dicts, so the sandbox's way over attributes
    has nothing to find in them.
    """

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(group).encode())

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("(")

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Any) -> None:  # noqa: N802
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            self.visit(node.node, frame)
            self.write(f"[{node.arg.value!r}]")
        else:
            super().visit_Getitem(node, frame)


class BytesEnvironment(SandboxedEnvironment):
    """The environment of every compiled template."""

    code_generator_class = BytesGenerator

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
        self.filters[_IN_MARKUP] = in_markup
        self._looks: dict[str, str] = {}

    def from_word(self, source: str) -> Callable[[Any], Iterable[bytes]]:
        """Return the renderer of one part: a shared Jinja context in, pieces of XML out."""
        in_runs = _RUN.sub(self._with_breaks, source)
        template = self.from_string(_OUTPUT.sub(_everywhere_else, in_runs))
        return cast("Callable[[Any], Iterable[bytes]]", template.root_render_func)

    def _with_breaks(self, run: re.Match[str]) -> str:
        if "{{" not in run.group():
            return run.group()
        look = _LOOK.search(run.group())
        name = self._filter_for(look.group() if look else "")
        return _TEXT.sub(
            lambda text: _OUTPUT.sub(rf"{{{{ (\1)|{name} }}}}", text.group()), run.group()
        )

    def _filter_for(self, look: str) -> str:
        if look not in self._looks:
            self._looks[look] = f"{_IN_RUN}{len(self._looks)}"
            self.filters[self._looks[look]] = run_text(look)
        return self._looks[look]


def _everywhere_else(output: re.Match[str]) -> str:
    if f")|{_IN_RUN}" in output.group():
        return output.group()
    return f"{{{{ ({output.group(1)})|{_IN_MARKUP} }}}}"


def in_markup(value: object) -> bytes:
    """Return a value escaped for an attribute or a property."""
    raw = str(value).encode()
    if raw.isalnum():
        return raw
    for sign, entity in ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&#34;")):
        if sign in raw:
            raw = raw.replace(sign, entity)
    return raw


def run_text(look: str) -> Callable[[object], bytes]:
    """Return the writer of values into runs of this look, with breaks and tabs as docxtpl."""
    line = b'</w:t><w:br/><w:t xml:space="preserve">'
    tab = (
        f"</w:t></w:r><w:r>{look}<w:tab/></w:r>"
        f'<w:r>{look}<w:t xml:space="preserve">'
    ).encode()  # fmt: skip

    def write(value: object) -> bytes:
        raw = value.encode() if value.__class__ is str else str(value).encode()
        if b"&" in raw:
            raw = raw.replace(b"&", b"&amp;")
        if b"<" in raw:
            raw = raw.replace(b"<", b"&lt;")
        if b">" in raw:
            raw = raw.replace(b">", b"&gt;")
        if b"\n" in raw:
            raw = raw.replace(b"\n", line)
        if b"\t" in raw:
            raw = raw.replace(b"\t", tab)
        return raw

    return write


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
    def load(cls, path: Path) -> "CompiledTemplate":
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
