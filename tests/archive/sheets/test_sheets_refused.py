"""Files that are no .xlsx get the sentence that says what to do with each."""

import io
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from service.archive.sheets.refusals import SheetReason, SheetRefused
from service.settings import ROOT
from tests.archive.sheet_samples import plain, read, rewritten, with_cell

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROW = ("Trần Văn Một", "Chuyên viên", "Giá")


def locked() -> bytes:
    """A workbook that Excel asks a password for."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(plain(ROW))).encrypt("mat-khau", target)
    return target.getvalue()


def zipped(**members: bytes) -> bytes:
    """A ZIP of these members; two underscores stand for a slash, three for a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("___", ".").replace("__", "/"), content)
    return target.getvalue()


OLD = OLE + bytes(504) + "Workbook\0".encode("utf-16-le") + bytes(512)
OPEN = zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content___xml=b"<a/>")
OPEN_TEXT = zipped(mimetype=b"application/vnd.oasis.opendocument.text", content___xml=b"<a/>")
WORD = (ROOT / "templates_docx" / "BM.CTCL.01.docx").read_bytes()
BINARY = rewritten(
    plain(ROW),
    lambda name, content: (name, content.replace(b"sheet.main+xml", b"sheet.binary.main")),
)
CSV = "Họ và tên,Chức vụ,Đơn vị\r\nTrần Văn Một,Chuyên viên,Giá\r\n"
KINDS = {
    "password": (locked(), SheetReason.PASSWORD, "xóa trống mật khẩu"),
    "xls": (OLD, SheetReason.OLD_EXCEL, "Lưu thành"),
    "excel 4": (b"\x09\x04\x06\x00\x00\x04\x10\x00", SheetReason.OLD_EXCEL, ".xls"),
    "xlsb": (BINARY, SheetReason.BINARY, ".xlsb"),
    "ods": (OPEN, SheetReason.OPEN_DOCUMENT, ".ods"),
    "csv": (CSV.encode(), SheetReason.TEXT, ".csv"),
    "csv with a mark": (CSV.encode("utf-8-sig"), SheetReason.TEXT, "UTF-8"),
    "csv of windows": ("Ho va ten;Chuc vu;Đ\r\n".encode("cp1258"), SheetReason.TEXT, ".csv"),
    "unicode text": (CSV.replace(",", "\t").encode("utf-16"), SheetReason.TEXT, ".txt"),
    "page": (b"<html><table><tr><td>1</td></tr></table></html>", SheetReason.PAGE, "trang web"),
    "xml 2003": (b'<?xml version="1.0"?><Workbook/>', SheetReason.PAGE, "XML"),
    "old word": (OLE + bytes(600), SheetReason.NO_SHEET, "không phải bảng tính"),
    "rtf": (b"{\\rtf1 a}", SheetReason.NO_SHEET, "không phải bảng tính"),
    "word": (WORD, SheetReason.NO_SHEET, "không phải bảng tính"),
    "odt": (OPEN_TEXT, SheetReason.NO_SHEET, "không phải bảng tính"),
    "pdf": (b"%PDF-1.7 1, 2", SheetReason.NO_SHEET, "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n", SheetReason.NO_SHEET, "ảnh"),
    "nothing": (b"", SheetReason.BROKEN, "Không đọc được"),
    "a zip": (zipped(a=b"b"), SheetReason.BROKEN, "Không đọc được"),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_other_kind_of_file_gets_the_sentence_that_helps(name: str) -> None:
    content, reason, words = KINDS[name]

    with pytest.raises(SheetRefused) as refused:
        read(content)

    assert refused.value.reason is reason
    assert words in refused.value.label.vi


ENTITY = b'<!DOCTYPE w [<!ENTITY a "haha">]>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><row r='x'/>"),
        (b'<c r="B2" t="s"><v>4</v>', b'<c r="B2" t="s"><v>4000</v>'),
        (b'<c r="B2" t="s"><v>4</v>', b'<c r="B2"><v>bon</v>'),
        (b'<c r="B2"', b'<c r="XFE2"'),
        (b'<c r="B2"', b'<c r="2B"'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="C"/></mergeCells>'),
        (b"<sheetData>", b"<cols><col hidden='1'/></cols><sheetData>"),
        (b"<worksheet", ENTITY + b"<worksheet"),
    ],
)
def test_a_sheet_that_points_nowhere_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(SheetRefused):
        read(with_cell(plain(ROW), old, new))


def test_a_tag_without_end_is_refused() -> None:
    long = b'<c r="A1" ' + b'r="' * 3_000_000

    with pytest.raises(SheetRefused):
        read(with_cell(plain(ROW), b"<sheetData>", b"<sheetData>" + long))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/_rels/workbook.xml.rels", b'Id="rId1"', b'Id="rId100"'),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/gone.xml"),
        ("xl/_rels/workbook.xml.rels", b"sharedStrings.xml", b"gone.xml"),
        ("xl/worksheets/sheet1.xml", b'<c r="B2"', b'<c r="B2" s="40"'),
    ],
)
def test_a_part_that_is_missing_leaves_nothing_out_without_a_word(
    part: str, old: bytes, new: bytes
) -> None:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        assert name != part or old in content
        return name, content.replace(old, new) if name == part else content

    with pytest.raises(SheetRefused) as refused:
        read(rewritten(plain(ROW), change))

    assert refused.value.reason is SheetReason.BROKEN
