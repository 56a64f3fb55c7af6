"""Word, Excel, PowerPoint and OpenDocument files told apart and searched for what runs or hides."""

import re
from typing import Any

from lxml import etree

from service.archive.intake.kinds import OFFICE, OPEN_DOCUMENT, Kind
from service.archive.intake.office_rules import BAD_TYPES, OfficeRules
from service.archive.intake.office_walk import walk
from service.archive.intake.open_document_rules import OpenDocumentRules, judge_open_names
from service.archive.intake.refusals import FileRefused, Reason
from service.archive.intake.safe_zip import CheckedZip
from service.packages.index import CONTENT_TYPES, Index
from service.packages.parts import parse_xml

_MANIFEST = "META-INF/manifest.xml"
LONGEST_INDEX = 4 * 1024 * 1024
"""Bytes of a list of parts or of relations."""
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
    if CONTENT_TYPES in names:
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
    index = Index(names, lambda name: opened.read(name, LONGEST_INDEX), _parse)
    by_part, by_ending = index.content_types
    for content_type in (*by_part.values(), *by_ending.values()):
        for word, reason in BAD_TYPES:
            if word in content_type.lower():
                raise FileRefused(reason)
    main = index.main
    found = index.content_type(main) if main else ""
    if found not in _KIND_BY_TYPE:
        raise FileRefused(Reason.UNKNOWN if index.relations("") else Reason.ARCHIVE)
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


def _parse(content: bytes) -> Any:
    """The XML of an index; it may define no entities. Raises FileRefused."""
    try:
        return parse_xml(content)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileRefused(Reason.BROKEN) from error
