"""A filled file that another program has saved reads like the file that was handed out."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from service.documents.errors import (
    DocumentError,
    DocumentLocked,
    NotADocument,
    OldDocument,
    TemplateBroken,
)
from service.documents.plain_package import APPLICATION, plain_members
from service.documents.read.read_back import read_document
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.render import prove, render
from service.documents.template.prepare import LOCKED, OLD, prepare, unpack
from service.formkit.form import Form
from tests.archive.evidence_samples import OLD_OFFICE
from tests.documents.form_values import (
    catalogue,
    defects,
    library,
    page_text,
    paper_of,
    papers,
)
from tests.documents.reshaped import (
    dated_as,
    in_utf16,
    made_by_word,
    moved,
    named,
    packed,
    strict,
    with_subject,
    without_properties,
)
from tests.needs import REPOSITORY

MAIN = "word/document.xml"
PASSWORD = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")
Reshape = Callable[[bytes], bytes]
ELSEWHERE: dict[str, Reshape] = {
    "the main part of Word Online": lambda p: moved(p, (MAIN, "word/document2.xml")),
    "another folder": lambda p: moved(p, (MAIN, "a/b/Main.xml"), ("word/styles.xml", "looks.xml")),
    "margins of other names": lambda p: moved(p, ("word/header1.xml", "word/margins/above.xml")),
    "properties elsewhere": lambda p: moved(
        made_by_word(p), ("docProps/core.xml", "package/meta.xml"), ("docProps/app.xml", "by.xml")
    ),
    "another prefix of dates": lambda p: dated_as(p, "terms"),
    "backslashes": lambda p: named(p, lambda name: name.replace("/", "\\")),
    "leading slashes": lambda p: named(p, lambda name: f"/{name}"),
    "leading backslashes": lambda p: named(p, lambda name: "\\" + name.replace("/", "\\")),
    "other capitals": lambda p: named(p, lambda name: name.replace("word/", "Word/")),
    "lists of other capitals": lambda p: named(
        p, lambda name: name.replace("_rels/.rels", "_RELS/.rels").replace("[Con", "[con")
    ),
    "strict": strict,
    "UTF-16": in_utf16,
    "strict from Word Online": lambda p: strict(moved(p, (MAIN, "word/document2.xml"))),
}
CLEANED: dict[str, Reshape] = {
    "properties gone": without_properties,
    "properties emptied": lambda p: with_subject(p, ""),
    "subject typed over": lambda p: with_subject(p, "Phiếu của phòng"),
    "properties gone from a strict one": lambda p: strict(without_properties(p)),
}


FIRST = papers()[0]


def filled(form: Form, variant: str) -> tuple[bytes, dict[str, object]]:
    """A print of the form's sample, and what it says."""
    return _filled(form.code, variant)


@cache
def _filled(code: str, variant: str) -> tuple[bytes, dict[str, object]]:
    form = catalogue()[code]
    kind = "hard" if variant == "unit" else "filled"
    answers = json.loads((REPOSITORY / f"samples/{form.key}/{kind}.json").read_text("utf-8"))
    template = library().template(form, variant)
    docx = render(form, template, answers, paper_of(form))
    prove(form, template, docx, answers)
    return docx, read_document(catalogue(), library(), docx)[1]


@pytest.mark.parametrize(("form", "variant"), papers(), ids=lambda x: getattr(x, "code", x))
@pytest.mark.parametrize("program", [*ELSEWHERE, *CLEANED])
def test_what_other_programs_save_reads_the_same(form: Form, variant: str, program: str) -> None:
    docx, answers = filled(form, variant)
    reshaped = (ELSEWHERE | CLEANED)[program](docx)

    assert reshaped != docx
    assert read_document(catalogue(), library(), reshaped) == (form, answers)


@pytest.mark.parametrize(("form", "variant"), papers(), ids=lambda x: getattr(x, "code", x))
@pytest.mark.parametrize("program", [*ELSEWHERE, "properties gone"])
def test_a_template_saved_by_another_program_prints_the_same(
    form: Form, variant: str, program: str, tmp_path: Path
) -> None:
    docx, answers = filled(form, variant)
    clean = (REPOSITORY / "templates_docx" / form.templates[variant]).read_bytes()

    saved = CompiledTemplate(prepare((ELSEWHERE | CLEANED)[program](clean), "saved.docx"))
    printed = render(form, saved, answers, paper_of(form))

    prove(form, saved, printed, answers)
    assert page_text(printed) == page_text(docx)
    assert program == "properties gone" or says_ctcl(printed)
    assert saved.certain_tags == library().certain_tags(form, variant)
    assert defects(tmp_path, printed) == ""


def says_ctcl(docx: bytes) -> bool:
    """Whether the file says that the service made it."""
    return b"<Application>CTCL</Application>" in unpack(docx)[APPLICATION]


@pytest.mark.parametrize(("form", "variant"), papers(), ids=lambda x: getattr(x, "code", x))
def test_a_strict_template_has_the_same_rows_free_to_break(form: Form, variant: str) -> None:
    """Word writes lengths in points there, by which lines and rules are reckoned."""
    clean = (REPOSITORY / "templates_docx" / form.templates[variant]).read_bytes()

    assert b'pt"' in unpack(packed(plain_members(strict(clean))))["word/document.xml"]
    assert reckoned(strict(clean)) == reckoned(clean) != []


def reckoned(template: bytes) -> list[str]:
    """What the template asks about the length of its texts, and how far its lists hang."""
    xml = unpack(prepare(template, "saved.docx").package)["word/document.xml"].decode()
    return re.findall(r"\{[{%][^{}]*length[^{}]*[%}]\}|%\}<w:ind [^>]*hanging[^>]*>", xml)


@pytest.mark.parametrize(
    ("package", "error", "words", "reason"),
    [
        (PASSWORD, DocumentLocked, "bỏ mật khẩu", LOCKED),
        (OLD_OFFICE, OldDocument, "Lưu thành", OLD),
        (b"{\\rtf1\\ansi}", OldDocument, "Lưu thành", OLD),
    ],
    ids=["password", ".doc", ".rtf"],
)
def test_a_closed_file_is_told_how_to_open_it(
    package: bytes, error: type[DocumentError], words: str, reason: object
) -> None:
    with pytest.raises(error) as refused:
        read_document(catalogue(), library(), package)
    with pytest.raises(TemplateBroken) as broken:
        prepare(package, "a.docx")

    assert words in refused.value.label.vi
    assert broken.value.reason == reason


def test_a_zip_locked_with_a_password_is_told_so() -> None:
    package = bytearray(filled(*FIRST)[0])
    for head, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = package.find(head)
        while at >= 0:
            package[at + flags] |= 1
            at = package.find(head, at + 4)

    with pytest.raises(DocumentLocked):
        read_document(catalogue(), library(), bytes(package))


def test_two_parts_of_one_name_are_refused() -> None:
    docx, _ = filled(*FIRST)
    members = unpack(docx)

    with pytest.raises(NotADocument):
        read_document(
            catalogue(), library(), packed({**members, "word\\document.xml": members[MAIN]})
        )


def test_a_sheet_called_a_word_file_is_no_word_file() -> None:
    docx, _ = filled(*FIRST)
    members = unpack(docx)
    sheet = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

    with pytest.raises(NotADocument):
        read_document(catalogue(), library(), packed({**members, MAIN: sheet}))
