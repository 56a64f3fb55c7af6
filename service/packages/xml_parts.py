"""The XML of one part, read safely and in the one dialect the service knows: Transitional."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_STRICT = b"http://purl.oclc.org/ooxml/"
_TAG = re.compile(rb"<[^<>]+>")
_NAMESPACE = re.compile(rb"(?<=[\"'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/-]+)(?=[\"'])")
_CONFORMANCE = re.compile(rb"\s(?:\w+:)?conformance=[\"']strict[\"']")
_OTHER_WORDS = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")


def parse_xml(xml: bytes) -> Any:
    """Return the root of a part, whatever dialect it is saved in; raises etree.XMLSyntaxError.

    Also for a document type: an office file has none, and it may hold what swells or fetches.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(as_transitional(xml), parser)
    if root.getroottree().docinfo.doctype:
        raise etree.XMLSyntaxError("a part of an office file has no document type", 0, 0, 0)
    return root


def is_strict(xml: bytes) -> bool:
    """Return whether the part speaks Strict Open XML (Office's «Strict Open XML Document»)."""
    return _STRICT in _utf8(xml)


def as_transitional(xml: bytes) -> bytes:
    """Return the part with the namespaces of Transitional in place of Strict's (ISO 29500).

    What stands between the tags is left alone, for an answer may speak of such an address.
    """
    if _STRICT not in xml and not xml.startswith(_UTF16):
        return xml
    xml = _utf8(xml)
    return _CONFORMANCE.sub(b"", _TAG.sub(_renamed, xml), count=1) if _STRICT in xml else xml


def _renamed(tag: re.Match[bytes]) -> bytes:
    return (
        _NAMESPACE.sub(_transitional_name, tag.group()) if _STRICT in tag.group() else tag.group()
    )


def _transitional_name(name: re.Match[bytes]) -> bytes:
    area, rest = name.groups()
    *before, last = rest.split(b"/")
    words = b"/".join((*before, _OTHER_WORDS.get(last, last)))
    return b"http://schemas.openxmlformats.org/" + area + b"/2006/" + words


def _utf8(xml: bytes) -> bytes:
    """Return the part in UTF-8: some programs write UTF-16, which Office reads as well."""
    if not xml.startswith(_UTF16):
        return xml
    try:
        return _DECLARATION.sub("", xml.decode("utf-16")).encode()
    except UnicodeDecodeError as error:
        raise etree.XMLSyntaxError(str(error), 0, 0, 0) from error
