"""A template as a Word package: python-docx's document, its other parts, a ZIP without a clock."""

import io
import uuid
import zipfile
from dataclasses import dataclass

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from .content import NEWER_WORD, Content, Place, raw
from .page import Page
from .styles import FONT_TABLE, define_styles

PROCEDURE = "QT.CTCL"
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
SPACES = {"w": nsmap["w"], "r": nsmap["r"], "mc": COMPATIBILITY, **NEWER_WORD}
# Parts of python-docx's own default document that no form needs.
UNUSED = {"stylesWithEffects", "webSettings", "theme", "customXml", "thumbnail"}
APPLICATION = f'<Properties xmlns="{EXTENDED}"><Application>CTCL</Application></Properties>'
PLACEHOLDER = (
    '<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="General"/>'
    '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
    '<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{guid}"/>'
    "</w:docPartPr><w:docPartBody><w:p/></w:docPartBody></w:docPart>"
)


@dataclass(frozen=True)
class Template:
    """One finished template: file name, core properties, page and body."""

    file_name: str
    code: str
    title: str
    page: Page
    body: Content


def packed(template: Template) -> bytes:
    """The bytes of the .docx file, the same for the same template in every build."""
    document = docx.Document()
    body = Place(BlockItemContainer(document.element.body, document))
    package = document.part.package
    for source in (package, document.part):
        for key, relation in list(source.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED:
                source.rels.pop(key)
    define_styles(document)
    template.page.lay_out(document, body)
    body.put(template.body)
    _name(document, template)
    _add_glossary(document, body)
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = FONT_TABLE.encode()
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)._blob = APPLICATION.encode()
    for part in package.parts:
        if isinstance(part, XmlPart) and part.partname.startswith("/word/"):
            _tidy(part.element)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer)


def _name(document: Document, template: Template) -> None:
    properties = document.core_properties
    properties._element[:] = []
    properties.title, properties.subject = template.title, template.code
    properties.author = properties.keywords = properties.comments = ""
    properties.language, properties.category = "vi-VN", PROCEDURE


def _add_glossary(document: Document, body: Place) -> None:
    """The part that keeps every blank, for Word to show again where an answer is taken out."""
    (root,) = raw("<w:glossaryDocument><w:docParts/></w:glossaryDocument>")
    for name, blank in sorted(body.blanks.items()):
        guid = "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, name)).upper() + "}"
        (entry,) = raw(PLACEHOLDER.format(name=name, guid=guid))
        holder = Paragraph(entry.find(f".//{qn('w:p')}"), document)
        blank(body.at(holder))
        root[0].append(entry)
    kinds, links, main = CONTENT_TYPE, RELATIONSHIP_TYPE, document.part
    name, style_name = (PackURI(f"/word/glossary/{part}.xml") for part in ("document", "styles"))
    glossary = XmlPart(name, kinds.WML_DOCUMENT_GLOSSARY, root, main.package)
    styles = XmlPart(style_name, kinds.WML_STYLES, document.styles.element, main.package)
    glossary.relate_to(styles, links.STYLES)
    main.relate_to(glossary, links.GLOSSARY_DOCUMENT)


def _tidy(root: etree._Element) -> None:
    """Names all spaces at the root, where Word looks for those it may ignore, and no others."""
    for name in ("w:rPr", "w:pPr", "w:trPr"):
        for empty in root.findall(f".//{qn(name)}"):
            if not len(empty):
                empty.getparent().remove(empty)
    etree.cleanup_namespaces(root, top_nsmap=SPACES, keep_ns_prefixes=list(SPACES))
    root.set(f"{{{COMPATIBILITY}}}Ignorable", " ".join(NEWER_WORD))


def _without_clock(package: io.BytesIO) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(package) as saved, zipfile.ZipFile(buffer, "w") as archive:
        for name in saved.namelist():
            member = zipfile.ZipInfo(name, EARLIEST_ZIP_DATE)
            member.create_system = 0
            archive.writestr(member, saved.read(name), zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()
