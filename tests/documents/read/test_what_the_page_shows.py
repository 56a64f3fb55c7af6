"""What is read is what the page shows: nothing hidden or struck, signs as they are drawn."""

from collections.abc import Callable

import pytest

from service.documents.errors import BoxDisagrees, ChoiceUnknown
from service.documents.template.prepare import pack, unpack
from tests.documents import toy_template as toy
from tests.documents.edits import FILLED, FIRST_LINE, ONE_LINE, Edit, inside, read

STORY = str(toy.FILLED["story"])
VANISH = "<w:rPr><w:vanish/></w:rPr>"
MARKED = "<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>"
STRUCK = '<w:del w:id="9" w:author="a"/>'


def added(run: str) -> bytes:
    """The filled file with a run before the story."""
    return inside("story", FIRST_LINE, run + FIRST_LINE)(FILLED)


def story(*paragraphs: str) -> object:
    """What the story says when these paragraphs are what it holds."""
    content = r"(?<=<w:sdtContent>)(?:(?!</w:sdtContent>).)*một.*?(?=</w:sdtContent>)"
    edited = Edit(content, "".join(paragraphs).replace("\\", "\\\\"), 1)(ONE_LINE)
    return read(edited).get("story")


def with_styles(package: bytes, styles: str) -> bytes:
    """The file with these styles beside its own."""
    members = unpack(package)
    xml = members["word/styles.xml"].decode()
    members["word/styles.xml"] = xml.replace("</w:styles>", f"{styles}</w:styles>").encode()
    return pack(members)


def styled(kind: str, name: str, looks: str, parent: str = "") -> str:
    """A style of the file."""
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{looks}</w:rPr></w:style>"
    )


@pytest.mark.parametrize(
    ("look", "is_read"),
    [
        ("<w:vanish/>", False),
        ('<w:vanish w:val="1"/>', False),
        ('<w:vanish w:val="true"/>', False),
        ('<w:vanish w:val="on"/>', False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:vanish w:val="false"/>', True),
        ("<w:webHidden/>", True),
        ('<w:rStyle w:val="Hidden"/>', False),
        ('<w:rStyle w:val="Heir"/>', False),
        ('<w:rStyle w:val="Shown"/>', True),
        ('<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>', True),
        ('<w:rStyle w:val="Nobody"/>', True),
    ],
)
def test_hidden_text_is_not_read(look: str, is_read: bool) -> None:
    styles = (
        styled("character", "Hidden", "<w:vanish/>")
        + styled("character", "Heir", "<w:b/>", "Hidden")
        + styled("character", "Shown", '<w:vanish w:val="0"/>', "Hidden")
    )
    hidden = f"<w:r><w:rPr>{look}</w:rPr><w:t>ẩn</w:t><w:br/><w:tab/></w:r>"

    said = read(with_styles(added(hidden), styles))["story"]

    assert said == ("ẩn\n\t" if is_read else "") + STORY


def test_text_hidden_by_its_paragraph_is_not_read_and_toggles_with_its_own() -> None:
    styles = styled("paragraph", "Gone", "<w:vanish/>") + styled("character", "C", "<w:vanish/>")
    shown = '<w:r><w:rPr><w:rStyle w:val="C"/></w:rPr><w:t>hiện</w:t></w:r>'
    content = (
        "<w:p><w:r><w:t>thấy</w:t></w:r></w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr><w:r><w:t>ẩn</w:t></w:r>{shown}</w:p>'
    )
    edited = Edit(r"<w:r>(?:(?!</?w:r>).)*một.*?(?=</w:sdtContent>)", content, 1)(ONE_LINE)

    assert read(with_styles(edited, styles))["story"] == "thấy\nhiện"


def test_styles_that_lead_in_a_circle_hide_nothing() -> None:
    styles = styled("character", "A", "<w:b/>", "B") + styled("character", "B", "<w:b/>", "A")
    run = '<w:r><w:rPr><w:rStyle w:val="A"/></w:rPr><w:t>x</w:t></w:r><w:r>' + VANISH + "</w:r>"

    assert read(with_styles(added(run), styles))["story"] == "x" + STORY


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ((MARKED.format(STRUCK, toy.run("một ")), toy.p(toy.run("hai"))), "một hai"),
        ((MARKED.format('<w:moveFrom w:id="9"/>', toy.run("a")), toy.p(toy.run("b"))), "ab"),
        ((MARKED.format("<w:vanish/>", toy.run("a")), toy.p(toy.run("b"))), "ab"),
        ((MARKED.format("<w:b/>", toy.run("a")), toy.p(toy.run("b"))), "a\nb"),
        ((MARKED.format('<w:ins w:id="9"/>', toy.run("a")), toy.p(toy.run("b"))), "a\nb"),
        (
            (
                toy.p(toy.run("a")),
                MARKED.format(STRUCK, f'<w:del w:id="8">{toy.run("x")}</w:del>'),
                toy.p(toy.run("c")),
            ),
            "a\nc",
        ),
        ((toy.p(toy.run("a")), MARKED.format(STRUCK, "")), "a"),
        ((toy.p(toy.run("a")), toy.p(), toy.p(toy.run("c"))), "a\n\nc"),
        (
            (
                MARKED.format(STRUCK, toy.run("a")),
                MARKED.format(STRUCK, toy.run("b")),
                toy.p(toy.run("c")),
            ),
            "abc",
        ),
    ],
)
def test_a_struck_end_of_a_paragraph_breaks_no_line(paragraphs: tuple[str, ...], said: str) -> None:
    assert story(*paragraphs) == said


@pytest.mark.parametrize("mark", ["<w:tcPr><w:cellDel w:id='9' w:author='a'/></w:tcPr>"])
def test_a_struck_cell_is_not_read(mark: str) -> None:
    cell = f"<w:tc>{mark}{toy.p(toy.run('x'))}</w:tc><w:tc>{toy.p(toy.run('y'))}</w:tc>"

    assert story(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == "y"


def test_a_hidden_row_is_not_read() -> None:
    rows = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{toy.p(toy.run('x'))}</w:tc></w:tr>"
    rows += f"<w:tr><w:tc>{toy.p(toy.run('y'))}</w:tc></w:tr>"

    assert story(f"<w:tbl>{rows}</w:tbl>") == "y"


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def lettered(font: str, letter: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    return f"<w:r><w:rPr>{fonts}</w:rPr><w:t>{letter}</w:t></w:r>"


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        (sym("Wingdings", "F0E0"), "→"),
        (sym("Wingdings", "00DF"), "←"),
        (sym("WINGDINGS", "F04A"), "☺"),
        (sym("Symbol", "F0B3"), "≥"),
        (sym("Symbol", "F061"), "α"),
        (sym("Webdings", "F061"), "✔"),
        (sym("Wingdings 3", "F075"), "▶"),
        (sym("Arial", "2192"), "→"),
        (sym("Segoe UI Emoji", "1F600"), "😀"),
        (sym("Wingdings", "xyz"), "\ufffd"),
        (sym("Arial", "FFFFFFFF"), "\ufffd"),
        (lettered("Wingdings", "\uf0fc"), "✓"),
        (lettered("Wingdings", "\u00fc"), "✓"),
        (lettered("Symbol", "\uf0b0"), "°"),
        (lettered("Arial", "\u00fc"), "ü"),
    ],
)
def test_a_sign_of_a_symbol_font_is_read_as_what_it_shows(run: str, shown: str) -> None:
    assert read(added(run))["story"] == shown + STORY


def test_a_sign_is_drawn_by_the_font_of_its_style() -> None:
    styles = styled("character", "Signs", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    run = '<w:r><w:rPr><w:rStyle w:val="Signs"/></w:rPr><w:t>\uf0e0</w:t></w:r>'

    assert read(with_styles(added(run), styles))["story"] == "→" + STORY


def box_drawn(tag: str, glyph: str, run: str, states: str = "") -> Callable[[bytes], bytes]:
    """The box of that tag drawn by a run, with the states it declares."""

    def edit(package: bytes) -> bytes:
        drawn = inside(tag, f'<w:r><w:t xml:space="preserve">{glyph}</w:t></w:r>', run)(package)
        end = "</w14:checkbox>"
        return inside(tag, end, states + end)(drawn) if states else drawn

    return edit


@pytest.mark.parametrize(
    "run",
    [
        sym("Wingdings", "F0FE"),
        sym("Wingdings", "F0FD"),
        sym("Wingdings", "F0FC"),
        sym("Wingdings", "F0FB"),
        sym("Wingdings", "F078"),
        sym("Wingdings 2", "0052"),
        sym("Wingdings 2", "F053"),
        sym("Wingdings 2", "F054"),
        sym("Wingdings 2", "F050"),
        sym("Webdings", "F061"),
        sym("Segoe UI Symbol", "2611"),
        lettered("Wingdings", "\u00fe"),
        lettered("Wingdings 2", "R"),
        toy.run("☑"),
        toy.run("✔"),
    ],
)
def test_a_tick_is_a_tick_in_whichever_font(run: str) -> None:
    assert read(box_drawn("kind:b", "☒", run)(FILLED)) == toy.FILLED


@pytest.mark.parametrize(
    "run",
    [
        sym("Wingdings", "F0A8"),
        sym("Wingdings", "F06F"),
        sym("Wingdings", "F071"),
        sym("Wingdings 2", "F0A3"),
        sym("Webdings", "F063"),
        toy.run("□"),
    ],
)
def test_an_empty_box_is_empty_in_whichever_font(run: str) -> None:
    assert read(box_drawn("kind:a", "☐", run)(FILLED)) == toy.FILLED


def test_a_box_is_ticked_by_the_sign_it_declares_itself() -> None:
    states = (
        '<w14:checkedState w14:val="25CF" w14:font="Arial"/>'
        '<w14:uncheckedState w14:val="006D" w14:font="Wingdings"/>'
    )
    ticked = box_drawn("kind:b", "☒", toy.run("●"), states)(FILLED)
    empty = box_drawn("kind:a", "☐", sym("Wingdings", "F06D"), states)(ticked)

    assert read(empty) == toy.FILLED


@pytest.mark.parametrize("run", [sym("Wingdings", "F0A8"), sym("Symbol", "F0B3"), toy.run("●")])
def test_a_box_that_shows_no_tick_is_not_taken_for_ticked(run: str) -> None:
    with pytest.raises(BoxDisagrees):
        read(box_drawn("kind:b", "☒", run)(FILLED))


@pytest.mark.parametrize(
    "typed",
    ["TL.\u00a0GIÁM ĐỐC", "TL. GIA\u0301M ĐÔ\u0301C ", " tl. giám đốc", "TL. GIÁM \u00d0ỐC"],
)
def test_an_entry_of_a_list_is_known_however_its_words_are_written(typed: str) -> None:
    assert read(inside("sign", "TL. GIÁM ĐỐC</w:t>", f"{typed}</w:t>")(FILLED)) == toy.FILLED


def test_of_two_entries_that_sound_alike_none_is_guessed() -> None:
    alike = inside("sign", "KT. GIÁM ĐỐC", "TL. GIAM DOC")(FILLED)

    assert read(alike)["sign"] == "TL"
    with pytest.raises(ChoiceUnknown):
        read(inside("sign", "TL. GIÁM ĐỐC</w:t>", "tl. giám đốc</w:t>")(alike))
