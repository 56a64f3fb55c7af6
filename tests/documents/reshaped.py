"""A Word file as other programs save it: other names, another dialect, no properties."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from service.documents.template.prepare import unpack

Members = dict[str, bytes]
XML = (".xml", ".rels")
LENGTH = re.compile(r' (w:(?:w|h|left|right|top|bottom|firstLine|hanging))="([0-9]+)"')


def packed(members: Members) -> bytes:
    """A package of exactly these members, in their order, whatever their names."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def named(package: bytes, rename: Callable[[str], str]) -> bytes:
    """The package with other names for its entries, and nothing said of it inside."""
    return packed({rename(name): content for name, content in unpack(package).items()})


def moved(package: bytes, *moves: tuple[str, str]) -> bytes:
    """The package with parts of other names, which relations and content types know."""
    members = unpack(package)
    for old, new in moves:
        members = {
            _renamed(name, old, new): _told(name, c, old, new) for name, c in members.items()
        }
    return packed(members)


def strict(package: bytes) -> bytes:
    """The package as Word saves a «Strict Open XML Document»."""
    members = unpack(package)
    for name in [n for n in members if n.endswith(XML)]:
        text = members[name].decode()
        text = re.sub(
            r'"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/',
            r'"http://purl.oclc.org/ooxml/\1/',
            text,
        )
        text = text.replace("relationships/extended-properties", "relationships/extendedProperties")
        text = text.replace("<w:document ", '<w:document w:conformance="strict" ')
        text = LENGTH.sub(lambda w: f' {w[1]}="{int(w[2]) / 20:.2f}pt"', text)
        members[name] = text.encode()
    return packed(members)


def in_utf16(package: bytes) -> bytes:
    """The package with every part of XML in UTF-16, which the standard allows."""
    members = unpack(package)
    for name in [n for n in members if n.endswith(XML)]:
        text = re.sub(r"\A<\?xml[^>]*\?>", "", members[name].decode())
        members[name] = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    return packed(members)


def without_properties(package: bytes) -> bytes:
    """The package without docProps, as Google Docs exports one."""
    members = {n: c for n, c in unpack(package).items() if not n.startswith("docProps/")}
    rels = re.sub(r"<Relationship [^>]*docProps[^>]*/>", "", members["_rels/.rels"].decode())
    types = re.sub(r"<Override [^>]*docProps[^>]*/>", "", members["[Content_Types].xml"].decode())
    return packed({**members, "_rels/.rels": rels.encode(), "[Content_Types].xml": types.encode()})


def dated_as(package: bytes, prefix: str) -> bytes:
    """The package with its dates under that prefix of their space, an old one if it has none."""
    members = unpack(package)
    core = members["docProps/core.xml"].decode().replace("dcterms", prefix)
    if f"<{prefix}:created" not in core:
        date = (
            f'<{prefix}:created xsi:type="{prefix}:W3CDTF">2020-01-01T00:00:00Z</{prefix}:created>'
        )
        core = core.replace("</cp:coreProperties>", f"{date}</cp:coreProperties>")
    return packed({**members, "docProps/core.xml": core.encode()})


def made_by_word(package: bytes) -> bytes:
    """The package with Word as the program that made it."""
    members = unpack(package)
    told = members["docProps/app.xml"].replace(b">CTCL<", b">Microsoft Office Word<")
    return packed({**members, "docProps/app.xml": told})


def with_subject(package: bytes, subject: str) -> bytes:
    """The package with the property Subject typed over; '' as the Document Inspector leaves it."""
    members = unpack(package)
    core = members["docProps/core.xml"].decode()
    said = f"<dc:subject>{subject}</dc:subject>"
    core = re.sub(r"<dc:subject>[^<]*</dc:subject>|<dc:subject/>", said, core)
    return packed({**members, "docProps/core.xml": core.encode()})


def _told(name: str, content: bytes, old: str, new: str) -> bytes:
    """What a part says once `old` is called `new`: targets in full, so that any folder may be."""
    text = content.decode("utf-8", "surrogateescape")
    if name == "[Content_Types].xml":
        text = text.replace(f'"/{old}"', f'"/{new}"')
    elif name.endswith(".rels"):
        folder = name.partition("_rels/")[0]
        text = re.sub(r'Target="(?!/|[a-z]+:)([^"]+)"', rf'Target="/{folder}\1"', text)
        text = text.replace(f'Target="/{old}"', f'Target="/{new}"')
    return text.encode("utf-8", "surrogateescape")


def _renamed(name: str, old: str, new: str) -> str:
    if name == old:
        return new
    folder, _, stem = old.rpartition("/")
    there, _, called = new.rpartition("/")
    rels = f"{folder}/_rels/{stem}.rels"
    return f"{there}/_rels/{called}.rels" if name == rels else name
