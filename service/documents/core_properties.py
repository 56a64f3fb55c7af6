"""The core properties of a Word file: what form, record, office and moment it comes from."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from service.documents.plain_package import CORE
from service.documents.wordml import parse_part, write_part

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
DATES = (f"{{{_TERMS}}}created", f"{{{_TERMS}}}modified")
WHO = "CTCL"
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
# Other programs give the namespace a prefix of their own.
_DATED = re.compile(r"<((?:[\w.-]+:)?(?:created|modified))\b[^>]*>[^<]*</\1>")


def made_at(docx: bytes) -> datetime | None:
    """Return when the Word file says it was made, None where it says nothing."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            root = parse_part(archive.read(CORE))
        return datetime.strptime(root.findtext(DATES[0]) or "", MOMENT).replace(tzinfo=UTC)
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return None


def with_properties(core: bytes, sha256: str) -> bytes:
    """Return the core properties that name form, record, agency, issue and template (§10)."""
    root = parse_part(core)
    for name, value in (
        (f"{{{_DC}}}title", "{{ form['title']|safe }}"),
        (f"{{{_DC}}}subject", "{{ form['code']|safe }}"),
        (f"{{{_DC}}}creator", "{{ settings['agency_name_text']|safe }}"),
        (f"{{{_DC}}}description", f"Lần ban hành {{{{ form['issue_no']|safe }}}}; mẫu {sha256}"),
        (f"{{{_CP}}}keywords", "{{ doc['record_id']|safe }}"),
        (f"{{{_DC}}}identifier", "{{ doc['record_id']|safe }}"),
        (f"{{{_DC}}}language", "vi-VN"),
        (f"{{{_CP}}}category", "QT.CTCL"),
        (f"{{{_CP}}}revision", "1"),
        *((date, "{{ doc['made_at']|safe }}") for date in DATES),
    ):
        found = root.find(name)
        if found is None:
            spaces = {"dcterms": _TERMS, "xsi": _XSI} if name in DATES else None
            found = etree.SubElement(root, name, nsmap=spaces)
        found.text = value
        if name in DATES:
            found.set(f"{{{_XSI}}}type", ":".join(filter(None, (found.prefix, "W3CDTF"))))
    return write_part(root)


def only_if_dated(core: str) -> str:
    """Return the source of the core properties with its dates only where the moment is known."""
    return _DATED.sub(r"{% if doc['made_at'] %}\g<0>{% endif %}", core)


def by_us(application: bytes) -> bytes:
    """Return the extended properties with the program that makes the file: not Word."""
    root = parse_part(application)
    for name in ("Application", "AppVersion"):
        for found in root.findall(f"{{{_APP}}}{name}"):
            root.remove(found)
    etree.SubElement(root, f"{{{_APP}}}Application").text = WHO
    return write_part(root)
