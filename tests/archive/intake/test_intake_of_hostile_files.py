"""Whatever fetches or starts something on opening is refused as a kind, wherever it is written."""

from io import BytesIO

import docx
import pikepdf
import pytest
import xlsxwriter

from service.archive.intake.accept_file import judge_file
from service.archive.intake.refusals import FileRefused, Reason
from tests.archive import hostile_files as hostile
from tests.archive.evidence_samples import a_pdf, office, picture, workbook

HOSTILE = {
    f"{kind}: {name}": content
    for kind, files in (
        ("word", hostile.WORD),
        ("sheet", hostile.SHEETS),
        ("open document", hostile.OPEN),
        ("pdf", hostile.PDF),
    )
    for name, content in files.items()
}


def reason_of(content: bytes, name: str = "Biên bản") -> Reason | None:
    """Why the file is refused; None when it is taken in."""
    try:
        judge_file(name, content)
    except FileRefused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("name", HOSTILE)
def test_what_fetches_or_starts_on_opening_is_refused(name: str) -> None:
    reason = reason_of(HOSTILE[name])

    # Broken is said of these alone: the others are well made and refused for what they do.
    assert (reason == Reason.BROKEN) == ("doctype" in name or "torn" in name)
    assert reason is not None


FINE_FIELDS = (
    "PAGE  \\* MERGEFORMAT",
    "NUMPAGES",
    'TOC \\o "1-3" \\h \\z \\u',
    "PAGEREF _Toc1 \\h",
    "HYPERLINK \\l &quot;_Toc1&quot;",
    "HYPERLINK &quot;https://vbpl.vn&quot; \\o &quot;C:\\a&quot; \\t &quot;_blank&quot;",
    "HYPERLINK &quot;tel:+842438251234&quot;",
    "HYPERLINK mailto:vp@stc.example.gov.vn",
    "SEQ Bảng \\* ARABIC",
    'DATE \\@ "dd/MM/yyyy"',
    "=SUM(ABOVE)",
    "FORMTEXT",
    "ADDIN ZOTERO_ITEM CSL {}",
)
FINE_FORMULAS = (
    "SUM(A1:A9)",
    "_xlfn.XLOOKUP(1,A1:A9,B1:B9)",
    "IF(A1&gt;2,&quot;[x]y!&quot;,&quot;a|b!c&quot;)",
    "HYPERLINK(&quot;#A1&quot;,&quot;x&quot;)",
    "HYPERLINK(&quot;https://vbpl.vn/&quot;&amp;A1,&quot;RTD(&quot;)",
    "HYPERLINK(&quot;https://vbpl.vn&quot;,&quot;Xem: b,c\\d&quot;)",
    "HYPERLINK(INDEX(A1:A9,2),&quot;Xem: b&quot;)&amp;&quot;C:\\a&quot;",
    "SUM(Bang[[#This Row],[Số phiếu]])+'Phòng (GIA)'!A1",
)


@pytest.mark.parametrize("code", FINE_FIELDS)
def test_a_field_that_works_with_the_document_itself_is_taken(code: str) -> None:
    cut = len(code) // 2

    assert reason_of(hostile.in_word(hostile.field(code))) is None
    if "&" not in code:
        assert reason_of(hostile.in_word(hostile.field(code[:cut], code[cut:]))) is None


@pytest.mark.parametrize("formula", FINE_FORMULAS)
def test_a_formula_that_reckons_with_the_workbook_is_taken(formula: str) -> None:
    assert reason_of(hostile.formula(formula)) is None


def test_nested_fields_that_are_harmless_are_taken() -> None:
    nested = hostile.field("IF ", hostile.field("PAGE"), " = 1 &quot;Trang đầu&quot; &quot;&quot;")

    assert reason_of(hostile.in_word(nested)) is None


@pytest.mark.parametrize(
    "body",
    [
        '<text:a xlink:href="https://vbpl.vn">x</text:a><text:a xlink:href="#muc1">y</text:a>',
        '<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/>',
        '<meta:template xlink:href="../../Mau/bao-cao.ott"/><office:scripts/>',
        '<presentation:event-listener presentation:action="next-page"/>',
        '<table:table-cell table:formula="of:=SUM([.A1:.A9])+[$Khác.A1]"/>',
    ],
)
def test_what_an_open_document_shows_of_its_own_is_taken(body: str) -> None:
    assert reason_of(hostile.in_open(body)) is None


def test_what_offices_write_into_their_files_is_taken() -> None:
    parts = {
        "word/embeddings/Microsoft_Excel_Sheet1.xlsx": workbook(),
        "word/printerSettings/printerSettings1.bin": b"\2\0\0\0<?xml version='1.0'?><!DOCTYPE p>",
        "word/printerSettings1.bin": b"<?xml version='1.0'?><!DOCTYPE plist><plist/>",
        "word/fonts/font1.odttf": bytes(range(256)),
        "word/media/image1.emf": b"\1\0\0\0" + bytes(60),
        "customXml/item1.xml": '<b:Sources xmlns:b="urn:b" href="a.xsl"/>',
    }

    assert reason_of(office(more=parts)) is None


def a_full_workbook() -> bytes:
    """An .xlsx with a chart, links, a comment, a list, a table and formulas."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page, other = book.add_worksheet("Số liệu"), book.add_worksheet("Phòng (GIA)")
        page.write_column("A1", [1, 2, 3])
        page.write_formula("B1", "=SUM(A1:A3)+COUNTIF('Phòng (GIA)'!A1:A3,\"a|b!c\")")
        page.write_url("C1", "https://vbpl.vn")
        page.write_url("C2", "internal:'Phòng (GIA)'!A1")
        page.write_url("C3", "mailto:vp@stc.example.gov.vn")
        page.write_comment("D1", "Ý kiến")
        page.data_validation("E1", {"validate": "list", "source": ["Đạt", "Không đạt"]})
        page.add_table("G1:H3", {"columns": [{"header": "x"}, {"formula": "=[@x]*2"}]})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$A$1:$A$3"})
        page.insert_chart("J1", chart)
        page.insert_image("J20", "a.png", {"image_data": BytesIO(picture("PNG"))})
        other.set_footer("&C&P")
        book.define_name("ten", "='Số liệu'!$A$1")
    return file.getvalue()


def a_full_document() -> bytes:
    """A .docx made from Word's own template, with a picture and a table."""
    document, file = docx.Document(), BytesIO()
    document.add_heading("Báo cáo")
    document.add_picture(BytesIO(picture("PNG")))
    document.add_table(2, 2)
    document.save(file)
    return file.getvalue()


def test_real_files_of_an_office_are_taken() -> None:
    assert reason_of(a_full_workbook()) is None
    assert reason_of(a_full_document()) is None
    assert reason_of(office(more={"word/embeddings/Sheet1.xlsx": a_full_workbook()})) is None


@pytest.mark.parametrize(
    "action",
    [
        b"<</S/URI/URI(https://vbpl.vn)>>",
        b"<</S/URI/URI(tel:+842438251234)>>",
        b"<</S/URI/URI(mailto:vp@stc.example.gov.vn)>>",
        b"<</S/GoTo/D[0/Fit]>>",
        b"<</S/Named/N/NextPage>>",
    ],
)
def test_a_clicked_link_of_a_pdf_is_taken(action: bytes) -> None:
    assert reason_of(hostile.in_pdf(hostile.link(action))) is None


def test_what_programs_write_into_a_pdf_is_taken() -> None:
    structure = b"<</Type/StructElem/S/Sound/P<<>>/A<</O/Layout/Placement/Block>>>>"
    line = b"<</Title(Muc 1)/Parent<<>>/A<</S/URI/URI(https://vbpl.vn)>>/Next<</Title(2)>>>>"
    entries = {"/OpenAction": b"[0/XYZ null null 0]", "/Y": structure, "/Z": line}

    assert reason_of(a_pdf({**entries, "/OutputIntents": b"[<</S/GTS_PDFA1>>]"})) is None


def with_page(media: list[float], *, bare: bool = False) -> bytes:
    """A PDF with one page of that size, without its resources when it is `bare`."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj["/MediaBox"] = pikepdf.Array(media)
        if bare:
            del pdf.pages[0].obj["/Resources"]
        pdf.save(file)
    return file.getvalue()


def test_a_scan_without_resources_is_taken_and_a_page_beyond_the_format_is_not() -> None:
    bare = with_page([0, 0, 595, 842], bare=True)

    assert b"/Resources" not in bare
    assert reason_of(bare) is None
    assert reason_of(with_page([0, 0, 14_400, 14_400])) is None
    assert reason_of(with_page([0, 0, 40_000, 842])) == Reason.PAGE_SIZE
    assert reason_of(with_page([-20_000, 0, 20_000, 842])) == Reason.PAGE_SIZE


def test_a_stream_kept_elsewhere_is_refused() -> None:
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pdf.make_stream(b"x")
        stream["/F"] = pikepdf.Object.parse(b"<</FS/URL/F(http://x/a)>>")
        pdf.Root["/X"] = stream
        pdf.save(file)

    assert reason_of(file.getvalue()) == Reason.REMOTE


@pytest.mark.parametrize("name", ["chu.pdf", "chu", "chu.txt"])
def test_text_with_a_pdf_in_it_is_no_text(name: str) -> None:
    assert reason_of(b"chu in duoc\n" * 75 + a_pdf().replace(b"\xbf", b""), name) is not None
    assert reason_of(b"chu in duoc\n" * 75 + b"%PDF-1.4\n1 0 obj\n", name) == Reason.TWO_KINDS


@pytest.mark.parametrize("name", ["chu.pdf", "chu.DOCX", "chu.png", "chu.jpeg "])
def test_text_called_something_else_is_broken(name: str) -> None:
    assert reason_of(b"chu in duoc", name) == Reason.BROKEN
