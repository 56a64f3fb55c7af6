"""A template that the ISO secretary has opened and saved in Word is the same template."""

import json
import re
from itertools import count

import pytest

from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.render import context, prove, render
from service.documents.template.prepare import SPOKEN_PARTS, pack, prepare, unpack
from service.formkit.form import Form
from tests.documents.form_values import page_text, paper_of, papers, reference, xml_parts
from tests.needs import REPOSITORY

W16 = "http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash"


def with_bookmarks(xml: str) -> str:
    """A bookmark before every control, as Word sets them for its own use."""
    numbers = count()

    def marked(control: re.Match[str]) -> str:
        number = next(numbers)
        start = f'<w:bookmarkStart w:id="{number}" w:name="_b{number}"/>'
        return f'{start}<w:bookmarkEnd w:id="{number}"/>{control.group()}'

    return re.sub("<w:sdt>", marked, xml)


def saved_by_word(package: bytes) -> bytes:
    """The marks Word leaves everywhere: revision ids, spelling, bookmarks, split runs."""
    members = unpack(package)
    for name in filter(SPOKEN_PARTS.fullmatch, members):
        xml = members[name].decode()
        xml = re.sub(r"<w:(p|r|tr)>", r'<w:\1 w:rsidR="00AB12CD">', xml)
        xml = re.sub(r"<w:p/>", '<w:p w:rsidR="00AB12CD"/>', xml)
        xml = xml.replace("<w:r ", '<w:proofErr w:type="spellStart"/><w:r ')
        xml = xml.replace(
            "</w:sdtPr>",
            f'<w15:appearance w15:val="boundingBox"/><d:dataHash xmlns:d="{W16}"/></w:sdtPr>',
        )
        xml = re.sub(r"(<w:r [^>]*>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)(…+)(…</w:t></w:r>)", r"\1\2</w:t></w:r>\1\3", xml)  # noqa: E501  # fmt: skip
        members[name] = with_bookmarks(xml).encode()
    return pack(members)


@pytest.mark.parametrize(("form", "variant"), papers(), ids=lambda x: getattr(x, "code", x))
def test_what_word_adds_changes_nothing_that_is_printed(form: Form, variant: str) -> None:
    kind = "hard" if variant == "unit" else "filled"
    answers = json.loads((REPOSITORY / f"samples/{form.key}/{kind}.json").read_text("utf-8"))
    clean = (REPOSITORY / "templates_docx" / form.templates[variant]).read_bytes()
    paper = paper_of(form)

    drawn = CompiledTemplate(prepare(clean, "drawn.docx"))
    saved = CompiledTemplate(prepare(saved_by_word(clean), "saved.docx"))
    ours = render(form, saved, answers, paper)

    prove(form, saved, ours, answers)
    assert page_text(ours) == page_text(render(form, drawn, answers, paper))
    assert xml_parts(ours) == xml_parts(reference(saved.prepared, context(form, answers, paper)))
