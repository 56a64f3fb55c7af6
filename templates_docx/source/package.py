"""A template as a Word package: its parts, their relationships and a ZIP without a clock."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from templates_docx.source.controls import Blank, Controls
from templates_docx.source.namespaces import (
    DECLARATION,
    MAIN_AND_WORD_2010,
    PACKAGE,
    RELATIONSHIPS,
)
from templates_docx.source.page import Page
from templates_docx.source.styles import (
    font_table_part,
    numbering_part,
    settings_part,
    styles_part,
)
from templates_docx.source.wordml import attribute

PROCEDURE = "QT.CTCL"
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPES = {
    "word/document.xml": f"{WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{WORD_TYPE}.styles+xml",
    "word/numbering.xml": f"{WORD_TYPE}.numbering+xml",
    "word/settings.xml": f"{WORD_TYPE}.settings+xml",
    "word/fontTable.xml": f"{WORD_TYPE}.fontTable+xml",
    "word/glossary/document.xml": f"{WORD_TYPE}.document.glossary+xml",
    "word/glossary/styles.xml": f"{WORD_TYPE}.styles+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


@dataclass(frozen=True)
class Template:
    """One finished template: file name, core properties, page, body and its controls."""

    file_name: str
    code: str
    title: str
    page: Page
    body: str
    controls: Controls


def packed(template: Template) -> bytes:
    """The bytes of the .docx file, the same for the same template in every build."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in _parts(template).items():
            member = zipfile.ZipInfo(name, EARLIEST_ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, (DECLARATION + text).encode("utf-8"))
    return buffer.getvalue()


def write(template: Template, folder: Path) -> Path:
    """The path of the template file just written into the folder."""
    path = folder / template.file_name
    path.write_bytes(packed(template))
    return path


def _parts(template: Template) -> dict[str, str]:
    page = template.page
    styles = styles_part()
    document = (
        f"<w:document {MAIN_AND_WORD_2010}><w:body>{template.body}{page.section}</w:body>"
        "</w:document>"
    )
    parts = {
        "word/document.xml": document,
        "word/styles.xml": styles,
        "word/numbering.xml": numbering_part(),
        "word/settings.xml": settings_part(),
        "word/fontTable.xml": font_table_part(),
        **{f"word/{margin.file_name}": margin.xml for margin in page.margins},
        "word/glossary/document.xml": _glossary(template.controls.blanks),
        "word/glossary/styles.xml": styles,
        "docProps/core.xml": _core(template),
        "docProps/app.xml": _app(),
    }
    return {"[Content_Types].xml": _content_types(page), **_relationships(page), **parts}


def _content_types(page: Page) -> str:
    types = dict(DOCUMENT_TYPES)
    types.update({f"word/{m.file_name}": f"{WORD_TYPE}.{m.kind}+xml" for m in page.margins})
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(page: Page) -> dict[str, str]:
    root = (
        ("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    )
    document = (
        ("rId1", f"{RELATIONSHIPS}/styles", "styles.xml"),
        ("rId2", f"{RELATIONSHIPS}/numbering", "numbering.xml"),
        ("rId3", f"{RELATIONSHIPS}/settings", "settings.xml"),
        ("rId4", f"{RELATIONSHIPS}/fontTable", "fontTable.xml"),
        ("rId5", f"{RELATIONSHIPS}/glossaryDocument", "glossary/document.xml"),
        *((m.relation, f"{RELATIONSHIPS}/{m.kind}", m.file_name) for m in page.margins),
    )
    glossary = (("rId1", f"{RELATIONSHIPS}/styles", "styles.xml"),)
    return {
        "_rels/.rels": _relationship_part(root),
        "word/_rels/document.xml.rels": _relationship_part(document),
        "word/glossary/_rels/document.xml.rels": _relationship_part(glossary),
    }


def _relationship_part(entries: tuple[tuple[str, str, str], ...]) -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _glossary(blanks: tuple[Blank, ...]) -> str:
    entries = "".join(
        f'<w:docPart><w:docPartPr><w:name w:val="{blank.name}"/><w:category>'
        '<w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category><w:types>'
        '<w:type w:val="bbPlcHdr"/></w:types><w:behaviors><w:behavior w:val="content"/>'
        f'</w:behaviors><w:guid w:val="{blank.guid}"/></w:docPartPr><w:docPartBody><w:p>'
        f"{blank.content}</w:p></w:docPartBody></w:docPart>"
        for blank in blanks
    )
    return (
        f"<w:glossaryDocument {MAIN_AND_WORD_2010}><w:docParts>{entries}</w:docParts>"
        "</w:glossaryDocument>"
    )


def _core(template: Template) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{attribute(template.title)}</dc:title>"
        f"<dc:subject>{attribute(template.code)}</dc:subject><dc:creator></dc:creator>"
        "<cp:keywords></cp:keywords><dc:description></dc:description>"
        f"<dc:language>vi-VN</dc:language><cp:category>{PROCEDURE}</cp:category>"
        "</cp:coreProperties>"
    )


def _app() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><Application>CTCL</Application></Properties>'
