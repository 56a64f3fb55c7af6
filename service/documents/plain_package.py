"""The parts of a template as the service's own are: Transitional, under the names Word gives them.

Word Online calls the main part `document2.xml`, others write Strict Open XML or leave the
properties out; whatever comes after this door need not know.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from service.documents.word_package import WordPackage
from service.documents.wordml import Element, write_part
from service.packages.index import CONTENT_TYPES, Relation, relations_name, target_name
from service.packages.parts import as_transitional, is_strict, parse_xml

CORE, APPLICATION = "docProps/core.xml", "docProps/app.xml"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
ROOT_RELATIONS = "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"{_PACKAGE}/content-types"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_EMPTY_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
).encode()
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_XML = (".xml", ".rels", ".vml")


def plain_members(package: bytes) -> dict[str, bytes]:
    """Return the members of a Word file under our names; one that has them already, as it is.

    Raises NotADocument, DocumentLocked, OldDocument.
    """
    opened = WordPackage(package)
    if _is_plain(opened):
        return {name: opened.read(name) for name in opened.names}
    return _renamed(opened)


def _is_plain(opened: WordPackage) -> bool:
    named = (opened.styles or STYLES, opened.application or APPLICATION)
    return (
        opened.is_named_plainly
        and {CONTENT_TYPES, ROOT_RELATIONS} <= set(opened.names)
        and (opened.main, opened.core, *named) == (DOCUMENT, CORE, STYLES, APPLICATION)
        and all(map(_MARGIN.fullmatch, opened.margins))
        and not is_strict(opened.read(ROOT_RELATIONS))
        and as_transitional(xml := opened.read(DOCUMENT)) == xml
    )


def _renamed(opened: WordPackage) -> dict[str, bytes]:
    names = _names(opened)
    members = {CONTENT_TYPES: _types(opened, names)}
    for source, called in names.items():
        if source:
            content = opened.read(source)
            members[called] = as_transitional(content) if source.endswith(_XML) else content
        if opened.index.relations(source):
            members[relations_name(called)] = _relations(opened, source, names)
    if not opened.core:
        members[CORE] = _EMPTY_CORE
        members[ROOT_RELATIONS] = _with_core(members[ROOT_RELATIONS])
    return members


def _names(opened: WordPackage) -> dict[str, str]:
    """Return what every part that can be reached is called from now on; '' is the package."""
    wanted = {opened.main: DOCUMENT, opened.styles: STYLES, opened.core: CORE}
    wanted |= {"": "", opened.application: APPLICATION}
    for number, name in enumerate(opened.margins, start=1):
        kinds = {r.target: r.kind for r in opened.index.relations(opened.main)}
        wanted[name] = f"word/{kinds[name]}{number}.xml"
    wanted[""] = ""
    taken = {name.casefold() for name in wanted.values()}
    for number, part in enumerate(_reached(opened)):
        if part not in wanted:
            called = part if part.casefold() not in taken else _beside(part, number)
            wanted[part] = called
            taken.add(called.casefold())
    return wanted


def _beside(part: str, number: int) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, f"part{number}_{name}")


def _reached(opened: WordPackage) -> Iterator[str]:
    """Yield every part that relations lead to: what lies beside them Word does not keep either."""
    seen, waiting = set[str](), [""]
    while waiting:
        for each in opened.index.relations(waiting.pop()):
            if each.target not in seen:
                seen.add(each.target)
                waiting.append(each.target)
                yield each.target


def _relations(opened: WordPackage, source: str, names: dict[str, str]) -> bytes:
    root = opened.root(_listed(opened, relations_name(source)))
    known: dict[str, Relation] = {r.target: r for r in opened.index.relations(source)}
    for each in list(root):
        if str(each.get("TargetMode", "")).strip().casefold() not in ("", "internal"):
            continue
        target = _listed(opened, target_name(source, str(each.get("Target", ""))))
        if target in known:
            each.set("Target", f"/{names[target]}")
        else:
            root.remove(each)
    return write_part(root)


def _listed(opened: WordPackage, name: str) -> str:
    folded = name.casefold()
    return next((each for each in opened.names if each.casefold() == folded), "")


def _types(opened: WordPackage, names: dict[str, str]) -> bytes:
    root: Element = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="rels", ContentType=_RELATIONS_TYPE)
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
    types = {called: opened.index.content_type(part) for part, called in names.items() if part}
    for called, content_type in ({CORE: _CORE_TYPE} | types).items():
        etree.SubElement(
            root,
            f"{{{_TYPES}}}Override",
            PartName=f"/{called}",
            ContentType=content_type or "application/octet-stream",
        )
    return write_part(root)


def _with_core(relations: bytes) -> bytes:
    root = parse_xml(relations)
    etree.SubElement(
        root,
        f"{{{_PACKAGE}/relationships}}Relationship",
        Id="rIdCore",
        Type=f"{_PACKAGE}/relationships/metadata/core-properties",
        Target=f"/{CORE}",
    )
    return write_part(root)
