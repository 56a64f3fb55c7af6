"""The companions' templates are clean, valid Word packages, and a README lists their tags."""

import re
import subprocess
import sys
import zipfile

import pytest
from lxml import etree

from templates_docx.tag_list import BEGIN, END, tag_list, tags_of
from tests.needs import need, word_validator
from tests.templates_docx.companion_pages import ALL, Companion
from tests.templates_docx.word_page import FOLDER, find, text_of, value

every = pytest.mark.parametrize("companion", ALL, ids=[each.code for each in ALL])
HOME = FOLDER / "companions"
TAG = re.compile(r"[a-z0-9_.:\[\]]+(?::[A-Z]+)?")
BLANKS = "w:sdtPr/w:text|w:sdtPr/w:date|w:sdtPr/w:dropDownList|w:sdtPr/w14:checkbox"


def test_the_validator_finds_no_defect() -> None:
    validator = word_validator()
    need(validator, "the OOXML validator beside the repository")
    files = [str(each.page.path) for each in ALL]

    checked = subprocess.run(
        [sys.executable, str(validator), "--no-tags", *files],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.stdout.endswith(f"{len(ALL)} files, 0 defects\n"), checked.stdout


@every
def test_the_glossary_follows_the_schema_of_word(companion: Companion) -> None:
    validator = word_validator()
    need(validator, "the OOXML schema beside the repository")
    assert validator is not None
    schema = etree.XMLSchema(etree.parse(str(validator.parent / "xsd/wml.xsd")))
    glossary = companion.page.xml("word/glossary/document.xml")
    del glossary.attrib["{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"]

    assert schema.validate(glossary), schema.error_log


@every
def test_the_package_is_clean(companion: Companion) -> None:
    with zipfile.ZipFile(companion.page.path) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
    for name, data in companion.page.parts.items():
        assert not re.search(r"\{\{|\{%|\{#|\}\}|%\}", data.decode("utf-8")), name


@every
def test_the_document_properties_name_companion_and_procedure(companion: Companion) -> None:
    properties = companion.page.parts["docProps/core.xml"].decode("utf-8")

    assert f"<dc:subject>{companion.code}</dc:subject>" in properties
    assert "<cp:category>QT.CTCL</cp:category>" in properties


@every
def test_every_control_has_an_id_of_its_own_and_a_tag_of_the_convention(
    companion: Companion,
) -> None:
    ids = [int(value(sdt, "w:sdtPr/w:id")) for sdt in companion.page.controls]

    assert len(ids) == len(set(ids))
    for tag in companion.page.tags:
        assert TAG.fullmatch(tag), tag
        assert len(tag) <= 64


@every
def test_every_blank_has_its_placeholder_in_the_glossary(companion: Companion) -> None:
    glossary = companion.page.xml("word/glossary/document.xml")
    entries = {value(part, ".//w:docPartPr/w:name"): part for part in find(glossary, "//w:docPart")}

    blanks = [sdt for sdt in companion.page.controls if find(sdt, "w:sdtPr/w:placeholder")]

    assert len(blanks) > 20
    for sdt in blanks:
        entry = entries[value(sdt, "w:sdtPr/w:placeholder/w:docPart")]
        assert find(sdt, "w:sdtPr/w:showingPlcHdr")
        assert text_of(find(entry, "w:docPartBody")[0]) == text_of(find(sdt, "w:sdtContent")[0])


@every
def test_the_same_answer_printed_again_is_locked(companion: Companion) -> None:
    seen = set()
    for sdt in companion.page.controls:
        tag, lock = value(sdt, "w:sdtPr/w:tag"), value(sdt, "w:sdtPr/w:lock")
        if tag.startswith(("settings.", "form.", "doc.")):
            assert lock == "sdtContentLocked"
        elif "[]" not in tag and tag in seen and find(sdt, BLANKS):
            inside = " ".join(find(sdt, "ancestor::w:sdt/w:sdtPr/w:tag/@w:val"))
            assert lock == "sdtContentLocked" or "unless:" in inside, tag
        seen.add(tag)


@every
def test_controls_stand_inside_paragraphs_but_for_rows_and_conditions(
    companion: Companion,
) -> None:
    for sdt in companion.page.controls:
        if find(sdt, BLANKS):
            assert find(sdt, "ancestor::w:p"), value(sdt, "w:sdtPr/w:tag")
            assert not find(sdt, "w:sdtContent//w:p")


def test_the_readme_of_the_companions_lists_their_tags() -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    listed = readme.partition(BEGIN)[2].partition(END)[0]

    files = [companion.page.path for companion in ALL]

    assert listed.strip() == tag_list(files).strip(), "`make templates` writes the list again"
    assert set(files) == set(HOME.glob("*.docx"))
    for companion in ALL:
        assert set(tags_of(companion.page.path)) == set(companion.page.tags) - {"blank"}
