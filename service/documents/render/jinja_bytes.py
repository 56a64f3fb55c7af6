"""Jinja that renders straight to UTF-8: strict, sandboxed, escaping, and quick about it."""

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import SandboxedEnvironment

# What docxtpl looks at when it turns line breaks and tabs of a value into WordprocessingML.
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
