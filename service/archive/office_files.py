"""Word, Excel, PowerPoint and OpenDocument files told apart and searched for what runs or hides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from service.archive.kinds import OFFICE, OPEN_DOCUMENT, Kind
from service.archive.refusals import FileRefused, Reason
from service.archive.zip_reading import CheckedZip

_CONTENT_TYPES, _ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_MANIFEST = "META-INF/manifest.xml"
LONGEST_INDEX = 4 * 1024 * 1024
"""Bytes of a list of parts or of relations."""
_MAIN_PART = "/officeDocument"
_KIND_BY_TYPE = {kind.main_part: kind for kind in OFFICE}
_KIND_BY_MIME = {kind.media_type: kind for kind in OPEN_DOCUMENT}
_EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
_HEAD, _OVERLAP = 1_024, 64

_BAD_TYPES = (
    (b"macroenabled", Reason.MACRO),
    (b"vbaproject", Reason.MACRO),
    (b"vbadata", Reason.MACRO),
    (b"macrosheet", Reason.MACRO),
    (b"activex", Reason.OBJECT),
    (b"oleobject", Reason.OBJECT),
    (b"officedocument.package", Reason.OBJECT),
    (b"text/html", Reason.MARKUP),
    (b"application/xhtml", Reason.MARKUP),
    (b"message/rfc822", Reason.MARKUP),
    (b"multipart/related", Reason.MARKUP),
)
_BAD_RELATIONS = {
    "vbaProject": Reason.MACRO,
    "xlMacrosheet": Reason.MACRO,
    "xlIntlMacrosheet": Reason.MACRO,
    "keyMapCustomizations": Reason.MACRO,
    "oleObject": Reason.OBJECT,
    "control": Reason.OBJECT,
    "activeXControlBinary": Reason.OBJECT,
    "aFChunk": Reason.MARKUP,
}
# Relations that fetch what they lead to as soon as the file is opened; a hyperlink waits for a
# click, and Excel asks before it follows a link to another workbook.
_FETCHED = frozenset({"attachedTemplate", "frame", "subDocument"})
_ELSEWHERE = re.compile(r"^(https?|ftp|mhtml|file:/{2,}[^/]|\\\\|//)", re.IGNORECASE)
_ON_THIS_DISK = re.compile(r"^file:/{3}[A-Za-z]:", re.IGNORECASE)
_BAD_HEADS = (
    (b"PK\x03\x04", Reason.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OBJECT),
    (b"MZ", Reason.OBJECT),
    (b"\x7fELF", Reason.OBJECT),
    (b"Rar!\x1a\x07", Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
)
_BAD_WORDS = re.compile(
    rb"(?P<dde>\bDDEAUTO\b|<(?:\w+:)?ddeLink\b|<instrText[^>]*>\s*DDE\b|<w:instrText[^>]*>\s*DDE\b)"
    rb"|(?P<script><script:event-listener\b|<(?:office:)?script\b[^>]*language)",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def judge_office(content: bytes, *, inside: bool = False) -> Kind:
    """The kind of a ZIP that is an office file; a file embedded in it may embed no further one.

    Every member is unpacked to its end. Raises FileRefused.
    """
    opened = CheckedZip(content)
    names = frozenset(opened.names)
    if _CONTENT_TYPES in names:
        kind = _judge_microsoft(opened, names)
    elif opened.first.filename == "mimetype":
        kind = _judge_open_document(opened, names)
    else:
        raise FileRefused(Reason.ARCHIVE)
    for name in opened.names:
        if not inside and _EMBEDDED.search(name):
            # Behind a chart stands a sheet: judged like any other file, once.
            judge_office(opened.read(name, len(content) * 4 + LONGEST_INDEX), inside=True)
        else:
            _judge_member(name, opened.chunks(name))
    return kind


def _judge_microsoft(opened: CheckedZip, names: frozenset[str]) -> Kind:
    types = _parse(opened.read(_CONTENT_TYPES, LONGEST_INDEX))
    by_part, by_ending = _types_of(types)
    said = " ".join((*by_part.values(), *by_ending.values())).lower().encode("utf-8", "replace")
    for word, reason in _BAD_TYPES:
        if word in said:
            raise FileRefused(reason)
    main = ""
    for name in sorted(n for n in names if n.endswith(".rels")):
        for relation in _relations(_parse(opened.read(name, LONGEST_INDEX))):
            kind, target, external = relation
            _judge_relation(kind, target, external=external)
            if name == _ROOT_RELATIONS and kind.endswith(_MAIN_PART):
                main = "/" + target.lstrip("/")
    found = by_part.get(main.casefold()) or by_ending.get(main.rpartition(".")[2].casefold(), "")
    if main.lstrip("/") not in names or found not in _KIND_BY_TYPE:
        raise FileRefused(Reason.UNKNOWN if main else Reason.ARCHIVE)
    return _KIND_BY_TYPE[found]


def _judge_relation(kind: str, target: str, *, external: bool) -> None:
    name = kind.rpartition("/")[2]
    if name in _BAD_RELATIONS:
        raise FileRefused(_BAD_RELATIONS[name])
    away = _ELSEWHERE.match(target) and not _ON_THIS_DISK.match(target)
    if external and name in _FETCHED and away:
        raise FileRefused(Reason.REMOTE)


def _judge_open_document(opened: CheckedZip, names: frozenset[str]) -> Kind:
    mime = opened.read("mimetype", 200).decode("ascii", "replace").strip()
    if mime not in _KIND_BY_MIME or not {_MANIFEST, "content.xml"} <= names:
        raise FileRefused(Reason.UNKNOWN)
    manifest = opened.read(_MANIFEST, LONGEST_INDEX)
    tree = _parse(manifest)
    if any(_local(each) == "encryption-data" for each in tree.iter()):
        raise FileRefused(Reason.ENCRYPTED)
    if any(name.split("/")[0] in {"Basic", "Scripts", "Dialogs"} for name in names):
        raise FileRefused(Reason.MACRO)
    if b"oleobject" in manifest.lower():
        raise FileRefused(Reason.OBJECT)
    return _KIND_BY_MIME[mime]


def _judge_member(name: str, chunks: Iterable[bytes]) -> None:
    """Nothing; the member was unpacked whole and holds nothing that runs or fetches."""
    is_xml, tail = _XML.search(name) is not None, b""
    if re.search(r"vbaproject[^/]*\.bin$|(^|/)activex/", name, re.IGNORECASE):
        raise FileRefused(Reason.MACRO if "vba" in name.lower() else Reason.OBJECT)
    for at, chunk in enumerate(chunks):
        if at == 0:
            for head, reason in _BAD_HEADS:
                if chunk.startswith(head):
                    raise FileRefused(reason)
        if not is_xml:
            continue
        # UTF-16 spells the same words with a NUL between the letters.
        window = tail + chunk.replace(b"\0", b"")
        if at == 0 and _DOCTYPE.search(window[:_HEAD]):
            raise FileRefused(Reason.BROKEN)
        found = _BAD_WORDS.search(window)
        if found:
            raise FileRefused(Reason.DDE if found["dde"] else Reason.MACRO)
        tail = window[-_OVERLAP:]


def _types_of(tree: etree._Element) -> tuple[dict[str, str], dict[str, str]]:
    """The content types by the name of a part, and those by the ending of its name."""
    by_part, by_ending = {}, {}
    for each in tree:
        said = str(each.get("ContentType", ""))
        if _local(each) == "Override":
            by_part[str(each.get("PartName", "")).casefold()] = said
        elif _local(each) == "Default":
            by_ending[str(each.get("Extension", "")).casefold()] = said
    return by_part, by_ending


def _relations(tree: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Kind, target, and whether the target lies outside, of every relation."""
    for each in tree:
        if _local(each) == "Relationship":
            external = str(each.get("TargetMode", "")).casefold() == "external"
            yield str(each.get("Type", "")), str(each.get("Target", "")).strip(), external


def _parse(content: bytes) -> etree._Element:
    """The XML of an index; it may define no entities. Raises FileRefused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileRefused(Reason.BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileRefused(Reason.BROKEN)
    return root


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
