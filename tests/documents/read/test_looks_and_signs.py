"""What hides text and what draws signs: styles, paragraph ends, and fonts letter by letter."""

import pytest

from service.documents.errors import BoxDisagrees
from service.documents.read.looks import (
    UNKNOWN,
    looks_of,
    sign_in_hex,
    sign_of,
    signs_of,
    tells_looks,
)
from service.documents.template.prepare import pack, unpack
from tests.documents.edits import FILLED, ONE_LINE, Edit, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRUCK = '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="a"/></w:rPr></w:pPr>{}</w:p>'
BOLD_END = "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>{}</w:p>"


def styles(inside_them: str) -> bytes:
    """A styles part that says this."""
    return f'<w:styles xmlns:w="{W}">{inside_them}</w:styles>'.encode()


def words(text: str) -> str:
    """A run of that text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("defaults", "hides"),
    [
        ("<w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>", True),
        ('<w:rPrDefault><w:rPr><w:vanish w:val="0"/></w:rPr></w:rPrDefault>', False),
        ("<w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault>", False),
        ("<w:pPrDefault><w:rPr><w:vanish/></w:rPr></w:pPrDefault>", False),
    ],
)
def test_what_a_document_hides_by_default_stands_in_the_defaults_of_its_runs(
    defaults: str, hides: bool
) -> None:
    looks = looks_of(styles(f"<w:docDefaults>{defaults}</w:docDefaults>"))

    assert looks.hides_all is hides


def test_the_style_of_paragraphs_that_name_none_is_the_default_one() -> None:
    looks = looks_of(
        styles(
            '<w:style w:type="character" w:default="1" w:styleId="Run"/>'
            '<w:style w:type="paragraph" w:styleId="Other"/>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Body"/>'
        )
    )

    assert looks.first == "Body"


def test_a_style_takes_from_its_ancestors_what_it_does_not_say() -> None:
    looks = looks_of(
        styles(
            '<w:style w:styleId="A"><w:rPr><w:vanish/><w:rFonts w:ascii="Wingdings"/></w:rPr>'
            '</w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
            '<w:style w:styleId="C"><w:basedOn w:val="B"/><w:rPr><w:vanish w:val="off"/>'
            '<w:rFonts w:hAnsi="Times New Roman"/></w:rPr></w:style>'
            '<w:style w:styleId="D"><w:basedOn w:val="gone"/></w:style>'
        )
    )

    assert looks.hidden == {"A": True, "B": True, "C": False}
    assert looks.fonts == {"A": "Wingdings", "B": "Wingdings", "C": ""}


def test_where_everything_is_hidden_by_default_no_tick_is_seen() -> None:
    members = unpack(ONE_LINE)
    xml = members["word/styles.xml"].decode()
    hidden = "<w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>"
    defaults = f"<w:docDefaults>{hidden}</w:docDefaults><w:style "
    members["word/styles.xml"] = xml.replace("<w:style ", defaults, 1).encode()

    with pytest.raises(BoxDisagrees):
        read(pack(members))


@pytest.mark.parametrize(
    ("xml", "tells"),
    [
        (b"<w:vanish/>", True),
        (b'w:ascii="Wingdings 2"', True),
        (b'w:ascii="Webdings"', True),
        (b'w:ascii="Symbol"', True),
        (b'w:ascii="Times New Roman"', False),
    ],
)
def test_a_part_is_looked_at_when_it_speaks_of_hidden_text_or_signs(
    xml: bytes, tells: bool
) -> None:
    assert tells_looks(xml) is tells


def test_only_a_struck_end_joins_two_paragraphs() -> None:
    content = r"(?<=<w:sdtContent>)(?:(?!</w:sdtContent>).)*một.*?(?=</w:sdtContent>)"
    paragraphs = (
        BOLD_END.format(words("một")) + STRUCK.format(words("hai ")) + BOLD_END.format(words("ba"))
    )

    said = read(Edit(content, paragraphs, 1)(ONE_LINE))["story"]

    assert said == "một\nhai ba"


@pytest.mark.parametrize("around", ["", "w:ins"])
def test_a_line_whose_end_is_struck_runs_on_wherever_its_control_stands(around: str) -> None:
    control = r'(<w:sdt><w:sdtPr><w:tag w:val="story\+"/>.*?</w:sdt>)'
    head = r'<w:p><w:pPr><w:pStyle w:val="BoxText"/></w:pPr>'
    struck = head.replace("/></w:pPr>", '/><w:rPr><w:del w:id="9" w:author="a"/></w:rPr></w:pPr>')
    opened, closed = (f"<{around}>", f"</{around}>") if around else ("", "")

    said = read(Edit(head + control, rf"{struck}{opened}\1{closed}", 1)(FILLED))["story"]

    assert said == "một\thai  ba \n"


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        (0xF0FE, "☑"),
        (0xFE, "☑"),
        (0xF020, " "),
        (0x20, " "),
        (0x1F, "\x1f"),
        (0xF01F, "\uf01f"),
    ],
)
def test_a_sign_is_found_by_its_number_in_both_ranges_and_from_the_first_on(
    code: int, sign: str
) -> None:
    assert sign_of("Wingdings", code) == sign


def test_beyond_a_fonts_signs_and_in_a_font_of_letters_the_letter_stays() -> None:
    assert sign_of("Wingdings", 0xF200) == "\uf200"
    assert sign_of("Times New Roman", 0xFE) == "þ"
    assert sign_of("Times New Roman", 0x110000) == UNKNOWN
    assert sign_of("Times New Roman", -1) == UNKNOWN


def test_a_fonts_name_is_known_however_it_is_spaced_and_capitalised() -> None:
    assert signs_of(" wingDINGS ", "þý") == "☑☒"


@pytest.mark.parametrize("code", ["", "G0FE", "F0FE "])
def test_a_number_that_is_none_shows_that_nobody_knows(code: str) -> None:
    assert sign_in_hex("Wingdings", code) in (UNKNOWN, "☑")
