"""The toy form filled, and what somebody's Word does to the file."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.documents.read.read_back import read_document
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import render
from service.documents.template.prepare import pack, prepare, unpack
from tests.documents import toy_template as toy
from tests.documents.form_values import paper_of

FORM = toy.form()
TEMPLATE = CompiledTemplate(prepare(toy.template(*toy.PAGE), "toy.docx"))
LIBRARY = TemplateLibrary({(FORM.code, ""): TEMPLATE})
FIRST_LINE = '<w:r><w:t xml:space="preserve">một'
FILLED = render(FORM, TEMPLATE, toy.FILLED, paper_of(FORM))
ONE_LINE = render(FORM, TEMPLATE, toy.FILLED | {"story": "một"}, paper_of(FORM))
"""The same form with a story of one line, so of one control."""


@dataclass(frozen=True)
class Edit:
    """What somebody's Word did to the document part."""

    pattern: str
    replacement: str
    count: int = 0

    def __call__(self, package: bytes) -> bytes:
        members = unpack(package)
        xml = members["word/document.xml"].decode()
        changed = re.sub(self.pattern, self.replacement, xml, count=self.count, flags=re.S)
        assert changed != xml
        members["word/document.xml"] = changed.encode()
        return pack(members)


def read(package: bytes) -> dict[str, object]:
    """What the file says, which is the toy form."""
    form, answers = read_document([FORM], LIBRARY, package)
    assert form is FORM
    return answers


def control(tag: str) -> str:
    """A pattern of one whole control."""
    return rf'<w:sdt><w:sdtPr>(?:(?!<w:sdt>).)*?<w:tag w:val="{re.escape(tag)}"/>.*?</w:sdt>'


def inside(tag: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """Replace text within the first control of a tag, be it one of several lines."""

    def edit(package: bytes) -> bytes:
        xml = unpack(package)["word/document.xml"].decode()
        found = re.search(control(f"{tag}+"), xml, re.S) or re.search(control(tag), xml, re.S)
        assert found is not None
        assert old in found.group()
        changed = found.group().replace(old, new)
        return Edit(re.escape(found.group()), changed.replace("\\", "\\\\"), 1)(package)

    return edit
