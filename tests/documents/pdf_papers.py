"""Small Word files for the PDF tests, sound ones and crafted ones, and the processes of a group."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from service.documents.pdf.requirements import missing_parts
from tests.needs import need

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FONT = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr>'


@cache
def _missing() -> tuple[str, ...]:
    return tuple(missing_parts())


def need_libreoffice() -> None:
    """Skip (fail in CI) where the machine lacks what PDF needs."""
    need(not _missing(), "LibreOffice for PDF: " + ", ".join(_missing()))


def paragraph(text: str) -> str:
    return f'<w:p><w:r>{_FONT}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word_file(
    *texts: str,
    body: str = "",
    relationships: Sequence[str] = (),
    parts: Mapping[str, str] | None = None,
    main_type: str = MAIN_TYPE,
) -> bytes:
    """A whole .docx: a paragraph a text, then `body`; relationships are of the main part."""
    links = "".join(relationships)
    contents = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGES}/relationships">'
        + relationship("officeDocument", "word/document.xml", mode="Internal")
        + "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGES}/relationships">'
        f"{links}</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>'
        f"{''.join(map(paragraph, texts))}{body}</w:body></w:document>",
        **(parts or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return file.getvalue()


def relationship(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def linked_picture() -> str:
    """A drawing whose picture is linked (r:link) by relationship rId1, as Word writes it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp="
        f'"{drawing}/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="1" name="p"/><a:graphic xmlns:a="{drawing}/main">'
        f'<a:graphicData uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture">'
        '<pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def field(*codes: str) -> str:
    """A Word field whose code is cut into the given runs."""
    cut = "".join(f'<w:r><w:instrText xml:space="preserve">{c}</w:instrText></w:r>' for c in codes)
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"<w:p>{begin}{cut}{middle}<w:r><w:t>x</w:t></w:r>{end}</w:p>"


def living_members(group: int) -> list[str]:
    """The names of the processes of a group that still run (dead ones not yet reaped left out)."""
    names = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        name, _, rest = text.partition("(")[2].rpartition(")")
        state, _, its_group = rest.split()[:3]
        if int(its_group) == group and state not in "ZX":
            names.append(name)
    return names


def member(group: int, name: str) -> int:
    """The process id of the group's member of that name."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        its_name, _, rest = text.partition("(")[2].rpartition(")")
        if its_name == name and int(rest.split()[2]) == group:
            return int(stat.parent.name)
    raise LookupError(f"no {name} in group {group}")
