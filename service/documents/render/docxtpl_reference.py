"""docxtpl, in the one place that imports it: the dialect of templates it reads."""

import re
from io import BytesIO

from docxtpl import DocxTemplate
from lxml import etree

from service.documents.core_properties import only_if_dated
from service.documents.plain_package import CORE, DOCUMENT
from service.documents.template.prepare import unpack

_BODY_START = re.compile(r"<w:body[^>]*>")
_BODY_HERE = "@@body@@"


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
