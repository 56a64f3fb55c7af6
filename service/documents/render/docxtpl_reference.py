"""docxtpl, in the one place that imports it: the dialect it reads, and its own slow rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from service.documents.core_properties import DATES, only_if_dated, without_empty_dates
from service.documents.plain_package import CORE, DOCUMENT
from service.documents.template.prepare import unpack, without_controls

_BODY_START = re.compile(r"<w:body[^>]*>")
_BODY_HERE = "@@body@@"


class ReferenceTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template, which fills keywords and dates too; docxtpl itself leaves them alone."""

    def render_properties(
        self, context: dict[str, Any], jinja_env: SandboxedEnvironment | None = None
    ) -> None:
        super().render_properties(context, jinja_env)
        assert jinja_env is not None
        core = self.docx.core_properties
        core.keywords = jinja_env.from_string(core.keywords).render(context)
        for name in DATES:
            for date in core._element.findall(name):
                date.text = jinja_env.from_string(date.text or "").render(context)
        without_empty_dates(core._element)


def strict_environment() -> SandboxedEnvironment:
    """Return the Jinja environment docxtpl must be used with: strict, escaping, sandboxed."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def docxtpl_render(
    prepared: bytes,
    context: Mapping[str, Any],
    kind: type[ReferenceTemplate] = ReferenceTemplate,
    environment: SandboxedEnvironment | None = None,
) -> bytes:
    """Return the document docxtpl makes of a prepared package and these values."""
    template = kind(BytesIO(prepared))
    template.render(dict(context), environment or strict_environment())
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def plain_twin(prepared: bytes) -> bytes:
    """Return the template a docxtpl user would have drawn: the same page without controls."""
    return without_controls(prepared)


def jinja_sources(prepared: bytes) -> dict[str, str]:
    """Return the Jinja source of every part that changes, by part name, as docxtpl cleans it."""
    template = DocxTemplate(BytesIO(prepared))
    template.render_init()
    sources = {DOCUMENT: _document_source(template)}
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            source = template.patch_xml(template.get_part_xml(part))
            sources[str(part.partname).lstrip("/")] = _declared(source)
    # docxtpl fills properties as text, where nothing may be escaped; ours fills them as XML.
    core = unpack(prepared)[CORE].decode()
    sources[CORE] = only_if_dated(core.replace("|safe }}", " }}"))
    return {name: source for name, source in sources.items() if re.search(r"\{[{%]", source)}


def _document_source(template: DocxTemplate) -> str:
    body = _BODY_START.sub("<w:body>", template.patch_xml(template.get_xml()), count=1)
    root = template.docx.element
    place = etree.Element("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}body")
    place.text = _BODY_HERE
    root.replace(root.body, place)
    around = etree.tostring(root, encoding="unicode")
    before, _, after = around.partition(f"<w:body>{_BODY_HERE}</w:body>")
    return _declared(before + body + after)


def _declared(source: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{source}"
