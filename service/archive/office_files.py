"""Word, Excel, PowerPoint and OpenDocument files told apart and searched for what runs or hides."""

from __future__ import annotations

import re

from lxml import etree

from service.archive.kinds import OFFICE, OPEN_DOCUMENT, Kind
from service.archive.office_rules import BAD_TYPES, OfficeRules
from service.archive.office_walk import walk
from service.archive.open_document_rules import OpenDocumentRules, judge_open_names
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
_BAD_NAMES = (
    (re.compile(r"vba(project|data)[^/]*$", re.IGNORECASE), Reason.MACRO),
    (re.compile(r"(^|/)(activex|customui)/", re.IGNORECASE), Reason.OBJECT),
)


def judge_office(content: bytes, *, inside: bool = False) -> Kind:
    """The kind of a ZIP that is an office file; a file embedded in it may embed no further one.

    Every member is unpacked to its end. Raises FileRefused.
    """
    opened = CheckedZip(content)
    names = frozenset(opened.names)
    rules: OfficeRules | OpenDocumentRules
    if _CONTENT_TYPES in names:
        kind, rules = _judge_microsoft(opened, names), OfficeRules()
    elif opened.first.filename == "mimetype":
        kind, rules = _judge_open_document(opened, names), OpenDocumentRules()
    else:
        raise FileRefused(Reason.ARCHIVE)
    for name in names:
        _judge_name(name)
    embedded = frozenset(n for n in names if not inside and _EMBEDDED.search(n))
    for name in sorted(embedded):
        # Behind a chart stands a sheet: judged like any other file, once.
        judge_office(opened.read(name, len(content) * 4 + LONGEST_INDEX), inside=True)
    for each in walk(opened, rules.wants, without=embedded):
        rules.judge(each)
    return kind


def _judge_microsoft(opened: CheckedZip, names: frozenset[str]) -> Kind:
    by_part, by_ending = _types_of(_parse(opened.read(_CONTENT_TYPES, LONGEST_INDEX)))
    for said in (*by_part.values(), *by_ending.values()):
        for word, reason in BAD_TYPES:
            if word in said.lower():
                raise FileRefused(reason)
    main = ""
    if _ROOT_RELATIONS in names:
        for each in _parse(opened.read(_ROOT_RELATIONS, LONGEST_INDEX)):
            if str(each.get("Type", "")).endswith(_MAIN_PART):
                main = "/" + str(each.get("Target", "")).strip().lstrip("/")
    found = by_part.get(main.casefold()) or by_ending.get(main.rpartition(".")[2].casefold(), "")
    if main.lstrip("/") not in names or found not in _KIND_BY_TYPE:
        raise FileRefused(Reason.UNKNOWN if main else Reason.ARCHIVE)
    return _KIND_BY_TYPE[found]


def _judge_open_document(opened: CheckedZip, names: frozenset[str]) -> Kind:
    mime = opened.read("mimetype", 200).decode("ascii", "replace").strip()
    if mime not in _KIND_BY_MIME or not {_MANIFEST, "content.xml"} <= names:
        raise FileRefused(Reason.UNKNOWN)
    judge_open_names(names)
    return _KIND_BY_MIME[mime]


def _judge_name(name: str) -> None:
    for pattern, reason in _BAD_NAMES:
        if pattern.search(name):
            raise FileRefused(reason)


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
