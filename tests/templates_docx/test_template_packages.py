"""Every template is a clean, valid Word package, and the README lists its tags."""

import re
import subprocess
import sys
import zipfile

import pytest
from lxml import etree

from templates_docx.tag_list import BEGIN, END, tag_list, tags_of
from tests.needs import need, word_validator
from tests.templates_docx.word_page import FILES, FOLDER, find, page, text_of, value

every_file = pytest.mark.parametrize("file", FILES)
TAG = re.compile(r"[a-z0-9_.:\[\]]+(?::[A-Z]+)?")


@every_file
def test_the_validator_finds_no_defect(file: str) -> None:
    validator = word_validator()
    need(validator, "the OOXML validator beside the repository")

    command = [sys.executable, str(validator), "--no-tags", str(FOLDER / file)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.stdout.endswith("1 files, 0 defects\n"), checked.stdout


@every_file
def test_the_glossary_follows_the_schema_of_word(file: str) -> None:
    validator = word_validator()
    need(validator, "the OOXML schema beside the repository")
    assert validator is not None
    schema = etree.XMLSchema(etree.parse(str(validator.parent / "xsd/wml.xsd")))
    glossary = page(file).xml("word/glossary/document.xml")
    del glossary.attrib["{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"]

    assert schema.validate(glossary), schema.error_log


@every_file
def test_the_package_starts_with_its_content_types(file: str) -> None:
    with zipfile.ZipFile(FOLDER / file) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"


@every_file
def test_a_template_holds_no_template_language(file: str) -> None:
    for name, data in page(file).parts.items():
        text = data.decode("utf-8")
        assert not re.search(r"\{\{|\{%|\{#|\}\}|%\}", text), name


@every_file
def test_the_document_properties_name_form_and_procedure(file: str) -> None:
    properties = page(file).parts["docProps/core.xml"].decode("utf-8")

    assert f"<dc:subject>{file[:10]}</dc:subject>" in properties
    assert "<cp:category>QT.CTCL</cp:category>" in properties


@every_file
def test_word_lays_the_page_out_as_word_2013_and_leaves_broken_lines_unstretched(
    file: str,
) -> None:
    settings = page(file).xml("word/settings.xml")
    modes = {
        str(m.get(m.nsmap["w"].join("{}") + "name")): value(m, ".")
        for m in find(settings, "//w:compatSetting")
    }

    assert find(settings, "//w:compat/w:doNotExpandShiftReturn")
    assert modes["compatibilityMode"] == "15"
    assert find(settings, "//w:zoom/@w:percent") == ["100"]


@every_file
def test_the_default_text_is_vietnamese_times_new_roman_13(file: str) -> None:
    styles = page(file).xml("word/styles.xml")
    defaults = find(styles, "//w:rPrDefault/w:rPr")[0]

    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        assert find(defaults, f"w:rFonts/@w:{kind}") == ["Times New Roman"]
    assert value(defaults, "w:sz") == "26"
    assert value(defaults, "w:lang") == "vi-VN"


@every_file
def test_every_control_has_an_id_of_its_own(file: str) -> None:
    ids = [int(value(sdt, "w:sdtPr/w:id")) for sdt in page(file).controls]

    assert len(ids) == len(set(ids))


@every_file
def test_every_tag_follows_the_convention(file: str) -> None:
    for tag in page(file).tags:
        assert TAG.fullmatch(tag), tag
        assert len(tag) <= 64


@every_file
def test_every_blank_has_its_placeholder_in_the_glossary(file: str) -> None:
    glossary = page(file).xml("word/glossary/document.xml")
    entries = {value(part, ".//w:docPartPr/w:name"): part for part in find(glossary, "//w:docPart")}

    blanks = [sdt for sdt in page(file).controls if find(sdt, "w:sdtPr/w:placeholder")]

    assert len(blanks) > 20
    for sdt in blanks:
        entry = entries[value(sdt, "w:sdtPr/w:placeholder/w:docPart")]
        assert find(sdt, "w:sdtPr/w:showingPlcHdr")
        assert text_of(find(entry, "w:docPartBody")[0]) == text_of(find(sdt, "w:sdtContent")[0])


@every_file
def test_the_same_answer_printed_again_is_locked(file: str) -> None:
    seen: dict[str, str] = {}
    for sdt in page(file).controls:
        tag, lock = value(sdt, "w:sdtPr/w:tag"), value(sdt, "w:sdtPr/w:lock")
        if tag.startswith(("settings.", "form.", "doc.")):
            assert lock == "sdtContentLocked"
        elif "[]" not in tag and tag in seen and find(sdt, "w:sdtPr/w:text"):
            inside = " ".join(find(sdt, "ancestor::w:sdt/w:sdtPr/w:tag/@w:val"))
            opposite = f"if:{tag}" in inside.split() and f"unless:{tag}" in seen[tag].split()
            assert lock == "sdtContentLocked" or "unless:" in inside or opposite, tag
        seen[tag] = " ".join(find(sdt, "ancestor::w:sdt/w:sdtPr/w:tag/@w:val"))


@every_file
def test_controls_stand_inside_paragraphs_but_for_rows_and_conditions(file: str) -> None:
    for sdt in page(file).controls:
        if find(sdt, "w:sdtPr/w:text|w:sdtPr/w:date|w:sdtPr/w:dropDownList|w:sdtPr/w14:checkbox"):
            assert find(sdt, "ancestor::w:p"), value(sdt, "w:sdtPr/w:tag")
            assert not find(sdt, "w:sdtContent//w:p")


def test_the_readme_lists_the_tags_of_every_template() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = readme.partition(BEGIN)[2].partition(END)[0]

    files = [FOLDER / file for file in FILES]

    assert listed.strip() == tag_list(files).strip(), "`make templates` writes the list again"
    for file in FILES:
        assert set(tags_of(FOLDER / file)) == set(page(file).tags) - {"blank"}
