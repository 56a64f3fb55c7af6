"""Sound files of every kind and hostile ones, made here by code: none is kept in the repository."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
import pikepdf
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument."
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "docx": ("word/document.xml", f"{OFFICE}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation.main+xml"),
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def a_zip(members: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    """A ZIP of these members."""
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return file.getvalue()


def relations(*each: tuple[str, str], mode: str = "") -> str:
    """A list of relations: kind and target."""
    said = f' TargetMode="{mode}"' if mode else ""
    lines = [
        f'<Relationship Id="r{n}" Type="{RELATIONS}{kind}" Target="{target}"{said}/>'
        for n, (kind, target) in enumerate(each)
    ]
    return f'<Relationships xmlns="urn:r">{"".join(lines)}</Relationships>'


def office_parts(kind: str = "docx", *, types: str = "", main_type: str = "") -> dict[str, Any]:
    """The parts of the smallest Office file of that kind, to be changed."""
    part, content_type = PARTS[kind]
    return {
        "[Content_Types].xml": '<Types xmlns="urn:t">'
        f'<Override PartName="/{part}" ContentType="{main_type or content_type}"/>{types}</Types>',
        "_rels/.rels": relations(("officeDocument", part)),
        part: word(""),
    }


def word(body: str) -> str:
    """A part of Word with that body."""
    return f'<w:document xmlns:w="{W}" xmlns:r="{RELATIONS[:-1]}">{body}</w:document>'


def office(kind: str = "docx", more: Mapping[str, bytes | str] | None = None, **said: str) -> bytes:
    """An Office file with these parts more, or these instead."""
    return a_zip({**office_parts(kind, **said), **(more or {})})


def open_document(
    kind: str = "text", more: Mapping[str, bytes | str] | None = None, manifest: str = ""
) -> bytes:
    """An OpenDocument file."""
    return a_zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<office:document-content/>".replace("office:", ""),
            "META-INF/manifest.xml": f'<manifest xmlns="urn:m">{manifest}</manifest>',
            **(more or {}),
        },
        stored=True,
    )


def workbook() -> bytes:
    """A real .xlsx with a chart's worth of figures."""
    book, file = openpyxl.Workbook(), BytesIO()
    book.active.append(["Đơn vị", "Số phiếu"])
    book.active.append(["Thanh tra Sở", 4])
    book.save(file)
    return file.getvalue()


def a_pdf(root: Mapping[str, bytes] | None = None, **saving: Any) -> bytes:
    """A PDF of one page, with these entries in its catalogue."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, value in (root or {}).items():
            pdf.Root[name] = pdf.make_indirect(pikepdf.Object.parse(value))
        pdf.save(file, **saving)
    return file.getvalue()


def pdf_with_attachment() -> bytes:
    """A PDF that carries another file."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["a.exe"] = b"MZ"
        pdf.save(file)
    return file.getvalue()


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    """A picture of that kind."""
    file = BytesIO()
    Image.new("RGB", size, "red").save(file, kind)
    return file.getvalue()


def picture_said_to_be(width: int, height: int) -> bytes:
    """A small PNG whose head speaks of that many pixels."""
    content = bytearray(picture("PNG"))
    content[16:24] = struct.pack(">LL", width, height)
    content[29:33] = struct.pack(">L", zlib.crc32(content[12:29]))
    return bytes(content)


def sound_files() -> dict[str, tuple[bytes, str]]:
    """Of every kind that is taken in: ending -> the file and its media type."""
    return {
        ".pdf": (a_pdf(), "application/pdf"),
        ".docx": (office("docx"), f"{OFFICE}wordprocessingml.document"),
        ".xlsx": (workbook(), f"{OFFICE}spreadsheetml.sheet"),
        ".pptx": (office("pptx"), f"{OFFICE}presentationml.presentation"),
        ".odt": (open_document("text"), "application/vnd.oasis.opendocument.text"),
        ".ods": (open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ".odp": (open_document("presentation"), "application/vnd.oasis.opendocument.presentation"),
        ".jpg": (picture("JPEG"), "image/jpeg"),
        ".png": (picture("PNG"), "image/png"),
        ".tif": (picture("TIFF"), "image/tiff"),
        ".webp": (picture("WEBP"), "image/webp"),
        ".txt": ("Biên bản làm việc ngày 05/03\n".encode(), "text/plain"),
    }
